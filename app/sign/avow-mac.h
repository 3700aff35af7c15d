/* avow-mac.h: what only a code can vouch for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-digest.h"

G_BEGIN_DECLS

#define AVOW_MAC_SALT_LENGTH 16

/**
 * avow_mac_compute:
 * @code: a code of 80 random bits or more, as avow_code_generate() made it
 * @salt: %AVOW_MAC_SALT_LENGTH random bytes, new for each use
 * @data: what is vouched for
 * @length: how many bytes
 * @out_mac: (out): HMAC-SHA256 (RFC 2104) under a key that scrypt (RFC 7914; N = 2^14, r = 8, p = 5) derives from
 *   @code and @salt
 * @error: return location for a #GError
 *
 * The key file that an invitation carries is encrypted, not authenticated (PBES2 in CBC mode); this is
 * what makes the whole of the invitation stand or fall with its code. Takes about 0.2 s.
 *
 * Returns: whether it is computed
 */
gboolean avow_mac_compute (const char *code, const guint8 salt[AVOW_MAC_SALT_LENGTH], gconstpointer data, gsize length,
                           AvowDigest *out_mac, GError **error);

/* Compares in constant time. */
gboolean avow_mac_equal (const AvowDigest *a, const AvowDigest *b);

G_END_DECLS
