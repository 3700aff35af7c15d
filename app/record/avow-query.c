/* avow-query.c: SQL by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-query.h"

#include "avow-store-private.h"

#include <stdarg.h>
#include <string.h>

#define RESOURCE_ROOT "/avow/sql/"
#define NAME_MARK "-- name: "

struct _AvowQuery
{
  AvowStore *store;
  const char *sql; /* key of the store's statements */
  sqlite3_stmt *statement;
  gboolean ended;
};

/* Every statement read so far, by `ROOM/FILE:NAME`; a file read has an entry `ROOM/FILE`. */
static GHashTable *catalogue;
static GMutex catalogue_lock;

static void
read_statements (const char *file, const char *text)
{
  const char *mark = g_str_has_prefix (text, NAME_MARK) ? text : strstr (text, "\n" NAME_MARK);

  while (mark != NULL)
    {
      const char *name = strstr (mark, NAME_MARK) + strlen (NAME_MARK);
      const char *end = strchrnul (name, '\n');
      const char *next = strstr (end, "\n" NAME_MARK);
      g_autofree char *key = g_strdup_printf ("%s:%.*s", file, (int) (end - name), name);
      char *sql = next != NULL ? g_strndup (end, next - end) : g_strdup (end);

      g_hash_table_insert (catalogue, g_strdup (g_strchomp (key)), g_strstrip (sql));
      mark = next;
    }
}

static gboolean
read_file (const char *file, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_ROOT, file, ".sql", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  read_statements (file, text);
  g_hash_table_insert (catalogue, g_strdup (file), text);
  g_steal_pointer (&text);
  return TRUE;
}

const char *
avow_sql_find (const char *name, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&catalogue_lock);
  g_autofree char *file = g_strndup (name, strcspn (name, ":"));
  const char *sql;

  if (catalogue == NULL)
    catalogue = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_contains (catalogue, file) && !read_file (file, error))
    return NULL;
  sql = g_hash_table_lookup (catalogue, name);
  if (sql == NULL)
    g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE, "There is no statement “%s”", name);
  return sql;
}

