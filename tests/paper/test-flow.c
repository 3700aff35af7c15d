/* test-flow.c: what flows over pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "paper/avow-flow.h"
#include "paper/avow-grid.h"

#include <string.h>

static AvowFlow *
create_flow (void)
{
  return avow_flow_new (AVOW_A4_SHORT, AVOW_A4_LONG);
}

static char *
read_flow (AvowFlow *flow)
{
  g_autoptr (GBytes) pdf = avow_flow_to_pdf (flow, "Title", "Author");

  return world_read_pdf (pdf);
}

/* Each page's end says which it is, and of how many. */
static void
assert_numbered (const char *text, guint n_pages)
{
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);

  /* pdftotext ends each page so */
  g_assert_cmpuint (g_strv_length (pages), ==, n_pages + 1);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u\n", i + 1, n_pages);

      g_assert_cmpuint (world_count_text (pages[i], number), ==, 1);
      g_assert_cmpuint (world_count_text (pages[i], "Page "), ==, 1);
    }
}

static void
test_one_page (void)
{
  g_autoptr (AvowFlow) flow = create_flow ();
  g_autofree char *text = NULL;

  avow_flow_set_footer (flow, "A footer");
  avow_flow_add_text (flow, AVOW_TEXT_TITLE, "A title");
  avow_flow_add_text (flow, AVOW_TEXT_BODY, "");
  text = read_flow (flow);
  g_assert_cmpuint (avow_flow_get_n_pages (flow), ==, 1);
  assert_numbered (text, 1);
  g_assert_nonnull (strstr (text, "A title"));
  g_assert_nonnull (strstr (text, "A footer"));
}

/* One paragraph of many lines, and many paragraphs: each word comes once, in order, and pages are filled. */
static void
test_long_text (gconstpointer data)
{
  gboolean one_paragraph = GPOINTER_TO_INT (data);
  g_autoptr (AvowFlow) flow = create_flow ();
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *text = NULL;
  const char *at;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%04u ", i);

      g_string_append (all, word);
      if (!one_paragraph && i % 10 == 9)
        {
          avow_flow_add_text (flow, AVOW_TEXT_BODY, all->str);
          g_string_truncate (all, 0);
        }
    }
  if (one_paragraph)
    avow_flow_add_text (flow, AVOW_TEXT_BODY, all->str);
  text = read_flow (flow);
  assert_numbered (text, avow_flow_get_n_pages (flow));
  g_assert_cmpuint (avow_flow_get_n_pages (flow), >, 4);
  g_assert_cmpuint (avow_flow_get_n_pages (flow), <, 12);
  at = text;
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%04u", i);

      at = strstr (at, word);
      g_assert_nonnull (at);
    }
  g_assert_cmpuint (world_count_text (text, "word"), ==, 3000);
}

static void
draw_nothing (cairo_t *cr, double width, gpointer data)
{
}

static void
test_heading_stays_with_text (void)
{
  /* wherever the page ends, no heading is the last thing on it */
  for (double filled = 600; filled < 760; filled += 3)
    {
      g_autoptr (AvowFlow) flow = create_flow ();
      g_autofree char *text = NULL;
      g_auto (GStrv) pages = NULL;

      avow_flow_add (flow, filled, draw_nothing, NULL, NULL);
      avow_flow_add_text (flow, AVOW_TEXT_HEADING, "Heading");
      avow_flow_add_text (flow, AVOW_TEXT_BODY, "Following");
      text = read_flow (flow);
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; pages[i] != NULL; i++)
        g_assert_cmpuint (world_count_text (pages[i], "Heading"), ==, world_count_text (pages[i], "Following"));
    }
}

/* What is higher than a page has one of its own, and no empty page before it. */
static void
test_too_high (void)
{
  g_autoptr (AvowFlow) flow = create_flow ();

  avow_flow_add (flow, 5000, draw_nothing, NULL, NULL);
  avow_flow_add (flow, 5000, draw_nothing, NULL, NULL);
  g_assert_cmpuint (avow_flow_get_n_pages (flow), ==, 2);
}

static AvowTable *
create_table (guint n_columns, const char *title)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_columns; i++)
    {
      AvowColumn *column = g_new0 (AvowColumn, 1);

      *column = (AvowColumn){ "id", title, FALSE };
      g_ptr_array_add (columns, column);
    }
  return avow_table_new (columns);
}

static void
test_table (void)
{
  g_autoptr (AvowFlow) flow = create_flow ();
  g_autoptr (AvowTable) table = create_table (2, "Column");
  g_autofree char *text = NULL;
  guint n_pages;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *first = g_strdup_printf ("row%03u", i);
      const char *const cells[] = { first, "same" };

      avow_table_add_row (table, cells);
    }
  avow_grid_add (flow, table);
  avow_flow_add_text (flow, AVOW_TEXT_BODY, "After the table");
  text = read_flow (flow);
  n_pages = avow_flow_get_n_pages (flow);
  assert_numbered (text, n_pages);
  g_assert_cmpuint (n_pages, >, 3);
  g_assert_cmpuint (world_count_text (text, "row"), ==, 300);
  g_assert_cmpuint (world_count_text (text, "same"), ==, 300);
  /* twice on each page: there are two columns */
  g_assert_cmpuint (world_count_text (text, "Column"), ==, 2 * n_pages);
  g_assert_cmpuint (world_count_text (text, "After the table"), ==, 1);
}

