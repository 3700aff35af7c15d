/* avow-wrap.c: labels of buttons that break
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-wrap.h"

static void
wrap_label (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  /* a label that may break asks for less than it needs in one line, unless told how much it may have */
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
}

void
avow_wrap_buttons (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_BUTTON (root) && gtk_button_get_label (GTK_BUTTON (root)) != NULL
      && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (root))))
    {
      wrap_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (root))));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    avow_wrap_buttons (child);
}
