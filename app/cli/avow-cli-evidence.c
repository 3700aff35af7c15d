/* avow-cli-evidence.c: avowctl evidence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "report/avow-evidence-pack.h"

#include <glib/gi18n-lib.h>

AvowExit
avow_cli_evidence (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_("the zip file to write"), N_("FILE") },
    { NULL },
  };
  if (!avow_cli_parse (_("DECLARATION"),
                       _("Packs one declaration with all that shows it to somebody who has no Avow, and with how to check it. DECLARATION is "
                         "the number of its record, as My records shows it, or its leaf hash, as its receipt has it."),
                       entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (path == NULL)
    {
      g_printerr ("%s\n", _("avowctl: name the file to write with -o FILE"));
      return AVOW_EXIT_FAILED;
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, &error);
  g_autoptr (AvowAccess) access = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_EXPORT_DOCUMENTS, &error) : NULL;
  gint64 position = access != NULL ? avow_evidence_find (store, argv[1], &error) : 0;
  g_autofree char *discount = NULL;
  if (position == 0 || !avow_evidence_save (store, access, position, path, &discount, &error))
    return avow_cli_fail (error);
  if (discount != NULL)
    g_printerr (_("avowctl: this declaration does not count: %s “%s” says so, too.\n"), discount, path);
  return AVOW_EXIT_OK;
}
