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

/* What a right answer is worth, so that one that is right in part can be counted without a fraction. */
#define AVOW_GRADE_WHOLE 10000

typedef struct
{
  AvowModule *module; /* (transfer none) (nullable) */
  guint right;
  guint asked;
  guint points;        /* of AVOW_GRADE_WHOLE * asked */
} AvowModuleGrade;

typedef struct
{
  guint right;
  guint asked;
  guint points;              /* of AVOW_GRADE_WHOLE * asked */
  guint needed;              /* fewest right that pass */
  guint needed_points;       /* fewest points that pass */
  gboolean must_pass_missed; /* a question that must be right was not */
  gboolean passed;
  GPtrArray *modules;        /* of AvowModuleGrade, in the course's order */
} AvowGrade;

void avow_grade_free (AvowGrade *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowGrade, avow_grade_free)

/* Whether a response is the right answer. */
gboolean avow_grade_is_right (AvowQuestion *question, GPtrArray *response /* of char* */);

/**
 * avow_grade_get_points:
 * @question: a question
 * @response: (element-type utf8): a response to it
 *
 * What a response is worth that is right in part. Where parts have options, it is the share of parts that are right.
 * Where things are picked out of many (several options, suspicious messages, private words), it is the share of the right
 * ones that were picked, less the share of the others that were picked too: who picks all gets as little as who picks none.
 * Any other question is right or not. Shares are rounded up, so that nobody fails by rounding.
 *
 * Returns: from 0 to %AVOW_GRADE_WHOLE, which only a right answer is worth
 */
guint avow_grade_get_points (AvowQuestion *question, GPtrArray *response);

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
