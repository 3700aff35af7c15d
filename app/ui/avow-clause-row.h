/* avow-clause-row.h: one clause, and whether one agrees to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-signing.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The box to tick stands below the text, so that whoever reaches it has had the clause in view. Its signal
 * `toggled` says that the box was ticked or cleared by the person. */
#define AVOW_TYPE_CLAUSE_ROW (avow_clause_row_get_type ())
G_DECLARE_FINAL_TYPE (AvowClauseRow, avow_clause_row, AVOW, CLAUSE_ROW, AdwBin)

GtkWidget *avow_clause_row_new (AvowSigning *signing, guint clause);

gboolean avow_clause_row_get_agreed (AvowClauseRow *self);
void avow_clause_row_ask (AvowClauseRow *self); /* puts the focus on the box, and the clause into view */

G_END_DECLS
