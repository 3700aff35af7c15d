/* avow-problem.h: what is wrong with a form, said in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says it in a label that is there only as long as something is wrong, and scrolls it into view. */
void avow_problem_show (GtkLabel *label, const char *text /* (nullable): nothing is */);

G_END_DECLS
