/* avow-grade.h: what an answer is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"
#include "record/avow-record-attempt.h"

G_BEGIN_DECLS

/* A grading version, once released, stays in the code: attempts are graded again by the version that
 * they cite. */
#define AVOW_GRADING_VERSION 1

typedef struct
{
  AvowModule *module; /* (transfer none) (nullable) */
  guint right;
  guint asked;
} AvowModuleGrade;

typedef struct
{
  guint right;
  guint asked;
  guint needed;              /* fewest right that pass */
  gboolean must_pass_missed; /* a question that must be right was not */
  gboolean passed;
  GPtrArray *modules;        /* of AvowModuleGrade, in the course's order */
} AvowGrade;

void avow_grade_free (AvowGrade *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowGrade, avow_grade_free)

/* Whether a set of option ids is the right answer. */
gboolean avow_grade_is_right (AvowQuestion *question, GPtrArray *options /* of char* */);

/**
 * avow_grade_attempt:
 * @course: the edition that was asked
 * @attempt: what was answered
 * @error: return location for a #GError
 *
 * Draws again from the seed, compares with the ids asked, and grades the responses; what @attempt
 * says of its score is not looked at.
 *
 * Returns: (transfer full): the grade, or %NULL where the draw does not follow from the seed or the
 *   grading version is not known
 */
AvowGrade *avow_grade_attempt (AvowCourse *course, const AvowRecordAttempt *attempt, GError **error);

G_END_DECLS
