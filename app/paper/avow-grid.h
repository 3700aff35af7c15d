/* avow-grid.h: a table on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-flow.h"
#include "report/avow-table.h"

G_BEGIN_DECLS

/* Adds the header, again on every page, and each row. Columns are as wide as their texts want, as far as the page
 * allows; no word is broken unless it is longer than a column may be. Hashes are cut short, and a text that takes
 * more than a few lines ends in an ellipsis: the CSV has both whole. */
void avow_grid_add (AvowFlow *flow, AvowTable *table);

G_END_DECLS
