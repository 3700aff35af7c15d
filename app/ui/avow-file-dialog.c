/* avow-file-dialog.c: which file to read or write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-file-dialog.h"

#include <glib/gi18n-lib.h>

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  GTask *task = user_data;
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) chosen = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)) : NULL;

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    g_ptr_array_add (files, g_list_model_get_item (chosen, i));
  g_task_return_pointer (task, files, (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* Nothing else owns a native dialog: the reference is kept until the response. */
static GtkFileChooserNative *
create_dialog (GtkWindow *parent, const char *title, GtkFileChooserAction action)
{
  const char *accept = action == GTK_FILE_CHOOSER_ACTION_SAVE ? _("_Save") : _("_Open");
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, accept, _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);

  return dialog;
}

static void
run_dialog (GtkFileChooserNative *dialog, GtkWindow *parent, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
run_open_dialog (GtkFileChooserNative *dialog, GtkWindow *parent, const char *filter_name, const char *pattern,
                 GAsyncReadyCallback callback, gpointer user_data)
{
  if (pattern != NULL)
    {
      add_filter (GTK_FILE_CHOOSER (dialog), filter_name, pattern);
      add_filter (GTK_FILE_CHOOSER (dialog), _("All files"), "*");
    }
  run_dialog (dialog, parent, callback, user_data);
}

void
avow_file_dialog_open_async (GtkWindow *parent, const char *title, const char *filter_name, const char *pattern,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  run_open_dialog (create_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN), parent, filter_name, pattern, callback, user_data);
}

void
avow_file_dialog_open_many_async (GtkWindow *parent, const char *title, const char *filter_name, const char *pattern,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  GtkFileChooserNative *dialog = create_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  run_open_dialog (dialog, parent, filter_name, pattern, callback, user_data);
}

void
avow_file_dialog_open_folder_async (GtkWindow *parent, const char *title, GAsyncReadyCallback callback, gpointer user_data)
{
  run_dialog (create_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER), parent, callback, user_data);
}

void
avow_file_dialog_save_async (GtkWindow *parent, const char *title, const char *name, GAsyncReadyCallback callback, gpointer user_data)
{
  GtkFileChooserNative *dialog = create_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE);

  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  run_dialog (dialog, parent, callback, user_data);
}

GFile *
avow_file_dialog_finish (GAsyncResult *result)
{
  g_autoptr (GPtrArray) files = avow_file_dialog_finish_many (result);

  return files != NULL && files->len > 0 ? g_ptr_array_steal_index (files, 0) : NULL;
}

GPtrArray *
avow_file_dialog_finish_many (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
