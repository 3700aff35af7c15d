/* avow-projection.c: tables that can be thrown away and rebuilt from records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-projection.h"

#include "avow-event.h"
#include "avow-projection-private.h"
#include "avow-store-private.h"

#include <string.h>

/* Record's own projection: the event tables, which have no state. */
static const AvowStateTable no_tables[] = { { NULL } };
static const AvowProjection events = { .room = "record", .version = 5, .tables = no_tables };

static GPtrArray *registered; /* of const AvowProjection, record's own first */

const GPtrArray *
avow_projections_list (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      registered = g_ptr_array_new ();
      g_ptr_array_add (registered, (gpointer) &events);
      g_once_init_leave (&made, 1);
    }
  return registered;
}

void
avow_projection_register (const AvowProjection *projection)
{
  g_return_if_fail (projection != NULL && projection->room != NULL && projection->tables != NULL);

  avow_projections_list ();
  if (!g_ptr_array_find (registered, projection, NULL))
    g_ptr_array_add (registered, (gpointer) projection);
}

const char *
avow_projection_get_schema (const AvowProjection *self, GError **error)
{
  g_autofree char *name = NULL;

  if (self == &events)
    return avow_sql_find ("record/events:schema", error);
  name = g_strconcat (self->room, "/state", NULL);
  return avow_sql_find (name, error);
}

static gboolean
digest_schema (const AvowProjection *projection, AvowDigest *out_digest, GError **error)
{
  const char *schema = avow_projection_get_schema (projection, error);

  if (schema == NULL)
    return FALSE;
  avow_digest_compute (schema, strlen (schema), out_digest);
  return TRUE;
}

static gboolean
install_one (AvowStore *store, const AvowProjection *projection, GError **error)
{
  const char *schema = avow_projection_get_schema (projection, error);
  AvowDigest digest;

  return schema != NULL && avow_store_run_script (store, schema, error) && digest_schema (projection, &digest, error)
         && avow_store_execute (store, "record/store:add-projection", error, "sid", projection->room,
                                (gint64) projection->version, &digest);
}

gboolean
avow_projections_install (AvowStore *store, GError **error)
{
  const GPtrArray *projections = avow_projections_list ();

  for (guint i = 0; i < projections->len; i++)
    if (!install_one (store, g_ptr_array_index (projections, i), error))
      return FALSE;
  return TRUE;
}

/* Whatever stands in the store, of this version or another: (element-type utf8) of DROP statements. */
static GPtrArray *
list_drops (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:projected-tables", error, "");
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  while (avow_query_next (query, &local_error))
    {
      char *quoted = sqlite3_mprintf ("DROP %s \"%w\"", avow_query_text (query, 0), avow_query_text (query, 1));

      g_ptr_array_add (drops, g_strdup (quoted));
      sqlite3_free (quoted);
    }
  if (local_error == NULL)
    return g_steal_pointer (&drops);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
avow_projections_drop (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) drops = list_drops (store, error);

  if (drops == NULL)
    return FALSE;
  for (guint i = 0; i < drops->len; i++)
    if (!avow_store_run_script (store, g_ptr_array_index (drops, i), error))
      return FALSE;
  return avow_store_execute (store, "record/store:clear-projections", error, "");
}

static const AvowProjection *
find_projection (const char *room)
{
  const GPtrArray *projections = avow_projections_list ();

  for (guint i = 0; i < projections->len; i++)
    {
      const AvowProjection *projection = g_ptr_array_index (projections, i);

      if (g_str_equal (projection->room, room))
        return projection;
    }
  return NULL;
}

static gboolean
is_current (AvowQuery *query, GError **error)
{
  const AvowProjection *projection = find_projection (avow_query_text (query, 0));
  AvowDigest stored, wanted;

  if (projection == NULL || avow_query_integer (query, 1) != projection->version)
    return FALSE;
  return digest_schema (projection, &wanted, error) && avow_query_digest (query, 2, &stored)
         && avow_digest_equal (&stored, &wanted);
}

/* Beside the version, which a change may have forgotten to raise, the very text of the schema is compared. A
 * room that is no longer registered makes a difference too: nobody would keep its tables true. */
