/* avow-report-words.h: what a report's cells are called in a file, and how people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a duty stands, in a report. */
typedef enum
{
  AVOW_REPORT_STATUS_COMPLETED,
  AVOW_REPORT_STATUS_IN_PROGRESS,
  AVOW_REPORT_STATUS_LATE_IN_PROGRESS,
  AVOW_REPORT_STATUS_NOT_COMPLETED,
  AVOW_REPORT_STATUS_LATE_NOT_COMPLETED,
  AVOW_REPORT_STATUS_SIGNED,
  AVOW_REPORT_STATUS_DECLINED,
  AVOW_REPORT_STATUS_OUTSTANDING,
  AVOW_REPORT_STATUS_LATE_OUTSTANDING,
} AvowReportStatus;

/* As a file has it, for programs: the same in every language, and for ever. */
const char *avow_report_status_to_id (AvowReportStatus status);

/* (transfer full): a score as a file has it: `18 of 20`, or `18.5 of 20` where answers count that are right in part. */
char *avow_report_score_to_text (gint64 right, gint64 asked, gint64 points);

/* (transfer full): what either of the two wrote, as people read it; translated. */
char *avow_report_words_show (const char *cell);

G_END_DECLS
