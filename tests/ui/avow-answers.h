/* avow-answers.h: what is right, from the course itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* Reads the course that ships, from `$AVOW_COURSES`, as its author wrote it. */
AvowCourse *avow_answers_load (void); /* (transfer full) */

/* (transfer none): the question that is asked in these words; ends the process where there is none. */
AvowQuestion *avow_answers_find (AvowCourse *course, const char *prompt);

/**
 * avow_answers_choose:
 * @question: what is asked
 * @shown: (element-type utf8): the options as they are shown, in that order
 * @right: whether to be right
 *
 * Returns: (transfer full) (element-type guint): the numbers, from 1, of what to choose so as to be right, or wrong
 */
GArray *avow_answers_choose (AvowQuestion *question, GPtrArray *shown, gboolean right);

/**
 * avow_answers_find_path:
 * @scenario: a scenario
 * @scene: where one is
 * @ending: how it is to end
 *
 * Returns: (transfer full) (element-type guint): the numbers, from 1, of the choices that lead there
 */
GArray *avow_answers_find_path (AvowScenario *scenario, AvowScene *scene, AvowEnding ending);

G_END_DECLS
