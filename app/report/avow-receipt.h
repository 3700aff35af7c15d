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
  char *discount;      /* nullable: why it counts for nothing, translated; a full sentence */
} AvowReceipt;

AvowReceipt *avow_receipt_load (AvowStore *store, gint64 position, GError **error); /* (transfer full) */
void avow_receipt_free (AvowReceipt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowReceipt, avow_receipt_free)

/* What people keep of their own is no export, and no record: these write for them alone. */
gboolean avow_receipt_write_xml (AvowReceipt *self, const char *path, GError **error); /* the signed document, byte for byte */

/* The organisation's root certificate, as PEM: what a signature is checked against. */
gboolean avow_receipt_write_root (AvowStore *store, const char *path, GError **error);

/* Writes a form of a receipt durably, for its owner's eyes. */
gboolean avow_receipt_write_bytes (GBytes *bytes, const char *path, GError **error);

G_END_DECLS
