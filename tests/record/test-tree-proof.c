/* test-tree-proof.c: that a leaf is in a tree, and that one tree begins another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "shelf.h"
#include "vectors.h"

#include "record/avow-record-error.h"

static AvowDigest
digest (const char *hex)
{
  AvowDigest digest;

  g_assert_true (avow_digest_parse (hex, &digest));
  return digest;
}

static void
assert_digest (const AvowDigest *digest, const char *hex)
{
  g_autofree char *is = avow_digest_to_hex (digest);

  g_assert_cmpstr (is, ==, hex);
}

static void
assert_path (GArray *path, const char *const *hashes)
{
  g_assert_nonnull (path);
  g_assert_cmpuint (path->len, ==, g_strv_length ((char **) hashes));
  for (guint i = 0; i < path->len; i++)
    assert_digest (&g_array_index (path, AvowDigest, i), hashes[i]);
}

/* RFC 9162, 2.1.3.1, word for word. */
static void
prove_naively (guint64 index, const AvowDigest *leaves, guint64 count, GArray *path)
{
  AvowDigest hash;
  guint64 split = 1;

  if (count == 1)
    return;
  while (split * 2 < count)
    split *= 2;
  if (index < split)
    {
      prove_naively (index, leaves, split, path);
      hash_naively (leaves + split, count - split, &hash);
    }
  else
    {
      prove_naively (index - split, leaves + split, count - split, path);
      hash_naively (leaves, split, &hash);
    }
  g_array_append_val (path, hash);
}

/* RFC 9162, 2.1.4.1, word for word. */
static void
prove_consistency_naively (guint64 first, const AvowDigest *leaves, guint64 count, gboolean is_known, GArray *path)
{
  AvowDigest hash;
  guint64 split = 1;

  if (first == count && is_known)
    return;
  if (first == count)
    {
      hash_naively (leaves, count, &hash);
      g_array_append_val (path, hash);
      return;
    }
  while (split * 2 < count)
    split *= 2;
  if (first <= split)
    {
      prove_consistency_naively (first, leaves, split, is_known, path);
      hash_naively (leaves + split, count - split, &hash);
    }
  else
    {
      prove_consistency_naively (first - split, leaves + split, count - split, FALSE, path);
      hash_naively (leaves, split, &hash);
    }
  g_array_append_val (path, hash);
}

static void
assert_same_path (GArray *is, GArray *should_be)
{
  g_assert_nonnull (is);
  g_assert_cmpmem (is->data, is->len * sizeof (AvowDigest), should_be->data, should_be->len * sizeof (AvowDigest));
}

