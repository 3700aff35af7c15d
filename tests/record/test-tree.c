/* test-tree.c: the tree over published vectors, and beside a naive one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "shelf.h"
#include "vectors.h"

#include "record/avow-record-error.h"

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
test_vector_roots (void)
{
  Shelf shelf;
  g_autoptr (AvowTree) tree = NULL;

  shelf_init (&shelf);
  tree = shelf_open_tree (0, &shelf);
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

/* After every append, flushed and opened again. */
static void
test_every_size (void)
{
  enum { MAX = 600 };
  Shelf shelf;
  AvowDigest leaves[MAX];

  shelf_init (&shelf);
  for (guint64 size = 0; size <= MAX; size++)
    {
      g_autoptr (AvowTree) tree = shelf_open_tree (size, &shelf);
      AvowDigest root, naive;

      hash_naively (leaves, size, &naive);
      avow_tree_get_root (tree, &root);
      assert_same (&root, &naive);
      if (size == MAX)
        break;

      hash_number (size, &leaves[size]);
      avow_tree_append (tree, &leaves[size]);
      shelf_flush (tree, &shelf);
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
      AvowDigest root, naive, reopened;
      Shelf shelf;
      g_autoptr (AvowTree) tree = NULL;
      g_autoptr (AvowTree) again = NULL;

      shelf_init (&shelf);
      tree = shelf_grow (&shelf, leaves, size, 10007);
      avow_tree_get_root (tree, &root);
      hash_naively (leaves, size, &naive);
      assert_same (&root, &naive);

      again = shelf_open_tree (size, &shelf);
      avow_tree_get_root (again, &reopened);
      assert_same (&reopened, &naive);
      g_hash_table_unref (shelf.tiles);
    }
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
  tree = shelf_grow (&shelf, leaves, 65536 + 257, G_MAXUINT64);
  shelf.reads = 0;
  again = shelf_open_tree (65536 + 257, &shelf);
  g_assert_cmpuint (shelf.reads, ==, 3);

  shelf.reads = 0;
  empty = shelf_open_tree (0, &shelf);
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
  tree = shelf_open_tree (0, &shelf);
  shelf_flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 0);

  hash_number (0, &leaf);
  for (guint i = 0; i < 255; i++)
    avow_tree_append (tree, &leaf);
  shelf_flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 1);
  shelf_flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 1);

  /* the tile that is full now, and its root above */
  avow_tree_append (tree, &leaf);
  shelf_flush (tree, &shelf);
  g_assert_cmpuint (shelf.writes, ==, 3);

  avow_tree_append (tree, &leaf);
  shelf_flush (tree, &shelf);
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
  tree = shelf_open_tree (0, &shelf);
  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      hash_number (i, &leaves[i]);
      avow_tree_append (tree, &leaves[i]);
    }
  g_assert_false (avow_tree_flush (tree, shelf_write, &shelf, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_FULL);

  /* offered again as a whole */
  g_hash_table_remove_all (shelf.tiles);
  shelf.refuse_after = 0;
  shelf_flush (tree, &shelf);
  again = shelf_open_tree (G_N_ELEMENTS (leaves), &shelf);
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
  tree = shelf_grow (&shelf, leaves, G_N_ELEMENTS (leaves), G_MAXUINT64);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (GError) error = NULL;

      shelf.cut = MIN (cuts[i], sizeof (AvowDigest));
      g_assert_null (avow_tree_open (G_N_ELEMENTS (leaves), shelf_read, &shelf, &error));
      g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
    }
  g_hash_table_unref (shelf.tiles);
}

/* A tile with a part of a hash behind the ones that are needed. */
static void
test_uneven_tile (void)
{
  Shelf shelf;
  AvowDigest leaves[2];
  g_autoptr (AvowTree) tree = NULL;
  g_autoptr (GError) error = NULL;

  shelf_init (&shelf);
  tree = shelf_grow (&shelf, leaves, G_N_ELEMENTS (leaves), G_MAXUINT64);
  shelf.cut = 1;
  g_assert_null (avow_tree_open (1, shelf_read, &shelf, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  g_hash_table_unref (shelf.tiles);
}

static void
test_missing_tile (void)
{
  Shelf shelf;
  g_autoptr (GError) error = NULL;

  shelf_init (&shelf);
  g_assert_null (avow_tree_open (1, shelf_read, &shelf, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE);
  g_hash_table_unref (shelf.tiles);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/tree{published-roots}", test_vector_roots);
  g_test_add_func ("/avow/record/tree{every-size-to-600}", test_every_size);
  g_test_add_func ("/avow/record/tree{tile-borders}", test_borders);
  g_test_add_func ("/avow/record/tree{open-reads-right-edge}", test_reads_the_right_edge_only);
  g_test_add_func ("/avow/record/tree{flush-writes-what-changed}", test_flush_writes_what_changed);
  g_test_add_func ("/avow/record/tree{flush-refused}", test_flush_refused);
  g_test_add_func ("/avow/record/tree{damaged-tiles}", test_damaged_tiles);
  g_test_add_func ("/avow/record/tree{uneven-tile}", test_uneven_tile);
  g_test_add_func ("/avow/record/tree{missing-tile}", test_missing_tile);

  return g_test_run ();
}
