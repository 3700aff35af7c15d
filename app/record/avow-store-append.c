/* avow-store-append.c: adding records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-clock.h"
#include "avow-event.h"
#include "avow-projection-private.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>

static gboolean
check_signed (GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      AvowRecord *record = g_ptr_array_index (records, i);
      const AvowRecordKind *kind = avow_record_get_kind (record);

      if (!kind->signed_act || avow_record_is_signed (record))
        continue;
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
                   _("A record of the kind “%s” can't be kept without its signature."), kind->name);
      return FALSE;
    }
  return TRUE;
}

static void
fill_leaf (AvowStore *store, AvowRecord *record, const guint8 *salt, AvowLeaf *leaf)
{
  leaf->ledger = store->ledger;
  leaf->sequence = avow_tree_get_size (store->head.tree);
  leaf->kind = avow_record_get_kind (record)->code;
  leaf->previous = store->head.previous;
  leaf->time = avow_clock_now ();
  avow_leaf_commit (salt, avow_record_get_payload (record), &leaf->commitment);
}

gboolean
avow_store_add_payload (AvowStore *store, gint64 position, const guint8 *salt, GBytes *plain, GError **error)
{
  g_autoptr (GBytes) packed = avow_payload_pack (plain);
  g_autoptr (GBytes) salt_bytes = g_bytes_new (salt, AVOW_SALT_LENGTH);

  return avow_store_execute (store, "record/store:add-payload", error, "ibiib", position, salt_bytes,
                             (gint64) (packed != NULL ? 1 : 0), (gint64) g_bytes_get_size (plain),
                             packed != NULL ? packed : plain);
}

gboolean
avow_store_add_leaf (AvowStore *store, const AvowPlace *place, const AvowLeaf *leaf, GError **error)
{
  return avow_store_execute (store, "record/store:add-leaf", error, "iiiididd", place->position, place->ledger_number,
                             (gint64) leaf->sequence, (gint64) leaf->kind, &leaf->previous, leaf->time,
                             &leaf->commitment, &place->leaf);
}

static gboolean
append_one (AvowStore *store, AvowRecord *record, GError **error)
{
  AvowLeaf leaf = { 0 };
  AvowPlace place;
  guint8 salt[AVOW_SALT_LENGTH];

  avow_random_bytes (salt, sizeof salt);
  fill_leaf (store, record, salt, &leaf);
  place = (AvowPlace) {
    .position = store->head.position + 1,
    .sequence = leaf.sequence,
    .time = leaf.time,
    .ledger = leaf.ledger,
    .ledger_number = store->ledger_number,
  };
  avow_leaf_hash (&leaf, &place.leaf);

  if (!avow_store_add_leaf (store, &place, &leaf, error)
      || !avow_store_add_payload (store, place.position, salt, avow_record_get_payload (record), error)
      || !avow_event_add (store, record, &place, error))
    return FALSE;
  avow_tree_append (store->head.tree, &place.leaf);
  store->head.position = place.position;
  store->head.previous = place.leaf;
  return TRUE;
}

static gboolean
append_all (AvowStore *store, GPtrArray *records, GError **error)
{
  g_autoptr (GHashTable) subjects = avow_subjects_new ();

  if (!avow_store_read_head (store, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      AvowRecord *record = g_ptr_array_index (records, i);

      if (!append_one (store, record, error))
        return FALSE;
      avow_subjects_note (subjects, record);
    }
  return avow_subjects_refresh (subjects, store, error);
}

/* Behind the others: of a ledger that begins here the first record is another. */
static gboolean
append_owed (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) owed = NULL;

  if (!store->owes)
    return TRUE;
  owed = avow_store_take_owed (store, error);
  return owed != NULL && (owed->len == 0 || append_all (store, owed, error));
}

gboolean
avow_store_append (AvowStore *self, GPtrArray *records, GError **error)
{
  g_return_val_if_fail (self != NULL && records != NULL, FALSE);

  if (!check_signed (records, error))
    return FALSE;
  if (!avow_store_begin (self, error))
    return FALSE;
  if (avow_store_load_seal (self, error) && append_all (self, records, error) && append_owed (self, error))
    return avow_store_commit (self, error);
  avow_store_rollback (self);
  return FALSE;
}
