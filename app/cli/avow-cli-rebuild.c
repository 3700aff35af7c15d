/* avow-cli-rebuild.c: avowctl rebuild
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include <glib/gi18n-lib.h>

AvowExit
avow_cli_rebuild (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  if (!avow_cli_parse (NULL, _("Throws all tables away that can be made from the records, and makes them again."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, &error);
  g_autoptr (AvowAccess) access = NULL;
  /* what is made again is what a verification holds against the records */
  if (store == NULL || !avow_cli_look (cli, store, AVOW_ACTION_VERIFY, &access, &error)
      || !avow_store_rebuild (store, avow_cli_show_progress, (gpointer) _("Rebuilding"), &error))
    return avow_cli_fail (error);
  return AVOW_EXIT_OK;
}
