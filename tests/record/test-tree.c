/* test-tree.c: the tree over published vectors, and beside a naive one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "record/avow-record-error.h"
#include "record/avow-tree.h"

#include <string.h>

/* Tiles as a store keeps them, and what was asked of it. */
typedef struct
{
  GHashTable *tiles; /* of GBytes by name */
  guint reads;
  guint writes;
  guint refuse_after; /* writes; 0: none are refused */
  guint cut;          /* bytes that each tile lacks */
} Shelf;

static void
shelf_init (Shelf *self)
{
  memset (self, 0, sizeof *self);
  self->tiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static char *
name_tile (guint level, guint64 index)
{
  return g_strdup_printf ("%u/%" G_GUINT64_FORMAT, level, index);
}

static GBytes *
read_tile (guint level, guint64 index, guint needed, gpointer data, GError **error)
{
  Shelf *shelf = data;
  g_autofree char *name = name_tile (level, index);
  GBytes *tile = g_hash_table_lookup (shelf->tiles, name);

  shelf->reads++;
  g_assert_cmpuint (needed, >=, 1);
  g_assert_cmpuint (needed, <=, AVOW_TILE_WIDTH);
  if (tile == NULL)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE, "no tile %s", name);
      return NULL;
    }
  return g_bytes_new_from_bytes (tile, 0, g_bytes_get_size (tile) - shelf->cut);
}

static gboolean
write_tile (guint level, guint64 index, GBytes *hashes, gpointer data, GError **error)
{
  Shelf *shelf = data;
  gsize size = g_bytes_get_size (hashes);

  g_assert_cmpuint (size, >=, sizeof (AvowDigest));
  g_assert_cmpuint (size, <=, AVOW_TILE_WIDTH * sizeof (AvowDigest));
  g_assert_cmpuint (size % sizeof (AvowDigest), ==, 0);
  shelf->writes++;
  if (shelf->refuse_after > 0 && shelf->writes >= shelf->refuse_after)
    {
      g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_FULL, "full");
      return FALSE;
    }
  g_hash_table_replace (shelf->tiles, name_tile (level, index), g_bytes_ref (hashes));
  return TRUE;
}

static void
flush (AvowTree *tree, Shelf *shelf)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_tree_flush (tree, write_tile, shelf, &error));
  g_assert_no_error (error);
}

static AvowTree *
open_tree (guint64 size, Shelf *shelf)
{
  g_autoptr (GError) error = NULL;
  AvowTree *tree = avow_tree_open (size, read_tile, shelf, &error);

  g_assert_no_error (error);
  return tree;
}

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
assert_same (const AvowDigest *one, const AvowDigest *other)
{
  g_assert_cmpmem (one, sizeof *one, other, sizeof *other);
}

static void
assert_path (GArray *path, const char *const *hashes)
{
  g_assert_nonnull (path);
  g_assert_cmpuint (path->len, ==, g_strv_length ((char **) hashes));
  for (guint i = 0; i < path->len; i++)
    assert_digest (&g_array_index (path, AvowDigest, i), hashes[i]);
}

/* The leaf of a number, for trees of any size. */
static void
hash_number (guint64 number, AvowDigest *out_hash)
{
  guint64 data = GUINT64_TO_BE (number);

  avow_tree_hash_leaf (&data, sizeof data, out_hash);
}

