/* avow-saved-toast.c: a file was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-saved-toast.h"

#include "avow-toast-title.h"
#include "avow-window.h"
#include "avow-wrap-box.h"

#include <glib/gi18n-lib.h>

#define SHOWN_SECONDS 10 /* long enough to reach the buttons by keyboard */

static void
launch (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
clicked_cb (GtkButton *button)
{
  launch (g_object_get_data (G_OBJECT (button), "avow-path"));
}

static void
append_button (GtkWidget *box, const char *text, char *path)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (text);

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "avow-path", path, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), NULL);
  avow_wrap_box_append (AVOW_WRAP_BOX (box), button);
}

static AdwToast *
create_toast (const char *path, gboolean opens)
{
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: the name of a file */
  g_autofree char *text = g_strdup_printf (_("Saved %s"), name);
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *box = avow_wrap_box_new ();

  avow_wrap_box_append (AVOW_WRAP_BOX (box), avow_toast_title_new_label (text));
  if (opens)
    append_button (box, _("Ope_n"), g_strdup (path));
  append_button (box, _("Show in Fo_lder"), g_path_get_dirname (path));
  adw_toast_set_custom_title (toast, avow_toast_title_new (box));
  adw_toast_set_timeout (toast, SHOWN_SECONDS);

  return toast;
}

void
avow_saved_toast_show (GtkWidget *page, const char *path, const GError *error)
{
  AvowWindow *window = avow_window_of (page);

  if (window == NULL)
    return;
  if (path != NULL)
    avow_window_add_toast (window, create_toast (path, TRUE));
  else
    avow_window_toast (window, error->message);
}

void
avow_saved_toast_show_place (GtkWidget *page, const char *path)
{
  AvowWindow *window = avow_window_of (page);

  if (window != NULL)
    avow_window_add_toast (window, create_toast (path, FALSE));
}
