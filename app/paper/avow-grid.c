/* avow-grid.c: a table on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-grid.h"

#include <pango/pangocairo.h>
#include <string.h>

#define CELL_PADDING 4.0      /* above and below */
#define COLUMN_GAP 7.0
#define HASH_SHOWN 16        /* hex digits of a hash */
#define MOST_LINES 4         /* of a cell */
#define MOST_CHARACTERS 400  /* of a cell: more than such lines hold */
#define WIDEST_WORD 110.0    /* points beyond which a word doesn't make its column wider */
#define WIDEST_TEXT 200.0    /* nor a text */
#define SAMPLE_ROWS 500      /* rows that the columns' widths are judged by */

typedef struct
{
  PangoLayout *header;
  PangoLayout *cell;
  GHashTable *heights; /* in Pango's units, by the table's texts, each of which it has once */
  double least;        /* as wide as its longest word */
  double natural;      /* as its longest text */
  double width;        /* points, with the gap after it */
} Column;

/* Shared by all rows of one document. */
typedef struct
{
  AvowTable *table;
  Column *columns;
  guint n_columns;
  gatomicrefcount ref_count;
} Grid;

typedef struct
{
  Grid *grid;
  guint index; /* of the row in the table */
  double height;
  gboolean header;
} GridRow;

static void
grid_unref (Grid *grid)
{
  if (!g_atomic_ref_count_dec (&grid->ref_count))
    return;
  for (guint i = 0; i < grid->n_columns; i++)
    {
      g_object_unref (grid->columns[i].header);
      g_object_unref (grid->columns[i].cell);
      g_hash_table_unref (grid->columns[i].heights);
    }
  avow_table_unref (grid->table);
  g_free (grid->columns);
  g_free (grid);
}

static PangoLayout *
create_layout (PangoContext *context, const char *font_name)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (font_name);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  /* a hyphen that Avow puts in would be read as one of the name's or the number's own */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  /* what is drawn as one letter is searched for, and read aloud, as two */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0, clig=0"));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  /* a line break in a cell is shown as a sign */
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static const char *
get_text (Grid *grid, guint column, gboolean header, guint row)
{
  return header ? avow_table_get_column (grid->table, column)->title : avow_table_get_cell (grid->table, row, column);
}

