/* avow-course-rows.h: the rows of a report on how a course's questions are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-table.h"
#include "learn/avow-statistics.h"

G_BEGIN_DECLS

/* Each (transfer full): the table for people; @out_data: (transfer full): the same for programs, which find a row a question and
 * option there, or one a module, with shares as fractions. */
AvowTable *avow_course_rows_of_questions (const AvowStatistics *statistics, GHashTable *variables, AvowTable **out_data);
AvowTable *avow_course_rows_of_confidence (const AvowStatistics *statistics, AvowTable **out_data);

G_END_DECLS
