/* avow-assessment-view.h: one question of an assessment under way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The question at the session's position, and whether it is flagged for review. Its actions: `question.choose`
 * (u: from 1), `question.submit` (goes on). It activates `reader.changed`, `reader.continue` and
 * `reader.review`. */
#define AVOW_TYPE_ASSESSMENT_VIEW (avow_assessment_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowAssessmentView, avow_assessment_view, AVOW, ASSESSMENT_VIEW, GtkWidget)

GtkWidget *avow_assessment_view_new (AvowSession *session);

G_END_DECLS
