/* avow-column.h: a column of text that is no wider than can be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AVOW_COLUMN_CHARACTERS 66 /* a line: Bringhurst, “The Elements of Typographic Style”, 2.1.2 */

/* Its property `content` is the widget in the column. The width follows the font and the size of text that
 * the desktop has chosen. */
#define AVOW_TYPE_COLUMN (avow_column_get_type ())
G_DECLARE_FINAL_TYPE (AvowColumn, avow_column, AVOW, COLUMN, AdwBin)

GtkWidget *avow_column_new (GtkWidget *content);

G_END_DECLS
