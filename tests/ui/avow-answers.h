/* avow-answers.h: what is right, from the course itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* Reads a course that ships, from `$AVOW_COURSES`, in the language that this process speaks. @name: of its folder. */
AvowCourse *avow_answers_load (const char *name); /* (transfer full) */

/* (transfer none): the title of what ships as @path below that folder, in the same language. */
const char *avow_answers_title (const char *path);

/* (transfer none) (nullable): the question that is asked in these words. */
AvowQuestion *avow_answers_find (AvowCourse *course, const char *prompt);

/* (transfer none): the option of @options that is shown so; ends the process where there is none. */
AvowOption *avow_answers_find_option (GPtrArray *options, const char *shown);

/* (transfer full): how an option is shown. */
char *avow_answers_name_option (const AvowOption *option);

/* (transfer full) of char*: a response in which nothing is right, and nothing is left to answer. */
GPtrArray *avow_answers_new_wrong (AvowQuestion *question);

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
