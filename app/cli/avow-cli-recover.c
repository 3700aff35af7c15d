/* avow-cli-recover.c: avowctl recover
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-recovery.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

gboolean
avow_cli_confirm_code (const char *code, gpointer data, GError **error)
{
  g_autoptr (AvowCliSecret) typed = NULL;

  g_print (_("New recovery code: %s\n"), code);
  /* whoever reads it from a pipe has to type it, too */
  fflush (stdout);
  g_printerr ("%s\n", _("Write it down now and give it to the accountable executive. Once this is done, the one before opens nothing any more."));
  typed = avow_cli_ask_secret (_("Type it once, as you wrote it down:"), error);
  return typed != NULL && avow_recovery_check_typed (code, typed, error);
}

static gboolean
recover (AvowCli *cli, const char *staff_number, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowPerson) person = store != NULL ? avow_roster_find (store, staff_number, error) : NULL;
  g_autoptr (AvowCliSecret) code = person != NULL ? avow_cli_ask_secret (_("The recovery code:"), error) : NULL;
  g_autofree char *prompt = code != NULL ? g_strdup_printf (_("A new passphrase for %s (%s):"), person->name, person->staff_number) : NULL;
  g_autoptr (AvowCliSecret) passphrase = prompt != NULL ? avow_cli_ask_new_secret (prompt, error) : NULL;

  return passphrase != NULL && avow_recovery_run (store, person->id, code, passphrase, avow_cli_confirm_code, NULL, error);
}

AvowExit
avow_cli_recover (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("PERSON"), _("Gives PERSON, the staff number of a compliance officer, a new key by the recovery code, and withdraws their old ones. Prints the next code, to be typed once."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (!recover (cli, argv[1], &error))
    return avow_cli_fail (error);
  g_print (_("%s has a new key and holds the organisation’s. Officers who have lost their passphrases too: remove, invite and add them.\n"), argv[1]);
  return AVOW_EXIT_OK;
}
