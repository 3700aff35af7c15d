/* avow-editions.c: the courses and declarations that records cite, on their way from machine to machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-editions.h"

#include "sign/avow-pack.h"
#include "record/avow-query.h"
#include "record/avow-record-attempt.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"
#include "record/avow-record-edition.h"

#include <glib/gi18n-lib.h>
#include <string.h>

GHashTable *
avow_editions_new (void)
{
  return g_hash_table_new_full (avow_digest_hash, avow_digest_equal, g_free, NULL);
}

void
avow_editions_note (AvowRecord *record, gpointer editions)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);
  gconstpointer body = avow_record_get_body (record);
  const AvowDigest *digest = NULL;

  if (kind == &avow_record_kind_edition)
    digest = &((const AvowRecordEdition *) body)->digest;
  else if (kind == &avow_record_kind_attempt)
    digest = &((const AvowRecordAttempt *) body)->digest;
  else if (kind == &avow_record_kind_completion)
    digest = &((const AvowRecordCompletion *) body)->digest;
  else if (kind == &avow_record_kind_declaration)
    digest = &((const AvowRecordDeclaration *) body)->digest;
  if (digest != NULL)
    g_hash_table_add (editions, g_memdup2 (digest, sizeof *digest));
}

/* Bytes by path, of one edition: editions/DIGEST/PATH. (transfer full): it, where it is what it says. */
static AvowEdition *
read_edition (AvowHandOverFile *file, const char *digest, GError **error)
{
  g_autofree char *folder = g_strdup_printf ("editions/%s/", digest);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (AvowEdition) edition = NULL;
  GHashTableIter iter;
  gpointer name, bytes;

  g_hash_table_iter_init (&iter, file->entries);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      char *path = g_str_has_prefix (name, folder) ? g_uri_unescape_string ((const char *) name + strlen (folder), NULL) : NULL;

      if (path != NULL)
        g_hash_table_insert (files, path, g_bytes_ref (bytes));
    }
  edition = avow_edition_new (files, error);
  if (edition == NULL || strcmp (avow_edition_get_digest (edition), digest) == 0)
    return g_steal_pointer (&edition);
  g_set_error (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_DAMAGED,
               _("A course in the hand-over is not the one that it says. Nothing was taken in. Ask for the file again."));
  return NULL;
}

/* Whether it is missing here, though a record that is here cites it. */
static gboolean
is_missing (AvowStore *store, const AvowDigest *digest, gboolean *out_missing, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "exchange/exchange:missing-edition", &local_error, "d", digest);

  *out_missing = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_edition (AvowStore *store, AvowHandOverFile *file, const char *name, GHashTable *cited, GError **error)
{
  g_autoptr (AvowEdition) edition = read_edition (file, name, error);
  gboolean wanted;
  AvowDigest digest;

  if (edition == NULL)
    return FALSE;
  g_return_val_if_fail (avow_digest_parse (avow_edition_get_digest (edition), &digest), FALSE);
  wanted = g_hash_table_contains (cited, &digest);
  if (!wanted && !is_missing (store, &digest, &wanted, error))
    return FALSE;
  return !wanted || avow_store_add_edition (store, edition, error);
}

gboolean
avow_editions_take_in (AvowStore *store, AvowHandOverFile *file, GHashTable *cited, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (store != NULL && file != NULL && cited != NULL, FALSE);

  names = avow_pack_list (file->entries, NULL);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_auto (GStrv) parts = g_strsplit (name, "/", 3);

      if (!g_str_equal (parts[0], "editions") || parts[1] == NULL || !g_hash_table_add (done, g_strdup (parts[1])))
        continue;
      if (!take_edition (store, file, parts[1], cited, error))
        return FALSE;
    }
  return TRUE;
}
