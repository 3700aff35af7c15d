/* avow-ledger.h: the ledgers in a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-leaf.h"
#include "avow-store.h"

G_BEGIN_DECLS

/* A ledger as it stands in a store: the installation's own, or one that was taken in. */
typedef struct
{
  gint64 number;             /* in this store */
  AvowDigest id;             /* SHA-256 of the seal's raw public key */
  GBytes *seal_public;
  gboolean own;
  AvowCheckpoint checkpoint; /* the latest one that is here */
  char *note;                /* nullable: the same, signed; NULL where it is missing, which is damage */
} AvowLedger;

void avow_ledger_free (AvowLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowLedger, avow_ledger_free)

/* (transfer full) (element-type AvowLedger): the own one first. */
GPtrArray *avow_store_list_ledgers (AvowStore *self, GError **error);

/* (transfer full) (nullable): the one with that id; NULL without @error where there is none. */
AvowLedger *avow_store_find_ledger (AvowStore *self, const AvowDigest *id, GError **error);

/**
 * avow_store_get_root:
 * @self: a store
 * @ledger: a ledger in it
 * @size: at most the ledger's size
 * @out_root: (out): the root of its first @size leaves
 * @error: return location for a #GError
 *
 * Returns: whether it could be read
 */
gboolean avow_store_get_root (AvowStore *self, const AvowLedger *ledger, guint64 size, AvowDigest *out_root, GError **error);

/* One leaf, as it is handed from ledger to ledger. */
typedef struct
{
  AvowLeaf leaf;
  AvowDigest hash;
  const guint8 *salt; /* nullable, as @payload: AVOW_SALT_LENGTH bytes */
  GBytes *payload;    /* nullable: plain bytes; NULL where it is not here */
} AvowLedgerEntry;

typedef gboolean (*AvowLedgerFunc) (const AvowLedgerEntry *entry, gpointer data, GError **error);

/**
 * avow_store_read_ledger:
 * @self: a store
 * @ledger: a ledger in it
 * @first: sequence of the first leaf
 * @size: sequence behind the last one
 * @func: called for each, in order; FALSE with the error set ends it
 * @data: handed to @func
 * @error: return location for a #GError
 *
 * Returns: whether all were read; %AVOW_RECORD_ERROR_DAMAGED where one is not what was committed to
 */
gboolean avow_store_read_ledger (AvowStore *self, const AvowLedger *ledger, guint64 first, guint64 size, AvowLedgerFunc func,
                                 gpointer data, GError **error);

G_END_DECLS
