/* avow-answer-page.c: one answer of the last attempt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-answer-page.h"

#include "avow-answer-view.h"
#include "avow-column.h"
#include "avow-text-block.h"

#include <glib/gi18n-lib.h>

GtkWidget *
avow_answer_page_new (AvowSession *session, guint index)
{
  const AvowRecordAttempt *attempt = avow_session_get_last_attempt (session);
  const AvowRecordResponse *response;
  AvowQuestion *question;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autofree char *title = NULL;

  g_return_val_if_fail (attempt != NULL && index < attempt->responses->len, NULL);

  response = g_ptr_array_index (attempt->responses, index);
  question = avow_course_find_question (avow_session_get_course (session), response->question);
  title = g_strdup_printf (_("Question %u of %u"), index + 1, attempt->responses->len);

  gtk_box_append (GTK_BOX (box), g_object_new (AVOW_TYPE_TEXT_BLOCK, "level", 1, "text", title, NULL));
  if (question != NULL)
    gtk_box_append (GTK_BOX (box), avow_answer_view_new (session, question, response->options));

  return avow_column_new (box);
}
