/* avow-summary-saver.c: what to keep of a course, as a PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-summary-saver.h"

#include "avow-file-dialog.h"
#include "avow-saved-toast.h"
#include "paper/avow-publish-paper.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AvowPublication *publication;
  GFile *file;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_pointer (&saving->publication, avow_publication_free);
  g_clear_object (&saving->file);
  g_free (saving);
}

static void
write_thread (GTask *task, gpointer page, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  g_autoptr (GBytes) pdf = avow_publish_paper (saving->publication);
  g_autofree char *path = g_file_get_path (saving->file);
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents (saving->file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                               &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” could not be written (%s). Choose another folder."),
                             path != NULL ? path : "", error->message);
}

static void
written_cb (GObject *page, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *path = g_file_get_path (saving->file);
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  if (gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    avow_saved_toast_show (GTK_WIDGET (page), written ? path : NULL, error);
}

static void
file_chosen_cb (GObject *window, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);

  saving->file = avow_file_dialog_finish (result);
  if (saving->file != NULL)
    g_task_run_in_thread (task, write_thread);
}

static AvowPublication *
create (AvowSession *session)
{
  return avow_publication_new_summary (avow_session_get_course (session), avow_session_get_variables (session));
}

gboolean
avow_summary_exists (AvowSession *session)
{
  g_autoptr (AvowPublication) publication = create (session);

  return publication != NULL;
}

void
avow_summary_save (GtkWidget *page, AvowSession *session)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *name = g_strconcat (avow_session_get_course (session)->id, ".pdf", NULL);
  GTask *task = g_task_new (page, NULL, written_cb, NULL);

  saving->publication = create (session);
  g_task_set_task_data (task, saving, saving_free);
  avow_file_dialog_save_async (GTK_WINDOW (gtk_widget_get_root (page)), _("Keep the Summary"), name, file_chosen_cb, task);
}
