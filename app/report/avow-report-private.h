/* avow-report-private.h: what every report begins with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-report.h"

G_BEGIN_DECLS

/* (transfer full): a report of now, with what it rests on and who asks, and neither title nor rows yet. */
AvowReport *avow_report_begin (AvowStore *store, const AvowAccess *access, AvowReportKind kind, GError **error);

/* @label and @denominator are copied. */
void avow_report_add_total (AvowReport *self, const char *label, guint count, guint of, const char *denominator);

G_END_DECLS
