/* avow-rebuild.c: making the projections again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-counting.h"
#include "avow-event.h"
#include "avow-ledger.h"
#include "avow-order.h"
#include "avow-projection-private.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define PROGRESS_EVERY 256 /* records */

typedef struct
{
  AvowStore *store;
  GHashTable *trees;     /* of AvowTree, by number of their ledger */
  AvowOrder *order;
  GData *memory;         /* of what counts */
  gint64 total;
  AvowProgress progress;
  gpointer data;
} Rebuild;

static gboolean
report_progress (Rebuild *self, gint64 done, GError **error)
{
  if (self->progress == NULL || self->progress (done, self->total, self->data))
    return TRUE;
  g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_CANCELLED, _("It was cancelled. Nothing was changed."));
  return FALSE;
}

static gboolean
fail_damaged (Rebuild *self, AvowRow *row, const char *fault, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
               _("The lists in “%s” can't be made again, as record %" PRId64 " is damaged: %s. Run “avowctl verify” "
                 "to see all that is at fault; keep a copy of the file as it is, and restore the latest backup."),
               self->store->path, row->position, fault);
  return FALSE;
}

typedef struct
{
  Rebuild *rebuild;
  AvowRow *row;
  GError **error;
  gboolean failed;
} Placing;

static void
fail_misplaced (char *fault, gpointer data)
{
  Placing *placing = data;

  if (!placing->failed)
    fail_damaged (placing->rebuild, placing->row, fault, placing->error);
  placing->failed = TRUE;
  g_free (fault);
}

static AvowTree *
get_tree (Rebuild *self, gint64 ledger, GError **error)
{
  AvowTree *tree = g_hash_table_lookup (self->trees, &ledger);

  if (tree == NULL)
    {
      tree = avow_tree_open (0, NULL, NULL, error);
      if (tree != NULL)
        g_hash_table_insert (self->trees, g_memdup2 (&ledger, sizeof ledger), tree);
    }
  return tree;
}

static gboolean
counts (Rebuild *self, AvowRecord *record, const AvowPlace *place, gboolean *out_counts, GError **error)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);
  g_autofree char *reason = NULL;

  *out_counts = avow_order_is_heard (self->order, kind);
  return !*out_counts || !avow_counting_concerns (kind, avow_order_is_foreign (self->order))
         || avow_counting_ask (self->store, record, place, &self->memory, out_counts, &reason, error);
}

static gboolean
project_row (Rebuild *self, AvowRow *row, GError **error)
{
  const char *fault = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) local_error = NULL;
  AvowPlace place = avow_row_get_place (row);
  Placing placing = { self, row, error, FALSE };
  AvowTree *tree = get_tree (self, row->ledger_number, error);
  gboolean counted;

  if (tree == NULL)
    return FALSE;
  avow_tree_append (tree, &row->hash);
  if (!avow_row_is_whole (row, &fault))
    return fail_damaged (self, row, fault, error);
  if (row->payload != NULL)
    {
      record = avow_record_parse (row->payload, &local_error);
      if (record == NULL)
        return fail_damaged (self, row, local_error->message, error);
    }
  avow_order_take (self->order, row, record, fail_misplaced, &placing);
  if (placing.failed)
    return FALSE;
  if (record == NULL)
    return TRUE;
  return counts (self, record, &place, &counted, error) && (!counted || avow_event_add (self->store, record, &place, error));
}

static gboolean
project_rows (Rebuild *self, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 done = 0;

  query = avow_store_query (self->store, "record/store:rows-after", error, "ii", (gint64) 0, self->total);
  if (query == NULL)
    return FALSE;
  while (avow_query_next (query, &local_error))
    {
      g_autoptr (AvowRow) row = avow_row_read (query);

      if (!project_row (self, row, error))
        return FALSE;
      if (++done % PROGRESS_EVERY == 0 && !report_progress (self, done, error))
        return FALSE;
    }
  if (local_error == NULL)
    return report_progress (self, self->total, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
replace_tree (Rebuild *self, const AvowLedger *ledger, GError **error)
{
  AvowTree *tree = get_tree (self, ledger->number, error);
  AvowDigest root;

  if (tree == NULL)
    return FALSE;
  avow_tree_get_root (tree, &root);
  if (ledger->note == NULL || avow_tree_get_size (tree) != ledger->checkpoint.size || !avow_digest_equal (&root, &ledger->checkpoint.root))
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                   _("“%s” is damaged: its records and its seal do not agree. Run “avowctl verify” to see which are at fault; "
                     "keep a copy of the file as it is, and restore the latest backup."), self->store->path);
      return FALSE;
    }
  return avow_store_execute (self->store, "record/store:clear-tiles", error, "i", ledger->number)
         && avow_store_write_tiles (self->store, ledger->number, tree, error);
}

/* A tree is made from the leaves, and must have the root that the seal stands on: a rebuild never seals anew what was not
 * sealed. */
static gboolean
replace_trees (Rebuild *self, GError **error)
{
  g_autoptr (GPtrArray) ledgers = avow_store_list_ledgers (self->store, error);

  if (ledgers == NULL)
    return FALSE;
  for (guint i = 0; i < ledgers->len; i++)
    if (!replace_tree (self, g_ptr_array_index (ledgers, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
rebuild (Rebuild *self, GError **error)
{
  return avow_store_read_position (self->store, &self->total, error) && avow_projections_drop (self->store, error)
         && avow_projections_install (self->store, error)
         && project_rows (self, error) && avow_counting_review_all (self->store, error)
         && avow_projections_fill (self->store, error) && replace_trees (self, error);
}

gboolean
avow_store_rebuild (AvowStore *self, AvowProgress progress, gpointer data, GError **error)
{
  Rebuild work = { .store = self, .progress = progress, .data = data };
  gboolean done;

  g_return_val_if_fail (self != NULL && self->depth == 0, FALSE);

  if (!avow_store_begin (self, error))
    return FALSE;
  work.trees = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) avow_tree_free);
  work.order = avow_order_new (self);
  done = rebuild (&work, error);
  g_clear_pointer (&work.trees, g_hash_table_unref);
  g_clear_pointer (&work.order, avow_order_free);
  g_datalist_clear (&work.memory);
  avow_store_forget_head (self);
  if (done)
    return avow_store_commit (self, error);
  avow_store_rollback (self);
  return FALSE;
}
