/* avow-question-view.h: one question to be answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The prompt, how to answer where that isn't plain, and below them the interaction (avow-interaction.h). */
#define AVOW_TYPE_QUESTION_VIEW (avow_question_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowQuestionView, avow_question_view, AVOW, QUESTION_VIEW, GtkBox)

GtkWidget *avow_question_view_new (AvowSession *session, AvowQuestion *question);

AvowQuestion *avow_question_view_get_question (AvowQuestionView *self);

/* Chooses the option with that number, from 1, as a key does; in a question with several answers, or no longer. FALSE where the
 * question has no options, or not so many. */
gboolean avow_question_view_choose (AvowQuestionView *self, guint number);

G_END_DECLS
