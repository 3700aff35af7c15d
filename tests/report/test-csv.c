/* test-csv.c: a table as comma-separated values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report/avow-csv.h"

#include <string.h>

#define MARK "\xEF\xBB\xBF"

static AvowTable *
create_table (guint n_columns)
{
  static const char *const ids[] = { "one", "two", "three" };
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_columns; i++)
    {
      AvowColumn *column = g_new0 (AvowColumn, 1);

      *column = (AvowColumn){ ids[i], "Title", FALSE };
      g_ptr_array_add (columns, column);
    }
  return avow_table_new (columns);
}

static void
assert_csv (AvowTable *table, const char *expected)
{
  g_autoptr (GBytes) bytes = avow_csv_write (table);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, expected, strlen (expected));
}

static void
test_form (void)
{
  const char *const cells[] = { "1001", "Zoë Ångström", "" };
  g_autoptr (AvowTable) table = create_table (3);

  assert_csv (table, MARK "\"one\",\"two\",\"three\"\r\n");
  avow_table_add_row (table, cells);
  assert_csv (table, MARK "\"one\",\"two\",\"three\"\r\n\"1001\",\"Zoë Ångström\",\"\"\r\n");
}

/* RFC 4180, section 2, rules 6 and 7 */
static void
test_rules (void)
{
  const char *const first[] = { "a,b", "say \"yes\"", "two\r\nlines" };
  const char *const second[] = { "\"", "a\nb", "a\rb" };
  g_autoptr (AvowTable) table = create_table (3);

  avow_table_add_row (table, first);
  avow_table_add_row (table, second);
  assert_csv (table, MARK "\"one\",\"two\",\"three\"\r\n"
                          "\"a,b\",\"say \"\"yes\"\"\",\"two\r\nlines\"\r\n"
                          "\"\"\"\",\"a\nb\",\"a\rb\"\r\n");
}

static void
test_formulas (void)
{
  static const struct
  {
    const char *cell;
    gboolean live;
  } cells[] = {
    { "=1+1", TRUE },
    { "=HYPERLINK(\"http://x\")", TRUE },
    { "+cmd|' /C calc'!A0", TRUE },
    { "-cmd|' /C calc'!A0", TRUE },
    { "@SUM(A1)", TRUE },
    { "\t=1+1", TRUE },
    { "\r=1+1", TRUE },
    { "\n=1+1", TRUE },
    { "＝1+1", TRUE },
    { "＋1+1", TRUE },
    { "－1+1", TRUE },
    { "＠SUM(A1)", TRUE },
    { "+", TRUE },
    { "-", TRUE },
    { "-1-1", TRUE },
    { "+0x10", TRUE },
    { "-inf", TRUE },
    { "-nan", TRUE },
    { "-1", FALSE },
    { "+1.5", FALSE },
    { "-1e3", FALSE },
    { "42", FALSE },
    { "a=b", FALSE },
    { "18 of 20", FALSE },
    { "2026-11-24", FALSE },
    { "O'Neil", FALSE },
    { "'=1", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const char *const row[] = { cells[i].cell };
      g_autoptr (AvowTable) table = create_table (1);
      g_auto (GStrv) parts = g_strsplit (cells[i].cell, "\"", -1);
      g_autofree char *doubled = g_strjoinv ("\"\"", parts);
      /* without the apostrophe the cell begins just as it was given, and a spreadsheet runs it */
      g_autofree char *as_given = g_strdup_printf (MARK "\"one\"\r\n\"%s\"\r\n", doubled);
      g_autofree char *harmless = g_strdup_printf (MARK "\"one\"\r\n\"'%s\"\r\n", doubled);

      avow_table_add_row (table, row);
      assert_csv (table, cells[i].live ? harmless : as_given);
    }
}

/* A reader that knows RFC 4180's grammar and nothing else: escaped fields only, as Avow writes them. */
static char *
read_field (const char **at)
{
  GString *field = g_string_new (NULL);

  g_assert_cmpint (**at, ==, '"');
  for (*at += 1; (*at)[0] != '"' || (*at)[1] == '"'; *at += (*at)[0] == '"' ? 2 : 1)
    {
      g_assert_cmpint (**at, !=, '\0');
      g_string_append_c (field, **at);
    }
  *at += 1;
  return g_string_free (field, FALSE);
}

static char *
draw_cell (GRand *chance)
{
  static const char *const parts[] = { "a", "\"", ",", "\r\n", "\n", "\r", " ", "é", "名", ";", "'", "\t" };
  GString *cell = g_string_new ("x");

  for (int i = g_rand_int_range (chance, 0, 12); i > 0; i--)
    g_string_append (cell, parts[g_rand_int_range (chance, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (cell, FALSE);
}

static void
test_read_back (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (4180);
  g_autoptr (AvowTable) table = create_table (3);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  const char *at;

  for (guint row = 0; row < 500; row++)
    {
      g_autofree char *one = draw_cell (chance), *two = draw_cell (chance), *three = draw_cell (chance);
      const char *const cells[] = { one, two, three };

      avow_table_add_row (table, cells);
    }
  bytes = avow_csv_write (table);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  at = text + strlen (MARK "\"one\",\"two\",\"three\"\r\n");
  for (guint row = 0; row < 500; row++)
    for (guint column = 0; column < 3; column++)
      {
        g_autofree char *field = read_field (&at);
        const char *end = column == 2 ? "\r\n" : ",";

        g_assert_cmpstr (field, ==, avow_table_get_cell (table, row, column));
        g_assert_true (g_str_has_prefix (at, end));
        at += strlen (end);
      }
  g_assert_cmpstr (at, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/report/csv{form}", test_form);
  g_test_add_func ("/avow/report/csv{quotes-commas-line-ends}", test_rules);
  g_test_add_func ("/avow/report/csv{formulas-made-harmless}", test_formulas);
  g_test_add_func ("/avow/report/csv{read-back}", test_read_back);
  return g_test_run ();
}
