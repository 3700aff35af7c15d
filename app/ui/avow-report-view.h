/* avow-report-view.h: a report on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "report/avow-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define AVOW_TYPE_REPORT_VIEW (avow_report_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowReportView, avow_report_view, AVOW, REPORT_VIEW, AdwBin)

/* Shows totals with their denominators, the rows, and what the report rests on. */
void avow_report_view_set_report (AvowReportView *self, const AvowReport *report);

G_END_DECLS
