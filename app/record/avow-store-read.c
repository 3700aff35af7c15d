/* avow-store-read.c: what stands in the ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

gboolean
avow_store_read_position (AvowStore *self, gint64 *out_position, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  g_return_val_if_fail (self != NULL && out_position != NULL, FALSE);

  *out_position = 0;
  query = avow_store_query (self, "record/store:last-position", &local_error, "");
  if (avow_query_next (query, &local_error))
    *out_position = avow_query_integer (query, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gint64
avow_store_get_position (AvowStore *self)
{
  g_autoptr (GError) error = NULL;
  gint64 position;

  g_return_val_if_fail (self != NULL, 0);

  if (!avow_store_read_position (self, &position, &error))
    g_warning ("Failed to read the last position: %s", error->message);
  return position;
}

static AvowRow *
read_row (AvowStore *store, gint64 position, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:rows-after", error, "ii", position - 1, position);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  if (avow_query_next (query, &local_error))
    return avow_row_read (query);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                 _("There is no record %" PRId64 " in “%s”."), position, store->path);
  return NULL;
}

/* What is handed on as evidence is what was committed to, or nothing. */
static AvowRecord *
parse_row (AvowStore *store, AvowRow *row, GError **error)
{
  const char *fault = NULL;

  if (row->payload == NULL)
    fault = _("its text is no longer there");
  else if (avow_row_is_whole (row, &fault))
    return avow_record_parse (row->payload, error);
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
               _("Record %" PRId64 " in “%s” can't be shown: %s. Run “avowctl verify” to learn more."),
               row->position, store->path, fault);
  return NULL;
}

AvowRecord *
avow_store_get_record (AvowStore *self, gint64 position, AvowPlace *out_place, GError **error)
{
  g_autoptr (AvowRow) row = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  row = read_row (self, position, error);
  if (row == NULL)
    return NULL;
  if (out_place != NULL)
    *out_place = avow_row_get_place (row);
  return parse_row (self, row, error);
}

gint64
avow_store_find_leaf (AvowStore *self, const AvowDigest *leaf, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;

  g_return_val_if_fail (self != NULL && leaf != NULL, 0);

  query = avow_store_query (self, "record/store:position-of-leaf", error, "d", leaf);
  return avow_query_next (query, error) ? avow_query_integer (query, 0) : 0;
}

char *
avow_store_get_checkpoint (AvowStore *self, AvowCheckpoint *out_checkpoint, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  query = avow_store_query (self, "record/store:checkpoint", error, "i", self->ledger_number);
  if (query == NULL)
    return NULL;
  if (avow_query_next (query, &local_error))
    {
      if (out_checkpoint != NULL)
        {
          out_checkpoint->ledger = self->ledger;
          out_checkpoint->size = avow_query_integer (query, 0);
          avow_query_digest (query, 1, &out_checkpoint->root);
        }
      return g_strdup (avow_query_text (query, 2));
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                 _("“%s” is damaged: its records bear no seal. Keep a copy of the file as it is, and restore the latest backup."),
                 self->path);
  return NULL;
}
