/* avow-question-view.h: one question to be answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The prompt and its options, in the session's order. An answer goes into the session at once, and the action
 * `reader.changed` is activated; Enter on an option that is chosen activates `question.submit`. */
#define AVOW_TYPE_QUESTION_VIEW (avow_question_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowQuestionView, avow_question_view, AVOW, QUESTION_VIEW, GtkBox)

GtkWidget *avow_question_view_new (AvowSession *session, AvowQuestion *question);

AvowQuestion *avow_question_view_get_question (AvowQuestionView *self);

/* Chooses the option with that number, from 1, as a key does; in a question with several answers, or no longer. */
gboolean avow_question_view_choose (AvowQuestionView *self, guint number);

G_END_DECLS