/* RFC 9162, 2.1.1, word for word. */
static void
hash_naively (const AvowDigest *leaves, guint64 count, AvowDigest *out_hash)
{
  AvowDigest left, right;
  guint64 split = 1;

  if (count == 0)
    avow_digest_compute ("", 0, out_hash);
  else if (count == 1)
    *out_hash = *leaves;
  if (count < 2)
    return;
  while (split * 2 < count)
    split *= 2;
  hash_naively (leaves, split, &left);
  hash_naively (leaves + split, count - split, &right);
  avow_tree_hash_node (&left, &right, out_hash);
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

/* The test vectors of Google's Certificate Transparency, by which RFC 6962's implementations are tested; RFC 9162 kept
 * the tree. */
static const struct
{
  const char *bytes;
  guint length;
} ct_leaves[] = {
  { "", 0 },
  { "\x00", 1 },
  { "\x10", 1 },
  { "\x20\x21", 2 },
  { "\x30\x31", 2 },
  { "\x40\x41\x42\x43", 4 },
  { "\x50\x51\x52\x53\x54\x55\x56\x57", 8 },
  { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16 },
};

static const char *const ct_roots[] = {
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

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
test_vector_roots (void)
{
  Shelf shelf;
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = open_tree (0, &shelf);
  for (guint size = 0; size < G_N_ELEMENTS (ct_roots); size++)
    {
      AvowDigest leaf, root;

      g_assert_cmpuint (avow_tree_get_size (tree), ==, size);
      avow_tree_get_root (tree, &root);
      assert_digest (&root, ct_roots[size]);
      if (size == G_N_ELEMENTS (ct_leaves))
        break;
      avow_tree_hash_leaf (ct_leaves[size].bytes, ct_leaves[size].length, &leaf);
      avow_tree_append (tree, &leaf);
    }
  g_hash_table_unref (shelf.tiles);
}

static void
fill_with_vectors (Shelf *shelf)
{
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (shelf);
  tree = open_tree (0, shelf);
  for (guint i = 0; i < G_N_ELEMENTS (ct_leaves); i++)
    {
      AvowDigest leaf;

      avow_tree_hash_leaf (ct_leaves[i].bytes, ct_leaves[i].length, &leaf);
      avow_tree_append (tree, &leaf);
    }
  flush (tree, shelf);
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
      g_autoptr (GArray) path = avow_tree_prove_inclusion (index, ct_inclusion[i].size, read_tile, &shelf, NULL);
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
      g_autoptr (GArray) path = avow_tree_prove_consistency (first, second, read_tile, &shelf, NULL);

      assert_path (path, ct_consistency[i].path);
      g_assert_true (avow_tree_verify_consistency (first, second, path, &first_root, &second_root));
    }
  g_hash_table_unref (shelf.tiles);
}

/* A tree of @count numbers; flushed and opened again after every @step of them, so that all states lie on the shelf. */
static AvowTree *
grow (Shelf *shelf, AvowDigest *leaves, guint64 count, guint64 step)
{
  AvowTree *tree = open_tree (0, shelf);

  for (guint64 i = 0; i < count; i++)
    {
      hash_number (i, &leaves[i]);
      avow_tree_append (tree, &leaves[i]);
      if ((i + 1) % step == 0)
        {
          flush (tree, shelf);
          avow_tree_free (tree);
          tree = open_tree (i + 1, shelf);
        }
    }
  flush (tree, shelf);
  return tree;
}

static void
assert_inclusion_is_naive (Shelf *shelf, const AvowDigest *leaves, guint64 index, guint64 size, const AvowDigest *root)
{
  g_autoptr (GArray) naive = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
  g_autoptr (GArray) path = avow_tree_prove_inclusion (index, size, read_tile, shelf, NULL);

  prove_naively (index, leaves, size, naive);
  assert_same_path (path, naive);
  g_assert_true (avow_tree_verify_inclusion (&leaves[index], index, size, path, root));
}

static void
assert_consistency_is_naive (Shelf *shelf, const AvowDigest *leaves, guint64 first, guint64 second, const AvowDigest *root)
{
  g_autoptr (GArray) naive = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
  g_autoptr (GArray) path = avow_tree_prove_consistency (first, second, read_tile, shelf, NULL);
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

  shelf_init (&shelf);
  for (guint64 size = 0; size <= MAX; size++)
    {
      g_autoptr (AvowTree) tree = open_tree (size, &shelf);
      AvowDigest root, naive;

      hash_naively (leaves, size, &naive);
      avow_tree_get_root (tree, &root);
      assert_same (&root, &naive);
      for (guint64 index = 0; index < size; index += 1 + size / 5)
        assert_inclusion_is_naive (&shelf, leaves, index, size, &root);
      if (size > 0)
        assert_inclusion_is_naive (&shelf, leaves, size - 1, size, &root);
      for (guint64 first = 0; first <= size; first += 1 + size / 5)
        assert_consistency_is_naive (&shelf, leaves, first, size, &root);
      assert_consistency_is_naive (&shelf, leaves, size, size, &root);
      if (size == MAX)
        break;

      hash_number (size, &leaves[size]);
      avow_tree_append (tree, &leaves[size]);
      flush (tree, &shelf);
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
      AvowDigest root, naive, reopened;
      Shelf shelf;
      g_autoptr (AvowTree) tree = NULL;
      g_autoptr (AvowTree) again = NULL;

      shelf_init (&shelf);
      tree = grow (&shelf, leaves, size, 10007);
      avow_tree_get_root (tree, &root);
      hash_naively (leaves, size, &naive);
      assert_same (&root, &naive);

      again = open_tree (size, &shelf);
      avow_tree_get_root (again, &reopened);
      assert_same (&reopened, &naive);

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
  tree = grow (&shelf, leaves, G_N_ELEMENTS (leaves), 100);
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
test_reads_the_right_edge_only (void)
{
  Shelf shelf;
  g_autofree AvowDigest *leaves = g_new (AvowDigest, 65536 + 257);
  g_autoptr (AvowTree) tree = NULL;
  g_autoptr (AvowTree) again = NULL;
  g_autoptr (AvowTree) empty = NULL;

  shelf_init (&shelf);
  tree = grow (&shelf, leaves, 65536 + 257, G_MAXUINT64);
  shelf.reads = 0;
  again = open_tree (65536 + 257, &shelf);
  g_assert_cmpuint (shelf.reads, ==, 3);

  shelf.reads = 0;
  empty = open_tree (0, &shelf);
  g_assert_cmpuint (shelf.reads, ==, 0);
  g_hash_table_unref (shelf.tiles);
}

static void
test_flush_writes_what_changed (void)
{
  Shelf shelf;
  AvowDigest leaf;
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = open_tree (0, &shelf);
  flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 0);

  hash_number (0, &leaf);
  for (guint i = 0; i < 255; i++)
    avow_tree_append (tree, &leaf);
  flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 1);
  flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 1);

  /* the tile that is full now, and its root above */
  avow_tree_append (tree, &leaf);
  flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 3);

  avow_tree_append (tree, &leaf);
  flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 4);
  g_assert_cmpuint (g_hash_table_size (shelf.tiles), ==, 3);
  g_hash_table_unref (shelf.tiles);
}

