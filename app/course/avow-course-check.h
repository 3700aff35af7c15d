/* avow-course-check.h: what a grammar can't say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course.h"
#include "avow-course-node.h"

G_BEGIN_DECLS

/**
 * avow_check_meaning:
 * @tree: a normalised tree, sound or not
 * @edition: the files beside it
 * @source: where errors are added
 *
 * Finds references that lead nowhere, questions without a right answer, draws of more than there is, and the like.
 * What the grammar already refused is passed over: a reference to something misspelt is no second error.
 */
void avow_check_meaning (AvowTree *tree, AvowEdition *edition, AvowSource *source);

/* The part of it that concerns one question: that it has a right answer, and a wrong one. */
void avow_check_question (AvowNode *question, AvowSource *source);

/* And what is poor in it: answers without feedback. */
void avow_check_question_advice (AvowNode *question, AvowSource *source);

/* The part of it that concerns one scenario: that it can be played to an end, and to a good one. */
void avow_check_scenario (AvowNode *scenario, AvowSource *source);

/* And what is poor in it: scenes that are never come to. */
void avow_check_scenario_advice (AvowNode *scenario, AvowSource *source);

/**
 * avow_check_advice:
 * @tree: a tree without errors
 * @course: (nullable): what was built of it, where it is a course
 * @source: where warnings are added
 *
 * Warns of what is legal, but poor.
 */
void avow_check_advice (AvowTree *tree, AvowCourse *course, AvowSource *source);

G_END_DECLS
