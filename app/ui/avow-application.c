/* avow-application.c: one process for one folder of records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-application.h"

#include "avow-about.h"
#include "avow-accessible.h"
#include "avow-help.h"
#include "avow-preferences.h"
#include "avow-ui-resources.h"
#include "avow-window.h"

#include <glib/gi18n-lib.h>

#define RESOURCES "/org/avow/Avow"

struct _AvowApplication
{
  AdwApplication parent_instance;

  char *folder;
  AvowWorker *worker;
  GSettings *settings; /* nullable */
};

G_DEFINE_FINAL_TYPE (AvowApplication, avow_application, ADW_TYPE_APPLICATION)

static AvowWindow *
present_window (AvowApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* rather than a preview, of which there may be several */
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL && !AVOW_IS_WINDOW (window); l = l->next)
    window = l->data;

  /* a new one comes up by itself, once it has something to show */
  if (AVOW_IS_WINDOW (window))
    gtk_window_present (window);
  else
    window = GTK_WINDOW (avow_window_new (GTK_APPLICATION (self), self->worker));

  return AVOW_WINDOW (window);
}

static void
avow_application_activate (GApplication *application)
{
  present_window (AVOW_APPLICATION (application));
}

static void
avow_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (list, files[i]);
  avow_window_open (present_window (AVOW_APPLICATION (application)), list);
}

static void
show_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  avow_about_show (gtk_application_get_active_window (user_data));
}

static void
show_help_cb (GSimpleAction *action, GVariant *page, gpointer user_data)
{
  avow_help_show (gtk_application_get_active_window (user_data), g_variant_get_string (page, NULL));
}

static void
show_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  avow_preferences_show (user_data, gtk_application_get_active_window (user_data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* closing, rather than quitting, lets each window keep what it has to */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
color_scheme_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), g_settings_get_enum (settings, "color-scheme"));
}

/* A program run from where it was built may have no schema; it then starts with what a new one has. */
static GSettings *
load_settings (void)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, AVOW_APPLICATION_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
set_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *const accels[3];
  } table[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "win.lock", { "<Control><Shift>l", NULL } },
    { "win.show-shortcuts", { "F1", "<Control>question", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accels);
}

static void
avow_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "about", show_about_cb },
    { "help", show_help_cb, "s" },
    { "preferences", show_preferences_cb },
    { "quit", quit_cb },
  };
  AvowApplication *self = AVOW_APPLICATION (application);

  /* its thread opens the store while this one starts the toolkit */
  self->worker = avow_worker_new (self->folder);

  G_APPLICATION_CLASS (avow_application_parent_class)->startup (application);

  avow_accessible_install ();
  gtk_window_set_default_icon_name (AVOW_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_accels (GTK_APPLICATION (self));

  self->settings = load_settings ();
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (color_scheme_changed_cb), self, 0);
      color_scheme_changed_cb (self->settings, "color-scheme", self);
    }
}

static void
avow_application_shutdown (GApplication *application)
{
  AvowApplication *self = AVOW_APPLICATION (application);

  avow_worker_flush (self->worker);

  G_APPLICATION_CLASS (avow_application_parent_class)->shutdown (application);
}

static void
avow_application_finalize (GObject *object)
{
  AvowApplication *self = AVOW_APPLICATION (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (avow_application_parent_class)->finalize (object);
}

static void
avow_application_class_init (AvowApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_application_finalize;
  application_class->startup = avow_application_startup;
  application_class->activate = avow_application_activate;
  application_class->open = avow_application_open;
  application_class->shutdown = avow_application_shutdown;
}

static void
avow_application_init (AvowApplication *self)
{
}

static char *
make_id (const char *folder, const char *own_folder)
{
  g_autofree char *digest = NULL;

  if (g_str_equal (folder, own_folder))
    return g_strdup (AVOW_APPLICATION_ID);

  /* the part after the dot may not begin with a digit */
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folder, -1);
  return g_strdup_printf ("%s.data%.16s", AVOW_APPLICATION_ID, digest);
}

AvowApplication *
avow_application_new (const char *folder)
{
  AvowApplication *self;
  g_autofree char *own_folder = g_build_filename (g_get_user_data_dir (), "avow", NULL);
  g_autofree char *absolute = g_canonicalize_filename (folder != NULL ? folder : own_folder, NULL);
  g_autofree char *id = make_id (absolute, own_folder);

  /* the linker would drop resources that nobody asks for */
  avow_ui_get_resource ();

  self = g_object_new (AVOW_TYPE_APPLICATION,
                       "application-id", id,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCES,
                       NULL);
  self->folder = g_steal_pointer (&absolute);

  return self;
}

GSettings *
avow_application_get_settings (AvowApplication *self)
{
  g_return_val_if_fail (AVOW_IS_APPLICATION (self), NULL);

  return self->settings;
}

const char *
avow_application_get_folder (AvowApplication *self)
{
  g_return_val_if_fail (AVOW_IS_APPLICATION (self), NULL);

  return self->folder;
}
