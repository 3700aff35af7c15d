/* avow-proof.h: what shows that a record stands in its ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-ledger.h"

G_BEGIN_DECLS

/* All that leads from a record's plain bytes to a signed head. */
typedef struct
{
  AvowLeaf leaf;
  AvowDigest hash;     /* of the leaf */
  guint8 salt[AVOW_SALT_LENGTH];
  GBytes *payload;     /* plain */
  AvowLedger *ledger;  /* where it stands, with the checkpoint that the path leads to */
  GArray *path;        /* of AvowDigest: RFC 9162, 2.1.3.1 */
} AvowProof;

void avow_proof_free (AvowProof *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowProof, avow_proof_free)

/**
 * avow_store_prove:
 * @self: a store
 * @position: of a record, in whichever ledger
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the proof, or %NULL; %AVOW_RECORD_ERROR_DAMAGED where there is no such record, its text is not
 *   here or is not what was committed to, or the tree does not lead to the checkpoint
 */
AvowProof *avow_store_prove (AvowStore *self, gint64 position, GError **error);

/* Whether the hash that leads up at each step stands at the left of the one before, bottom up: what 2.1.3.2 works out from
 * index and size, for those who can't. (transfer full): one byte a step. */
GBytes *avow_proof_get_sides (const AvowProof *self);

/**
 * avow_store_sign_statement:
 * @self: a store
 * @about: what it is about, a word
 * @text: lines, each ended
 * @error: return location for a #GError
 *
 * Returns: (transfer full): a note signed by the own ledger's seal, whose first line `avow/LEDGER/ABOUT` is no checkpoint's;
 *   or %NULL
 */
char *avow_store_sign_statement (AvowStore *self, const char *about, const char *text, GError **error);

G_END_DECLS