/* Puts into the column's layout what is shown of a text. */
static PangoLayout *
set_text (Grid *grid, guint column, gboolean header, guint row)
{
  const char *text = get_text (grid, column, header, row);
  PangoLayout *layout = header ? grid->columns[column].header : grid->columns[column].cell;
  glong most = !header && avow_table_get_column (grid->table, column)->monospace ? HASH_SHOWN : MOST_CHARACTERS;
  const char *end = text;
  for (glong i = 0; i < most && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  g_autofree char *cut = *end != '\0' ? g_strdup_printf ("%.*s…", (int) (end - text), text) : NULL;
  pango_layout_set_text (layout, cut != NULL ? cut : text, -1);
  return layout;
}

static double
measure_width (PangoLayout *layout)
{
  int width;
  pango_layout_get_size (layout, &width, NULL);
  /* rounded up: a column that lacks a fraction of a point would break its longest word */
  return (double) width / PANGO_SCALE + 0.5;
}

static void
measure_text (Grid *grid, guint column, gboolean header, guint row)
{
  Column *own = &grid->columns[column];
  PangoLayout *layout = set_text (grid, column, header, row);
  pango_layout_set_width (layout, -1);
  own->natural = MAX (own->natural, MIN (measure_width (layout), WIDEST_TEXT));
  /* at no width, every place where a line may break is one */
  pango_layout_set_width (layout, 0);
  own->least = MAX (own->least, MIN (measure_width (layout), WIDEST_WORD));
}

static void
measure_column (Grid *grid, guint column)
{
  Column *own = &grid->columns[column];
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  /* the header may break between its words, and so doesn't want to be on one line */
  measure_text (grid, column, TRUE, 0);
  own->natural = own->least;
  for (guint row = 0; row < MIN (SAMPLE_ROWS, avow_table_get_n_rows (grid->table)); row++)
    if (g_hash_table_add (seen, (gpointer) get_text (grid, column, FALSE, row)))
      measure_text (grid, column, FALSE, row);
}

/* As browsers lay out tables (CSS 2.1, 17.5.2.2): what is left after the longest words goes to the longest texts. */
static void
share_width (Grid *grid, double width)
{
  double least = 0, natural = 0;
  width -= (grid->n_columns - 1) * COLUMN_GAP;
  for (guint i = 0; i < grid->n_columns; i++)
    {
      least += grid->columns[i].least;
      natural += grid->columns[i].natural;
    }
  for (guint i = 0; i < grid->n_columns; i++)
    {
      Column *column = &grid->columns[i];
      if (natural <= width)
        column->width = column->natural * width / natural;
      else if (least < width)
        column->width = column->least + (column->natural - column->least) * (width - least) / (natural - least);
      else
        column->width = column->least * width / least;
      pango_layout_set_width (column->cell, column->width * PANGO_SCALE);
      pango_layout_set_width (column->header, column->width * PANGO_SCALE);
      column->width += COLUMN_GAP;
    }
}

static void
limit_lines (PangoLayout *layout)
{
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, -MOST_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
}

static Grid *
grid_new (AvowTable *table, double width)
{
  Grid *grid = g_new0 (Grid, 1);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (context, 72);
  g_atomic_ref_count_init (&grid->ref_count);
  grid->table = avow_table_ref (table);
  grid->n_columns = avow_table_get_n_columns (table);
  grid->columns = g_new0 (Column, grid->n_columns);
  for (guint i = 0; i < grid->n_columns; i++)
    {
      Column *column = &grid->columns[i];
      column->heights = g_hash_table_new (NULL, NULL);
      column->header = create_layout (context, "Sans Bold 7.5");
      column->cell = create_layout (context, avow_table_get_column (table, i)->monospace ? "Monospace 7" : "Sans 7.5");
      measure_column (grid, i);
    }
  g_object_unref (context);
  share_width (grid, width);
  for (guint i = 0; i < grid->n_columns; i++)
    {
      limit_lines (grid->columns[i].header);
      limit_lines (grid->columns[i].cell);
    }
  return grid;
}

static double
measure_height (Grid *grid, guint column, gboolean header, guint row)
{
  GHashTable *heights = grid->columns[column].heights;
  const char *text = get_text (grid, column, header, row);
  gpointer known;
  int height;
  if (!header && g_hash_table_lookup_extended (heights, text, NULL, &known))
    return (double) GPOINTER_TO_INT (known) / PANGO_SCALE;
  pango_layout_get_size (set_text (grid, column, header, row), NULL, &height);
  if (!header)
    g_hash_table_insert (heights, (gpointer) text, GINT_TO_POINTER (height));
  return (double) height / PANGO_SCALE;
}

static void
grid_row_free (gpointer data)
{
  GridRow *row = data;
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
  row->index = index;
  for (guint column = 0; column < grid->n_columns; column++)
    row->height = MAX (row->height, measure_height (grid, column, header, index) + 2 * CELL_PADDING);
  return row;
}

/* A row of many thousands keeps no layouts of its own: they are set again when it is drawn. */
static void
draw_grid_row (cairo_t *cr, double width, gpointer data)
{
  GridRow *row = data;
  double x = 0;
  for (guint column = 0; column < row->grid->n_columns; column++)
    {
      cairo_move_to (cr, x, CELL_PADDING);
      pango_cairo_show_layout (cr, set_text (row->grid, column, row->header, row->index));
      x += row->grid->columns[column].width;
    }
  cairo_set_line_width (cr, row->header ? 0.8 : 0.3);
  cairo_move_to (cr, 0, row->height);
  cairo_line_to (cr, width, row->height);
  cairo_stroke (cr);
}

void
avow_grid_add (AvowFlow *flow, AvowTable *table)
{
  Grid *grid = grid_new (table, avow_flow_get_width (flow));
  GridRow *header = grid_row_new (grid, TRUE, 0);
  double height = header->height;
  /* the header goes where the first row goes */
  if (avow_table_get_n_rows (table) > 0)
    {
      GridRow *first = grid_row_new (grid, FALSE, 0);
      height += first->height;
      grid_row_free (first);
    }
  avow_flow_keep (flow, height);
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
