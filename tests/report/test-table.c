/* test-table.c: rows and columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report/avow-table.h"

static AvowTable *
create_table (void)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  const AvowColumn first = { "id", "Title", FALSE }, second = { "hash", "Hash", TRUE };

  g_ptr_array_add (columns, g_memdup2 (&first, sizeof first));
  g_ptr_array_add (columns, g_memdup2 (&second, sizeof second));
  return avow_table_new (columns);
}

static void
test_cells (void)
{
  g_autoptr (AvowTable) table = create_table ();
  char text[] = "changed later";
  const char *const first[] = { text, NULL };
  const char *const second[] = { "", "b" };

  g_assert_cmpuint (avow_table_get_n_rows (table), ==, 0);
  g_assert_cmpuint (avow_table_get_n_columns (table), ==, 2);
  avow_table_add_row (table, first);
  avow_table_add_row (table, second);
  text[0] = 'X';
  g_assert_cmpuint (avow_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (avow_table_get_cell (table, 0, 0), ==, "changed later");
  g_assert_cmpstr (avow_table_get_cell (table, 0, 1), ==, "");
  g_assert_cmpstr (avow_table_get_cell (table, 1, 0), ==, "");
  g_assert_cmpstr (avow_table_get_cell (table, 1, 1), ==, "b");
  g_assert_cmpstr (avow_table_get_column (table, 1)->id, ==, "hash");
  g_assert_true (avow_table_get_column (table, 1)->monospace);
}

/* What recurs in every row is there once. */
static void
test_shared (void)
{
  g_autoptr (AvowTable) table = create_table ();
  const char *const row[] = { "Customer Service", "Customer Service" };

  avow_table_add_row (table, row);
  avow_table_add_row (table, row);
  g_assert_true (avow_table_get_cell (table, 0, 0) == avow_table_get_cell (table, 1, 1));
}

static void
test_outside (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (AvowTable) table = create_table ();

      avow_table_get_cell (table, 0, 0);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*avow_table_get_cell*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/report/table{cells}", test_cells);
  g_test_add_func ("/avow/report/table{shared-texts}", test_shared);
  g_test_add_func ("/avow/report/table{outside}", test_outside);
  return g_test_run ();
}