static gboolean
are_current (AvowStore *store, gboolean *out_current, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:projections", error, "");
  g_autoptr (GError) local_error = NULL;
  guint count = 0;

  *out_current = TRUE;
  if (query == NULL)
    return FALSE;
  while (local_error == NULL && avow_query_next (query, &local_error))
    {
      *out_current = is_current (query, &local_error) && *out_current;
      count++;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *out_current = *out_current && count == avow_projections_list ()->len;
  return TRUE;
}

gboolean
avow_projections_update (AvowStore *store, GError **error)
{
  gboolean current;

  if (!are_current (store, &current, error))
    return FALSE;
  return current || avow_store_rebuild (store, NULL, NULL, error);
}

/* The kinds whose event tables a view names. To find one too many costs a little work, no more. */
static gboolean
read_kinds (AvowStore *store, const char *table, AvowKindSet *out_kinds, GError **error)
{
  const AvowRecordKind *const *kinds = avow_record_kinds ();
  g_autofree char *view = g_strconcat ("state_", table, "_now", NULL);
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:view", error, "s", view);
  g_autoptr (GError) local_error = NULL;

  *out_kinds = 0;
  if (query == NULL)
    return FALSE;
  while (avow_query_next (query, &local_error))
    for (guint i = 0; kinds[i] != NULL; i++)
      {
        g_autofree char *event_table = avow_event_get_table (kinds[i]);

        if (strstr (avow_query_text (query, 0), event_table) != NULL)
          *out_kinds |= AVOW_KIND_SET (kinds[i]);
      }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A table changes only with the events that its view reads: a signature is no reason to write its signer's name anew. */
static gboolean
find_kinds (AvowStore *store, const char *table, AvowKindSet *out_kinds, GError **error)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (store->view_kinds, table, NULL, &known))
    {
      if (!read_kinds (store, table, out_kinds, error))
        return FALSE;
      known = GUINT_TO_POINTER (*out_kinds);
      g_hash_table_insert (store->view_kinds, g_strdup (table), known);
    }
  *out_kinds = GPOINTER_TO_UINT (known);
  return TRUE;
}

/* The table's name comes from the rooms' static tables, and stands where @format has its %s. */
static gboolean
run_for_table (AvowStore *store, const char *format, const char *table, const char *subject, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", -1);
  g_autofree char *sql = g_strjoinv (table, parts);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);

  if (query == NULL)
    return FALSE;
  if (subject != NULL)
    sqlite3_bind_text (avow_query_get_statement (query), 1, subject, -1, SQLITE_TRANSIENT);
  return avow_query_run (query, error);
}

static gboolean
refresh_table (AvowStore *store, const char *table, const char *subject, AvowKindSet kinds, GError **error)
{
  AvowKindSet read;

  if (!find_kinds (store, table, &read, error))
    return FALSE;
  if ((read & kinds) == 0)
    return TRUE;
  return run_for_table (store, "DELETE FROM state_%s WHERE subject = ?1", table, subject, error)
         && run_for_table (store, "INSERT INTO state_%s SELECT * FROM state_%s_now WHERE subject = ?1", table, subject, error);
}

static gboolean
fill_table (AvowStore *store, const char *table, const char *subject, AvowKindSet kinds, GError **error)
{
  return run_for_table (store, "INSERT INTO state_%s SELECT * FROM state_%s_now", table, NULL, error);
}

static gboolean
for_each_table (AvowStore *store, const char *subject, AvowKindSet kinds,
                gboolean (*work) (AvowStore *, const char *, const char *, AvowKindSet, GError **), GError **error)
{
  const GPtrArray *projections = avow_projections_list ();

  for (guint i = 0; i < projections->len; i++)
    {
      const AvowProjection *projection = g_ptr_array_index (projections, i);

      for (const AvowStateTable *table = projection->tables; table->name != NULL; table++)
        if (!work (store, table->name, subject, kinds, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
avow_projections_fill (AvowStore *store, GError **error)
{
  return for_each_table (store, NULL, 0, fill_table, error);
}

gboolean
avow_projections_refresh (AvowStore *store, const char *subject, AvowKindSet kinds, GError **error)
{
  return for_each_table (store, subject, kinds, refresh_table, error);
}

GHashTable *
avow_subjects_new (void)
{
  return g_hash_table_new (g_str_hash, g_str_equal);
}

void
avow_subjects_note (GHashTable *subjects, AvowRecord *record)
{
  const char *subject = avow_record_get_subject (record);
  AvowKindSet kinds = GPOINTER_TO_UINT (g_hash_table_lookup (subjects, subject));

  kinds |= AVOW_KIND_SET (avow_record_get_kind (record));
  g_hash_table_insert (subjects, (gpointer) subject, GUINT_TO_POINTER (kinds));
}

gboolean
avow_subjects_refresh (GHashTable *subjects, AvowStore *store, GError **error)
{
  GHashTableIter iter;
  gpointer subject, kinds;

  g_hash_table_iter_init (&iter, subjects);
  while (g_hash_table_iter_next (&iter, &subject, &kinds))
    if (!avow_projections_refresh (store, subject, GPOINTER_TO_UINT (kinds), error))
      return FALSE;
  return TRUE;
}
