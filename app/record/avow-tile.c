/* avow-tile.c: the tiles that hold a tree's hashes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-tile.h"

#include "avow-record-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

guint64
avow_tile_count_hashes (guint64 size, guint level)
{
  return size >> (AVOW_TILE_HEIGHT * level);
}

GBytes *
avow_tile_read (guint level, guint64 index, guint needed, AvowTileReader reader, gpointer data, GError **error)
{
  g_autoptr (GBytes) tile = reader (level, index, needed, data, error);

  if (tile == NULL)
    return NULL;
  if (g_bytes_get_size (tile) < needed * sizeof (AvowDigest) || g_bytes_get_size (tile) % sizeof (AvowDigest) != 0)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                   _("Tile %" PRIu64 " of level %u of the ledger’s tree is incomplete. “avowctl rebuild” "
                     "makes the tree anew from the records."), index, level);
      return NULL;
    }
  return g_steal_pointer (&tile);
}

void
avow_tile_fold (const AvowDigest *hashes, guint count, AvowDigest *out_root)
{
  AvowDigest row[AVOW_TILE_WIDTH];

  g_assert (count >= 1 && count <= AVOW_TILE_WIDTH && (count & (count - 1)) == 0);
  memcpy (row, hashes, count * sizeof (AvowDigest));
  for (; count > 1; count /= 2)
    {
      for (guint i = 0; i < count / 2; i++)
        avow_tree_hash_node (&row[2 * i], &row[2 * i + 1], &row[i]);
    }
  *out_root = row[0];
}
