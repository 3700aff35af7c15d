/* avow-checkpoint.h: a ledger's head, signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign/avow-note.h"

G_BEGIN_DECLS

/* The text of a checkpoint (C2SP tlog-checkpoint): origin, size in decimal, root in base64, a line each.
 * The origin, which is also the key's name, is `avow/` and the ledger's id in hex. */
typedef struct
{
  AvowDigest ledger;
  guint64 size;
  AvowDigest root;
} AvowCheckpoint;

char *avow_checkpoint_sign (const AvowCheckpoint *self, AvowKey *seal_key, GError **error); /* (transfer full): a signed note */

/**
 * avow_checkpoint_verify:
 * @note: a signed note
 * @seal_public: the 32-byte public key of the ledger's seal
 * @out_checkpoint: (out): what it says
 * @out_valid: (out): whether it is signed by that seal, and the seal is the ledger's; %FALSE first thing
 * @error: return location for a #GError
 *
 * Returns: %FALSE where @note is malformed
 */
gboolean avow_checkpoint_verify (const char *note, GBytes *seal_public, AvowCheckpoint *out_checkpoint, gboolean *out_valid, GError **error);

G_END_DECLS
