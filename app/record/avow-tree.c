/* avow-tree.c: the Merkle tree of a ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-tree.h"

#include "avow-tile.h"

#include <string.h>

/* One level of the right edge: the tile that is being filled. */
typedef struct
{
  GArray *hashes;    /* of AvowDigest; fewer than a tile is wide */
  AvowDigest subtrees[AVOW_TILE_HEIGHT]; /* roots of the perfect subtrees that these make up, each as wide as a bit of their number */
  gboolean is_dirty; /* whether it has changed since the last flush */
} Edge;

/* A tile that was filled since the last flush. */
typedef struct
{
  guint level;
  guint64 index;
  GBytes *hashes;
} FullTile;

struct _AvowTree
{
  guint64 size;
  Edge edges[AVOW_TILE_LEVELS];
  GPtrArray *full; /* of FullTile */
};

static void
full_tile_free (gpointer data)
{
  FullTile *tile = data;

  g_bytes_unref (tile->hashes);
  g_free (tile);
}

static GBytes *
edge_to_bytes (const Edge *edge)
{
  return g_bytes_new (edge->hashes->data, edge->hashes->len * sizeof (AvowDigest));
}

/* Adds @hash, and joins the subtrees that are now pairs. Whether the tile is full: then @hash becomes its root. */
static gboolean
edge_append (Edge *edge, AvowDigest *hash)
{
  guint count = edge->hashes->len, height = 0;

  g_array_append_val (edge->hashes, *hash);
  for (; (count >> height & 1) != 0; height++)
    avow_tree_hash_node (&edge->subtrees[height], hash, hash);
  if (height == AVOW_TILE_HEIGHT)
    return TRUE;
  edge->subtrees[height] = *hash;
  return FALSE;
}

static void
fill_edge (Edge *edge, GBytes *tile, guint width)
{
  const AvowDigest *hashes = g_bytes_get_data (tile, NULL);

  for (guint i = 0; i < width; i++)
    {
      AvowDigest hash = hashes[i];

      edge_append (edge, &hash);
    }
}

AvowTree *
avow_tree_open (guint64 size, AvowTileReader reader, gpointer data, GError **error)
{
  g_autoptr (AvowTree) self = g_new0 (AvowTree, 1);

  self->size = size;
  self->full = g_ptr_array_new_with_free_func (full_tile_free);
  for (guint level = 0; level < AVOW_TILE_LEVELS; level++)
    self->edges[level].hashes = g_array_new (FALSE, FALSE, sizeof (AvowDigest));

  for (guint level = 0; level < AVOW_TILE_LEVELS; level++)
    {
      guint64 hashes = avow_tile_count_hashes (size, level);
      guint width = hashes % AVOW_TILE_WIDTH;
      g_autoptr (GBytes) tile = NULL;

      if (width == 0)
        continue;
      tile = avow_tile_read (level, hashes / AVOW_TILE_WIDTH, width, reader, data, error);
      if (tile == NULL)
        return NULL;
      fill_edge (&self->edges[level], tile, width);
    }
  return g_steal_pointer (&self);
}

void
avow_tree_free (AvowTree *self)
{
  for (guint level = 0; level < AVOW_TILE_LEVELS; level++)
    g_array_unref (self->edges[level].hashes);
  g_ptr_array_unref (self->full);
  g_free (self);
}

guint64
avow_tree_get_size (AvowTree *self)
{
  return self->size;
}

/* Puts the tile that was filled at @level aside. */
static void
put_aside (AvowTree *self, guint level)
{
  Edge *edge = &self->edges[level];
  FullTile *tile = g_new (FullTile, 1);

  tile->level = level;
  tile->index = avow_tile_count_hashes (self->size, level) / AVOW_TILE_WIDTH - 1;
  tile->hashes = edge_to_bytes (edge);
  g_ptr_array_add (self->full, tile);
  g_array_set_size (edge->hashes, 0);
  edge->is_dirty = FALSE;
}

void
avow_tree_append (AvowTree *self, const AvowDigest *leaf)
{
  AvowDigest hash = *leaf;

  self->size++;
  for (guint level = 0; level < AVOW_TILE_LEVELS; level++)
    {
      Edge *edge = &self->edges[level];

      edge->is_dirty = TRUE;
      /* a full tile's root belongs to the level above */
      if (!edge_append (edge, &hash))
        return;
      put_aside (self, level);
    }
}

/* RFC 9162, 2.1.1. The edge is a row of perfect subtrees, the largest at the left; the root joins them from the
 * right. */
void
avow_tree_get_root (AvowTree *self, AvowDigest *out_root)
{
  gboolean has_any = FALSE;

  for (guint level = 0; level < AVOW_TILE_LEVELS; level++)
    {
      const Edge *edge = &self->edges[level];

      for (guint height = 0; height < AVOW_TILE_HEIGHT; height++)
        {
          if ((edge->hashes->len >> height & 1) == 0)
            continue;
          if (has_any)
            avow_tree_hash_node (&edge->subtrees[height], out_root, out_root);
          else
            *out_root = edge->subtrees[height];
          has_any = TRUE;
        }
    }
  if (!has_any)
    avow_digest_compute ("", 0, out_root);
}

gboolean
avow_tree_flush (AvowTree *self, AvowTileWriter writer, gpointer data, GError **error)
{
  for (guint i = 0; i < self->full->len; i++)
    {
      const FullTile *tile = g_ptr_array_index (self->full, i);

      if (!writer (tile->level, tile->index, tile->hashes, data, error))
        return FALSE;
    }
  for (guint level = 0; level < AVOW_TILE_LEVELS; level++)
    {
      g_autoptr (GBytes) hashes = NULL;

      if (!self->edges[level].is_dirty)
        continue;
      hashes = edge_to_bytes (&self->edges[level]);
      if (!writer (level, avow_tile_count_hashes (self->size, level) / AVOW_TILE_WIDTH, hashes, data, error))
        return FALSE;
    }

  /* only now: what was refused half-way is offered again as a whole */
  g_ptr_array_set_size (self->full, 0);
  for (guint level = 0; level < AVOW_TILE_LEVELS; level++)
    self->edges[level].is_dirty = FALSE;
  return TRUE;
}

static void
hash_parts (guint8 prefix, gconstpointer first, gsize first_length, gconstpointer second, gsize second_length,
            AvowDigest *out_hash)
{
  gsize length = 1 + first_length + second_length;
  guint8 small[1 + 2 * AVOW_DIGEST_LENGTH + AVOW_TILE_WIDTH];
  g_autofree guint8 *large = length > sizeof small ? g_malloc (length) : NULL;
  guint8 *bytes = large != NULL ? large : small;

  bytes[0] = prefix;
  if (first_length > 0)
    memcpy (bytes + 1, first, first_length);
  if (second_length > 0)
    memcpy (bytes + 1 + first_length, second, second_length);
  avow_digest_compute (bytes, length, out_hash);
}

void
avow_tree_hash_leaf (gconstpointer data, gsize length, AvowDigest *out_hash)
{
  hash_parts (0x00, data, length, NULL, 0, out_hash);
}

void
avow_tree_hash_node (const AvowDigest *left, const AvowDigest *right, AvowDigest *out_hash)
{
  hash_parts (0x01, left->bytes, AVOW_DIGEST_LENGTH, right->bytes, AVOW_DIGEST_LENGTH, out_hash);
}
