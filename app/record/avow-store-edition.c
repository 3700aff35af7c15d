/* avow-store-edition.c: editions, kept whole by digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>

gboolean
avow_store_has_edition (AvowStore *store, const AvowDigest *digest, gboolean *out_has, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:has-edition", error, "d", digest);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  *out_has = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_files (AvowStore *store, AvowEdition *edition, const AvowDigest *digest, GError **error)
{
  g_autoptr (GPtrArray) paths = avow_edition_get_paths (edition);

  if (!avow_store_execute (store, "record/store:add-edition", error, "d", digest))
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if (!avow_store_execute (store, "record/store:add-edition-file", error, "dsb", digest, path,
                               avow_edition_get_file (edition, path)))
        return FALSE;
    }
  return TRUE;
}

gboolean
avow_store_add_edition (AvowStore *self, AvowEdition *edition, GError **error)
{
  AvowDigest digest;
  gboolean has;

  g_return_val_if_fail (self != NULL && edition != NULL, FALSE);
  g_return_val_if_fail (avow_digest_parse (avow_edition_get_digest (edition), &digest), FALSE);

  if (!avow_store_begin (self, error))
    return FALSE;
  if (avow_store_has_edition (self, &digest, &has, error) && (has || add_files (self, edition, &digest, error)))
    return avow_store_commit (self, error);
  avow_store_rollback (self);
  return FALSE;
}

/* (transfer full): bytes by path; NULL where the edition has none. */
static GHashTable *
read_files (AvowStore *store, const AvowDigest *digest, GError **error)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:edition-files", error, "d", digest);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  while (avow_query_next (query, &local_error))
    g_hash_table_insert (files, g_strdup (avow_query_text (query, 0)), avow_query_bytes (query, 1));
  if (local_error == NULL)
    return g_steal_pointer (&files);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static AvowEdition *
fail_damaged (const char *message, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED, "%s %s", message,
               _("Keep a copy of the store as it is, and restore the latest backup."));
  return NULL;
}

AvowEdition *
avow_store_get_edition (AvowStore *self, const AvowDigest *digest, GError **error)
{
  g_autoptr (GHashTable) files = NULL;
  g_autoptr (AvowEdition) edition = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (self != NULL && digest != NULL, NULL);

  files = read_files (self, digest, error);
  if (files == NULL)
    return NULL;
  wanted = avow_digest_to_hex (digest);
  if (g_hash_table_size (files) == 0)
    {
      message = g_strdup_printf (_("The edition %.12s… is not in “%s”."), wanted, self->path);
      return fail_damaged (message, error);
    }
  edition = avow_edition_new (files, NULL);
  if (edition == NULL || !g_str_equal (avow_edition_get_digest (edition), wanted))
    {
      message = g_strdup_printf (_("The files of edition %.12s… in “%s” were changed after they were kept."), wanted, self->path);
      return fail_damaged (message, error);
    }
  return g_steal_pointer (&edition);
}
