/* avow-cli-export.c: avowctl export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "report/avow-evidence.h"

#include <glib/gi18n-lib.h>

AvowExit
avow_cli_export (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, N_("the folder to write to"), N_("DIR") },
    { NULL },
  };
  if (!avow_cli_parse (_("declarations"), _("Exports the signed documents, everybody’s or your own, the certificates that they are checked against, and the ledger’s signed head."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (!g_str_equal (argv[1], "declarations") || folder == NULL)
    {
      g_printerr ("%s\n", _("avowctl: call it as “avowctl export declarations -o DIR”"));
      return AVOW_EXIT_FAILED;
    }
  guint count = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, &error);
  g_autoptr (AvowAccess) access = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_EXPORT_DOCUMENTS, &error) : NULL;
  if (access == NULL || !avow_evidence_export (store, access, folder, &count, &error))
    return avow_cli_fail (error);
  g_print (ngettext ("%u signed document, and what it is checked against, in %s\n", "%u signed documents, and what they are checked against, in %s\n", count), count, folder);
  return AVOW_EXIT_OK;
}
