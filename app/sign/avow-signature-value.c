/* avow-signature-value.c: the one spelling of an ECDSA signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signature-private.h"

#include "avow-base64.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <string.h>

#define HALF (AVOW_SIGNATURE_VALUE_LENGTH / 2)

/* The order n of P-256 (FIPS 186-4, D.1.2.3), and n / 2 rounded down. */
static const guint8 order[HALF] = {
  0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
};
static const guint8 half_order[HALF] = {
  0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8,
};

/* Replaces s by n - s. */
static gboolean
make_low (guint8 *s)
{
  BIGNUM *n = BN_bin2bn (order, HALF, NULL);
  BIGNUM *number = BN_bin2bn (s, HALF, NULL);
  gboolean ok;

  ok = n != NULL && number != NULL && BN_sub (number, n, number) == 1 && BN_bn2binpad (number, s, HALF) == HALF;
  BN_free (n);
  BN_free (number);

  return ok;
}

char *
avow_signature_value_encode (const guint8 *der, gsize length)
{
  guint8 raw[AVOW_SIGNATURE_VALUE_LENGTH];
  ECDSA_SIG *value = d2i_ECDSA_SIG (NULL, &der, (long) length);
  gboolean ok;

  ok = value != NULL
       && BN_bn2binpad (ECDSA_SIG_get0_r (value), raw, HALF) == HALF
       && BN_bn2binpad (ECDSA_SIG_get0_s (value), raw + HALF, HALF) == HALF
       && (memcmp (raw + HALF, half_order, HALF) <= 0 || make_low (raw + HALF));
  ECDSA_SIG_free (value);

  return ok ? g_base64_encode (raw, sizeof raw) : NULL;
}

gboolean
avow_signature_value_check (const char *value)
{
  static const guint8 zero[HALF];
  g_autoptr (GBytes) bytes = avow_base64_decode (value);
  const guint8 *r, *s;

  if (bytes == NULL || g_bytes_get_size (bytes) != AVOW_SIGNATURE_VALUE_LENGTH)
    return FALSE;

  r = g_bytes_get_data (bytes, NULL);
  s = r + HALF;
  return memcmp (r, zero, HALF) != 0 && memcmp (r, order, HALF) < 0
         && memcmp (s, zero, HALF) != 0 && memcmp (s, half_order, HALF) <= 0;
}
