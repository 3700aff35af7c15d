/* avow-verify-index.c: each row is found by each index of its table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An index says the same as its table once more. Where it says something else a row is not found though it is there, or
 * may be kept twice that may be only once. SQLite's own check of that reads a table from end to end in one go: 1.3 s for
 * 800,000 leaves, for which a signer would wait; so it is done here, some rows at a time. */

#define CHUNK_ROWS 256

typedef struct
{
  char *name;
  char *condition; /* nullable: which rows it has */
} Index;

static void
free_index (gpointer data)
{
  Index *self = data;

  g_free (self->name);
  g_free (self->condition);
  g_free (self);
}

static GPtrArray *
list_indexes (AvowStore *store, const char *table, GError **error)
{
  g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (free_index);
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/verify:indexes", error, "s", table);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  while (avow_query_next (query, &local_error))
    {
      Index *index = g_new0 (Index, 1);
      const char *sql = avow_query_text (query, 1);
      const char *where = sql != NULL ? strstr (sql, " WHERE ") : NULL;

      index->name = g_strdup (avow_query_text (query, 0));
      index->condition = where != NULL ? g_strdup (where + strlen (" WHERE ")) : NULL;
      g_ptr_array_add (indexes, index);
    }
  if (local_error == NULL)
    return g_steal_pointer (&indexes);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* (transfer full): that its columns have the values of the row. Whatever the index is indifferent to, as to case, the
 * comparison is not. */
static char *
compose_match (AvowStore *store, const Index *index, GError **error)
{
  g_autoptr (GString) match = g_string_new ("entry.rowid = row.rowid");
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/verify:index-columns", error, "s", index->name);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  while (avow_query_next (query, &local_error))
    {
      const char *column = avow_query_text (query, 0);
      char *part = sqlite3_mprintf (" AND entry.\"%w\" IS row.\"%w\" AND entry.\"%w\" COLLATE BINARY IS row.\"%w\"", column, column,
                                    column, column);

      g_string_append (match, part);
      sqlite3_free (part);
    }
  if (local_error == NULL)
    return g_strdup (match->str);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Rows after ?1, CHUNK_ROWS of them: the last one's number, and how many are not in the index. */
static char *
compose_search (const char *table, const Index *index, const char *match)
{
  const char *condition = index->condition != NULL ? index->condition : "1";
  char *sql = sqlite3_mprintf ("SELECT max (number), sum (lacking) FROM ("
                               "SELECT rowid AS number, (%s) AND NOT EXISTS ("
                               "SELECT 1 FROM \"%w\" AS entry INDEXED BY \"%w\" WHERE %s AND (%s)) AS lacking "
                               "FROM \"%w\" AS row NOT INDEXED WHERE rowid > ?1 ORDER BY rowid LIMIT %d)",
                               condition, table, index->name, match, condition, table, CHUNK_ROWS);
  char *copy = g_strdup (sql);

  sqlite3_free (sql);
  return copy;
}

/* Moves @last on; it is left as it is where there are no more rows. */
static gboolean
search_chunk (AvowStore *store, const char *sql, gint64 *last, gint64 *out_lacking, GError **error)
{
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  g_autoptr (GError) local_error = NULL;

  *out_lacking = 0;
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (avow_query_get_statement (query), 1, *last);
  if (avow_query_next (query, &local_error) && !avow_query_is_null (query, 0))
    {
      *last = avow_query_integer (query, 0);
      *out_lacking = avow_query_integer (query, 1);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What a partial index has is a part of the rows, and can't be counted without reading them all. */
static gboolean
has_strangers (AvowStore *store, const char *table, const Index *index, gboolean *out_has, GError **error)
{
  char *sql = sqlite3_mprintf ("SELECT (SELECT count (*) FROM \"%w\" INDEXED BY \"%w\") <> (SELECT count (*) FROM \"%w\" NOT INDEXED)",
                               table, index->name, table);
  g_autoptr (AvowQuery) query = index->condition == NULL ? avow_query_new (store, sql, error) : NULL;
  gboolean known = query != NULL || index->condition != NULL;

  sqlite3_free (sql);
  *out_has = FALSE;
  if (query == NULL || !avow_query_next (query, error))
    return known;
  *out_has = avow_query_integer (query, 0) != 0;
  return TRUE;
}

static gboolean
check_index (AvowVerifier *self, const char *table, const Index *index, GError **error)
{
  g_autofree char *match = compose_match (self->store, index, error);
  g_autofree char *sql = match != NULL ? compose_search (table, index, match) : NULL;
  gint64 last = G_MININT64, before, lacking;
  gboolean strangers = FALSE;

  if (sql == NULL)
    return FALSE;
  do
    {
      before = last;
      if (!avow_verifier_report (self, 0, error) || !search_chunk (self->store, sql, &last, &lacking, error))
        return FALSE;
    }
  while (last != before && lacking == 0);
  if (lacking == 0 && !has_strangers (self->store, table, index, &strangers, error))
    return FALSE;
  if (lacking > 0 || strangers)
    avow_verifier_find (self, 0, NULL, NULL, g_strdup_printf (_("the index “%s” does not say what the table “%s” does"), index->name, table));
  return TRUE;
}

gboolean
avow_verify_indexes (AvowVerifier *self, const char *table, GError **error)
{
  g_autoptr (GPtrArray) indexes = list_indexes (self->store, table, error);

  if (indexes == NULL)
    return FALSE;
  for (guint i = 0; i < indexes->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (!check_index (self, table, g_ptr_array_index (indexes, i), &local_error)
          && !avow_verifier_absorb (self, g_steal_pointer (&local_error), error))
        return FALSE;
    }
  return TRUE;
}