/* An idle statement, or one prepared now: where a query is at work twice at once, there are two. */
static sqlite3_stmt *
take_statement (AvowStore *store, const char **sql, GError **error)
{
  gpointer key, idle;
  sqlite3_stmt *statement = NULL;

  if (!g_hash_table_lookup_extended (store->statements, *sql, &key, &idle))
    {
      key = g_strdup (*sql);
      idle = g_queue_new ();
      g_hash_table_insert (store->statements, key, idle);
    }
  *sql = key;
  statement = g_queue_pop_head (idle);
  if (statement == NULL
      && sqlite3_prepare_v3 (store->database, *sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    avow_store_set_error (store, error);
  return statement;
}

AvowQuery *
avow_query_new (AvowStore *store, const char *sql, GError **error)
{
  sqlite3_stmt *statement = take_statement (store, &sql, error);
  AvowQuery *self;

  if (statement == NULL)
    return NULL;
  self = g_new0 (AvowQuery, 1);
  self->store = avow_store_ref (store);
  self->sql = sql;
  self->statement = statement;
  return self;
}

sqlite3_stmt *
avow_query_get_statement (AvowQuery *self)
{
  return self->statement;
}

static int
bind_digest (sqlite3_stmt *statement, int index, const AvowDigest *digest)
{
  if (digest == NULL)
    return sqlite3_bind_null (statement, index);
  return sqlite3_bind_blob (statement, index, digest->bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
}

static int
bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize length;
  gconstpointer data;

  if (bytes == NULL)
    return sqlite3_bind_null (statement, index);
  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return sqlite3_bind_zeroblob (statement, index, 0);
  return sqlite3_bind_blob64 (statement, index, data, length, SQLITE_TRANSIENT);
}

static gboolean
bind_values (AvowQuery *self, const char *types, va_list values, GError **error)
{
  int status = SQLITE_OK;

  for (int i = 0; types[i] != '\0' && status == SQLITE_OK; i++)
    switch (types[i])
      {
      case 's':
        status = sqlite3_bind_text (self->statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        status = sqlite3_bind_int64 (self->statement, i + 1, va_arg (values, gint64));
        break;
      case 'd':
        status = bind_digest (self->statement, i + 1, va_arg (values, const AvowDigest *));
        break;
      case 'b':
        status = bind_bytes (self->statement, i + 1, va_arg (values, GBytes *));
        break;
      default:
        g_return_val_if_reached (FALSE);
      }
  if (status != SQLITE_OK)
    avow_store_set_error (self->store, error);
  return status == SQLITE_OK;
}

static AvowQuery *
query_valist (AvowStore *self, const char *name, const char *types, va_list values, GError **error)
{
  const char *sql = avow_sql_find (name, error);
  g_autoptr (AvowQuery) query = NULL;

  if (sql == NULL || (query = avow_query_new (self, sql, error)) == NULL)
    return NULL;
  if (!bind_values (query, types, values, error))
    return NULL;
  return g_steal_pointer (&query);
}

AvowQuery *
avow_store_query (AvowStore *self, const char *name, GError **error, const char *types, ...)
{
  AvowQuery *query;
  va_list values;

  g_return_val_if_fail (self != NULL && name != NULL && types != NULL, NULL);

  va_start (values, types);
  query = query_valist (self, name, types, values, error);
  va_end (values);
  return query;
}

gboolean
avow_store_execute (AvowStore *self, const char *name, GError **error, const char *types, ...)
{
  g_autoptr (AvowQuery) query = NULL;
  va_list values;

  g_return_val_if_fail (self != NULL && name != NULL && types != NULL, FALSE);

  va_start (values, types);
  query = query_valist (self, name, types, values, error);
  va_end (values);
  return query != NULL && avow_query_run (query, error);
}

gboolean
avow_query_run (AvowQuery *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (avow_query_next (self, &local_error))
    ;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
avow_query_next (AvowQuery *self, GError **error)
{
  int status;

  if (self == NULL || self->ended)
    return FALSE;
  status = sqlite3_step (self->statement);
  if (status == SQLITE_ROW)
    return TRUE;

  /* the error is read before the reset, which also lets go of the read lock */
  if (status != SQLITE_DONE)
    avow_store_set_error (self->store, error);
  sqlite3_reset (self->statement);
  self->ended = TRUE;
  return FALSE;
}

const char *
avow_query_text (AvowQuery *self, int column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

gint64
avow_query_integer (AvowQuery *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

gboolean
avow_query_digest (AvowQuery *self, int column, AvowDigest *out_digest)
{
  gconstpointer data = sqlite3_column_blob (self->statement, column);

  memset (out_digest, 0, sizeof *out_digest);
  if (data == NULL || sqlite3_column_bytes (self->statement, column) != AVOW_DIGEST_LENGTH)
    return FALSE;
  memcpy (out_digest->bytes, data, AVOW_DIGEST_LENGTH);
  return TRUE;
}

GBytes *
avow_query_bytes (AvowQuery *self, int column)
{
  gconstpointer data;

  if (avow_query_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->statement, column);
  return g_bytes_new (data, sqlite3_column_bytes (self->statement, column));
}

gboolean
avow_query_is_null (AvowQuery *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

int
avow_query_columns (AvowQuery *self)
{
  return sqlite3_column_count (self->statement);
}

const char *
avow_query_column_name (AvowQuery *self, int column)
{
  return sqlite3_column_name (self->statement, column);
}

void
avow_query_free (AvowQuery *self)
{
  GQueue *idle;

  if (self == NULL)
    return;
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  idle = g_hash_table_lookup (self->store->statements, self->sql);
  g_queue_push_head (idle, self->statement);
  avow_store_unref (self->store);
  g_free (self);
}
