/* avow-evidence.h: the signed documents leave the system, and that is a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "people/avow-access.h"
#include "record/avow-store.h"

G_BEGIN_DECLS

/**
 * avow_evidence_export:
 * @store: a store
 * @access: who exports: everybody's documents, where they may export those, or else their own
 * @folder: where to; made if need be
 * @out_count: (out) (optional): how many declarations were written
 * @error: return location for a #GError
 *
 * Writes each of these signed documents, as STAFFNUMBER-ITEM-CYCLE.xml, organisation.pem (the root), checkpoint.txt (the
 * ledger's head, a C2SP signed note), seal.pem (the certificate of the seal that signed it, and that of its issuer), and
 * SHA256SUMS, the digests of all of them as sha256sum writes them. The record of the export has the digest of SHA256SUMS,
 * and comes before the first document, so that none leaves without it, whenever the power fails; a record without
 * documents only means that they have to be exported again.
 *
 * Returns: whether all are written
 */
gboolean avow_evidence_export (AvowStore *store, const AvowAccess *access, const char *folder, guint *out_count, GError **error);

G_END_DECLS
