/* avow-report-pdf.c: a report on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-pdf.h"

#include "avow-flow.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

#define CELL_PADDING 4.0
#define CELL_FONT "Sans 7.5"
#define CELL_FONT_HEADER "Sans Bold 7.5"
#define CELL_FONT_MONOSPACE "Monospace 7"
#define HASH_SHOWN 16    /* hex digits of a hash that a page shows; the CSV has it whole */
#define WIDEST_CELL 40   /* characters beyond which a column isn't made wider */
#define SAMPLE_ROWS 500  /* rows that the columns' widths are judged by */

/* The columns' shares of the page's width; shared by all rows of one document. */
typedef struct
{
  AvowTable *table;
  double *widths; /* points */
  PangoContext *context;
  gatomicrefcount ref_count;
} Grid;

typedef struct
{
  Grid *grid;
  GPtrArray *cells; /* of PangoLayout */
  double height;
  gboolean header;
} GridRow;

static void
grid_unref (Grid *grid)
{
  if (!g_atomic_ref_count_dec (&grid->ref_count))
    return;
  avow_table_unref (grid->table);
  g_object_unref (grid->context);
  g_free (grid->widths);
  g_free (grid);
}

static guint
measure_cell (const AvowColumn *column, const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  return column->monospace ? MIN (length, HASH_SHOWN + 2) : MIN (length, WIDEST_CELL);
}

/* Gives each column a share after its longest text. */
static Grid *
grid_new (AvowTable *table, double width)
{
  Grid *grid = g_new0 (Grid, 1);
  guint n_columns = avow_table_get_n_columns (table), total = 0;
  g_autofree guint *longest = g_new0 (guint, n_columns);
  for (guint column = 0; column < n_columns; column++)
    {
      const AvowColumn *spec = avow_table_get_column (table, column);
      longest[column] = MAX (6, g_utf8_strlen (spec->title, -1) / 2);
      for (guint row = 0; row < MIN (SAMPLE_ROWS, avow_table_get_n_rows (table)); row++)
        longest[column] = MAX (longest[column], measure_cell (spec, avow_table_get_cell (table, row, column)));
      total += longest[column];
    }
  grid->widths = g_new0 (double, n_columns);
  for (guint column = 0; column < n_columns; column++)
    grid->widths[column] = width * longest[column] / total;
  grid->table = avow_table_ref (table);
  grid->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (grid->context, 72);
  g_atomic_ref_count_init (&grid->ref_count);
  return grid;
}

static PangoLayout *
create_cell (Grid *grid, guint column, const char *text, gboolean header)
{
  const AvowColumn *spec = avow_table_get_column (grid->table, column);
  PangoLayout *layout = pango_layout_new (grid->context);
  g_autoptr (PangoFontDescription) font
      = pango_font_description_from_string (header ? CELL_FONT_HEADER : spec->monospace ? CELL_FONT_MONOSPACE : CELL_FONT);
  g_autofree char *cut = spec->monospace && !header && strlen (text) > HASH_SHOWN ? g_strdup_printf ("%.*s…", HASH_SHOWN, text) : NULL;
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (grid->widths[column] - CELL_PADDING) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, cut != NULL ? cut : text, -1);
  return layout;
}

static void
grid_row_free (gpointer data)
{
  GridRow *row = data;
  g_ptr_array_unref (row->cells);
  grid_unref (row->grid);
  g_free (row);
}

static GridRow *
grid_row_new (Grid *grid, gboolean header, guint index)
{
  GridRow *row = g_new0 (GridRow, 1);
  g_atomic_ref_count_inc (&grid->ref_count);
  row->grid = grid;
  row->header = header;
  row->cells = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint column = 0; column < avow_table_get_n_columns (grid->table); column++)
    {
      int height;
      const char *text = header ? avow_table_get_column (grid->table, column)->title : avow_table_get_cell (grid->table, index, column);
      PangoLayout *layout = create_cell (grid, column, text, header);
      pango_layout_get_size (layout, NULL, &height);
      row->height = MAX (row->height, (double) height / PANGO_SCALE + 2 * CELL_PADDING);
      g_ptr_array_add (row->cells, layout);
    }
  return row;
}

