/* avow-problem.c: what is wrong with a form, said in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-problem.h"

void
avow_problem_show (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}
