/* avow-tree-proof.c: that a leaf is in a tree, and that one tree begins another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-tile.h"

/* The tiles of one tree, each read once. */
typedef struct
{
  guint64 size;
  AvowTileReader reader;
  gpointer data;
  GHashTable *tiles; /* of GBytes by level and index */
  GArray *path;      /* of AvowDigest: the proof, as far as it is made */
} Prover;

typedef struct
{
  guint64 index;
  guint level;
} TileKey;

static guint
tile_key_hash (gconstpointer data)
{
  const TileKey *key = data;

  return g_int64_hash (&key->index) * 31 + key->level;
}

static gboolean
tile_key_equal (gconstpointer a, gconstpointer b)
{
  const TileKey *one = a;
  const TileKey *other = b;

  return one->index == other->index && one->level == other->level;
}

static void
prover_init (Prover *self, guint64 size, AvowTileReader reader, gpointer data)
{
  self->size = size;
  self->reader = reader;
  self->data = data;
  self->tiles = g_hash_table_new_full (tile_key_hash, tile_key_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->path = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
}

/* (transfer full) (nullable): the path, if it was made. */
static GArray *
prover_finish (Prover *self, gboolean is_made)
{
  g_hash_table_unref (self->tiles);
  if (is_made)
    return self->path;
  g_array_unref (self->path);
  return NULL;
}

static const AvowDigest *
get_tile (Prover *self, guint level, guint64 index, GError **error)
{
  TileKey key = { index, level };
  GBytes *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile == NULL)
    {
      guint64 count = avow_tile_count_hashes (self->size, level) - index * AVOW_TILE_WIDTH;

      tile = avow_tile_read (level, index, MIN (count, AVOW_TILE_WIDTH), self->reader, self->data, error);
      if (tile == NULL)
        return NULL;
      g_hash_table_insert (self->tiles, g_memdup2 (&key, sizeof key), tile);
    }
  return g_bytes_get_data (tile, NULL);
}

/* The largest power of two below @count, which is over 1. */
static guint64
get_split (guint64 count)
{
  guint64 split = 1;

  while (split < count - split)
    split *= 2;
  return split;
}

/* The hash of a perfect subtree of @count leaves from @start. */
static gboolean
hash_perfect (Prover *self, guint64 start, guint64 count, AvowDigest *out_hash, GError **error)
{
  guint level = 0;
  guint64 first;
  const AvowDigest *tile;

  while (avow_tile_count_hashes (count, level) >= AVOW_TILE_WIDTH)
    level++;
  first = avow_tile_count_hashes (start, level);
  tile = get_tile (self, level, first / AVOW_TILE_WIDTH, error);
  if (tile == NULL)
    return FALSE;
  avow_tile_fold (tile + first % AVOW_TILE_WIDTH, avow_tile_count_hashes (count, level), out_hash);
  return TRUE;
}

/* RFC 9162, 2.1.1: MTH of @count leaves from @start. */
static gboolean
hash_range (Prover *self, guint64 start, guint64 count, AvowDigest *out_hash, GError **error)
{
  AvowDigest left, right;
  guint64 split;

  if ((count & (count - 1)) == 0)
    return hash_perfect (self, start, count, out_hash, error);
  split = get_split (count);
  if (!hash_perfect (self, start, split, &left, error) ||
      !hash_range (self, start + split, count - split, &right, error))
    return FALSE;
  avow_tree_hash_node (&left, &right, out_hash);
  return TRUE;
}

static gboolean
add_range (Prover *self, guint64 start, guint64 count, GError **error)
{
  AvowDigest hash;

  if (!hash_range (self, start, count, &hash, error))
    return FALSE;
  g_array_append_val (self->path, hash);
  return TRUE;
}

/* RFC 9162, 2.1.3.1: PATH. */
static gboolean
add_inclusion (Prover *self, guint64 index, guint64 start, guint64 count, GError **error)
{
  guint64 split;

  if (count == 1)
    return TRUE;
  split = get_split (count);
  if (index < split)
    return add_inclusion (self, index, start, split, error) && add_range (self, start + split, count - split, error);
  return add_inclusion (self, index - split, start + split, count - split, error) &&
         add_range (self, start, split, error);
}

