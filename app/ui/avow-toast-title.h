/* avow-toast-title.h: what a toast says, in as many lines as it takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A toast of libadwaita 1.2 is as high as it would be at the width that it would like, however narrow the window. So
 * this, its custom title, likes no more width than there is. */
#define AVOW_TYPE_TOAST_TITLE (avow_toast_title_get_type ())
G_DECLARE_FINAL_TYPE (AvowToastTitle, avow_toast_title, AVOW, TOAST_TITLE, GtkWidget)

GtkWidget *avow_toast_title_new (GtkWidget *child);

/* (transfer floating): plain text, that breaks into lines. */
GtkWidget *avow_toast_title_new_label (const char *text);

G_END_DECLS
