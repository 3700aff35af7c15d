/* avow-event.c: a record's row in its kind's event table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-event.h"

#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The columns that every kind has, before its fields. */
enum
{
  COLUMN_POSITION,
  COLUMN_LEDGER,
  COLUMN_TIME,
  COLUMN_SUBJECT,
  COLUMN_ACTOR,
  COLUMN_LEAF,
  N_COLUMNS,
};

static const char common_columns[] = "position, ledger, time, subject, actor, leaf";

/* One value of an event row, borrowed from its record or its place. */
typedef struct
{
  char type; /* as in avow_store_query() */
  const char *text;
  gint64 integer;
  const AvowDigest *digest;
} Value;

static Value
get_field (const AvowField *field, gconstpointer body)
{
  switch (field->type)
    {
    case AVOW_FIELD_TEXT:
    case AVOW_FIELD_DATE:
      return (Value) { .type = 's', .text = avow_field_get_text (field, body) };
    case AVOW_FIELD_DIGEST:
      return (Value) { .type = 'd', .digest = avow_field_get_digest (field, body) };
    case AVOW_FIELD_INTEGER:
    case AVOW_FIELD_BOOLEAN:
    case AVOW_FIELD_TIME:
      return (Value) { .type = 'i', .integer = avow_field_get_integer (field, body) };
    case AVOW_FIELD_LIST:
    default:
      g_assert_not_reached ();
    }
}

/* (element-type Value): the row, in the order of its columns. */
static GArray *
collect_values (AvowRecord *record, const AvowPlace *place)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);
  GArray *values = g_array_new (FALSE, FALSE, sizeof (Value));
  Value common[N_COLUMNS] = {
    [COLUMN_POSITION] = { .type = 'i', .integer = place->position },
    [COLUMN_LEDGER] = { .type = 'i', .integer = place->ledger_number },
    [COLUMN_TIME] = { .type = 'i', .integer = place->time },
    [COLUMN_SUBJECT] = { .type = 's', .text = avow_record_get_subject (record) },
    [COLUMN_ACTOR] = { .type = 's', .text = avow_record_get_actor (record) },
    [COLUMN_LEAF] = { .type = 'd', .digest = &place->leaf },
  };

  g_array_append_vals (values, common, N_COLUMNS);
  for (const AvowField *field = kind->fields; field->name != NULL; field++)
    if (field->type != AVOW_FIELD_LIST)
      {
        Value value = get_field (field, avow_record_get_body (record));

        g_array_append_val (values, value);
      }
  return values;
}

char *
avow_event_get_table (const AvowRecordKind *kind)
{
  return g_strdelimit (g_strconcat ("event_", kind->name, NULL), "-", '_');
}

static char *
compose_columns (const AvowRecordKind *kind, guint *out_count)
{
  GString *columns = g_string_new (common_columns);

  *out_count = N_COLUMNS;
  for (const AvowField *field = kind->fields; field->name != NULL; field++)
    if (field->type != AVOW_FIELD_LIST)
      {
        g_autofree char *column = avow_field_to_column (field);

        g_string_append_printf (columns, ", \"%s\"", column);
        (*out_count)++;
      }
  return g_string_free (columns, FALSE);
}

