/* avow-rebuild.c: making the projections again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-event.h"
#include "avow-projection-private.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define PROGRESS_EVERY 256 /* records */

typedef struct
{
  AvowStore *store;
  AvowTree *tree;        /* of the own ledger */
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

static gboolean
project_row (Rebuild *self, AvowRow *row, GError **error)
{
  const char *fault = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) local_error = NULL;
  AvowPlace place = avow_row_get_place (row);

  avow_tree_append (self->tree, &row->hash);
  if (!avow_row_is_whole (row, &fault))
    return fail_damaged (self, row, fault, error);
  if (row->payload == NULL)
    return TRUE;
  record = avow_record_parse (row->payload, &local_error);
  if (record == NULL)
    return fail_damaged (self, row, local_error->message, error);
  return avow_event_add (self->store, record, &place, error);
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

/* The tree is made from the leaves, and must have the root that the seal stands on: a rebuild never seals
 * anew what was not sealed. */
static gboolean
replace_tiles (Rebuild *self, GError **error)
{
  AvowCheckpoint checkpoint;
  AvowDigest root;
  g_autofree char *note = avow_store_get_checkpoint (self->store, &checkpoint, error);

  if (note == NULL)
    return FALSE;
  avow_tree_get_root (self->tree, &root);
  if (avow_tree_get_size (self->tree) != checkpoint.size || !avow_digest_equal (&root, &checkpoint.root))
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                   _("“%s” is damaged: its records and its seal do not agree. Run “avowctl verify” to see which are at fault; "
                     "keep a copy of the file as it is, and restore the latest backup."), self->store->path);
      return FALSE;
    }
  return avow_store_execute (self->store, "record/store:clear-tiles", error, "i", self->store->ledger_number)
         && avow_store_write_tiles (self->store, self->tree, error);
}

static gboolean
rebuild (Rebuild *self, GError **error)
{
  self->total = avow_store_get_position (self->store);
  self->tree = avow_tree_open (0, NULL, NULL, error);
  if (self->tree == NULL)
    return FALSE;
  return avow_projections_drop (self->store, error) && avow_projections_install (self->store, error)
         && project_rows (self, error) && avow_projections_fill (self->store, error) && replace_tiles (self, error);
}

gboolean
avow_store_rebuild (AvowStore *self, AvowProgress progress, gpointer data, GError **error)
{
  Rebuild work = { .store = self, .progress = progress, .data = data };
  gboolean done;

  g_return_val_if_fail (self != NULL && self->depth == 0, FALSE);

  if (!avow_store_begin (self, error))
    return FALSE;
  done = rebuild (&work, error);
  g_clear_pointer (&work.tree, avow_tree_free);
  avow_store_forget_head (self);
  if (done)
    return avow_store_commit (self, error);
  avow_store_rollback (self);
  return FALSE;
}
