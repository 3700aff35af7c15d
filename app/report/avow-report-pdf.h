/* avow-report-pdf.h: a report on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-report.h"

G_BEGIN_DECLS

/* (transfer full): A4 across: title, organisation, whom it covers, period, as-of pair, who exported it and when, totals with their
 * denominators, the rows, and the ledger's head; "Page x of y" below. */
GBytes *avow_report_pdf_write (AvowReport *report);

G_END_DECLS
