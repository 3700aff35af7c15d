/* avow-ask.c: a question, and its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-ask.h"

#include <adwaita.h>

static void
response_cb (GtkWidget *dialog, const char *response, gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_boolean (task, g_str_equal (response, "confirm"));
  g_object_unref (task);
}

static AdwResponseAppearance
get_appearance (AvowAskStyle style)
{
  switch (style)
    {
    case AVOW_ASK_SUGGESTED:
      return ADW_RESPONSE_SUGGESTED;
    case AVOW_ASK_DESTRUCTIVE:
      return ADW_RESPONSE_DESTRUCTIVE;
    case AVOW_ASK_PLAIN:
    default:
      return ADW_RESPONSE_DEFAULT;
    }
}

void
avow_ask_async (GtkWindow *parent, const char *heading, const char *body, GtkWidget *extra, const char *cancel,
                const char *confirm, AvowAskStyle style, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  g_task_set_source_tag (task, avow_ask_async);
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  adw_message_dialog_add_response (dialog, "cancel", cancel);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, confirm != NULL && style == AVOW_ASK_SUGGESTED ? "confirm" : "cancel");
  if (confirm != NULL)
    {
      adw_message_dialog_add_response (dialog, "confirm", confirm);
      adw_message_dialog_set_response_appearance (dialog, "confirm", get_appearance (style));
    }
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
avow_ask_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