/* RFC 9162, 2.1.4.1: SUBPROOF; @is_known where the verifier has the hash of this subtree as its first root. */
static gboolean
add_consistency (Prover *self, guint64 first, guint64 start, guint64 count, gboolean is_known, GError **error)
{
  guint64 split;

  if (first == count)
    return is_known || add_range (self, start, count, error);
  split = get_split (count);
  if (first <= split)
    return add_consistency (self, first, start, split, is_known, error) &&
           add_range (self, start + split, count - split, error);
  return add_consistency (self, first - split, start + split, count - split, FALSE, error) &&
         add_range (self, start, split, error);
}

GArray *
avow_tree_prove_inclusion (guint64 index, guint64 size, AvowTileReader reader, gpointer data, GError **error)
{
  Prover prover;

  g_return_val_if_fail (index < size, NULL);
  prover_init (&prover, size, reader, data);
  return prover_finish (&prover, add_inclusion (&prover, index, 0, size, error));
}

GArray *
avow_tree_prove_consistency (guint64 first, guint64 second, AvowTileReader reader, gpointer data, GError **error)
{
  Prover prover;

  g_return_val_if_fail (first <= second, NULL);
  prover_init (&prover, second, reader, data);
  return prover_finish (&prover, first == 0 || add_consistency (&prover, first, 0, second, TRUE, error));
}

/* RFC 9162, 2.1.3.2. */
gboolean
avow_tree_verify_inclusion (const AvowDigest *leaf, guint64 index, guint64 size, GArray *path, const AvowDigest *root)
{
  guint64 node = index;
  guint64 last = size - 1;
  AvowDigest hash = *leaf;

  if (index >= size)
    return FALSE;
  for (guint i = 0; i < path->len; i++)
    {
      const AvowDigest *other = &g_array_index (path, AvowDigest, i);

      if (last == 0)
        return FALSE;
      if ((node & 1) != 0 || node == last)
        {
          avow_tree_hash_node (other, &hash, &hash);
          while ((node & 1) == 0 && node != 0)
            {
              node >>= 1;
              last >>= 1;
            }
        }
      else
        {
          avow_tree_hash_node (&hash, other, &hash);
        }
      node >>= 1;
      last >>= 1;
    }
  return last == 0 && avow_digest_equal (&hash, root);
}

/* RFC 9162, 2.1.4.2, steps 3 to 7, with the path's start taken off where it is the first root itself. */
static gboolean
walk_consistency (guint64 first, guint64 second, const AvowDigest *start, const AvowDigest *path, guint length,
                  AvowDigest *out_first, AvowDigest *out_second)
{
  guint64 node = first - 1;
  guint64 last = second - 1;

  while ((node & 1) != 0)
    {
      node >>= 1;
      last >>= 1;
    }
  *out_first = *start;
  *out_second = *start;
  for (guint i = 0; i < length; i++)
    {
      if (last == 0)
        return FALSE;
      if ((node & 1) != 0 || node == last)
        {
          avow_tree_hash_node (&path[i], out_first, out_first);
          avow_tree_hash_node (&path[i], out_second, out_second);
          while ((node & 1) == 0 && node != 0)
            {
              node >>= 1;
              last >>= 1;
            }
        }
      else
        {
          avow_tree_hash_node (out_second, &path[i], out_second);
        }
      node >>= 1;
      last >>= 1;
    }
  return last == 0;
}

gboolean
avow_tree_verify_consistency (guint64 first, guint64 second, GArray *path, const AvowDigest *first_root,
                              const AvowDigest *second_root)
{
  const AvowDigest *hashes = (const AvowDigest *) (gconstpointer) path->data;
  gboolean is_perfect = first != 0 && (first & (first - 1)) == 0;
  AvowDigest first_hash, second_hash;

  if (first > second)
    return FALSE;
  if (first == 0)
    {
      avow_digest_compute ("", 0, &first_hash);
      return path->len == 0 && avow_digest_equal (&first_hash, first_root) &&
             (second != 0 || avow_digest_equal (&first_hash, second_root));
    }
  if (first == second)
    return path->len == 0 && avow_digest_equal (first_root, second_root);
  if (path->len == 0)
    return FALSE;

  /* the root of a perfect first tree is not in the path, as the verifier has it */
  if (!walk_consistency (first, second, is_perfect ? first_root : hashes, is_perfect ? hashes : hashes + 1,
                         is_perfect ? path->len : path->len - 1, &first_hash, &second_hash))
    return FALSE;
  return avow_digest_equal (&first_hash, first_root) && avow_digest_equal (&second_hash, second_root);
}
