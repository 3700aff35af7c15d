/* avow-mac.c: what only a code can vouch for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-mac.h"

#include "avow-key.h"
#include "avow-sign-error-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define SCRYPT_R 8
#define SCRYPT_P 5
#define KEY_LENGTH 32

gboolean
avow_mac_compute (const char *code, const guint8 salt[AVOW_MAC_SALT_LENGTH], gconstpointer data, gsize length,
                  AvowDigest *out_mac, GError **error)
{
  guint8 key[KEY_LENGTH];
  unsigned mac_length = 0;
  gboolean done;

  g_return_val_if_fail (code != NULL && out_mac != NULL, FALSE);

  if (EVP_PBE_scrypt (code, strlen (code), salt, AVOW_MAC_SALT_LENGTH, AVOW_KEY_SCRYPT_N, SCRYPT_R, SCRYPT_P,
                      AVOW_KEY_SCRYPT_MAX_MEMORY, key, sizeof key) != 1)
    {
      avow_sign_set_openssl_error (error, _("The code can’t be turned into a key"));
      return FALSE;
    }

  done = HMAC (EVP_sha256 (), key, sizeof key, data, length, out_mac->bytes, &mac_length) != NULL
         && mac_length == AVOW_DIGEST_LENGTH;
  OPENSSL_cleanse (key, sizeof key);
  if (!done)
    avow_sign_set_openssl_error (error, _("The code can’t be put to use"));
  return done;
}

gboolean
avow_mac_equal (const AvowDigest *a, const AvowDigest *b)
{
  return CRYPTO_memcmp (a->bytes, b->bytes, AVOW_DIGEST_LENGTH) == 0;
}
