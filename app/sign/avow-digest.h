/* avow-digest.h: SHA-256 values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AVOW_DIGEST_LENGTH 32

/* A SHA-256 value, passed by pointer and copied by assignment. */
typedef struct
{
  guint8 bytes[AVOW_DIGEST_LENGTH];
} AvowDigest;

/**
 * avow_digest_compute:
 * @data: bytes
 * @length: how many
 * @out_digest: (out): where the digest goes
 */
void avow_digest_compute (gconstpointer data, gsize length, AvowDigest *out_digest);

/* Both are of #AvowDigest, and as a #GHashTable wants them, whose keys digests often are. */
gboolean avow_digest_equal (gconstpointer a, gconstpointer b);
guint avow_digest_hash (gconstpointer key);

/**
 * avow_digest_to_hex:
 *
 * Returns: (transfer full): 64 lower-case hex digits
 */
char *avow_digest_to_hex (const AvowDigest *self);

/**
 * avow_digest_parse:
 * @hex: 64 lower-case hex digits
 * @out_digest: (out): the digest
 *
 * Returns: whether @hex is a digest
 */
gboolean avow_digest_parse (const char *hex, AvowDigest *out_digest);

/**
 * avow_random_bytes:
 * @out: where the bytes go
 * @length: how many
 *
 * Fills @out from the system's generator. There is no failure to handle: without randomness
 * nothing may go on, so the process ends.
 */
void avow_random_bytes (gpointer out, gsize length);

G_END_DECLS
