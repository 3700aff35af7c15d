/* avow-purges.c: what the purge records of a store say is gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-purges.h"

#include "avow-query.h"
#include "avow-record-purge.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>

#define MEMORY "avow-purges"

typedef struct
{
  AvowRecordDestroyed destroyed;
  gint64 purge; /* position */
} Gone;

struct _AvowPurges
{
  AvowStore *store;
  GHashTable *gone; /* of Gone, by its leaf */
  gint64 last;      /* position of the last purge record that was read */
};

AvowPurges *
avow_purges_new (AvowStore *store)
{
  AvowPurges *self = g_new0 (AvowPurges, 1);

  self->store = store;
  self->gone = g_hash_table_new_full (avow_digest_hash, avow_digest_equal, NULL, g_free);
  return self;
}

void
avow_purges_free (AvowPurges *self)
{
  g_hash_table_unref (self->gone);
  g_free (self);
}

/* The first that names a leaf counts. An unsigned one counts for nothing; whether the signature stands is asked of it in
 * its place. */
static void
take_record (AvowPurges *self, AvowRecord *record, gint64 position)
{
  const AvowRecordPurge *purge = avow_record_get_body (record);

  if (avow_record_get_kind (record) != &avow_record_kind_purge || !avow_record_is_signed (record))
    return;
  for (guint i = 0; i < purge->destroyed->len; i++)
    {
      const AvowRecordDestroyed *destroyed = g_ptr_array_index (purge->destroyed, i);
      Gone *gone;

      if (g_hash_table_contains (self->gone, &destroyed->leaf))
        continue;
      gone = g_new (Gone, 1);
      *gone = (Gone) { *destroyed, position };
      g_hash_table_insert (self->gone, &gone->destroyed.leaf, gone);
    }
}

static gboolean
read_positions (AvowPurges *self, GArray *positions, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "record/purge:purges-after", error, "i", self->last);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  while (avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);

      g_array_append_val (positions, position);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Those that are to be recorded next (avow-store-owed.c). */
static gboolean
read_owed (AvowPurges *self, GError **error)
{
  g_autoptr (GPtrArray) owed = NULL;
  gint64 next;

  if (!self->store->owes)
    return TRUE;
  owed = avow_store_list_owed (self->store, error);
  next = avow_store_get_position (self->store) + 1;
  for (guint i = 0; owed != NULL && i < owed->len; i++)
    take_record (self, g_ptr_array_index (owed, i), next);
  return owed != NULL;
}

gboolean
avow_purges_read (AvowPurges *self, GError **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!read_positions (self, positions, error))
    return FALSE;
  for (guint i = 0; i < positions->len; i++)
    {
      gint64 position = g_array_index (positions, gint64, i);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (AvowRecord) record = avow_store_get_record (self->store, position, NULL, &local_error);

      /* a damaged one says nothing; that it is damaged is found in its place */
      if (record != NULL)
        take_record (self, record, position);
      else if (!g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED)
               && !g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      self->last = position;
    }
  return read_owed (self, error);
}

void
avow_purges_go_to (AvowPurges *self, gint64 position)
{
  self->last = position;
}

gint64
avow_purges_look_up (AvowPurges *self, const AvowPlace *place)
{
  const Gone *gone = g_hash_table_lookup (self->gone, &place->leaf);

  return gone != NULL && avow_digest_equal (&gone->destroyed.ledger, &place->ledger)
             && (guint64) gone->destroyed.sequence == place->sequence
           ? gone->purge
           : 0;
}

gboolean
avow_purges_cover (AvowPurges *self, const AvowRecordKind *kind, const AvowPlace *place)
{
  return kind != NULL && avow_record_may_be_purged (kind) && avow_purges_look_up (self, place) > 0;
}

gboolean
avow_purges_find (AvowPurges *self, const AvowDigest *leaf, gint64 *out_purge, GError **error)
{
  const Gone *gone;

  if (!avow_purges_read (self, error))
    return FALSE;
  gone = g_hash_table_lookup (self->gone, leaf);
  *out_purge = gone != NULL ? gone->purge : 0;
  return TRUE;
}

static char *
judge_destroyed (AvowStore *store, const AvowRecordDestroyed *destroyed, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/purge:leaf", error, "d", &destroyed->leaf);
  g_autoptr (AvowQuery) other = NULL;
  const AvowRecordKind *kind;
  AvowDigest ledger;

  if (avow_query_next (query, error))
    {
      kind = avow_record_kind_by_code ((guint8) avow_query_integer (query, 3));
      if (!avow_query_digest (query, 1, &ledger) || !avow_digest_equal (&ledger, &destroyed->ledger)
          || avow_query_integer (query, 2) != destroyed->sequence)
        return g_strdup (_("it names a record that stands elsewhere"));
      if (kind == NULL || !avow_record_may_be_purged (kind))
        return g_strdup_printf (_("it names a record of the kind “%s”, which no purge may destroy"), kind != NULL ? kind->name : "?");
      return NULL;
    }
  other = avow_store_query (store, "record/purge:leaf-of", NULL, "di", &destroyed->ledger, destroyed->sequence);
  return avow_query_next (other, NULL) ? g_strdup (_("it names a record that is another one")) : NULL;
}

char *
avow_purges_judge (AvowStore *store, AvowRecord *purge, GError **error)
{
  const AvowRecordPurge *body = avow_record_get_body (purge);
  g_autoptr (GError) local_error = NULL;
  char *fault = NULL;

  for (guint i = 0; i < body->destroyed->len && fault == NULL && local_error == NULL; i++)
    fault = judge_destroyed (store, g_ptr_array_index (body->destroyed, i), &local_error);
  if (local_error == NULL)
    return fault;
  g_free (fault);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static void
free_memory (gpointer data)
{
  avow_purges_free (data);
}

AvowPurges *
avow_verdict_get_purges (AvowVerdict *verdict, AvowStore *store)
{
  AvowPurges *self = g_datalist_get_data (&verdict->memory, MEMORY);

  if (self == NULL)
    {
      self = avow_purges_new (store);
      g_datalist_set_data_full (&verdict->memory, MEMORY, self, free_memory);
    }
  return self;
}
