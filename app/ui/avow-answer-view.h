/* avow-answer-view.h: one question as it was answered, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The prompt, a verdict, and the options, with the reason for what was chosen and for what is best. */
#define AVOW_TYPE_ANSWER_VIEW (avow_answer_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowAnswerView, avow_answer_view, AVOW, ANSWER_VIEW, GtkBox)

GtkWidget *avow_answer_view_new (AvowSession *session, AvowQuestion *question, GPtrArray *chosen /* of char* */);

/* Puts the focus on the verdict. */
void avow_answer_view_focus_verdict (AvowAnswerView *self);

G_END_DECLS
