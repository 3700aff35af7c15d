/* avow-publish-table.h: a table of a course on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-rich-text.h"

G_BEGIN_DECLS

/* Rows are never broken, nor a table that takes less than half a page; columns are as wide as what is in them asks for. */
void avow_publish_table_add (AvowFlow *flow, AvowPublication *publication, const AvowBlock *table);

G_END_DECLS
