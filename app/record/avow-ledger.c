/* avow-ledger.c: the ledgers in a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-ledger.h"

#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define CHUNK_ROWS 256

void
avow_ledger_free (AvowLedger *self)
{
  g_clear_pointer (&self->seal_public, g_bytes_unref);
  g_free (self->note);
  g_free (self);
}

static AvowLedger *
read_ledger_row (AvowQuery *query)
{
  AvowLedger *self = g_new0 (AvowLedger, 1);

  self->number = avow_query_integer (query, 0);
  avow_query_digest (query, 1, &self->id);
  self->seal_public = avow_query_bytes (query, 2);
  self->own = avow_query_integer (query, 3) != 0;
  self->checkpoint.ledger = self->id;
  self->checkpoint.size = avow_query_integer (query, 4);
  avow_query_digest (query, 5, &self->checkpoint.root);
  self->note = g_strdup (avow_query_text (query, 6));
  return self;
}

GPtrArray *
avow_store_list_ledgers (AvowStore *self, GError **error)
{
  g_autoptr (GPtrArray) ledgers = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_ledger_free);
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  query = avow_store_query (self, "record/store:ledgers", error, "");
  if (query == NULL)
    return NULL;
  while (avow_query_next (query, &local_error))
    g_ptr_array_add (ledgers, read_ledger_row (query));
  if (local_error == NULL)
    return g_steal_pointer (&ledgers);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

AvowLedger *
avow_store_find_ledger (AvowStore *self, const AvowDigest *id, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  query = avow_store_query (self, "record/store:ledger-by-id", error, "d", id);
  return query != NULL && avow_query_next (query, error) ? read_ledger_row (query) : NULL;
}

typedef struct
{
  AvowStore *store;
  gint64 ledger;
} TileSource;

static GBytes *
read_tile (guint level, guint64 index, guint needed, gpointer data, GError **error)
{
  const TileSource *source = data;

  return avow_store_read_tile (source->store, source->ledger, level, index, needed, error);
}

AvowTree *
avow_store_open_tree (AvowStore *store, gint64 ledger, guint64 size, GError **error)
{
  TileSource source = { store, ledger };

  return avow_tree_open (size, read_tile, &source, error);
}

gboolean
avow_store_get_root (AvowStore *self, const AvowLedger *ledger, guint64 size, AvowDigest *out_root, GError **error)
{
  g_autoptr (AvowTree) tree = NULL;

  g_return_val_if_fail (self != NULL && ledger != NULL && size <= ledger->checkpoint.size, FALSE);

  tree = avow_store_open_tree (self, ledger->number, size, error);
  if (tree == NULL)
    return FALSE;
  avow_tree_get_root (tree, out_root);
  return TRUE;
}

/* (transfer full) (element-type AvowRow): rows are taken before they are worked on, so that nobody who signs waits. */
static GPtrArray *
read_rows (AvowStore *store, const AvowLedger *ledger, guint64 first, guint64 size, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_row_free);
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:rows-of-ledger", error, "iiii", ledger->number, (gint64) first,
                                                  (gint64) size, (gint64) CHUNK_ROWS);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  while (avow_query_next (query, &local_error))
    g_ptr_array_add (rows, avow_row_read (query));
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
hand_row (AvowStore *store, AvowRow *row, guint64 sequence, AvowLedgerFunc func, gpointer data, GError **error)
{
  const char *fault = NULL;
  AvowLedgerEntry entry;

  if (row->leaf.sequence != sequence)
    fault = _("the record before it is missing");
  if (fault != NULL || !avow_row_is_whole (row, &fault))
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                   _("Record %" PRId64 " in “%s” can't be handed on: %s. Run “avowctl verify” to learn more."), row->position,
                   store->path, fault);
      return FALSE;
    }
  entry = (AvowLedgerEntry) { row->leaf, row->hash, row->payload != NULL ? row->salt : NULL, row->payload };
  return func (&entry, data, error);
}

gboolean
avow_store_read_ledger (AvowStore *self, const AvowLedger *ledger, guint64 first, guint64 size, AvowLedgerFunc func, gpointer data,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && ledger != NULL && func != NULL, FALSE);

  while (first < size)
    {
      g_autoptr (GPtrArray) rows = read_rows (self, ledger, first, size, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!hand_row (self, g_ptr_array_index (rows, i), first++, func, data, error))
          return FALSE;
      if (rows->len == 0)
        {
          g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                       _("“%s” is damaged: some of its records are missing. Run “avowctl verify” to learn more."), self->path);
          return FALSE;
        }
    }
  return TRUE;
}
