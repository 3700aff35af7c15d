/* avow-problem.c: what is wrong with a form, said in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-problem.h"

#define SCROLL_MARGIN 12 /* px: what stays clear of the edge */

/* Once it has its place: below the edge of a small window nobody would see why nothing happens. */
static gboolean
scroll_to_cb (GtkWidget *label, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *window = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (window == NULL || !gtk_widget_get_visible (label))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (label) == 0)
    return G_SOURCE_CONTINUE;
  if (!gtk_widget_compute_bounds (label, window, &bounds))
    return G_SOURCE_REMOVE;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top - SCROLL_MARGIN, top + bounds.size.height + SCROLL_MARGIN);

  return G_SOURCE_REMOVE;
}

void
avow_problem_show (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (text != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (label), scroll_to_cb, NULL, NULL);
}