static void
test_flush_refused (void)
{
  Shelf shelf;
  AvowDigest leaves[300];
  AvowDigest root, naive;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowTree) tree = NULL;
  g_autoptr (AvowTree) again = NULL;

  shelf_init (&shelf);
  shelf.refuse_after = 2;
  tree = open_tree (0, &shelf);
  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      hash_number (i, &leaves[i]);
      avow_tree_append (tree, &leaves[i]);
    }
  g_assert_false (avow_tree_flush (tree, write_tile, &shelf, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_FULL);

  /* offered again as a whole */
  g_hash_table_remove_all (shelf.tiles);
  shelf.refuse_after = 0;
  flush (tree, &shelf);
  again = open_tree (G_N_ELEMENTS (leaves), &shelf);
  avow_tree_get_root (again, &root);
  hash_naively (leaves, G_N_ELEMENTS (leaves), &naive);
  assert_same (&root, &naive);
  g_hash_table_unref (shelf.tiles);
}

static void
test_damaged_tiles (void)
{
  static const guint cuts[] = { 1, 31, 32, 64 };
  Shelf shelf;
  AvowDigest leaves[300];
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = grow (&shelf, leaves, G_N_ELEMENTS (leaves), G_MAXUINT64);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) path_error = NULL;

      shelf.cut = MIN (cuts[i], sizeof (AvowDigest));
      g_assert_null (avow_tree_open (G_N_ELEMENTS (leaves), read_tile, &shelf, &error));
      g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
      g_assert_null (avow_tree_prove_inclusion (3, G_N_ELEMENTS (leaves), read_tile, &shelf, &path_error));
      g_assert_error (path_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
    }
  g_hash_table_unref (shelf.tiles);
}

