/* avow-verify-kept.c: what is kept beside the ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_ROWS 256

/* The edition after @last, which it replaces; FALSE without @error where there is none. */
static gboolean
next_edition (AvowStore *store, GBytes **last, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/verify:next-edition", error, "b", *last);

  if (!avow_query_next (query, error))
    return FALSE;
  g_bytes_unref (*last);
  *last = avow_query_bytes (query, 0);
  return TRUE;
}

static gboolean
check_edition (AvowVerifier *self, GBytes *key, GError **error)
{
  g_autoptr (AvowEdition) edition = NULL;
  g_autoptr (GError) local_error = NULL;
  AvowDigest digest = { { 0 } };

  memcpy (digest.bytes, g_bytes_get_data (key, NULL), MIN (g_bytes_get_size (key), sizeof digest.bytes));
  edition = avow_store_get_edition (self->store, &digest, &local_error);
  return edition != NULL || avow_verifier_absorb (self, g_steal_pointer (&local_error), error);
}

gboolean
avow_verify_editions (AvowVerifier *self, GError **error)
{
  g_autoptr (GBytes) last = g_bytes_new (NULL, 0);
  g_autoptr (GError) local_error = NULL;

  while (next_edition (self->store, &last, &local_error))
    if (!check_edition (self, last, error))
      return FALSE;
  return local_error == NULL || avow_verifier_absorb (self, g_steal_pointer (&local_error), error);
}

static void
check_local (AvowVerifier *self, AvowQuery *query)
{
  const char *area = avow_query_text (query, 1);
  const char *key = avow_query_text (query, 2);
  AvowDigest stored, wanted;

  avow_local_checksum (area, key, avow_query_text (query, 3), &wanted);
  if (!avow_query_digest (query, 4, &stored) || !avow_digest_equal (&stored, &wanted))
    avow_verifier_find (self, 0, NULL, NULL,
                        g_strdup_printf (_("what is kept as “%s” of “%s” was changed from outside"), area, key));
}

/* As if it stood behind the last record, where it is going to. */
static gboolean
check_owed (AvowVerifier *self, AvowRecord *record, GError **error)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);
  AvowPlace place = {
    .position = self->total + 1,
    .ledger = self->store->ledger,
    .ledger_number = self->store->ledger_number,
  };

  avow_verdict_note (self->verdict, 0, kind->name, avow_record_get_subject (record),
                     g_strdup (_("what a backup brought back was purged again; this is recorded with the next record")));
  return avow_verify_call_checks (self, record, &place, error);
}

gboolean
avow_verify_owed (AvowVerifier *self, GError **error)
{
  g_autoptr (GPtrArray) owed = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!self->store->owes)
    return TRUE;
  owed = avow_store_list_owed (self->store, &local_error);
  for (guint i = 0; owed != NULL && i < owed->len; i++)
    if (!check_owed (self, g_ptr_array_index (owed, i), error))
      return FALSE;
  return local_error == NULL || avow_verifier_absorb (self, g_steal_pointer (&local_error), error);
}

gboolean
avow_verify_locals (AvowVerifier *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 last = G_MININT64;
  guint count;

  do
    {
      g_autoptr (AvowQuery) query = avow_store_query (self->store, "record/verify:locals-after", &local_error, "ii", last,
                                                      (gint64) CHUNK_ROWS);

      for (count = 0; avow_query_next (query, &local_error); count++)
        {
          check_local (self, query);
          last = avow_query_integer (query, 0);
        }
    }
  while (count == CHUNK_ROWS && local_error == NULL);
  return local_error == NULL || avow_verifier_absorb (self, g_steal_pointer (&local_error), error);
}
