/* avow-tile.h: the tiles that hold a tree's hashes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-tree.h"

G_BEGIN_DECLS

/* For the tree and its proofs alone. */

#define AVOW_TILE_HEIGHT 8 /* 2^8 hashes are a tile's width */
#define AVOW_TILE_LEVELS 8 /* 256^8 leaves are more than a size can say */

/* How many hashes there are at @level of a tree of @size leaves. */
guint64 avow_tile_count_hashes (guint64 size, guint level);

/* Asks for a tile and checks that it holds what was asked for; (transfer full). */
GBytes *avow_tile_read (guint level, guint64 index, guint needed, AvowTileReader reader, gpointer data, GError **error);

/* The root of a perfect subtree over @count hashes, a power of two. */
void avow_tile_fold (const AvowDigest *hashes, guint count, AvowDigest *out_root);

G_END_DECLS
