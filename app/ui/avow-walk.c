/* avow-walk.c: from block to block by keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-walk.h"

#include "avow-figure.h"
#include "avow-text-block.h"

typedef struct
{
  GPtrArray *stops; /* of GtkWidget (transfer none), in order */
  GtkWidget *focus; /* nullable */
  int ahead;        /* stops up to the focus, the one that has it included; -1 where it was not met */
  gboolean on_stop;
} Walk;

static gboolean
is_stop (GtkWidget *widget)
{
  return AVOW_IS_TEXT_BLOCK (widget) || AVOW_IS_FIGURE (widget);
}

/* Popovers are not part of the page, and what is folded can't take the focus. */
static void
gather (Walk *walk, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_NATIVE (widget))
    return;

  if (is_stop (widget))
    g_ptr_array_add (walk->stops, widget);
  if (widget == walk->focus)
    {
      GtkWidget *last = walk->stops->len > 0 ? g_ptr_array_index (walk->stops, walk->stops->len - 1) : NULL;

      walk->ahead = walk->stops->len;
      walk->on_stop = last != NULL && (widget == last || gtk_widget_is_ancestor (widget, last));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gather (walk, child);
}

static void
focus_stop (GtkWidget *stop)
{
  if (AVOW_IS_TEXT_BLOCK (stop))
    avow_text_block_focus_text (AVOW_TEXT_BLOCK (stop));
  else
    gtk_widget_grab_focus (stop);
}

/* Where a step leads: an index that may lie outside. */
static int
find_next (const Walk *walk, int step)
{
  if (walk->ahead < 0)
    return step > 0 ? 0 : (int) walk->stops->len - 1;
  if (walk->on_stop)
    return walk->ahead - 1 + step;

  return step > 0 ? walk->ahead : walk->ahead - 1;
}

gboolean
avow_walk (GtkWidget *root, int step)
{
  GtkRoot *window = gtk_widget_get_root (root);
  g_autoptr (GPtrArray) stops = g_ptr_array_new ();
  Walk walk = { stops, window != NULL ? gtk_root_get_focus (window) : NULL, -1, FALSE };
  int next;

  gather (&walk, root);
  next = find_next (&walk, step);
  if (next < 0 || next >= (int) stops->len)
    return FALSE;

  focus_stop (g_ptr_array_index (stops, next));

  return TRUE;
}

void
avow_walk_start (GtkWidget *root)
{
  g_autoptr (GPtrArray) stops = g_ptr_array_new ();
  Walk walk = { stops, NULL, -1, FALSE };

  gather (&walk, root);
  if (stops->len > 0)
    focus_stop (g_ptr_array_index (stops, 0));
}
