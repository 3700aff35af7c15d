/* avow-key-private.h: a key as OpenSSL has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-key.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

EVP_PKEY *avow_key_get_pkey (AvowKey *self); /* (transfer none) */

/**
 * avow_key_kind_of:
 * @pkey: a private or public key
 * @out_kind: (out): which of the two kinds that Avow knows
 *
 * Returns: %FALSE where it is neither
 */
gboolean avow_key_kind_of (EVP_PKEY *pkey, AvowKeyKind *out_kind);

/**
 * avow_key_pbes2_new:
 * @scrypt_n: scrypt's N
 *
 * Returns: (transfer full) (nullable): PBES2 with scrypt (r = 8, p = 5) and AES-256-CBC, a new salt and IV
 */
X509_ALGOR *avow_key_pbes2_new (guint64 scrypt_n);

/**
 * avow_key_pbes2_check:
 * @algorithm: how a key file says that it is encrypted
 * @error: return location for a #GError
 *
 * Returns: whether it is PBES2 with scrypt and AES-256-CBC, and asks for no more memory and work than
 *   Avow allows
 */
gboolean avow_key_pbes2_check (const X509_ALGOR *algorithm, GError **error);

/* As avow_key_encrypt() and avow_key_decrypt(), but in the clear: for the seal key alone. */
char *avow_key_to_pem (AvowKey *self, GError **error);
AvowKey *avow_key_new_from_pem (const char *pem, GError **error);

G_END_DECLS
