/* avow-table.h: rows and columns, before they take any form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;     /* stable: the header of the CSV column */
  const char *title;  /* translated: the header on screen and page */
  gboolean monospace; /* hashes: cut short on a page, whole in a file */
} AvowColumn;

/* An immutable table; cells are texts, as screen and files show them. */
typedef struct _AvowTable AvowTable;

AvowTable *avow_table_new (GPtrArray *columns /* of AvowColumn, (transfer full) */);
void avow_table_add_row (AvowTable *self, const char *const *cells); /* only before it is handed on */
AvowTable *avow_table_ref (AvowTable *self);
void avow_table_unref (AvowTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowTable, avow_table_unref)

guint avow_table_get_n_columns (AvowTable *self);
const AvowColumn *avow_table_get_column (AvowTable *self, guint column);
guint avow_table_get_n_rows (AvowTable *self);
const char *avow_table_get_cell (AvowTable *self, guint row, guint column); /* never NULL */

G_END_DECLS
