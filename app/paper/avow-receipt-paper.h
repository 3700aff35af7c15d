/* avow-receipt-paper.h: a receipt on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "report/avow-receipt.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Pages of A4, in points; for a PDF and for a printer alike. */
guint avow_receipt_count_pages (AvowReceipt *self);
void avow_receipt_draw_page (AvowReceipt *self, cairo_t *cr, guint page);
GBytes *avow_receipt_to_pdf (AvowReceipt *self); /* (transfer full) */
gboolean avow_receipt_write_pdf (AvowReceipt *self, const char *path, GError **error);

/* A QR code of what identifies the declaration, `avow:LEAF`, as a square of modules. (transfer full): one byte a module, 0 or 1. */
GBytes *avow_receipt_get_qr (AvowReceipt *self, guint *out_width);

G_END_DECLS
