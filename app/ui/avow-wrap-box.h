/* avow-wrap-box.h: a row that goes on in the next line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts its children one after the other, as words in a paragraph: each as wide as it likes, in a new line where
 * there is no room left. What expands takes the room that its line leaves, or gives way down to two thirds of a line.
 * GtkFlowBox is a grid, and takes the focus itself. */
#define AVOW_TYPE_WRAP_BOX (avow_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (AvowWrapBox, avow_wrap_box, AVOW, WRAP_BOX, GtkWidget)

GtkWidget *avow_wrap_box_new (void);
void avow_wrap_box_append (AvowWrapBox *self, GtkWidget *child);
void avow_wrap_box_clear (AvowWrapBox *self);

G_END_DECLS
