/* avow-course-report.h: reports on how the questions of a course are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-report.h"

G_BEGIN_DECLS

typedef struct
{
  char *item;  /* id */
  char *title;
} AvowReportCourse;

/* (transfer full) of AvowReportCourse, by title: courses in use. */
GPtrArray *avow_report_list_courses (AvowStore *store, GError **error);

/**
 * avow_report_new_for_course:
 * @store: a store
 * @access: who asks: for the compliance team only
 * @kind: %AVOW_REPORT_QUESTIONS or %AVOW_REPORT_CONFIDENCE
 * @item: id of a course
 * @edition: (nullable): name of an edition; %NULL for the one in use
 * @error: return location for a #GError
 *
 * One edition's, over the first attempt at it of everyone whose attempt is here, in groups as learn/avow-statistics.h says. Figures of
 * all editions together there are none: what one of them has too few for could be worked out from the others.
 *
 * Returns: (transfer full): the report, or %NULL; %AVOW_REPORT_ERROR_UNKNOWN where there is no such course or edition
 */
AvowReport *avow_report_new_for_course (AvowStore *store, const AvowAccess *access, AvowReportKind kind, const char *item,
                                        const char *edition, GError **error);

G_END_DECLS
