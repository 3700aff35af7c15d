/* avow-evidence-pack.h: all that shows one declaration to somebody who has no Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "people/avow-access.h"
#include "record/avow-store.h"

G_BEGIN_DECLS

/* What is in it; HOW-TO-CHECK.txt says what each is, and how it is checked. */
#define AVOW_EVIDENCE_HOW_TO "HOW-TO-CHECK.txt"
#define AVOW_EVIDENCE_DOCUMENT "declaration.xml"
#define AVOW_EVIDENCE_SIGNER "signer.pem"
#define AVOW_EVIDENCE_CHAIN "chain.pem"
#define AVOW_EVIDENCE_ROOT "organisation.pem"
#define AVOW_EVIDENCE_LEAF "leaf.bin"
#define AVOW_EVIDENCE_SALT "salt.bin"
#define AVOW_EVIDENCE_PROOF "proof.txt"
#define AVOW_EVIDENCE_CHECKPOINT "checkpoint.txt"
#define AVOW_EVIDENCE_SEAL "seal"
#define AVOW_EVIDENCE_WITHDRAWALS "withdrawals.txt"
#define AVOW_EVIDENCE_DESK "desk"
#define AVOW_EVIDENCE_SUMS "SHA256SUMS"

/**
 * avow_evidence_find:
 * @store: a store
 * @name: how a person names a declaration: the number of its record, as My records shows it, or its leaf hash, as the
 *   receipt has it (64 digits) and its QR code (`avow:` before it)
 * @error: return location for a #GError
 *
 * Returns: its position; 0 with @error set where there is none
 */
gint64 avow_evidence_find (AvowStore *store, const char *name, GError **error);

/**
 * avow_evidence_pack:
 * @store: a store
 * @position: of a declaration
 * @out_discount: (out) (optional) (nullable): why it counts for nothing, as the pack says too; %NULL where it counts
 * @error: return location for a #GError
 *
 * Nobody else stands in it than whoever signed, but for those whom the text itself names. A seal's certificate bears the staff
 * number of whoever set the installation up, so it is only in it where that is the signer.
 *
 * Returns: (transfer full): a zip, or %NULL
 */
GBytes *avow_evidence_pack (AvowStore *store, gint64 position, char **out_discount, GError **error);

/**
 * avow_evidence_save:
 * @store: a store
 * @access: who saves it
 * @position: of a declaration
 * @path: where to
 * @out_discount: (out) (optional) (nullable): as of avow_evidence_pack()
 * @error: return location for a #GError
 *
 * What is one's own one keeps, as a receipt; of somebody else's, it is recorded that it left, before it does.
 *
 * Returns: whether it is written; %AVOW_PEOPLE_ERROR_REFUSED where they may not have it
 */
gboolean avow_evidence_save (AvowStore *store, const AvowAccess *access, gint64 position, const char *path, char **out_discount,
                             GError **error);

G_END_DECLS
