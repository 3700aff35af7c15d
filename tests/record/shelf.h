/* shelf.h: tiles as a store keeps them, and a naive tree beside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-tree.h"

/* Tiles as a store keeps them, and what was asked of it. */
typedef struct
{
  GHashTable *tiles; /* of GBytes by name */
  guint reads;
  guint writes;
  guint refuse_after; /* writes; 0: none are refused */
  guint cut;          /* bytes that each tile lacks */
} Shelf;

/* @self->tiles is to be freed. */
void shelf_init (Shelf *self);

GBytes *shelf_read (guint level, guint64 index, guint needed, gpointer data, GError **error);
gboolean shelf_write (guint level, guint64 index, GBytes *hashes, gpointer data, GError **error);

/* With no failure. */
void shelf_flush (AvowTree *tree, Shelf *self);
AvowTree *shelf_open_tree (guint64 size, Shelf *self);

/* A tree of @count numbers, whose leaves go to @out_leaves; flushed and opened again after every @step of them, so
 * that all states lie on the shelf. */
AvowTree *shelf_grow (Shelf *self, AvowDigest *out_leaves, guint64 count, guint64 step);

/* The leaf of a number, for trees of any size. */
void hash_number (guint64 number, AvowDigest *out_hash);

/* RFC 9162, 2.1.1, word for word. */
void hash_naively (const AvowDigest *leaves, guint64 count, AvowDigest *out_hash);
