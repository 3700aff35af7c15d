/* avow-report-pdf.h: a report on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "report/avow-report.h"

G_BEGIN_DECLS

/* (transfer full): A4 across: title, organisation, whom it covers, period, as-of pair, who exported it and when, totals with their
 * denominators, the rows, and the ledger's head; "Page x of y" below. */
GBytes *avow_report_pdf_write (AvowReport *report);

/* From now on avow_report_export() writes PDF, too. */
void avow_report_pdf_register (void);

G_END_DECLS
