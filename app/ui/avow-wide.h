/* avow-wide.h: something that scrolls sideways where it does not fit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For tables, the one thing on a page that may scroll sideways. It is as high as its child is at the width
 * that there is; GtkScrolledWindow alone would be as high as the child is at its narrowest. */
#define AVOW_TYPE_WIDE (avow_wide_get_type ())
G_DECLARE_FINAL_TYPE (AvowWide, avow_wide, AVOW, WIDE, GtkWidget)

GtkWidget *avow_wide_new (GtkWidget *child);

G_END_DECLS
