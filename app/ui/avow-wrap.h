/* avow-wrap.h: labels of buttons that break
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * avow_wrap_buttons:
 * @root: a page
 *
 * Lets the label of each button in @root break into lines. The toolkit's do not, and at twice the text size
 * one of two words is wider than a narrow window. (A label of one's own as the button's child would break, but
 * leave the button without an accessible name in GTK 4.8.) The main view calls it for every page.
 */
void avow_wrap_buttons (GtkWidget *root);

G_END_DECLS
