/* avow-result-view.h: how an assessment ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The result, by module, what to read again, and the answers where the course shows them. Activates
 * `reader.start`, `reader.leave`, `reader.open-next`, `reader.open-step` and `reader.open-answer`. */
#define AVOW_TYPE_RESULT_VIEW (avow_result_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowResultView, avow_result_view, AVOW, RESULT_VIEW, GtkWidget)

/**
 * avow_result_view_new:
 * @session: a session
 * @completed: whether the course is completed, with or without an assessment
 *
 * Returns: (transfer floating): the result as it stands now
 */
GtkWidget *avow_result_view_new (AvowSession *session, gboolean completed);

/* What is to be done after this course; NULL for nothing. */
void avow_result_view_set_next (AvowResultView *self, const AvowDuty *next);

G_END_DECLS
