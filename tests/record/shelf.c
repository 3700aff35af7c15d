/* shelf.c: tiles as a store keeps them, and a naive tree beside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "shelf.h"

#include "record/avow-record-error.h"

#include <string.h>

void
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

GBytes *
shelf_read (guint level, guint64 index, guint needed, gpointer data, GError **error)
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

gboolean
shelf_write (guint level, guint64 index, GBytes *hashes, gpointer data, GError **error)
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

void
shelf_flush (AvowTree *tree, Shelf *shelf)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_tree_flush (tree, shelf_write, shelf, &error));
  g_assert_no_error (error);
}

AvowTree *
shelf_open_tree (guint64 size, Shelf *shelf)
{
  g_autoptr (GError) error = NULL;
  AvowTree *tree = avow_tree_open (size, shelf_read, shelf, &error);

  g_assert_no_error (error);
  return tree;
}

void
hash_number (guint64 number, AvowDigest *out_hash)
{
  guint64 data = GUINT64_TO_BE (number);

  avow_tree_hash_leaf (&data, sizeof data, out_hash);
}

void
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

AvowTree *
shelf_grow (Shelf *shelf, AvowDigest *leaves, guint64 count, guint64 step)
{
  AvowTree *tree = shelf_open_tree (0, shelf);

  for (guint64 i = 0; i < count; i++)
    {
      hash_number (i, &leaves[i]);
      avow_tree_append (tree, &leaves[i]);
      if ((i + 1) % step == 0)
        {
          shelf_flush (tree, shelf);
          avow_tree_free (tree);
          tree = shelf_open_tree (i + 1, shelf);
        }
    }
  shelf_flush (tree, shelf);
  return tree;
}
