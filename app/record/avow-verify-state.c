/* avow-verify-state.c: state tables against the views that define them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-projection-private.h"
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>

#define CHUNK_ROWS 64

/* (transfer full): the columns of a state table, quoted and joined, each with @suffix. */
static char *
list_columns (AvowStore *store, const char *table, const char *suffix, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM state_%s WHERE 0", table);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  GString *columns;

  if (query == NULL)
    return NULL;
  columns = g_string_new (NULL);
  for (int i = 0; i < avow_query_columns (query); i++)
    {
      char *quoted = sqlite3_mprintf ("%s\"%w\"%s", i > 0 ? ", " : "", avow_query_column_name (query, i), suffix);

      g_string_append (columns, quoted);
      sqlite3_free (quoted);
    }
  return g_string_free (columns, FALSE);
}

/* Rows of which table and view do not have the same number; last column: how many more the table has. The table's
 * name is static, its columns come from its schema, which was compared before. A column may be indifferent to case:
 * the comparison must not be. */
static char *
compose_difference (const char *table, const char *columns, const char *exact_columns)
{
  return g_strdup_printf ("SELECT %s, sum (side) FROM ("
                          "SELECT %s, 1 AS side FROM state_%s WHERE subject >= ?1 AND subject < ?2 "
                          "UNION ALL "
                          "SELECT %s, -1 FROM state_%s_now WHERE subject >= ?1 AND subject < ?2) "
                          "GROUP BY %s HAVING sum (side) <> 0",
                          columns, columns, table, columns, table, exact_columns);
}

/* (transfer full) (nullable): what a person can read of it. */
static char *
describe_value (AvowQuery *query, int column)
{
  sqlite3_stmt *statement = avow_query_get_statement (query);
  const guint8 *bytes;
  GString *hex;

  if (sqlite3_column_type (statement, column) != SQLITE_BLOB)
    return g_strdup (avow_query_text (query, column));
  hex = g_string_new (NULL);
  bytes = sqlite3_column_blob (statement, column);
  for (int i = 0; i < sqlite3_column_bytes (statement, column); i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

static char *
describe_row (AvowQuery *query)
{
  GString *text = g_string_new (NULL);
  int side = avow_query_columns (query) - 1;

  for (int i = 0; i < side; i++)
    {
      g_autofree char *value = describe_value (query, i);

      if (value != NULL && !g_str_equal (avow_query_column_name (query, i), "subject"))
        g_string_append_printf (text, "%s%s “%s”", text->len > 0 ? ", " : "", avow_query_column_name (query, i), value);
    }
  return g_string_free (text, FALSE);
}

static void
find_difference (AvowVerifier *self, const char *table, AvowQuery *query)
{
  int side = avow_query_columns (query) - 1;
  g_autofree char *row = describe_row (query);
  const char *subject = NULL;

  for (int i = 0; i < side; i++)
    if (g_str_equal (avow_query_column_name (query, i), "subject"))
      subject = avow_query_text (query, i);
  avow_verifier_find (self, 0, NULL, subject,
                      avow_query_integer (query, side) > 0
                        ? g_strdup_printf (_("the table “state_%s” has a row that the records do not bear out: %s"), table, row)
                        : g_strdup_printf (_("the table “state_%s” lacks a row that follows from the records: %s"), table, row));
}

/* Subjects from @from (text) up to but without @to, or to the end where it is NULL: a BLOB comes after all texts. */
static gboolean
compare_range (AvowVerifier *self, const char *table, const char *sql, const char *from, const char *to, GError **error)
{
  g_autoptr (AvowQuery) query = avow_query_new (self->store, sql, error);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement;

  if (query == NULL)
    return FALSE;
  statement = avow_query_get_statement (query);
  sqlite3_bind_text (statement, 1, from, -1, SQLITE_TRANSIENT);
  if (to != NULL)
    sqlite3_bind_text (statement, 2, to, -1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_zeroblob (statement, 2, 0);
  while (avow_query_next (query, &local_error))
    find_difference (self, table, query);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* (transfer full) (nullable): the subject at which the chunk that begins at @from ends; NULL where it is the last. */
static gboolean
find_border (AvowStore *store, const char *table, const char *from, char **out_to, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT subject FROM state_%s WHERE subject > ?1 ORDER BY subject LIMIT 1 OFFSET %d",
                                          table, CHUNK_ROWS);
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  g_autoptr (GError) local_error = NULL;

  *out_to = NULL;
  if (query == NULL)
    return FALSE;
  sqlite3_bind_text (avow_query_get_statement (query), 1, from, -1, SQLITE_TRANSIENT);
  if (avow_query_next (query, &local_error))
    *out_to = g_strdup (avow_query_text (query, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
compare_table (AvowVerifier *self, const char *table, GError **error)
{
  g_autofree char *columns = list_columns (self->store, table, "", error);
  g_autofree char *exact_columns = columns != NULL ? list_columns (self->store, table, " COLLATE BINARY", error) : NULL;
  g_autofree char *sql = exact_columns != NULL ? compose_difference (table, columns, exact_columns) : NULL;
  g_autofree char *from = g_strdup ("");

  if (sql == NULL)
    return FALSE;
  while (from != NULL)
    {
      char *to;

      if (!avow_verifier_report (self, 0, error) || !find_border (self->store, table, from, &to, error))
        return FALSE;
      if (!compare_range (self, table, sql, from, to, error))
        {
          g_free (to);
          return FALSE;
        }
      g_free (from);
      from = to;
    }
  return TRUE;
}

gboolean
avow_verify_states (AvowVerifier *self, GError **error)
{
  const GPtrArray *projections = avow_projections_list ();

  for (guint i = 0; i < projections->len; i++)
    {
      const AvowProjection *projection = g_ptr_array_index (projections, i);

      for (const AvowStateTable *table = projection->tables; table->name != NULL; table++)
        {
          g_autoptr (GError) local_error = NULL;

          if (!compare_table (self, table->name, &local_error)
              && !avow_verifier_absorb (self, g_steal_pointer (&local_error), error))
            return FALSE;
        }
    }
  return TRUE;
}