static char *
compose_insert (const AvowRecordKind *kind)
{
  guint count;
  g_autofree char *table = avow_event_get_table (kind);
  g_autofree char *columns = compose_columns (kind, &count);
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO %s (%s) VALUES (?1", table, columns);
  for (guint i = 2; i <= count; i++)
    g_string_append_printf (sql, ", ?%u", i);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static char *
compose_select (const AvowRecordKind *kind)
{
  guint count;
  g_autofree char *table = avow_event_get_table (kind);
  g_autofree char *columns = compose_columns (kind, &count);

  return g_strdup_printf ("SELECT %s FROM %s WHERE position = ?1", columns, table);
}

/* A statement of a kind, composed once a store. */
static const char *
find_sql (GHashTable *statements, const AvowRecordKind *kind, char *(*compose) (const AvowRecordKind *))
{
  const char *sql = g_hash_table_lookup (statements, kind);

  if (sql == NULL)
    {
      sql = compose (kind);
      g_hash_table_insert (statements, (gpointer) kind, (gpointer) sql);
    }
  return sql;
}

static int
bind_value (sqlite3_stmt *statement, int index, const Value *value)
{
  if (value->type == 's')
    return sqlite3_bind_text (statement, index, value->text, -1, SQLITE_TRANSIENT);
  if (value->type == 'i')
    return sqlite3_bind_int64 (statement, index, value->integer);
  if (value->digest == NULL)
    return sqlite3_bind_null (statement, index);
  return sqlite3_bind_blob (statement, index, value->digest->bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
}

gboolean
avow_event_add (AvowStore *store, AvowRecord *record, const AvowPlace *place, GError **error)
{
  const char *sql = find_sql (store->event_inserts, avow_record_get_kind (record), compose_insert);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  g_autoptr (GArray) values = NULL;

  if (query == NULL)
    return FALSE;
  values = collect_values (record, place);
  for (guint i = 0; i < values->len; i++)
    if (bind_value (avow_query_get_statement (query), i + 1, &g_array_index (values, Value, i)) != SQLITE_OK)
      {
        avow_store_set_error (store, error);
        return FALSE;
      }
  return avow_query_run (query, error);
}

static gboolean
is_equal (AvowQuery *query, int column, const Value *value)
{
  AvowDigest digest;

  if (value->type == 'i')
    return !avow_query_is_null (query, column) && avow_query_integer (query, column) == value->integer;
  if (value->type == 's')
    return g_strcmp0 (avow_query_text (query, column), value->text) == 0;
  if (value->digest == NULL)
    return avow_query_is_null (query, column);
  return avow_query_digest (query, column, &digest) && avow_digest_equal (&digest, value->digest);
}

static char *
show_value (const Value *value)
{
  if (value->type == 'i')
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  if (value->type == 's' && value->text != NULL)
    return g_strdup_printf (_("“%s”"), value->text);
  if (value->type == 'd' && value->digest != NULL)
    return avow_digest_to_hex (value->digest);
  return g_strdup (_("nothing"));
}

static char *
show_column (AvowQuery *query, int column, char type)
{
  Value value = { .type = type };
  AvowDigest digest;

  value.integer = avow_query_integer (query, column);
  value.text = type == 's' ? avow_query_text (query, column) : NULL;
  if (type == 'd' && avow_query_digest (query, column, &digest))
    value.digest = &digest;
  return show_value (&value);
}

static char *
describe_difference (AvowQuery *query, int column, const Value *value)
{
  g_autofree char *recorded = show_value (value);
  g_autofree char *found = show_column (query, column, value->type);

  return g_strdup_printf (_("its “%s” in the event table is %s; the record says %s"), avow_query_column_name (query, column),
                          found, recorded);
}

gboolean
avow_event_compare (AvowStore *store, AvowRecord *record, const AvowPlace *place, char **out_fault, GError **error)
{
  const char *sql = find_sql (store->event_selects, avow_record_get_kind (record), compose_select);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  g_autoptr (GArray) values = NULL;
  g_autoptr (GError) local_error = NULL;

  *out_fault = NULL;
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (avow_query_get_statement (query), 1, place->position);
  if (!avow_query_next (query, &local_error))
    {
      if (local_error == NULL)
        *out_fault = g_strdup (_("it is missing from the event table"));
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return *out_fault != NULL;
    }
  values = collect_values (record, place);
  for (guint i = 0; i < values->len && *out_fault == NULL; i++)
    if (!is_equal (query, i, &g_array_index (values, Value, i)))
      *out_fault = describe_difference (query, i, &g_array_index (values, Value, i));
  return TRUE;
}

gboolean
avow_event_find_subject (AvowStore *store, const AvowRecordKind *kind, gint64 position, char **out_subject, GError **error)
{
  g_autofree char *table = avow_event_get_table (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT subject FROM %s WHERE position = ?1", table);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  g_autoptr (GError) local_error = NULL;

  *out_subject = NULL;
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (avow_query_get_statement (query), 1, position);
  if (avow_query_next (query, &local_error))
    *out_subject = g_strdup (avow_query_text (query, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

char *
avow_event_get_subject (AvowStore *store, const AvowRecordKind *kind, gint64 position)
{
  char *subject;

  return avow_event_find_subject (store, kind, position, &subject, NULL) ? subject : NULL;
}

gboolean
avow_event_remove (AvowStore *store, const AvowRecordKind *kind, gint64 position, GError **error)
{
  g_autofree char *table = avow_event_get_table (kind);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE position = ?1", table);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (avow_query_get_statement (query), 1, position);
  return avow_query_run (query, error);
}

GArray *
avow_event_list_strangers (AvowStore *store, const AvowRecordKind *kind, gint64 after, gint64 up_to, GError **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *table = avow_event_get_table (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT position FROM %s AS event WHERE position > ?1 AND position <= ?2 AND NOT EXISTS "
                                          "(SELECT 1 FROM leaf WHERE leaf.position = event.position AND leaf.kind = ?3)", table);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  sqlite3_bind_int64 (avow_query_get_statement (query), 1, after);
  sqlite3_bind_int64 (avow_query_get_statement (query), 2, up_to);
  sqlite3_bind_int (avow_query_get_statement (query), 3, kind->code);
  while (avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);

      g_array_append_val (positions, position);
    }
  if (local_error == NULL)
    return g_steal_pointer (&positions);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
