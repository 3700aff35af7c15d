/* avow-question-row.h: one question in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * avow_question_row_new:
 * @session: the session
 * @question: the question
 * @index: its place, from 0; what @action is given
 * @icon: shows @state
 * @state: how it stands, in words
 * @action: opens it (u)
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *avow_question_row_new (AvowSession *session, AvowQuestion *question, guint index, const char *icon, const char *state,
                                  const char *action);

G_END_DECLS
