/* avow-key.h: private keys, and how they lie on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-sign-error.h"

G_BEGIN_DECLS

/* An immutable private key: P-256 for people and authorities, Ed25519 for the seal. */
typedef struct _AvowKey AvowKey;

typedef enum
{
  AVOW_KEY_P256,    /* NIST P-256, FIPS 186-4 D.1.2.3 */
  AVOW_KEY_ED25519, /* RFC 8032 */
} AvowKeyKind;

/* scrypt's cost for a key file (RFC 7914): N, with r = 8 and p = 5. OWASP's equivalent of
 * N = 2^17, r = 8, p = 1 within the 32 MB that OpenSSL 3.0's PKCS#8 allows. */
#define AVOW_KEY_SCRYPT_N 16384
#define AVOW_KEY_SCRYPT_MAX_MEMORY (64 * 1024 * 1024) /* bytes that a key file may ask for */
#define AVOW_KEY_SCRYPT_MAX_P 16

AvowKey *avow_key_new (AvowKeyKind kind, GError **error);
AvowKey *avow_key_ref (AvowKey *self);
void avow_key_unref (AvowKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowKey, avow_key_unref)

AvowKeyKind avow_key_get_kind (AvowKey *self);

/**
 * avow_key_get_public_raw:
 * @self: an Ed25519 key
 *
 * Returns: (transfer full): the 32 bytes of its public key (RFC 8032, 5.1.5)
 */
GBytes *avow_key_get_public_raw (AvowKey *self);

/**
 * avow_key_encrypt:
 * @self: a key
 * @passphrase: what is to open it: a passphrase or a code, UTF-8
 * @scrypt_n: scrypt's N, a power of two; %AVOW_KEY_SCRYPT_N but for samples
 * @error: return location for a #GError
 *
 * Returns: (transfer full): PEM of an EncryptedPrivateKeyInfo (RFC 5958, PBES2 with scrypt and
 *   AES-256-CBC), or %NULL
 */
char *avow_key_encrypt (AvowKey *self, const char *passphrase, guint64 scrypt_n, GError **error);

/**
 * avow_key_decrypt:
 * @pem: what avow_key_encrypt() made
 * @passphrase: what opens it
 * @error: return location for a #GError
 *
 * The costs that the file asks for are checked against the limits before any derivation.
 * Takes about 0.2 s: never call it on the main loop.
 *
 * Returns: (transfer full): the key, or %NULL; %AVOW_SIGN_ERROR_PASSPHRASE where the passphrase is wrong
 */
AvowKey *avow_key_decrypt (const char *pem, const char *passphrase, GError **error);

/**
 * avow_key_save:
 * @self: a key
 * @path: a file that does not exist yet
 * @passphrase: (nullable): what is to open it; %NULL only for the seal key
 * @scrypt_n: see avow_key_encrypt()
 * @error: return location for a #GError
 *
 * Writes the key durably with mode 0600. Never replaces a file.
 *
 * Returns: whether the file stands
 */
gboolean avow_key_save (AvowKey *self, const char *path, const char *passphrase, guint64 scrypt_n, GError **error);

/* Whether the folder of a file reached the disk: what was renamed or removed in it stays so. Sets errno. */
gboolean avow_key_sync_folder (const char *path);

/**
 * avow_key_load:
 * @path: a file
 * @passphrase: (nullable): what opens it; %NULL only for the seal key
 * @error: return location for a #GError
 *
 * Refuses a file that others than its owner may read.
 *
 * Returns: (transfer full): the key, or %NULL
 */
AvowKey *avow_key_load (const char *path, const char *passphrase, GError **error);

G_END_DECLS
