/* avow-reports-page.h: choose a report, look at it, export it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is shown is the report itself: the same table and totals that the file gets. */
#define AVOW_TYPE_REPORTS_PAGE (avow_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowReportsPage, avow_reports_page, AVOW, REPORTS_PAGE, AdwBin)

GtkWidget *avow_reports_page_new (AvowContext *context);

G_END_DECLS
