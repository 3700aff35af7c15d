/* test-signature-value.c: the one spelling of an ECDSA signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign/avow-base64.h"
#include "sign/avow-signature-private.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <string.h>

#define ORDER "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"
#define HALF_ORDER "7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A8"
#define ABOVE_HALF "7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A9"

/* NIST CAVP, 186-4 ECDSA test vectors, SigGen.txt, [P-256,SHA-256], the first: its s is in the upper half. */
#define MESSAGE \
  "5905238877c77421f73e43ee3da6f2d9e2ccad5fc942dcec0cbd25482935faaf416983fe165b1a045ee2bcd2e6dca3bdf46c4310a7461f9a" \
  "37960ca672d3feb5473e253605fb1ddfd28065b53cb5858a8ad28175bf9bd386a5e471ea7a65c17cc934a9d791e91491eb3754d03799790f" \
  "e2d308d16146d5c9b0d0debd97d79ce8"
#define PUBLIC_POINT \
  "04" \
  "1ccbe91c075fc7f4f033bfa248db8fccd3565de94bbfb12f3c59ff46c271bf83" \
  "ce4014c68811f9a21a1fdb2c0e6113e06db7ca93b7404e78dc7ccd5ca89a4ca9"
#define R "f3ac8061b514795b8843e3d6629527ed2afd6b1f6a555a7acabb5e6f79c8c2ac"
#define S "8bf77819ca05a6b2786c76262bf7371cef97b218e96f175a3ccdda2acc058903"

static GBytes *
from_hex (const char *hex)
{
  gsize length = strlen (hex) / 2;
  guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return g_bytes_new_take (bytes, length);
}

static GBytes *
encode_der (const char *r_hex, const char *s_hex)
{
  ECDSA_SIG *value = ECDSA_SIG_new ();
  BIGNUM *r = NULL, *s = NULL;
  guint8 *der = NULL;
  GBytes *bytes;
  int length;

  BN_hex2bn (&r, r_hex);
  BN_hex2bn (&s, s_hex);
  ECDSA_SIG_set0 (value, r, s);
  length = i2d_ECDSA_SIG (value, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  ECDSA_SIG_free (value);
  return bytes;
}

static EVP_PKEY *
new_published_key (void)
{
  g_autoptr (GBytes) point = from_hex (PUBLIC_POINT);
  OSSL_PARAM params[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_PKEY_PARAM_GROUP_NAME, (char *) "P-256", 0),
    OSSL_PARAM_construct_octet_string (OSSL_PKEY_PARAM_PUB_KEY, (gpointer) g_bytes_get_data (point, NULL), g_bytes_get_size (point)),
    OSSL_PARAM_construct_end (),
  };
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "EC", NULL);
  EVP_PKEY *pkey = NULL;

  g_assert_cmpint (EVP_PKEY_fromdata_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &pkey, EVP_PKEY_PUBLIC_KEY, params), ==, 1);
  EVP_PKEY_CTX_free (context);
  return pkey;
}

static gboolean
verify (const char *r_hex, const char *s_hex)
{
  g_autoptr (GBytes) message = from_hex (MESSAGE);
  g_autoptr (GBytes) der = encode_der (r_hex, s_hex);
  EVP_PKEY *pkey = new_published_key ();
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean ok;

  g_assert_cmpint (EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, pkey), ==, 1);
  ok = EVP_DigestVerify (context, g_bytes_get_data (der, NULL), g_bytes_get_size (der), g_bytes_get_data (message, NULL),
                         g_bytes_get_size (message)) == 1;
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (pkey);
  return ok;
}

static char *
get_half_in_hex (GBytes *raw, gsize offset)
{
  const guint8 *bytes = g_bytes_get_data (raw, NULL);
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < 32; i++)
    g_string_append_printf (hex, "%02x", bytes[offset + i]);
  return g_string_free (hex, FALSE);
}

/* The published signature, lowered, is another one of the same message by the same key. */
static void
test_published (void)
{
  g_autoptr (GBytes) der = encode_der (R, S);
  g_autofree char *value = avow_signature_value_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  g_autoptr (GBytes) raw = avow_base64_decode (value);
  g_autofree char *r = get_half_in_hex (raw, 0);
  g_autofree char *s = get_half_in_hex (raw, 32);

  g_assert_cmpstr (r, ==, R);
  g_assert_cmpstr (s, !=, S);
  g_assert_true (avow_signature_value_check (value));
  g_assert_true (verify (R, S));
  g_assert_true (verify (r, s));
  g_assert_false (verify (r, ORDER));
  g_assert_false (verify (s, r));
}

static char *
encode_raw (const char *r_hex, const char *s_hex)
{
  g_autofree char *hex = g_strconcat (r_hex, s_hex, NULL);
  g_autoptr (GBytes) raw = from_hex (hex);

  return g_base64_encode (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw));
}

static void
test_range (void)
{
#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"
#define ONE "0000000000000000000000000000000000000000000000000000000000000001"
#define BELOW_ORDER "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550"
  static const struct
  {
    const char *r;
    const char *s;
    gboolean ok;
  } table[] = {
    { ONE, ONE, TRUE },
    { BELOW_ORDER, HALF_ORDER, TRUE },
    { ZERO, ONE, FALSE },
    { ONE, ZERO, FALSE },
    { ORDER, ONE, FALSE },
    { ONE, ABOVE_HALF, FALSE },
    { ONE, BELOW_ORDER, FALSE },
    { R, S, FALSE },
    { ONE, "01", FALSE },
    { ONE, ONE "00", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *value = encode_raw (table[i].r, table[i].s);

      g_assert_cmpint (avow_signature_value_check (value), ==, table[i].ok);
    }
}

/* 64 bytes leave four bits over, which ordinary decoders pass over. */
static void
test_spelling (void)
{
  g_autofree char *value = encode_raw (ONE, HALF_ORDER);
  g_autofree char *other = g_strdup (value);
  g_autofree char *broken = g_strconcat (value, "\n", NULL);

  g_assert_true (avow_signature_value_check (value));
  g_assert_true (g_str_has_suffix (other, "A=="));
  other[strlen (other) - 3] = 'B';
  g_assert_false (avow_signature_value_check (other));
  g_assert_false (avow_signature_value_check (broken));
  g_assert_false (avow_signature_value_check (""));
}

static void
test_both_halves (void)
{
  static const struct
  {
    const char *s;
    const char *low;
  } table[] = {
    { ONE, ONE },
    { BELOW_ORDER, ONE },
    { HALF_ORDER, HALF_ORDER },
    { ABOVE_HALF, HALF_ORDER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) der = encode_der (ONE, table[i].s);
      g_autofree char *value = avow_signature_value_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
      g_autofree char *expected = encode_raw (ONE, table[i].low);

      g_assert_cmpstr (value, ==, expected);
    }

  g_assert_null (avow_signature_value_encode ((const guint8 *) "no DER", 6));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/signature-value{published-vector}", test_published);
  g_test_add_func ("/avow/sign/signature-value{range}", test_range);
  g_test_add_func ("/avow/sign/signature-value{one-spelling-only}", test_spelling);
  g_test_add_func ("/avow/sign/signature-value{low-half-only}", test_both_halves);

  return g_test_run ();
}
