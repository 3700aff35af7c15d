/* avow-report-rows.h: the rows of a report, and how many there are of each kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-report.h"

G_BEGIN_DECLS

/* What the rows add up to; counted while they are read, so that totals and rows can't differ. */
typedef struct
{
  guint rows;
  guint done;     /* completed, or signed */
  guint declined;
  guint open;     /* not done, and not late */
  guint late;
  guint people;         /* who have not left */
  guint people_without; /* of them: who owe nothing that the report is about */
  guint people_left;    /* who had left, and are not listed */
} AvowReportCounts;

/**
 * avow_report_rows_read:
 * @store: a store
 * @kind: which report
 * @team: (nullable): one team, or everyone
 * @as_of: T: what is late, and who has left, is judged on its day
 * @until: only records dated up to it count; @as_of, but for the state of now
 * @position: P
 * @counts: where the counts go
 * @out_data: (out) (transfer full): the rows for programs: in words that are the same in every language, by staff
 *   number and the item's id
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the rows for people, in their language, by team, name and title; or %NULL
 */
AvowTable *avow_report_rows_read (AvowStore *store, AvowReportKind kind, const char *team, gint64 as_of, gint64 until,
                                  gint64 position, AvowReportCounts *counts, AvowTable **out_data, GError **error);

G_END_DECLS
