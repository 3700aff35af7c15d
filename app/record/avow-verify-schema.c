/* avow-verify-schema.c: tables, views and indexes are those of this version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-projection-private.h"
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>

/* A state table is compared with its view, and a UNIQUE index says what may happen once: who could change them
 * could make a lie look right. So they are compared with a schema that was made just now, in memory. */

/* (element-type utf8 utf8): definition by type and name. */
static GHashTable *
list_schema (AvowStore *store, GError **error)
{
  g_autoptr (GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/verify:schema", error, "");
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  while (avow_query_next (query, &local_error))
    {
      const char *sql = avow_query_text (query, 3);

      g_hash_table_insert (schema, g_strdup_printf ("%s %s", avow_query_text (query, 0), avow_query_text (query, 1)),
                           g_strdup_printf ("%s %s", avow_query_text (query, 2), sql != NULL ? sql : ""));
    }
  if (local_error == NULL)
    return g_steal_pointer (&schema);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static GHashTable *
list_wanted (GError **error)
{
  g_autoptr (AvowStore) model = avow_store_alloc ("");
  const char *schema = avow_sql_find ("record/store:schema", error);
  const GPtrArray *projections = avow_projections_list ();

  if (schema == NULL || !avow_store_connect (model, ":memory:", error) || !avow_store_run_script (model, schema, error))
    return NULL;
  for (guint i = 0; i < projections->len; i++)
    {
      const char *script = avow_projection_get_schema (g_ptr_array_index (projections, i), error);

      if (script == NULL || !avow_store_run_script (model, script, error))
        return NULL;
    }
  return list_schema (model, error);
}

static void
compare (AvowVerifier *self, GHashTable *found, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *definition = g_hash_table_lookup (found, key);

      if (definition == NULL)
        avow_verifier_find (self, 0, NULL, NULL, g_strdup_printf (_("the database's “%s” is missing"), (const char *) key));
      else if (!g_str_equal (definition, value))
        avow_verifier_find (self, 0, NULL, NULL,
                            g_strdup_printf (_("the database's “%s” is not defined as it should be"), (const char *) key));
    }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (wanted, key))
      avow_verifier_find (self, 0, NULL, NULL, g_strdup_printf (_("the database's “%s” does not belong there"), (const char *) key));
}

gboolean
avow_verify_schema (AvowVerifier *self, GError **error)
{
  g_autoptr (GHashTable) wanted = list_wanted (error);
  g_autoptr (GHashTable) found = wanted != NULL ? list_schema (self->store, error) : NULL;
  guint before = self->verdict->findings->len;

  if (found == NULL)
    return FALSE;
  compare (self, found, wanted);
  self->schema_sound = self->verdict->findings->len == before;
  return TRUE;
}
