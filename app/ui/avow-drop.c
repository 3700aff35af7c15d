/* avow-drop.c: files dropped on the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-drop.h"

#include "exchange/avow-hand-over-file.h"

#define INVITATION_SUFFIX ".avow-invitation"

static gboolean
drop_cb (AvowWindow *window, const GValue *value)
{
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);
  if (files->len > 0)
    avow_window_open (window, files);

  return files->len > 0;
}

void
avow_drop_install (AvowWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}

gboolean
avow_drop_is_invitation (GFile *file, gboolean has_people)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  return g_str_has_suffix (name, INVITATION_SUFFIX) || (!has_people && !g_str_has_suffix (name, AVOW_HAND_OVER_SUFFIX));
}
