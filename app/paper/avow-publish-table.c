/* avow-publish-table.c: a table of a course on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-publish-table.h"

#include <pango/pangocairo.h>

#define PADDING 4.0 /* around what is in a cell */
#define MOST_COLUMNS 12

typedef struct
{
  guint n_columns;
  double least[MOST_COLUMNS];   /* as wide as its longest word */
  double natural[MOST_COLUMNS]; /* as its longest text */
  double width[MOST_COLUMNS];
} Columns;

typedef struct
{
  PangoLayout *cells[MOST_COLUMNS]; /* nullable: a row may be shorter */
  gboolean headers[MOST_COLUMNS];
  double widths[MOST_COLUMNS];
  double height;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < MOST_COLUMNS; i++)
    g_clear_object (&row->cells[i]);
  g_free (row);
}

static void
draw_cell (cairo_t *cr, const Row *row, guint column, double x)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, 0, row->widths[column], row->height);
  cairo_set_source_rgb (cr, row->headers[column] ? 0.95 : 1, row->headers[column] ? 0.95 : 1, row->headers[column] ? 0.94 : 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.45, 0.45, 0.48);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
  cairo_restore (cr);

  cairo_move_to (cr, x + PADDING, PADDING);
  pango_cairo_show_layout (cr, row->cells[column]);
}

static void
draw_cells (cairo_t *cr, const Row *row, gboolean tagged)
{
  double x = 0;

  for (guint i = 0; i < MOST_COLUMNS && row->cells[i] != NULL; i++)
    {
      const char *tag = row->headers[i] ? "TH" : "TD";

      if (tagged)
        avow_tag_begin (cr, tag, NULL);
      draw_cell (cr, row, i, x);
      if (tagged)
        avow_tag_end (cr, tag);
      x += row->widths[i];
    }
}

static void
draw_row (cairo_t *cr, double width, gpointer data)
{
  avow_tag_begin (cr, "TR", NULL);
  draw_cells (cr, data, TRUE);
  avow_tag_end (cr, "TR");
}

/* On the pages that follow, the headers are seen again, and not read again. */
static void
draw_again (cairo_t *cr, double width, gpointer data)
{
  draw_cells (cr, data, FALSE);
}

static double
measure_width (PangoLayout *layout, int width)
{
  int own;

  pango_layout_set_width (layout, width);
  pango_layout_get_size (layout, &own, NULL);

  /* rounded up: a column that lacks a fraction of a point would break its longest word */
  return (double) own / PANGO_SCALE + 0.5 + 2 * PADDING;
}

static PangoLayout *
create_cell (AvowFlow *flow, AvowPublication *publication, const AvowBlock *cell)
{
  g_autoptr (AvowRichText) rich = avow_rich_text_new (publication, NULL, cell->inlines);

  if (cell->header)
    pango_attr_list_insert (rich->attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));

  return avow_flow_create_layout (flow, AVOW_TEXT_BODY, rich->text->str, rich->attributes, -1);
}

static Row *
create_row (AvowFlow *flow, AvowPublication *publication, const AvowBlock *block, Columns *columns)
{
  Row *row = g_new0 (Row, 1);
  guint n_cells = MIN (block->children->len, MOST_COLUMNS);

  for (guint i = 0; i < n_cells; i++)
    {
      const AvowBlock *cell = g_ptr_array_index (block->children, i);

      row->cells[i] = create_cell (flow, publication, cell);
      row->headers[i] = cell->header;
      /* at no width, every place where a line may break is one */
      columns->least[i] = MAX (columns->least[i], measure_width (row->cells[i], 0));
      columns->natural[i] = MAX (columns->natural[i], measure_width (row->cells[i], -1));
    }
  columns->n_columns = MAX (columns->n_columns, n_cells);

  return row;
}

/* What each asks for, where there is room; else each its longest word, and of the rest in proportion to what it lacks. */
static void
share_width (Columns *columns, double room)
{
  double least = 0, natural = 0;

  for (guint i = 0; i < columns->n_columns; i++)
    {
      least += columns->least[i];
      natural += columns->natural[i];
    }
  for (guint i = 0; i < columns->n_columns; i++)
    if (natural <= room)
      columns->width[i] = columns->natural[i];
    else if (least >= room)
      columns->width[i] = columns->least[i] * room / least;
    else
      columns->width[i] = columns->least[i] + (columns->natural[i] - columns->least[i]) * (room - least) / (natural - least);
}

static void
settle_row (const Columns *columns, Row *row)
{
  for (guint i = 0; i < MOST_COLUMNS && row->cells[i] != NULL; i++)
    {
      int height;

      row->widths[i] = columns->width[i];
      pango_layout_set_width (row->cells[i], (row->widths[i] - 2 * PADDING) * PANGO_SCALE);
      pango_layout_get_size (row->cells[i], NULL, &height);
      row->height = MAX (row->height, (double) height / PANGO_SCALE + 2 * PADDING);
    }
}

/* Takes @row. */
static void
add_row (AvowFlow *flow, Row *row, gboolean of_headers)
{
  for (guint i = 0; i < MOST_COLUMNS && row->cells[i] != NULL; i++)
    if (row->headers[i])
      avow_flow_add_entries (flow, avow_tag_entries_new ("TH", g_strdup_printf ("/A << /O /Table /Scope /%s >>", of_headers ? "Column" : "Row")));
  avow_flow_add (flow, row->height, draw_row, row, row_free);
}

void
avow_publish_table_add (AvowFlow *flow, AvowPublication *publication, const AvowBlock *table)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Columns columns = { 0 };
  double height = 0;

  for (guint i = 0; i < table->children->len; i++)
    g_ptr_array_add (rows, create_row (flow, publication, g_ptr_array_index (table->children, i), &columns));
  share_width (&columns, avow_flow_get_width (flow));
  for (guint i = 0; i < rows->len; i++)
    {
      settle_row (&columns, g_ptr_array_index (rows, i));
      height += ((Row *) g_ptr_array_index (rows, i))->height;
    }
  if (height < AVOW_A4_LONG / 2)
    avow_flow_keep (flow, height);
  else if (rows->len > 1)
    avow_flow_keep (flow, ((Row *) g_ptr_array_index (rows, 0))->height + ((Row *) g_ptr_array_index (rows, 1))->height);
  avow_flow_begin (flow, "Table");
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      gboolean of_headers = avow_block_is_row_of_headers (g_ptr_array_index (table->children, i));

      add_row (flow, row, of_headers);
      if (i == 0 && of_headers)
        avow_flow_set_repeat (flow, row->height, draw_again, row, NULL);
    }
  avow_flow_set_repeat (flow, 0, NULL, NULL, NULL);
  avow_flow_end (flow);
}
