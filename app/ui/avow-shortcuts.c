/* avow-shortcuts.c: which keys do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-shortcuts.h"

#include "avow-shortcut-row.h"

/* Made when asked for and destroyed when closed, rather than handed to the application as gtk/help-overlay.ui, which
 * would keep one hidden from the start. A window that is not showing has no place on the accessibility bus, and
 * GTK 4.8 crashes when a screen reader asks for a window past the last one, as happens while a dialog closes, and
 * the newest window is such a one. */
void
avow_shortcuts_show (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  g_type_ensure (AVOW_TYPE_SHORTCUT_ROW);
  builder = gtk_builder_new_from_resource ("/org/avow/Avow/ui/avow-shortcuts.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
