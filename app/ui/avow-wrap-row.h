/* avow-wrap-row.h: a row whose end goes below its title where there is no room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* For a row that ends in words: the suffix of an AdwActionRow leaves a title a letter a line in a narrow window. */
#define AVOW_TYPE_WRAP_ROW (avow_wrap_row_get_type ())
G_DECLARE_FINAL_TYPE (AvowWrapRow, avow_wrap_row, AVOW, WRAP_ROW, AdwPreferencesRow)

/* @title and @subtitle are plain text. */
GtkWidget *avow_wrap_row_new (const char *title, const char *subtitle);
void avow_wrap_row_set_end (AvowWrapRow *self, GtkWidget *end);

G_END_DECLS