static void
draw_grid_row (cairo_t *cr, double width, gpointer data)
{
  GridRow *row = data;
  double x = 0;
  for (guint column = 0; column < row->cells->len; column++)
    {
      cairo_move_to (cr, x, CELL_PADDING);
      pango_cairo_show_layout (cr, g_ptr_array_index (row->cells, column));
      x += row->grid->widths[column];
    }
  cairo_set_line_width (cr, row->header ? 0.8 : 0.3);
  cairo_move_to (cr, 0, row->height);
  cairo_line_to (cr, width, row->height);
  cairo_stroke (cr);
}

static void
add_rows (AvowFlow *flow, AvowTable *table)
{
  Grid *grid = grid_new (table, avow_flow_get_width (flow));
  GridRow *header = grid_row_new (grid, TRUE, 0);
  avow_flow_add (flow, header->height, draw_grid_row, header, grid_row_free);
  GridRow *repeat = grid_row_new (grid, TRUE, 0);
  avow_flow_set_repeat (flow, repeat->height, draw_grid_row, repeat, grid_row_free);
  for (guint index = 0; index < avow_table_get_n_rows (table); index++)
    {
      GridRow *row = grid_row_new (grid, FALSE, index);
      avow_flow_add (flow, row->height, draw_grid_row, row, grid_row_free);
    }
  avow_flow_set_repeat (flow, 0, NULL, NULL, NULL);
  grid_unref (grid);
}

static void add_line (AvowFlow *flow, AvowTextStyle style, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_line (AvowFlow *flow, AvowTextStyle style, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  avow_flow_add_text (flow, style, line);
}

static void
add_heading (AvowFlow *flow, AvowReport *report)
{
  g_autofree char *as_of = avow_time_to_iso (report->as_of);
  g_autofree char *made = avow_time_to_iso (report->made);
  avow_flow_add_text (flow, AVOW_TEXT_TITLE, report->title);
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, report->organisation);
  avow_flow_add_space (flow, 6);
  add_line (flow, AVOW_TEXT_BODY, _("Covers: %s"), report->team != NULL ? report->team : _("everyone in the roster"));
  add_line (flow, AVOW_TEXT_BODY, _("As it stood at %s, known by record %" G_GINT64_FORMAT), as_of, report->position);
  add_line (flow, AVOW_TEXT_BODY, _("Exported by %s at %s"), report->exporter, made);
  avow_flow_add_space (flow, 8);
}

static void
add_totals (AvowFlow *flow, AvowReport *report)
{
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, _("Totals"));
  for (guint i = 0; i < report->totals->len; i++)
    {
      const AvowTotal *total = g_ptr_array_index (report->totals, i);
      /* Translators: e.g. “Completed: 9 of 12 courses assigned to people who have not left” */
      add_line (flow, AVOW_TEXT_BODY, _("%s: %u of %u %s"), total->label, total->count, total->of, total->denominator);
    }
  avow_flow_add_space (flow, 10);
}

static void
add_proof (AvowFlow *flow, AvowReport *report)
{
  avow_flow_add_space (flow, 12);
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, _("What this report rests on"));
  add_line (flow, AVOW_TEXT_SMALL, _("%s: the first %" G_GUINT64_FORMAT " records of the ledger named below, whose tree has this root. "
                                     "Keep this page: a ledger that was shortened or rewritten later can't have the same root."),
            report->title, report->size);
  add_line (flow, AVOW_TEXT_MONOSPACE, _("ledger %s"), report->ledger);
  add_line (flow, AVOW_TEXT_MONOSPACE, _("root   %s"), report->root);
}

GBytes *
avow_report_pdf_write (AvowReport *report)
{
  g_autoptr (AvowFlow) flow = avow_flow_new (AVOW_A4_LONG, AVOW_A4_SHORT);
  g_autofree char *footer = g_strdup_printf ("%s · %s · %.16s…", report->organisation, report->title, report->root);
  avow_flow_set_footer (flow, footer);
  add_heading (flow, report);
  add_totals (flow, report);
  if (avow_table_get_n_rows (report->table) > 0)
    add_rows (flow, report->table);
  else
    avow_flow_add_text (flow, AVOW_TEXT_BODY, _("Nobody owes anything that this report is about."));
  add_proof (flow, report);
  return avow_flow_to_pdf (flow, report->title, report->organisation);
}
