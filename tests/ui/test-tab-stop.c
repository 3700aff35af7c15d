/* test-tab-stop.c: Tab past a list in which the selection follows the focus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ui/avow-tab-stop.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

#define N_ROWS 4

typedef struct
{
  Display *display;
  GtkWidget *window;
  GtkWidget *before;
  GtkListBox *list;
  GtkWidget *after;
  GtkListBoxRow *row;
  guint selected; /* number of times that another row was */
} World;

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, World *world)
{
  world->selected += row != world->row;
  world->row = row;
}

static void
settle (World *world)
{
  XSync (world->display, False);
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (10000);
    }
}

static void
press (World *world, KeySym modifier, KeySym key)
{
  if (modifier != NoSymbol)
    XTestFakeKeyEvent (world->display, XKeysymToKeycode (world->display, modifier), True, CurrentTime);
  XTestFakeKeyEvent (world->display, XKeysymToKeycode (world->display, key), True, CurrentTime);
  XTestFakeKeyEvent (world->display, XKeysymToKeycode (world->display, key), False, CurrentTime);
  if (modifier != NoSymbol)
    XTestFakeKeyEvent (world->display, XKeysymToKeycode (world->display, modifier), False, CurrentTime);
  settle (world);
}

/* No window manager gives the keyboard to anybody here. */
static void
focus_window (World *world)
{
  Window xid = gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (world->window)));

  while (!gtk_window_is_active (GTK_WINDOW (world->window)))
    {
      XSetInputFocus (world->display, xid, RevertToParent, CurrentTime);
      settle (world);
    }
}

static GtkWidget *
create_list (World *world)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  world->list = GTK_LIST_BOX (gtk_list_box_new ());
  for (guint i = 0; i < N_ROWS; i++)
    gtk_list_box_append (world->list, gtk_label_new ("Row"));
  world->row = gtk_list_box_get_row_at_index (world->list, 1);
  gtk_list_box_select_row (world->list, world->row);
  g_signal_connect (world->list, "row-selected", G_CALLBACK (row_selected_cb), world);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (world->list));
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

/* @data: whether the list is in a tab stop */
static void
set_up (World *world, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list;

  *world = (World){ .window = gtk_window_new (), .before = gtk_button_new (), .after = gtk_button_new () };
  world->display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());
  list = create_list (world);
  if (GPOINTER_TO_INT (data))
    list = g_object_new (AVOW_TYPE_TAB_STOP, "child", list, NULL);
  gtk_box_append (GTK_BOX (box), world->before);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), world->after);
  gtk_window_set_child (GTK_WINDOW (world->window), box);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 400, 400);
  gtk_window_present (GTK_WINDOW (world->window));
  settle (world);
  focus_window (world);
  gtk_widget_grab_focus (world->before);
}

static void
tear_down (World *world, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
}

static int
get_selected (World *world)
{
  return gtk_list_box_row_get_index (gtk_list_box_get_selected_row (world->list));
}

static GtkWidget *
get_focus (World *world)
{
  return gtk_window_get_focus (GTK_WINDOW (world->window));
}

/* By what the tests below hold off: as GTK does it, each row on the way is selected. */
static void
test_control (World *world, gconstpointer data)
{
  for (guint i = 0; i < 2 * N_ROWS && get_focus (world) != world->after; i++)
    press (world, NoSymbol, XK_Tab);

  g_test_message ("a list as it is: Tab past it selects %u other rows", world->selected);
  g_assert_true (get_focus (world) == world->after);
  g_assert_cmpuint (world->selected, >=, 2);
  g_assert_cmpint (get_selected (world), ==, N_ROWS - 1);
}

static void
test_passed (World *world, gconstpointer data)
{
  press (world, NoSymbol, XK_Tab);
  g_assert_true (gtk_widget_is_ancestor (get_focus (world), GTK_WIDGET (world->list)));
  press (world, NoSymbol, XK_Tab);
  g_assert_true (get_focus (world) == world->after);
  press (world, XK_Shift_L, XK_Tab);
  g_assert_true (gtk_widget_is_ancestor (get_focus (world), GTK_WIDGET (world->list)));
  press (world, XK_Shift_L, XK_Tab);
  g_assert_true (get_focus (world) == world->before);

  g_assert_cmpint (get_selected (world), ==, 1);
  g_assert_cmpuint (world->selected, ==, 0);
}

static void
test_arrows (World *world, gconstpointer data)
{
  press (world, NoSymbol, XK_Tab);
  press (world, NoSymbol, XK_Down);
  press (world, NoSymbol, XK_Down);
  g_assert_cmpint (get_selected (world), ==, 3);
  press (world, NoSymbol, XK_Up);
  g_assert_cmpint (get_selected (world), ==, 2);
  g_assert_true (gtk_widget_is_ancestor (get_focus (world), GTK_WIDGET (world->list)));
  press (world, NoSymbol, XK_Tab);
  g_assert_true (get_focus (world) == world->after);
  g_assert_cmpint (get_selected (world), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/avow/ui/tab-stop{control}", World, GINT_TO_POINTER (FALSE), set_up, test_control, tear_down);
  g_test_add ("/avow/ui/tab-stop{tab-leaves}", World, GINT_TO_POINTER (TRUE), set_up, test_passed, tear_down);
  g_test_add ("/avow/ui/tab-stop{arrows-stay}", World, GINT_TO_POINTER (TRUE), set_up, test_arrows, tear_down);

  return g_test_run ();
}
