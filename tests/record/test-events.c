/* test-events.c: the tables of events are what the kinds say, and hold what may happen only once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "record/avow-record.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <string.h>

GResource *avow_record_get_resource (void);

/* (transfer full): the statements below the header `-- name: NAME`. */
static char *
get_statements (const char *name)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (avow_record_get_resource (), "/avow/sql/record/events.sql",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *header = g_strdup_printf ("-- name: %s\n", name);
  char *start = strstr (text, header);
  char *end;

  g_assert_nonnull (start);
  start += strlen (header);
  end = strstr (start, "-- name: ");
  return g_strndup (start, end != NULL ? (gsize) (end - start) : strlen (start));
}

static void
run (sqlite3 *database, const char *sql)
{
  g_test_message ("%s", sql);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static sqlite3 *
open_database (void)
{
  g_autofree char *schema = get_statements ("schema");
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
  run (database, schema);
  return database;
}

static char *
get_table (const AvowRecordKind *kind)
{
  return g_strdelimit (g_strconcat ("event_", kind->name, NULL), "-", '_');
}

static const char *
get_column_type (const AvowField *field)
{
  switch (field->type)
    {
    case AVOW_FIELD_TEXT:
    case AVOW_FIELD_DATE:
      return "TEXT";
    case AVOW_FIELD_DIGEST:
      return "BLOB";
    case AVOW_FIELD_INTEGER:
    case AVOW_FIELD_BOOLEAN:
    case AVOW_FIELD_TIME:
      return "INTEGER";
    case AVOW_FIELD_LIST:
    default:
      return NULL;
    }
}

/* (element-type utf8): each column as `NAME TYPE` and ` NOT NULL`, as the kind says. */
static GPtrArray *
get_wanted_columns (const AvowRecordKind *kind)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (columns, g_strdup ("position INTEGER"));
  g_ptr_array_add (columns, g_strdup ("ledger INTEGER NOT NULL"));
  g_ptr_array_add (columns, g_strdup ("time INTEGER NOT NULL"));
  g_ptr_array_add (columns, g_strdup ("subject TEXT NOT NULL"));
  g_ptr_array_add (columns, g_strdup ("actor TEXT NOT NULL"));
  g_ptr_array_add (columns, g_strdup ("leaf BLOB NOT NULL"));
  for (const AvowField *field = kind->fields; field->name != NULL; field++)
    {
      g_autofree char *name = avow_field_to_column (field);

      if (field->type != AVOW_FIELD_LIST)
        g_ptr_array_add (columns, g_strdup_printf ("%s %s%s", name, get_column_type (field), field->required ? " NOT NULL" : ""));
    }
  return columns;
}

static void
test_columns (void)
{
  sqlite3 *database = open_database ();

  for (const AvowRecordKind *const *kind = avow_record_kinds (); *kind != NULL; kind++)
    {
      g_autofree char *table = get_table (*kind);
      g_autoptr (GPtrArray) wanted = get_wanted_columns (*kind);
      sqlite3_stmt *statement;
      guint count = 0;

      sqlite3_prepare_v2 (database, "SELECT name, type, \"notnull\" FROM pragma_table_info (?1)", -1, &statement, NULL);
      sqlite3_bind_text (statement, 1, table, -1, SQLITE_STATIC);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          g_autofree char *column = g_strdup_printf ("%s %s%s", sqlite3_column_text (statement, 0), sqlite3_column_text (statement, 1),
                                                     sqlite3_column_int (statement, 2) ? " NOT NULL" : "");

          g_test_message ("%s: %s", table, column);
          g_assert_cmpuint (count, <, wanted->len);
          g_assert_cmpstr (column, ==, g_ptr_array_index (wanted, count));
          count++;
        }
      sqlite3_finalize (statement);
      g_assert_cmpuint (count, ==, wanted->len);
    }
  sqlite3_close (database);
}

static int
count_objects (sqlite3 *database, const char *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM sqlite_schema WHERE ", condition, NULL);
  sqlite3_stmt *statement;
  int count;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return count;
}

/* A table a kind and none besides, all strict, each to be found by subject. */
static void
test_tables (void)
{
  sqlite3 *database = open_database ();
  int kinds = 0;

  while (avow_record_kinds ()[kinds] != NULL)
    kinds++;
  g_assert_cmpint (count_objects (database, "type = 'table'"), ==, kinds);
  g_assert_cmpint (count_objects (database, "type = 'table' AND sql LIKE '%) STRICT'"), ==, kinds);
  g_assert_cmpint (count_objects (database, "type = 'index' AND sql LIKE '% (subject%'"), >=, kinds - 1);
  sqlite3_close (database);
}

