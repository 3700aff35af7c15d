/* test-leaf.c: the header of a record, byte by byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "record/avow-leaf.h"

#include <string.h>

/* What follows was computed apart from this program, with Python's struct and hashlib. */
#define LEDGER "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define AA "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"
#define COMMITMENT "5555555555555555555555555555555555555555555555555555555555555555"

static AvowDigest
digest (const char *hex)
{
  AvowDigest digest;

  g_assert_true (avow_digest_parse (hex, &digest));
  return digest;
}

static void
assert_leaf (const AvowLeaf *leaf, const char *serialised, const char *hash)
{
  g_autoptr (GBytes) bytes = avow_leaf_serialise (leaf);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autofree char *hash_hex = NULL;
  AvowDigest digest;

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, AVOW_LEAF_LENGTH);
  for (guint i = 0; i < AVOW_LEAF_LENGTH; i++)
    g_string_append_printf (hex, "%02x", data[i]);
  g_assert_cmpstr (hex->str, ==, serialised);

  avow_leaf_hash (leaf, &digest);
  hash_hex = avow_digest_to_hex (&digest);
  g_assert_cmpstr (hash_hex, ==, hash);
}

static void
test_golden (void)
{
  AvowLeaf leaf = {
    .ledger = digest (LEDGER),
    .sequence = G_GUINT64_CONSTANT (0x0102030405060708),
    .kind = 13,
    .previous = digest (AA),
    .time = 1795525500123,
    .commitment = digest (COMMITMENT),
  };

  assert_leaf (&leaf,
               "000101" "0020" LEDGER "0008" "0102030405060708" "0001" "0d" "0020" AA "0008" "000001a20da8dcdb" "0020" COMMITMENT,
               "94b068bbce5733281137b8646885107e29e25c6f3936edd4916d4ecc853d4a6d");
}

static void
test_golden_first (void)
{
  AvowLeaf leaf = { .ledger = digest (LEDGER), .kind = 1, .time = -1, .commitment = digest (COMMITMENT) };

  assert_leaf (&leaf,
               "000101" "0020" LEDGER "0008" "0000000000000000" "0001" "01" "0020" ZERO "0008" "ffffffffffffffff" "0020" COMMITMENT,
               "cc694ae62eaed4a263b01d3d1157e3ee25226e519a6559cc8bbb3ba0575f9aa6");
}

static void
test_commitment (void)
{
  g_autoptr (GBytes) payload = g_bytes_new_static ("<person/>", strlen ("<person/>"));
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  guint8 salt[AVOW_SALT_LENGTH];
  g_autofree char *hex = NULL;
  AvowDigest commitment, other;

  for (guint i = 0; i < sizeof salt; i++)
    salt[i] = i;
  avow_leaf_commit (salt, payload, &commitment);
  hex = avow_digest_to_hex (&commitment);
  g_assert_cmpstr (hex, ==, "d1ba428eb44ee7acb72f20e2dd16dae8a7f948961c883d51608e386b9b76e286");

  salt[AVOW_SALT_LENGTH - 1]++;
  avow_leaf_commit (salt, payload, &other);
  g_assert_false (avow_digest_equal (&commitment, &other));
  avow_leaf_commit (salt, nothing, &commitment);
  g_assert_false (avow_digest_equal (&commitment, &other));
}

/* Each field is in the hash: a change to any bit of any changes it. */
static void
test_every_field (void)
{
  AvowLeaf leaf = { .ledger = digest (LEDGER), .sequence = 7, .kind = 3, .previous = digest (AA), .time = 9, .commitment = digest (ZERO) };
  AvowDigest hash;

  avow_leaf_hash (&leaf, &hash);
  for (guint i = 0; i < 7; i++)
    {
      AvowLeaf changed = leaf;
      AvowDigest other;

      switch (i)
        {
        case 0: changed.ledger.bytes[31] ^= 1; break;
        case 1: changed.sequence ^= 1; break;
        case 2: changed.sequence ^= G_GUINT64_CONSTANT (1) << 63; break;
        case 3: changed.kind ^= 0x80; break;
        case 4: changed.previous.bytes[0] ^= 1; break;
        case 5: changed.time ^= G_GINT64_CONSTANT (1) << 40; break;
        default: changed.commitment.bytes[16] ^= 1; break;
        }
      avow_leaf_hash (&changed, &other);
      g_assert_false (avow_digest_equal (&hash, &other));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/leaf{golden}", test_golden);
  g_test_add_func ("/avow/record/leaf{golden-first}", test_golden_first);
  g_test_add_func ("/avow/record/leaf{commitment}", test_commitment);
  g_test_add_func ("/avow/record/leaf{every-field-counts}", test_every_field);

  return g_test_run ();
}
