/* avow-table.c: rows and columns, before they take any form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-table.h"

struct _AvowTable
{
  GPtrArray *columns;  /* of AvowColumn */
  GPtrArray *cells;    /* of const char *, row by row; in @texts */
  GStringChunk *texts; /* each text once: teams and titles recur in every row */
  gatomicrefcount ref_count;
};

AvowTable *
avow_table_new (GPtrArray *columns)
{
  AvowTable *self = g_new0 (AvowTable, 1);
  self->columns = columns;
  self->cells = g_ptr_array_new ();
  self->texts = g_string_chunk_new (4096);
  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

void
avow_table_add_row (AvowTable *self, const char *const *cells)
{
  for (guint column = 0; column < self->columns->len; column++)
    g_ptr_array_add (self->cells, g_string_chunk_insert_const (self->texts, cells[column] != NULL ? cells[column] : ""));
}

AvowTable *
avow_table_ref (AvowTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_table_unref (AvowTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_free (self);
}

guint
avow_table_get_n_columns (AvowTable *self)
{
  return self->columns->len;
}

const AvowColumn *
avow_table_get_column (AvowTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return g_ptr_array_index (self->columns, column);
}

guint
avow_table_get_n_rows (AvowTable *self)
{
  return self->cells->len / self->columns->len;
}

const char *
avow_table_get_cell (AvowTable *self, guint row, guint column)
{
  guint index = row * self->columns->len + column;
  g_return_val_if_fail (column < self->columns->len && index < self->cells->len, "");
  return g_ptr_array_index (self->cells, index);
}
