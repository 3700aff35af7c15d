/* avow-preferences.c: what a person can set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-preferences.h"

static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

static void
appearance_changed_cb (AdwComboRow *row, GParamSpec *pspec, AvowApplication *application)
{
  AdwColorScheme scheme = schemes[MIN (adw_combo_row_get_selected (row), G_N_ELEMENTS (schemes) - 1)];
  GSettings *settings = avow_application_get_settings (application);

  if (settings != NULL)
    g_settings_set_enum (settings, "color-scheme", (int) scheme);
  else
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static guint
find_scheme (AdwColorScheme scheme)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (schemes[i] == scheme)
      return i;

  return 0;
}

void
avow_preferences_show (AvowApplication *application, GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/avow/Avow/ui/avow-preferences.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  AdwComboRow *appearance = ADW_COMBO_ROW (gtk_builder_get_object (builder, "appearance"));
  AdwActionRow *folder = ADW_ACTION_ROW (gtk_builder_get_object (builder, "folder"));

  adw_combo_row_set_selected (appearance, find_scheme (adw_style_manager_get_color_scheme (adw_style_manager_get_default ())));
  g_signal_connect_object (appearance, "notify::selected", G_CALLBACK (appearance_changed_cb), application, 0);
  adw_action_row_set_subtitle (folder, avow_application_get_folder (application));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
