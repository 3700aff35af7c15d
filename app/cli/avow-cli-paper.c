/* avow-cli-paper.c: the part of avowctl that writes PDF, loaded when it is asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gmodule.h>

#define MODULE "avow-paper." G_MODULE_SUFFIX

/* (transfer full) (nullable): the folder in which the build left the part, of a program that is run from where it was
 * built. Beside a program that was copied to where others may write, such a folder may be anybody's. */
static char *
find_built (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *place = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *folder = place != NULL ? g_build_filename (place, "paper", NULL) : NULL;
  GStatBuf own, beside;
  if (folder == NULL || g_stat (program, &own) != 0 || g_lstat (folder, &beside) != 0 || !S_ISDIR (beside.st_mode) ||
      own.st_uid != beside.st_uid)
    return NULL;
  return g_steal_pointer (&folder);
}

gpointer
avow_cli_find_in_paper (const char *symbol, GError **error)
{
  const char *given = g_getenv ("AVOW_MODULES");
  g_autofree char *built = given == NULL ? find_built () : NULL;
  const char *folder = given != NULL ? given : built;
  g_autofree char *path = g_build_filename (folder != NULL ? folder : AVOW_MODULE_DIR, MODULE, NULL);
  g_autoptr (GError) local_error = NULL;
  GModule *module = g_module_open_full (path, G_MODULE_BIND_LOCAL, &local_error);
  gpointer function = NULL;
  if (module == NULL || !g_module_symbol (module, symbol, &function))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("PDF can't be written, for a part of Avow is missing (%s). Install Avow again, or write a report as CSV (--format csv), a text as HTML (--html)."),
                   local_error != NULL ? local_error->message : g_module_error ());
      return NULL;
    }
  g_module_make_resident (module);
  return function;
}

gboolean
avow_cli_load_paper (GError **error)
{
  void (*set_up) (void) = (void (*) (void)) avow_cli_find_in_paper ("avow_report_pdf_register", error);
  if (set_up == NULL)
    return FALSE;
  set_up ();
  return TRUE;
}
