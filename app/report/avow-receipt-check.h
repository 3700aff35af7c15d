/* avow-receipt-check.h: does the ledger still hold what a person has a receipt for?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-store.h"

G_BEGIN_DECLS

typedef enum
{
  AVOW_RECEIPT_HELD,               /* there it stands, and the ledger has only grown since */
  AVOW_RECEIPT_DISCOUNTED,         /* the same, but it counts for nothing */
  AVOW_RECEIPT_CHANGED,            /* the receipt itself does not hold together */
  AVOW_RECEIPT_OTHER_ORGANISATION, /* another organisation's store */
  AVOW_RECEIPT_NOT_THERE,          /* this organisation's store, but the ledger is not in it, or the entry is not in the ledger */
  AVOW_RECEIPT_ROLLED_BACK,        /* the ledger ends before the receipt does */
  AVOW_RECEIPT_FORKED,             /* the ledger is as long, but does not begin with what the receipt saw */
  AVOW_RECEIPT_TEXT_GONE,          /* the entry stands, its text is no longer there */
} AvowReceiptVerdict;

/**
 * avow_receipt_check:
 * @store: a store
 * @path: a receipt: the zip that avow_evidence_save() writes
 * @out_verdict: (out): what is the case
 * @out_text: (out) (transfer full): the same as a sentence or two, translated
 * @error: return location for a #GError
 *
 * Reads the leaf of one record, and the tree's tiles that it takes to work out the root which the receipt has seen; whether all
 * else is as it was is for avow_store_verify().
 *
 * Returns: %FALSE where it could not be checked; %AVOW_REPORT_ERROR_RECEIPT where the file is no receipt
 */
gboolean avow_receipt_check (AvowStore *store, const char *path, AvowReceiptVerdict *out_verdict, char **out_text, GError **error);

G_END_DECLS
