/* test-problem.c: what is wrong with a form can be seen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ui/avow-problem.h"

#include <adwaita.h>

#define N_FRAMES 10

typedef struct
{
  GtkWidget *window;
  GtkWidget *scroller;
  GtkLabel *problem; /* below what the window has room for */
} Form;

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  return ++*n_frames < N_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
wait_frames (Form *self)
{
  guint n_frames = 0;

  gtk_widget_add_tick_callback (self->scroller, count_frame_cb, &n_frames, NULL);
  while (n_frames < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
}

static void
form_set_up (Form *self, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *fields = gtk_label_new ("Fields");

  gtk_widget_set_size_request (fields, -1, 900);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), fields);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 400);
  gtk_window_set_child (GTK_WINDOW (self->window), self->scroller);
  gtk_window_present (GTK_WINDOW (self->window));
  wait_frames (self);
}

static void
form_tear_down (Form *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static gboolean
is_in_view (Form *self)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (self->problem), self->scroller, &bounds));
  return bounds.size.height > 0 && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (self->scroller);
}

static void
test_in_view (Form *self, gconstpointer data)
{
  avow_problem_show (self->problem, "Please type your passphrase.");
  wait_frames (self);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->problem)));
  g_assert_true (is_in_view (self));

  avow_problem_show (self->problem, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->problem)));
}

/* A label that is only made visible stays where nobody sees it. */
static void
test_control (Form *self, gconstpointer data)
{
  gtk_label_set_label (self->problem, "Please type your passphrase.");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  wait_frames (self);
  g_assert_false (is_in_view (self));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/avow/ui/problem{in-view}", Form, NULL, form_set_up, test_in_view, form_tear_down);
  g_test_add ("/avow/ui/problem{control}", Form, NULL, form_set_up, test_control, form_tear_down);
  return g_test_run ();
}
