/* avow-note.h: signed notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-certificate.h"

G_BEGIN_DECLS

/**
 * avow_note_sign:
 * @text: the note's text, ends with a newline
 * @name: the key's name, no space and no `+`
 * @key: an Ed25519 key
 * @error: return location for a #GError
 *
 * Returns: (transfer full): a signed note as in C2SP signed-note v1: the text, an empty line, and the
 *   line `— NAME BASE64(key id ‖ signature)`; or %NULL
 */
char *avow_note_sign (const char *text, const char *name, AvowKey *key, GError **error);

/**
 * avow_note_verify:
 * @note: a signed note
 * @name: the name of the key that must have signed it
 * @public_raw: its 32-byte Ed25519 public key
 * @out_text: (out) (transfer full) (optional) (nullable): the text that was signed, %NULL where nothing was
 * @out_valid: (out): whether the signature stands; %FALSE first thing
 * @error: return location for a #GError
 *
 * Signatures by keys that we don't know are passed over, as C2SP demands.
 *
 * Returns: %FALSE where @note is malformed
 */
gboolean avow_note_verify (const char *note, const char *name, GBytes *public_raw, char **out_text,
                           gboolean *out_valid, GError **error);

G_END_DECLS
