/* avow-tree.h: the Merkle tree of a ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign/avow-digest.h"

G_BEGIN_DECLS

/* RFC 9162, section 2.1, over leaf hashes that lie in tiles of 256 (C2SP tlog-tiles): a tile of level L
 * holds hashes of subtrees of 256^L leaves. Only the right edge is held in memory. */

#define AVOW_TILE_WIDTH 256

typedef struct _AvowTree AvowTree;

/* Gives the hashes of one tile, at least @needed of them, one after the other; (transfer full). Fewer, or
 * a part of one, is taken for damage. */
typedef GBytes *(*AvowTileReader) (guint level, guint64 index, guint needed, gpointer data, GError **error);
/* Takes a tile that has changed; it holds 1 to 256 hashes. */
typedef gboolean (*AvowTileWriter) (guint level, guint64 index, GBytes *hashes, gpointer data, GError **error);

/**
 * avow_tree_open:
 * @size: how many leaves there are
 * @reader: where tiles come from; called now for the right edge only
 * @data: handed to @reader
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the tree, or %NULL
 */
AvowTree *avow_tree_open (guint64 size, AvowTileReader reader, gpointer data, GError **error);
void avow_tree_free (AvowTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowTree, avow_tree_free)

guint64 avow_tree_get_size (AvowTree *self);
void avow_tree_append (AvowTree *self, const AvowDigest *leaf);
void avow_tree_get_root (AvowTree *self, AvowDigest *out_root);

/**
 * avow_tree_flush:
 * @self: a tree
 * @writer: called for each tile that changed since the last flush
 * @data: handed to @writer
 * @error: return location for a #GError
 *
 * Returns: whether all were taken
 */
gboolean avow_tree_flush (AvowTree *self, AvowTileWriter writer, gpointer data, GError **error);

/* RFC 9162, 2.1.3 and 2.1.4; (transfer full) (element-type AvowDigest): the path, or NULL. @index has to be
 * below @size, and @first at most @second. Everything is consistent with the empty tree, and each tree
 * with itself: these paths are empty. */
GArray *avow_tree_prove_inclusion (guint64 index, guint64 size, AvowTileReader reader, gpointer data, GError **error);
GArray *avow_tree_prove_consistency (guint64 first, guint64 second, AvowTileReader reader, gpointer data, GError **error);
gboolean avow_tree_verify_inclusion (const AvowDigest *leaf, guint64 index, guint64 size, GArray *path, const AvowDigest *root);
gboolean avow_tree_verify_consistency (guint64 first, guint64 second, GArray *path, const AvowDigest *first_root, const AvowDigest *second_root);

/* SHA-256(0x00 ‖ data), and SHA-256(0x01 ‖ left ‖ right). */
void avow_tree_hash_leaf (gconstpointer data, gsize length, AvowDigest *out_hash);
void avow_tree_hash_node (const AvowDigest *left, const AvowDigest *right, AvowDigest *out_hash);

G_END_DECLS
