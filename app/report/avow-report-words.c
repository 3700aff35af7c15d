/* avow-report-words.c: what a report's cells are called in a file, and how people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-words.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>

static const struct
{
  const char *id;
  const char *label;
} statuses[] = {
  [AVOW_REPORT_STATUS_COMPLETED] = { "completed", N_("Completed") },
  [AVOW_REPORT_STATUS_IN_PROGRESS] = { "in_progress", N_("In progress") },
  [AVOW_REPORT_STATUS_LATE_IN_PROGRESS] = { "late_in_progress", N_("Late, in progress") },
  [AVOW_REPORT_STATUS_NOT_COMPLETED] = { "not_completed", N_("Not completed") },
  [AVOW_REPORT_STATUS_LATE_NOT_COMPLETED] = { "late_not_completed", N_("Late, not completed") },
  [AVOW_REPORT_STATUS_SIGNED] = { "signed", N_("Signed") },
  [AVOW_REPORT_STATUS_DECLINED] = { "declined", N_("Declined") },
  [AVOW_REPORT_STATUS_OUTSTANDING] = { "outstanding", N_("Outstanding") },
  [AVOW_REPORT_STATUS_LATE_OUTSTANDING] = { "late_outstanding", N_("Outstanding, late") },
};

const char *
avow_report_status_to_id (AvowReportStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (statuses), NULL);
  return statuses[status].id;
}

char *
avow_report_score_to_text (gint64 right, gint64 asked)
{
  return g_strdup_printf ("%" PRId64 " of %" PRId64, right, asked);
}

char *
avow_report_words_show (const char *cell)
{
  int right, asked;
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (cell, statuses[i].id))
      return g_strdup (_(statuses[i].label));
  /* Translators: a score, e.g. “18 of 20” */
  return sscanf (cell, "%d of %d", &right, &asked) == 2 ? g_strdup_printf (_("%d of %d"), right, asked) : g_strdup (cell);
}
