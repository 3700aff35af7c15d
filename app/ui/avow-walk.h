/* avow-walk.h: from block to block by keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tab visits controls only. Texts and pictures (AvowTextBlock, AvowFigure) are walked to, in the order in which
 * they stand, so that a screen reader can read one after the other. */

/* Moves the focus to the next block below @root (@step 1) or the one before (-1), counted from what has the
 * focus; FALSE where there is none. */
gboolean avow_walk (GtkWidget *root, int step);

/* Puts the focus on the first block below @root, where a screen reader then reads on. */
void avow_walk_start (GtkWidget *root);

G_END_DECLS
