/* test-digest.c: SHA-256 values and canonical base64
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign/avow-base64.h"
#include "sign/avow-digest.h"

#include <string.h>

/* FIPS 180-4's examples, as published by NIST in SHA256.pdf (Cryptographic Standards and Guidelines,
 * Examples with Intermediate Values), and the digest of nothing from the CAVP's SHA256ShortMsg.rsp. */
static const struct
{
  const char *text;
  const char *hex;
} vectors[] = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *hex = NULL;
      AvowDigest digest, parsed;

      avow_digest_compute (vectors[i].text, strlen (vectors[i].text), &digest);
      hex = avow_digest_to_hex (&digest);
      g_assert_cmpstr (hex, ==, vectors[i].hex);
      g_assert_true (avow_digest_parse (hex, &parsed));
      g_assert_true (avow_digest_equal (&digest, &parsed));

      parsed.bytes[AVOW_DIGEST_LENGTH - 1] ^= 1;
      g_assert_false (avow_digest_equal (&digest, &parsed));
    }
}

static void
test_other_spellings (void)
{
  g_autofree char *upper = g_ascii_strup (vectors[1].hex, -1);
  g_autofree char *longer = g_strconcat (vectors[1].hex, "0", NULL);
  g_autofree char *stranger = g_strdup (vectors[1].hex);
  AvowDigest digest;

  stranger[10] = 'g';
  g_assert_true (avow_digest_parse (vectors[1].hex, &digest));
  g_assert_false (avow_digest_parse (upper, &digest));
  g_assert_false (avow_digest_parse (longer, &digest));
  g_assert_false (avow_digest_parse (vectors[1].hex + 1, &digest));
  g_assert_false (avow_digest_parse (stranger, &digest));
  g_assert_false (avow_digest_parse ("", &digest));
}

static void
test_random (void)
{
  guint8 a[10000] = { 0, }, b[10000] = { 0, };
  guint zeros = 0;

  avow_random_bytes (a, sizeof a);
  avow_random_bytes (b, sizeof b);
  for (gsize i = 0; i < sizeof a; i++)
    zeros += a[i] == 0;

  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
  g_assert_cmpuint (zeros, <, 100); /* 39 are to be expected */
}

/* RFC 4648, section 10, then what it forbids in 3.5. */
static void
test_base64 (void)
{
  static const struct
  {
    const char *base64;
    const char *text; /* NULL: not canonical */
  } table[] = {
    { "", "" },
    { "Zg==", "f" },
    { "Zm8=", "fo" },
    { "Zm9vYmFy", "foobar" },
    { "Zh==", NULL },
    { "Zg=", NULL },
    { "Zg", NULL },
    { "Zm9vYmFy\n", NULL },
    { "Zm9v YmFy", NULL },
    { "Zm9v=YmFy", NULL },
    { "Zm9_", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) bytes = avow_base64_decode (table[i].base64);

      if (table[i].text == NULL)
        g_assert_null (bytes);
      else
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), table[i].text, strlen (table[i].text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/digest{published-vectors}", test_vectors);
  g_test_add_func ("/avow/sign/digest{one-spelling-only}", test_other_spellings);
  g_test_add_func ("/avow/sign/digest{random-bytes-differ}", test_random);
  g_test_add_func ("/avow/sign/base64{one-spelling-only}", test_base64);

  return g_test_run ();
}
