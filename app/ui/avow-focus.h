/* avow-focus.h: Tab through what a widget holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * avow_focus_children:
 * @widget: a widget that doesn't take the focus itself
 * @direction: where the focus is to go
 *
 * For the virtual function `focus` of a widget that has a `grab_focus` of its own: GTK takes that for the widget being able
 * to have the focus, and so Tab goes where a page begins, and never leaves it backwards.
 *
 * Returns: whether something in @widget has taken the focus
 */
gboolean avow_focus_children (GtkWidget *widget, GtkDirectionType direction);

/* Whether @widget, or something in it, has the focus. */
gboolean avow_focus_is_inside (GtkWidget *widget);

G_END_DECLS
