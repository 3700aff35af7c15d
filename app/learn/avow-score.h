/* avow-score.h: a score, as people and programs read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-grade.h"

G_BEGIN_DECLS

/* A score is counted in parts of a right answer, AVOW_GRADE_WHOLE each, and is never a fraction. What is shown of it is cut
 * off, not rounded, to hundredths: what passes is a whole percentage of the questions, so a whole number of hundredths, and
 * a score that is shown reaches it exactly where the score itself does. */

/* What a record says: @points where answers counted that were right in part, else so many @right. */
gint64 avow_score_from_record (gint64 right, gint64 points);

char *avow_score_to_text (gint64 points); /* (transfer full): "18.5", as the locale writes it */
char *avow_score_to_data (gint64 points); /* (transfer full): "18.5", the same everywhere */

/* (transfer full): "18.5 of 20", for people */
char *avow_score_describe (gint64 points, gint64 asked);

G_END_DECLS
