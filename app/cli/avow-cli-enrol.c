/* avow-cli-enrol.c: avowctl enrol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-invitation.h"

#include <glib/gi18n-lib.h>

AvowExit
avow_cli_enrol (AvowCli *cli, int argc, char **argv)
{
  gboolean restored = FALSE;
  const GOptionEntry entries[] = {
    { "restored", 0, 0, G_OPTION_ARG_NONE, &restored, N_("the folder was restored from a backup: go on in a new ledger"), NULL },
    { NULL },
  };
  if (!avow_cli_parse (_("FILE"), _("Accepts an invitation: asks for its code, then for a passphrase of your own."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowInvitation) invitation = avow_invitation_open (argv[1], &error);
  if (invitation == NULL)
    return avow_cli_fail (error);
  g_printerr (_("“%s” invites %s (%s).\n"), avow_invitation_get_organisation (invitation), avow_invitation_get_name (invitation),
              avow_invitation_get_staff_number (invitation));
  g_autoptr (AvowCliSecret) code = avow_cli_ask_secret (_("The code you were given:"), &error);
  g_autoptr (AvowCliSecret) passphrase = code != NULL ? avow_cli_ask_new_secret (_("A passphrase of your own:"), &error) : NULL;
  g_autofree char *person = NULL;
  g_autoptr (AvowStore) store = NULL;
  if (passphrase != NULL && restored)
    store = avow_invitation_restore (invitation, cli->folder, code, passphrase, &person, &error);
  else if (passphrase != NULL)
    store = avow_invitation_accept (invitation, cli->folder, code, passphrase, &person, &error);
  if (store == NULL)
    return avow_cli_fail (error);
  g_print (_("Welcome, %s. Open Avow to begin.\n"), avow_invitation_get_name (invitation));
  return AVOW_EXIT_OK;
}