static void
test_missing_tile (void)
{
  Shelf shelf;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) path_error = NULL;

  shelf_init (&shelf);
  g_assert_null (avow_tree_open (1, read_tile, &shelf, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE);
  g_assert_null (avow_tree_prove_consistency (1, 2, read_tile, &shelf, &path_error));
  g_assert_error (path_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE);
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
  tree = grow (&shelf, leaves, MAX, G_MAXUINT64);
  for (guint64 size = 1; size <= MAX; size++)
    {
      AvowDigest root;

      hash_naively (leaves, size, &root);
      for (guint64 index = 0; index < size; index++)
        {
          g_autoptr (GArray) path = avow_tree_prove_inclusion (index, size, read_tile, &shelf, NULL);
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
  tree = grow (&shelf, leaves, MAX, G_MAXUINT64);
  for (guint64 second = 1; second <= MAX; second++)
    {
      AvowDigest second_root;

      hash_naively (leaves, second, &second_root);
      for (guint64 first = 0; first <= second; first++)
        {
          g_autoptr (GArray) path = avow_tree_prove_consistency (first, second, read_tile, &shelf, NULL);
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
  tree = grow (&shelf, leaves, 300, G_MAXUINT64);
  avow_tree_get_root (tree, &known);

  shelf_init (&fork);
  other = open_tree (0, &fork);
  for (guint i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      hash_number (i == 123 ? 999 : i, &forged[i]);
      avow_tree_append (other, &forged[i]);
    }
  flush (other, &fork);
  avow_tree_get_root (other, &root);
  path = avow_tree_prove_consistency (300, G_N_ELEMENTS (forged), read_tile, &fork, NULL);
  g_assert_false (avow_tree_verify_consistency (300, G_N_ELEMENTS (forged), path, &known, &root));
  g_hash_table_unref (shelf.tiles);
  g_hash_table_unref (fork.tiles);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/tree{published-roots}", test_vector_roots);
  g_test_add_func ("/avow/record/tree{published-inclusion}", test_vector_inclusion);
  g_test_add_func ("/avow/record/tree{published-consistency}", test_vector_consistency);
  g_test_add_func ("/avow/record/tree{every-size-to-600}", test_every_size);
  g_test_add_func ("/avow/record/tree{tile-borders}", test_borders);
  g_test_add_func ("/avow/record/tree{older-size}", test_older_size);
  g_test_add_func ("/avow/record/tree{open-reads-right-edge}", test_reads_the_right_edge_only);
  g_test_add_func ("/avow/record/tree{flush-writes-what-changed}", test_flush_writes_what_changed);
  g_test_add_func ("/avow/record/tree{flush-refused}", test_flush_refused);
  g_test_add_func ("/avow/record/tree{damaged-tiles}", test_damaged_tiles);
  g_test_add_func ("/avow/record/tree{missing-tile}", test_missing_tile);
  g_test_add_func ("/avow/record/tree{inclusion-refused}", test_inclusion_refused);
  g_test_add_func ("/avow/record/tree{consistency-refused}", test_consistency_refused);
  g_test_add_func ("/avow/record/tree{fork-detected}", test_fork_detected);

  return g_test_run ();
}
