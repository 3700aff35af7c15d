/* avow-report-row.h: a row of a report, for lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "report/avow-table.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define AVOW_TYPE_REPORT_ROW (avow_report_row_get_type ())
G_DECLARE_FINAL_TYPE (AvowReportRow, avow_report_row, AVOW, REPORT_ROW, GObject)

AvowReportRow *avow_report_row_new (AvowTable *table, guint index);
const char *avow_report_row_get_cell (AvowReportRow *self, guint column);

G_END_DECLS
