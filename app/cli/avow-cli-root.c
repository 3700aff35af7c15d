/* avow-cli-root.c: avowctl root
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-recovery.h"

#include <glib/gi18n-lib.h>

static gboolean
renew (AvowCli *cli, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) access = store != NULL ? avow_identity_choose (store, AVOW_ACTION_GRANT, cli->actor, NULL, error) : NULL;
  g_autoptr (AvowCliSecret) passphrase = access != NULL ? avow_cli_ask_passphrase (store, access->person, error) : NULL;
  g_autoptr (AvowIdentity) identity = passphrase != NULL ? avow_identity_unlock (store, access->person, passphrase, error) : NULL;

  return identity != NULL && avow_root_renew (store, identity, passphrase, avow_cli_confirm_code, NULL, error);
}

static AvowExit
run_renew (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (NULL, _("Makes a new root for the organisation, certified by the one before, where somebody may have copied its key. Take in first what people have signed: what comes under the old root later does not count."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  if (!renew (cli, &error))
    return avow_cli_fail (error);
  g_print ("%s\n", _("The organisation has a new root; organisation.pem stays as it is. Invitations that nobody has accepted are void: write them anew. Other officers hold the key again once they are added: avowctl officer add PERSON"));
  return AVOW_EXIT_OK;
}

AvowExit
avow_cli_root (AvowCli *cli, int argc, char **argv)
{
  static const AvowSubcommand commands[] = { { "renew", run_renew }, { NULL } };

  return avow_cli_run_subcommand (cli, "root", commands, _("renew"), _("Renews the organisation’s root, where somebody may have copied its key."), argc, argv);
}
