/* avow-taken-row.h: what became of something that was taken in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Plain texts: whose it is, or the file's name; and what became of it. @fine: nobody has to look into it. */
GtkWidget *avow_taken_row_new (const char *title, const char *verdict, gboolean fine);

G_END_DECLS