/* The values of a row: those in @values, a list of `column=value` separated by spaces, and some for all others. */
static int
insert (sqlite3 *database, const char *kind_name, const char *values)
{
  const AvowRecordKind *kind = avow_record_kind_by_name (kind_name);
  g_autoptr (GPtrArray) columns = get_wanted_columns (kind);
  g_auto (GStrv) settings = g_strsplit (values, " ", -1);
  g_autofree char *table = get_table (kind);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s VALUES (NULL", table);
  for (guint i = 1; i < columns->len; i++)
    {
      g_auto (GStrv) column = g_strsplit (g_ptr_array_index (columns, i), " ", 2);
      g_autofree char *prefix = g_strconcat (column[0], "=", NULL);
      const char *value = g_str_has_prefix (column[1], "INTEGER") ? "1" : g_str_has_prefix (column[1], "TEXT") ? "'x'" : "x'00'";

      for (guint j = 0; settings[j] != NULL; j++)
        {
          if (g_str_has_prefix (settings[j], prefix))
            value = settings[j] + strlen (prefix);
        }
      g_string_append_printf (sql, ", %s", value);
    }
  g_string_append (sql, ")");
  g_test_message ("%s", sql->str);
  sqlite3_exec (database, sql->str, NULL, NULL, NULL);
  return sqlite3_extended_errcode (database);
}

/* What may happen only once, and what must be able to happen again beside it. */
static void
test_once (void)
{
  static const struct
  {
    const char *kind;
    const char *first;
    const char *again;
    gboolean is_allowed;
  } cases[] = {
    { "organisation", "subject='o-1'", "subject='o-2'", FALSE },
    { "installation", "", "", TRUE },
    { "officer", "", "", TRUE },
    { "person", "", "", TRUE },
    { "grant", "", "", TRUE },
    { "withdrawal", "", "", TRUE },
    { "edition", "", "", TRUE },
    { "rule", "", "", TRUE },
    { "export", "", "", TRUE },
    { "enrolment", "subject='p-1' certificate='a'", "subject='p-2' certificate='a'", FALSE },
    { "enrolment", "certificate='a' chain='a'", "certificate='b' chain='b'", TRUE },
    { "enrolment", "certificate='a' chain='a'", "certificate='b' chain='a'", FALSE },
    { "root", "certificate='a' backup_certificate='a'", "certificate='a' backup_certificate='b'", FALSE },
    { "root", "certificate='a'", "certificate='b'", TRUE },
    { "obligation", "rule='r-1'", "rule='r-2'", FALSE },
    { "obligation", "cycle='2026'", "cycle='2027'", TRUE },
    { "obligation", "item='a'", "item='b'", TRUE },
    { "obligation", "subject='p-1'", "subject='p-2'", TRUE },
    { "attempt", "attempt_id='a' number=1", "attempt_id='b' number=1", FALSE },
    { "attempt", "attempt_id='a' number=1", "attempt_id='a' number=2", FALSE },
    { "attempt", "attempt_id='a' number=1", "attempt_id='b' number=2", TRUE },
    { "attempt", "attempt_id='a' cycle='2026'", "attempt_id='b' cycle='2027'", TRUE },
    { "completion", "edition='1'", "edition='2'", FALSE },
    { "completion", "cycle='2026'", "cycle='2027'", TRUE },
    { "completion", "subject='p-1'", "subject='p-2'", TRUE },
    { "declaration", "outcome='signed'", "outcome='signed'", FALSE },
    { "declaration", "outcome='declined'", "outcome='declined'", TRUE },
    { "declaration", "outcome='declined'", "outcome='signed'", TRUE },
    { "declaration", "outcome='signed'", "outcome='declined'", TRUE },
    { "declaration", "outcome='signed' cycle='2026'", "outcome='signed' cycle='2027'", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sqlite3 *database = open_database ();

      g_assert_cmpint (insert (database, cases[i].kind, cases[i].first), ==, SQLITE_OK);
      g_assert_cmpint (insert (database, cases[i].kind, cases[i].again), ==,
                       cases[i].is_allowed ? SQLITE_OK : SQLITE_CONSTRAINT_UNIQUE);
      sqlite3_close (database);
    }
}

/* A column takes values of its type alone. */
static void
test_strict (void)
{
  sqlite3 *database = open_database ();

  g_assert_cmpint (insert (database, "rule", "due_days='soon'"), ==, SQLITE_CONSTRAINT_DATATYPE);
  g_assert_cmpint (insert (database, "rule", "active=2"), ==, SQLITE_CONSTRAINT_CHECK);
  g_assert_cmpint (insert (database, "rule", "title=NULL"), ==, SQLITE_CONSTRAINT_NOTNULL);
  g_assert_cmpint (insert (database, "rule", "team=NULL"), ==, SQLITE_OK);
  sqlite3_close (database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/events{columns}", test_columns);
  g_test_add_func ("/avow/record/events{tables}", test_tables);
  g_test_add_func ("/avow/record/events{once}", test_once);
  g_test_add_func ("/avow/record/events{strict}", test_strict);

  return g_test_run ();
}
