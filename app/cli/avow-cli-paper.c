/* avow-cli-paper.c: the part of avowctl that writes PDF, loaded when it is asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>

#define MODULE "avow-paper." G_MODULE_SUFFIX
#define SYMBOL "avow_report_pdf_register"

gboolean
avow_cli_load_paper (GError **error)
{
  /* a program run from where it was built finds its parts where the build left them */
  const char *folder = g_getenv ("AVOW_MODULES");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : AVOW_MODULE_DIR, MODULE, NULL);
  g_autoptr (GError) local_error = NULL;
  GModule *module = g_module_open_full (path, G_MODULE_BIND_LOCAL, &local_error);
  gpointer symbol = NULL;
  if (module == NULL || !g_module_symbol (module, SYMBOL, &symbol))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("PDF can't be written, for a part of Avow is missing (%s). Install Avow again, or export with --format csv."),
                   local_error != NULL ? local_error->message : g_module_error ());
      return FALSE;
    }
  g_module_make_resident (module);
  ((void (*) (void)) symbol) ();
  return TRUE;
}
