/* avow-digest.c: SHA-256 values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

/* OpenSSL 3 takes longer to find an algorithm by its name than to digest a short text by it. */
static const EVP_MD *
get_algorithm (void)
{
  static EVP_MD *algorithm = NULL;

  if (g_once_init_enter (&algorithm))
    {
      EVP_MD *fetched = EVP_MD_fetch (NULL, "SHA256", NULL);

      if (fetched == NULL)
        g_error ("OpenSSL has no SHA-256");
      g_once_init_leave (&algorithm, fetched);
    }

  return algorithm;
}

void
avow_digest_compute (gconstpointer data, gsize length, AvowDigest *out_digest)
{
  g_return_if_fail (data != NULL || length == 0);
  g_return_if_fail (out_digest != NULL);

  if (EVP_Digest (length > 0 ? data : "", length, out_digest->bytes, NULL, get_algorithm (), NULL) != 1)
    g_error ("Out of memory for SHA-256");
}

gboolean
avow_digest_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (((const AvowDigest *) a)->bytes, ((const AvowDigest *) b)->bytes, AVOW_DIGEST_LENGTH) == 0;
}

guint
avow_digest_hash (gconstpointer key)
{
  guint hash;

  memcpy (&hash, ((const AvowDigest *) key)->bytes, sizeof hash);
  return hash;
}

char *
avow_digest_to_hex (const AvowDigest *self)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * AVOW_DIGEST_LENGTH + 1);

  for (gsize i = 0; i < AVOW_DIGEST_LENGTH; i++)
    {
      hex[2 * i] = digits[self->bytes[i] >> 4];
      hex[2 * i + 1] = digits[self->bytes[i] & 0xf];
    }
  hex[2 * AVOW_DIGEST_LENGTH] = '\0';

  return hex;
}

gboolean
avow_digest_parse (const char *hex, AvowDigest *out_digest)
{
  AvowDigest digest;

  g_return_val_if_fail (hex != NULL, FALSE);

  if (strlen (hex) != 2 * AVOW_DIGEST_LENGTH)
    return FALSE;

  for (gsize i = 0; i < AVOW_DIGEST_LENGTH; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]);
      int low = g_ascii_xdigit_value (hex[2 * i + 1]);

      /* one value has one spelling */
      if (high < 0 || low < 0 || g_ascii_isupper (hex[2 * i]) || g_ascii_isupper (hex[2 * i + 1]))
        return FALSE;
      digest.bytes[i] = (guint8) (high << 4 | low);
    }

  *out_digest = digest;
  return TRUE;
}

void
avow_random_bytes (gpointer out, gsize length)
{
  guint8 *at = out;

  while (length > 0)
    {
      int part = (int) MIN (length, 4096);

      if (RAND_priv_bytes (at, part) != 1)
        g_error ("The system gives no random numbers");
      at += part;
      length -= (gsize) part;
    }
}
