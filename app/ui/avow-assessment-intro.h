/* avow-assessment-intro.h: ahead of the first question of an assessment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is to come, and *Start*; or, where steps are left to do, which. Activates `reader.start` and
 * `reader.open-step`. */
#define AVOW_TYPE_ASSESSMENT_INTRO (avow_assessment_intro_get_type ())
G_DECLARE_FINAL_TYPE (AvowAssessmentIntro, avow_assessment_intro, AVOW, ASSESSMENT_INTRO, GtkWidget)

GtkWidget *avow_assessment_intro_new (AvowSession *session);

G_END_DECLS
