/* avow-receipt-page.h: the receipt of a declaration
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was signed or declined, with what it takes to check it, to be saved or printed. */
#define AVOW_TYPE_RECEIPT_PAGE (avow_receipt_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowReceiptPage, avow_receipt_page, AVOW, RECEIPT_PAGE, AdwBin)

GtkWidget *avow_receipt_page_new (AvowContext *context, gint64 position);

G_END_DECLS