static void
test_header_stays_with_rows (void)
{
  const char *const cells[] = { "row" };

  for (double filled = 650; filled < 760; filled += 3)
    {
      g_autoptr (AvowFlow) flow = create_flow ();
      g_autoptr (AvowTable) table = create_table (1, "Column");
      g_autofree char *text = NULL;
      g_auto (GStrv) pages = NULL;

      avow_table_add_row (table, cells);
      avow_flow_add (flow, filled, draw_nothing, NULL, NULL);
      avow_grid_add (flow, table);
      text = read_flow (flow);
      pages = g_strsplit (text, "\f", -1);
      for (guint i = 0; pages[i] != NULL; i++)
        g_assert_cmpuint (world_count_text (pages[i], "Column"), ==, world_count_text (pages[i], "row"));
    }
}

/* No word of a header or a cell is parted, however many columns there are; and no hyphen is put in. */
static void
test_words_stay_whole (void)
{
  static const char *const cells[] = { "1001", "Confidentiality agreement", "Outstanding, late", "2026-11-24T13:05:00Z",
                                       "Customer Service", "2026.1", "2026-12-24", "acknowledgement" };
  g_autoptr (AvowFlow) flow = avow_flow_new (AVOW_A4_LONG, AVOW_A4_SHORT);
  g_autoptr (AvowTable) table = create_table (G_N_ELEMENTS (cells), "Staff number");
  g_autofree char *text = NULL;

  avow_table_add_row (table, cells);
  avow_grid_add (flow, table);
  text = read_flow (flow);
  g_assert_cmpuint (world_count_text (text, "Staff"), ==, G_N_ELEMENTS (cells));
  g_assert_cmpuint (world_count_text (text, "number"), ==, G_N_ELEMENTS (cells));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_auto (GStrv) words = g_strsplit (cells[i], " ", -1);

      for (guint k = 0; words[k] != NULL; k++)
        g_assert_nonnull (strstr (text, words[k]));
    }
}

/* Ten thousand characters, in words or without a space, in scripts that break anywhere or run the other way: a few lines. */
static void
test_long_cells (void)
{
  static const char *const parts[] = { "name ", "a", "名", "اسم ", "e\xCC\x81", "\n", "👩‍👩‍👧" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (AvowFlow) flow = create_flow ();
      g_autoptr (AvowTable) table = create_table (4, "Column");
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (guint k = 0; k < 10000; k++)
        g_string_append (name, parts[i]);
      for (guint k = 0; k < 20; k++)
        {
          g_autofree char *number = g_strdup_printf ("row%03u", k);
          const char *const cells[] = { number, name->str, name->str, "2026-11-24" };

          avow_table_add_row (table, cells);
        }
      avow_grid_add (flow, table);
      text = read_flow (flow);
      g_assert_cmpuint (avow_flow_get_n_pages (flow), <=, 2);
      g_assert_cmpuint (world_count_text (text, "row"), ==, 20);
      g_assert_cmpuint (world_count_text (text, "2026-11-24"), ==, 20);
      /* rows of four lines, where there are words, don't go on one page */
      if (i == 0)
        g_assert_cmpuint (avow_flow_get_n_pages (flow), ==, 2);
    }
}

static void
test_hash (void)
{
  g_autoptr (AvowFlow) flow = create_flow ();
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  const AvowColumn column = { "leaf", "Leaf hash", TRUE };
  const char *const cells[] = { "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" };
  g_autoptr (AvowTable) table = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (columns, g_memdup2 (&column, sizeof column));
  table = avow_table_new (columns);
  avow_table_add_row (table, cells);
  avow_grid_add (flow, table);
  text = read_flow (flow);
  g_assert_nonnull (strstr (text, "0123456789abcdef…"));
}

static void
test_many_rows (void)
{
  g_autoptr (AvowFlow) flow = create_flow ();
  g_autoptr (AvowTable) table = create_table (3, "Column");
  g_autoptr (GBytes) pdf = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *first = g_strdup_printf ("row%05u", i);
      const char *const cells[] = { first, "Customer Service", "Completed" };

      avow_table_add_row (table, cells);
    }
  avow_grid_add (flow, table);
  pdf = avow_flow_to_pdf (flow, "Title", "Author");
  g_assert_cmpuint (world_count_pages (pdf), ==, avow_flow_get_n_pages (flow));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/paper/flow{one-page}", test_one_page);
  g_test_add_data_func ("/avow/paper/flow{one-long-paragraph}", GINT_TO_POINTER (TRUE), test_long_text);
  g_test_add_data_func ("/avow/paper/flow{many-paragraphs}", GINT_TO_POINTER (FALSE), test_long_text);
  g_test_add_func ("/avow/paper/flow{heading-stays-with-its-text}", test_heading_stays_with_text);
  g_test_add_func ("/avow/paper/flow{higher-than-a-page}", test_too_high);
  g_test_add_func ("/avow/report/grid{rows-and-headers}", test_table);
  g_test_add_func ("/avow/report/grid{header-stays-with-its-rows}", test_header_stays_with_rows);
  g_test_add_func ("/avow/report/grid{words-stay-whole}", test_words_stay_whole);
  g_test_add_func ("/avow/report/grid{long-cells}", test_long_cells);
  g_test_add_func ("/avow/report/grid{hash-cut-short}", test_hash);
  g_test_add_func ("/avow/report/grid{twenty-thousand-rows}", test_many_rows);
  return g_test_run ();
}
