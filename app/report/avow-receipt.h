/* avow-receipt.h: what a signer keeps, and what an auditor checks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-record-declaration.h"
#include "record/avow-store.h"

G_BEGIN_DECLS

/* A declaration with all that its receipt says, in memory. */
typedef struct
{
  AvowRecord *record;  /* its body is an AvowRecordDeclaration */
  AvowPlace place;
  char *certificate;   /* fingerprint, hex */
  char *fingerprint;   /* SHA-256 over the signed XML, hex */
  char *leaf;          /* hex */
} AvowReceipt;

AvowReceipt *avow_receipt_load (AvowStore *store, gint64 position, GError **error); /* (transfer full) */
void avow_receipt_free (AvowReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowReceipt, avow_receipt_free)

gboolean avow_receipt_write_xml (AvowReceipt *self, const char *path, GError **error); /* the signed document, byte for byte */

/* The organisation's root certificate, as PEM: what a signature is checked against. */
gboolean avow_receipt_write_root (AvowStore *store, const char *path, GError **error);

/* Writes a form of a receipt durably, for its owner's eyes. */
gboolean avow_receipt_write_bytes (GBytes *bytes, const char *path, GError **error);

/**
 * avow_receipt_export_all:
 * @store: a store
 * @folder: where to; made if need be
 * @out_count: (out) (optional): how many declarations were written
 * @error: return location for a #GError
 *
 * Writes every signed document, as STAFFNUMBER-ITEM-CYCLE.xml, organisation.pem (the root), checkpoint.txt (the
 * ledger's head, a C2SP signed note) and seal.pem (the certificate of the seal that signed it, and that of its issuer).
 *
 * Returns: whether all are written
 */
gboolean avow_receipt_export_all (AvowStore *store, const char *folder, guint *out_count, GError **error);

G_END_DECLS
