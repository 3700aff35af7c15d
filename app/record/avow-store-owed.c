/* avow-store-owed.c: purges that were carried out again, and are to be recorded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-purges.h"
#include "avow-record-organisation.h"
#include "avow-record-purge.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>

#define AREA "purge-owed"

/* What a backup brought back is destroyed as the store is opened, before anybody can read it. The record of that purge must
 * not go into the ledger at that moment: elsewhere this ledger may be known to go on in another way from where the backup was
 * made, and then the installation begins a new one. So the record is kept beside the ledger, as it was signed, and goes into
 * whichever comes next with the next record. */

AvowRecord *
avow_store_read_purge (AvowStore *store, GBytes *bytes)
{
  g_autoptr (AvowRecord) first = avow_store_get_record (store, 1, NULL, NULL);
  g_autoptr (AvowCertificate) root = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autofree char *fault = NULL;

  if (first != NULL && avow_record_get_kind (first) == &avow_record_kind_organisation)
    root = avow_certificate_new_from_base64 (((const AvowRecordOrganisation *) avow_record_get_body (first))->root_certificate, NULL);
  record = avow_record_parse_and_verify (bytes, root, &fault, NULL);
  return record != NULL && fault == NULL && avow_record_is_signed (record) && avow_record_get_kind (record) == &avow_record_kind_purge
           ? g_steal_pointer (&record)
           : NULL;
}

static char *
get_key (AvowRecord *record)
{
  GBytes *payload = avow_record_get_payload (record);
  AvowDigest digest;

  avow_digest_compute (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), &digest);
  return avow_digest_to_hex (&digest);
}

gboolean
avow_store_owe_purge (AvowStore *store, AvowRecord *record, GError **error)
{
  GBytes *payload = avow_record_get_payload (record);
  g_autofree char *key = get_key (record);
  g_autofree char *value = g_base64_encode (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));

  store->owes = TRUE;
  return avow_store_set_local (store, AREA, key, value, error);
}

GPtrArray *
avow_store_list_owed (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) owed = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/purge:owed", &local_error, "s", AREA);

  while (avow_query_next (query, &local_error))
    {
      gsize length;
      guint8 *data = g_base64_decode (avow_query_text (query, 0), &length);
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
      AvowRecord *record = avow_store_read_purge (store, bytes);

      if (record != NULL)
        g_ptr_array_add (owed, record);
    }
  if (local_error == NULL)
    return g_steal_pointer (&owed);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
avow_store_check_owes (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) owed = avow_store_list_owed (store, error);

  store->owes = owed != NULL && owed->len > 0;
  return owed != NULL;
}

/* Whether it came back meanwhile, with the ledger that it was recorded in first. */
static gboolean
is_recorded (AvowStore *store, AvowRecord *record, gboolean *out_is, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/purge:purges-of", &local_error, "s", avow_record_get_subject (record));

  *out_is = FALSE;
  while (!*out_is && avow_query_next (query, &local_error))
    {
      g_autoptr (AvowRecord) other = avow_store_get_record (store, avow_query_integer (query, 0), NULL, NULL);

      *out_is = other != NULL && g_bytes_equal (avow_record_get_payload (other), avow_record_get_payload (record));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
avow_store_take_owed (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) owed = avow_store_list_owed (store, error);

  if (owed == NULL)
    return NULL;
  for (guint i = owed->len; i > 0; i--)
    {
      AvowRecord *record = g_ptr_array_index (owed, i - 1);
      g_autofree char *key = get_key (record);
      gboolean recorded;

      if (!is_recorded (store, record, &recorded, error) || !avow_store_set_local (store, AREA, key, NULL, error))
        return NULL;
      if (recorded)
        g_ptr_array_remove_index (owed, i - 1);
    }
  return g_steal_pointer (&owed);
}
