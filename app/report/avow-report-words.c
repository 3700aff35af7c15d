/* avow-report-words.c: what a report's cells are called in a file, and how people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-words.h"

#include "learn/avow-score.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

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
avow_report_score_to_text (gint64 right, gint64 asked, gint64 points)
{
  g_autofree char *score = avow_score_to_data (avow_score_from_record (right, points));
  return g_strdup_printf ("%s of %" PRId64, score, asked);
}

/* (transfer full) (nullable): a score that was written above. */
static char *
show_score (const char *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, " of ", 2);
  guint64 asked;
  char *end = NULL;
  double score = g_ascii_strtod (parts[0] != NULL ? parts[0] : "", &end);
  if (g_strv_length (parts) != 2 || end == parts[0] || *end != '\0' || !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT, &asked, NULL))
    return NULL;
  /* hundredths, so that nothing is lost on the way */
  return avow_score_describe ((gint64) (score * 100 + 0.5) * (AVOW_GRADE_WHOLE / 100), (gint64) asked);
}

char *
avow_report_words_show (const char *cell)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (cell, statuses[i].id))
      return g_strdup (_(statuses[i].label));
  char *score = show_score (cell);
  return score != NULL ? score : g_strdup (cell);
}
