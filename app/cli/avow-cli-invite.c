/* avow-cli-invite.c: avowctl invite
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-identity.h"
#include "people/avow-invitation.h"

#include <glib/gi18n-lib.h>

static char *
invite (AvowCli *cli, const char *staff_number, const char *path, GError **error)
{
  g_autofree char *code = NULL;
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) officer
    = store != NULL ? avow_identity_choose (store, AVOW_ACTION_EDIT_ROSTER, cli->actor, NULL, error) : NULL;
  g_autoptr (AvowPerson) person = officer != NULL ? avow_roster_find (store, staff_number, error) : NULL;
  g_autoptr (AvowCliSecret) passphrase = person != NULL ? avow_cli_ask_passphrase (store, officer->person, error) : NULL;
  if (passphrase == NULL || !avow_invitation_write (store, officer->person, passphrase, person->id, path, &code, error))
    return NULL;
  return g_steal_pointer (&code);
}

AvowExit
avow_cli_invite (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_("the file to write"), N_("FILE") },
    { NULL },
  };
  if (!avow_cli_parse (_("PERSON"), _("Writes an invitation for PERSON, a staff number, and prints its one-time code."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (path == NULL)
    {
      g_printerr ("%s\n", _("avowctl: name the file to write with -o FILE"));
      return AVOW_EXIT_FAILED;
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowCliSecret) code = invite (cli, argv[1], path, &error);
  if (code == NULL)
    return avow_cli_fail (error);
  g_print (_("Code: %s\n"), code);
  g_printerr (_("Send “%s” to the person, and tell them the code by another way, such as the telephone.\n"), path);
  return AVOW_EXIT_OK;
}
