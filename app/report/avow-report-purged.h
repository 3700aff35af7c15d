/* avow-report-purged.h: what a report of an earlier day can't list any more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-report.h"

G_BEGIN_DECLS

/* RECORDS, section 9: what counted at the time, and was purged since. Whom it was about, and in which team, nobody knows
 * any more: it is counted for all teams. */
typedef struct
{
  guint purged; /* completions, or declarations, dated up to T and known at P, whose purge is dated after T */
  guint all;    /* those and the ones that are still there */
} AvowReportPurged;

/* @until: T; @position: P. */
gboolean avow_report_count_purged (AvowStore *store, AvowReportKind kind, gint64 until, gint64 position, AvowReportPurged *out_counts,
                                   GError **error);

/* Whether a purge was recorded after @position: what was read meanwhile may be half before it and half after. */
gboolean avow_report_was_purged (AvowStore *store, gint64 position, gboolean *out_was, GError **error);

G_END_DECLS
