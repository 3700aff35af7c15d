/* avow.c: main() of the desktop application
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-rooms.h"
#include "paper/avow-report-pdf.h"
#include "sign/avow-secret.h"
#include "ui/avow-application.h"
#include "ui/avow-preview-window.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

static char *opt_data = NULL;
static char *opt_preview = NULL;
static gboolean opt_version = FALSE;
static GStrv opt_files = NULL;

static const GOptionEntry entries[] = {
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &opt_data, N_("Folder that holds the records, in place of your own"), N_("DIR") },
  { "preview", 0, 0, G_OPTION_ARG_FILENAME, &opt_preview, N_("Show a course while it is being written; opens no records"), N_("DIR") },
  { "version", 0, 0, G_OPTION_ARG_NONE, &opt_version, N_("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &opt_files, NULL, N_("[FILE…]") },
  { NULL },
};

/* A program run from where it was built finds its translations where the build left them. */
static void
bind_translations (void)
{
  const char *folder = g_getenv ("AVOW_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : AVOW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowApplication) application = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  avow_secret_guard_process ();
  bind_translations ();
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Learn how to keep customers’ privacy, sign what you agree to, and keep proof of both."));
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("avow: %s\n", error->message);
      return 2;
    }
  if (opt_version)
    {
      g_print ("avow %s\n", AVOW_VERSION);
      return 0;
    }

  if (opt_preview != NULL)
    return avow_preview_run (opt_preview);

  avow_rooms_register ();
  avow_report_pdf_register ();
  application = avow_application_new (opt_data);
  g_ptr_array_add (arguments, argv[0]);
  for (guint i = 0; opt_files != NULL && opt_files[i] != NULL; i++)
    g_ptr_array_add (arguments, opt_files[i]);

  return g_application_run (G_APPLICATION (application), (int) arguments->len, (char **) arguments->pdata);
}