/* Their leaf numbers begin at 1. */
static const struct
{
  guint64 leaf;
  guint64 size;
  const char *path[4];
} ct_inclusion[] = {
  { 1, 1, { NULL } },
  { 1, 8, { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
  { 6, 8, { "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
  { 3, 3, { "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" } },
  { 2, 5, { "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
};

static const struct
{
  guint64 first;
  guint64 second;
  const char *path[4];
} ct_consistency[] = {
  { 1, 1, { NULL } },
  { 1, 8, { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
  { 6, 8, { "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
  { 2, 5, { "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
  { 6, 7, { "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
};

static void
fill_with_vectors (Shelf *shelf)
{
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (shelf);
  tree = shelf_open_tree (0, shelf);
  for (guint i = 0; i < G_N_ELEMENTS (ct_leaves); i++)
    {
      AvowDigest leaf;

      avow_tree_hash_leaf (ct_leaves[i].bytes, ct_leaves[i].length, &leaf);
      avow_tree_append (tree, &leaf);
    }
  shelf_flush (tree, shelf);
}

static void
test_vector_inclusion (void)
{
  Shelf shelf;

  fill_with_vectors (&shelf);
  for (guint i = 0; i < G_N_ELEMENTS (ct_inclusion); i++)
    {
      guint64 index = ct_inclusion[i].leaf - 1;
      AvowDigest root = digest (ct_roots[ct_inclusion[i].size]);
      g_autoptr (GArray) path = avow_tree_prove_inclusion (index, ct_inclusion[i].size, shelf_read, &shelf, NULL);
      AvowDigest leaf;

      assert_path (path, ct_inclusion[i].path);
      avow_tree_hash_leaf (ct_leaves[index].bytes, ct_leaves[index].length, &leaf);
      g_assert_true (avow_tree_verify_inclusion (&leaf, index, ct_inclusion[i].size, path, &root));
    }
  g_hash_table_unref (shelf.tiles);
}

static void
test_vector_consistency (void)
{
  Shelf shelf;

  fill_with_vectors (&shelf);
  for (guint i = 0; i < G_N_ELEMENTS (ct_consistency); i++)
    {
      guint64 first = ct_consistency[i].first;
      guint64 second = ct_consistency[i].second;
      AvowDigest first_root = digest (ct_roots[first]);
      AvowDigest second_root = digest (ct_roots[second]);
      g_autoptr (GArray) path = avow_tree_prove_consistency (first, second, shelf_read, &shelf, NULL);

      assert_path (path, ct_consistency[i].path);
      g_assert_true (avow_tree_verify_consistency (first, second, path, &first_root, &second_root));
    }
  g_hash_table_unref (shelf.tiles);
}

static void
assert_inclusion_is_naive (Shelf *shelf, const AvowDigest *leaves, guint64 index, guint64 size, const AvowDigest *root)
{
  g_autoptr (GArray) naive = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
  g_autoptr (GArray) path = avow_tree_prove_inclusion (index, size, shelf_read, shelf, NULL);

  prove_naively (index, leaves, size, naive);
  assert_same_path (path, naive);
  g_assert_true (avow_tree_verify_inclusion (&leaves[index], index, size, path, root));
}

static void
assert_consistency_is_naive (Shelf *shelf, const AvowDigest *leaves, guint64 first, guint64 second, const AvowDigest *root)
{
  g_autoptr (GArray) naive = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
  g_autoptr (GArray) path = avow_tree_prove_consistency (first, second, shelf_read, shelf, NULL);
  AvowDigest first_root;

  if (first > 0)
    prove_consistency_naively (first, leaves, second, TRUE, naive);
  assert_same_path (path, naive);
  hash_naively (leaves, first, &first_root);
  g_assert_true (avow_tree_verify_consistency (first, second, path, &first_root, root));
}

static void
test_every_size (void)
{
  enum { MAX = 600 };
  Shelf shelf;
  AvowDigest leaves[MAX];
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, MAX, G_MAXUINT64);
  for (guint64 size = 1; size <= MAX; size++)
    {
      AvowDigest root;

      hash_naively (leaves, size, &root);
      for (guint64 index = 0; index < size; index += 1 + size / 5)
        assert_inclusion_is_naive (&shelf, leaves, index, size, &root);
      assert_inclusion_is_naive (&shelf, leaves, size - 1, size, &root);
      for (guint64 first = 0; first <= size; first += 1 + size / 5)
        assert_consistency_is_naive (&shelf, leaves, first, size, &root);
      assert_consistency_is_naive (&shelf, leaves, size, size, &root);
    }
  g_hash_table_unref (shelf.tiles);
}

static void
test_borders (void)
{
  static const guint64 sizes[] = { 255, 256, 257, 511, 512, 513, 65535, 65536, 65537, 65536 + 257 };
  g_autofree AvowDigest *leaves = g_new (AvowDigest, 65536 + 257);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint64 size = sizes[i];
      guint64 places[] = { 0, 1, 254, size / 2, size / 256 * 256 - 1, size / 256 * 256, size - 2, size - 1 };
      AvowDigest root;
      Shelf shelf;
      g_autoptr (AvowTree) tree = NULL;

      shelf_init (&shelf);
      tree = shelf_grow (&shelf, leaves, size, 10007);
      avow_tree_get_root (tree, &root);
      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        {
          if (places[j] >= size)
            continue;
          assert_inclusion_is_naive (&shelf, leaves, places[j], size, &root);
          assert_consistency_is_naive (&shelf, leaves, places[j], size, &root);
        }
      g_hash_table_unref (shelf.tiles);
    }
}

/* An older head is proven from the tiles of a tree that has grown since. */
static void
test_older_size (void)
{
  Shelf shelf;
  AvowDigest leaves[700];
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, G_N_ELEMENTS (leaves), 100);
  for (guint64 size = 1; size <= G_N_ELEMENTS (leaves); size += 23)
    {
      AvowDigest root;

      hash_naively (leaves, size, &root);
      assert_inclusion_is_naive (&shelf, leaves, size - 1, size, &root);
      assert_consistency_is_naive (&shelf, leaves, size / 3, size, &root);
    }
  g_hash_table_unref (shelf.tiles);
}

static void
test_tiles_damaged_or_missing (void)
{
  Shelf shelf;
  AvowDigest leaves[300];
  g_autoptr (AvowTree) tree = NULL;
  g_autoptr (GError) damaged = NULL;
  g_autoptr (GError) missing = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, G_N_ELEMENTS (leaves), G_MAXUINT64);
  shelf.cut = 1;
  g_assert_null (avow_tree_prove_inclusion (3, G_N_ELEMENTS (leaves), shelf_read, &shelf, &damaged));
  g_assert_error (damaged, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);

  g_hash_table_remove_all (shelf.tiles);
  g_assert_null (avow_tree_prove_consistency (1, 2, shelf_read, &shelf, &missing));
  g_assert_error (missing, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE);
  g_hash_table_unref (shelf.tiles);
}

/* Nothing but the one right proof is taken. */
static void
test_inclusion_refused (void)
{
  enum { MAX = 40 };
  Shelf shelf;
  AvowDigest leaves[MAX];
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, MAX, G_MAXUINT64);
  for (guint64 size = 1; size <= MAX; size++)
    {
      AvowDigest root;

      hash_naively (leaves, size, &root);
      for (guint64 index = 0; index < size; index++)
        {
          g_autoptr (GArray) path = avow_tree_prove_inclusion (index, size, shelf_read, &shelf, NULL);
          AvowDigest other = leaves[index];
          AvowDigest other_root = root;

          /* at no other place, in a tree of no other number of leaves but with the same shape of path */
          for (guint64 place = 0; place < MAX + 2; place++)
            g_assert_cmpint (avow_tree_verify_inclusion (&leaves[index], place, size, path, &root), ==, place == index);
          g_assert_false (avow_tree_verify_inclusion (&leaves[index], index, 0, path, &root));

          other.bytes[31] ^= 1;
          g_assert_false (avow_tree_verify_inclusion (&other, index, size, path, &root));
          other_root.bytes[0] ^= 0x80;
          g_assert_false (avow_tree_verify_inclusion (&leaves[index], index, size, path, &other_root));
          for (guint i = 0; i < path->len; i++)
            {
              g_array_index (path, AvowDigest, i).bytes[i % 32] ^= 1;
              g_assert_false (avow_tree_verify_inclusion (&leaves[index], index, size, path, &root));
              g_array_index (path, AvowDigest, i).bytes[i % 32] ^= 1;
            }

          /* not with a step too many or too few */
          g_array_append_val (path, root);
          g_assert_false (avow_tree_verify_inclusion (&leaves[index], index, size, path, &root));
          g_array_set_size (path, path->len - 1);
          if (path->len > 0)
            {
              g_array_set_size (path, path->len - 1);
              g_assert_false (avow_tree_verify_inclusion (&leaves[index], index, size, path, &root));
            }
        }
    }
  g_hash_table_unref (shelf.tiles);
}

static void
test_consistency_refused (void)
{
  enum { MAX = 40 };
  Shelf shelf;
  AvowDigest leaves[MAX];
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, MAX, G_MAXUINT64);
  for (guint64 second = 1; second <= MAX; second++)
    {
      AvowDigest second_root;

      hash_naively (leaves, second, &second_root);
      for (guint64 first = 0; first <= second; first++)
        {
          g_autoptr (GArray) path = avow_tree_prove_consistency (first, second, shelf_read, &shelf, NULL);
          AvowDigest first_root, other;

          hash_naively (leaves, first, &first_root);
          g_assert_true (avow_tree_verify_consistency (first, second, path, &first_root, &second_root));
          if (first < second)
            g_assert_false (avow_tree_verify_consistency (second, first, path, &second_root, &first_root));

          other = first_root;
          other.bytes[5] ^= 4;
          g_assert_false (avow_tree_verify_consistency (first, second, path, &other, &second_root));
          other = second_root;
          other.bytes[5] ^= 4;
          if (first > 0)
            g_assert_false (avow_tree_verify_consistency (first, second, path, &first_root, &other));
          for (guint i = 0; i < path->len; i++)
            {
              g_array_index (path, AvowDigest, i).bytes[i % 32] ^= 1;
              g_assert_false (avow_tree_verify_consistency (first, second, path, &first_root, &second_root));
              g_array_index (path, AvowDigest, i).bytes[i % 32] ^= 1;
            }

          g_array_append_val (path, second_root);
          g_assert_false (avow_tree_verify_consistency (first, second, path, &first_root, &second_root));
          g_array_set_size (path, path->len - 1);
          if (path->len > 0)
            {
              g_array_set_size (path, path->len - 1);
              g_assert_false (avow_tree_verify_consistency (first, second, path, &first_root, &second_root));
            }
        }
    }
  g_hash_table_unref (shelf.tiles);
}

/* A proof about one pair of sizes is none about a larger tree, whose path would be longer. */
static void
test_consistency_of_other_size (void)
{
  Shelf shelf;
  AvowDigest leaves[4];
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, G_N_ELEMENTS (leaves), G_MAXUINT64);
  for (guint64 first = 1; first <= 2; first++)
    {
      AvowDigest first_root, second_root;
      g_autoptr (GArray) path = avow_tree_prove_consistency (first, 2 * first, shelf_read, &shelf, NULL);

      hash_naively (leaves, first, &first_root);
      hash_naively (leaves, 2 * first, &second_root);
      g_assert_true (avow_tree_verify_consistency (first, 2 * first, path, &first_root, &second_root));
      g_assert_false (avow_tree_verify_consistency (first, 4 * first, path, &first_root, &second_root));
    }
  g_hash_table_unref (shelf.tiles);
}

/* A ledger in which a leaf was exchanged is not the one whose head we know. */
static void
test_fork_detected (void)
{
  Shelf shelf, fork;
  AvowDigest leaves[520], forged[520];
  AvowDigest known, root;
  g_autoptr (AvowTree) tree = NULL;
  g_autoptr (AvowTree) other = NULL;
  g_autoptr (GArray) path = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, 300, G_MAXUINT64);
  avow_tree_get_root (tree, &known);

  shelf_init (&fork);
  other = shelf_open_tree (0, &fork);
  for (guint i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      hash_number (i == 123 ? 999 : i, &forged[i]);
      avow_tree_append (other, &forged[i]);
    }
  shelf_flush (other, &fork);
  avow_tree_get_root (other, &root);
  path = avow_tree_prove_consistency (300, G_N_ELEMENTS (forged), shelf_read, &fork, NULL);
  g_assert_false (avow_tree_verify_consistency (300, G_N_ELEMENTS (forged), path, &known, &root));
  g_hash_table_unref (shelf.tiles);
  g_hash_table_unref (fork.tiles);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/tree-proof{published-inclusion}", test_vector_inclusion);
  g_test_add_func ("/avow/record/tree-proof{published-consistency}", test_vector_consistency);
  g_test_add_func ("/avow/record/tree-proof{every-size-to-600}", test_every_size);
  g_test_add_func ("/avow/record/tree-proof{tile-borders}", test_borders);
  g_test_add_func ("/avow/record/tree-proof{older-size}", test_older_size);
  g_test_add_func ("/avow/record/tree-proof{tiles-damaged-or-missing}", test_tiles_damaged_or_missing);
  g_test_add_func ("/avow/record/tree-proof{inclusion-refused}", test_inclusion_refused);
  g_test_add_func ("/avow/record/tree-proof{consistency-refused}", test_consistency_refused);
  g_test_add_func ("/avow/record/tree-proof{consistency-of-other-size}", test_consistency_of_other_size);
  g_test_add_func ("/avow/record/tree-proof{fork-detected}", test_fork_detected);

  return g_test_run ();
}
