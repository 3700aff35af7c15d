/* avow-records-page.h: what Avow records about the one who looks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is recorded, why, who sees it and for how long; then each record in words, the newest first. */
#define AVOW_TYPE_RECORDS_PAGE (avow_records_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowRecordsPage, avow_records_page, AVOW, RECORDS_PAGE, AdwBin)

GtkWidget *avow_records_page_new (AvowContext *context);

G_END_DECLS
