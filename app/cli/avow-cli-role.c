/* avow-cli-role.c: avowctl role
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-grant.h"

#include <glib/gi18n-lib.h>

static gboolean
choose_role (const char *name, AvowRole *out_role)
{
  if (!avow_role_from_name (name, out_role))
    g_printerr (_("avowctl: there is no role “%s”; the roles are manager, executive and auditor\n"), name);
  else if (*out_role == AVOW_ROLE_OFFICER)
    g_printerr ("%s\n", _("avowctl: an officer holds the organisation’s key, too: use “avowctl officer add” and “avowctl officer remove”"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
change (AvowCli *cli, const char *staff_number, AvowRole role, const char *team, gboolean granted, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowPerson) person = store != NULL ? avow_roster_find (store, staff_number, error) : NULL;
  g_autoptr (AvowAccess) access = person != NULL ? avow_identity_choose (store, AVOW_ACTION_GRANT, cli->actor, NULL, error) : NULL;
  g_autoptr (AvowCliSecret) passphrase = access != NULL ? avow_cli_ask_passphrase (store, access->person, error) : NULL;
  g_autoptr (AvowIdentity) identity = passphrase != NULL ? avow_identity_unlock (store, access->person, passphrase, error) : NULL;

  return identity != NULL && avow_grant_role (store, identity, person->id, role, team, granted, error);
}

static AvowExit
run_give (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *team = NULL;
  const GOptionEntry entries[] = {
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("the team that a manager manages"), N_("TEAM") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  AvowRole role;

  if (!avow_cli_parse (_("PERSON ROLE"), _("Gives PERSON, a staff number, the role of manager (of a team), executive or auditor. An officer signs for it."), entries, &argc, &argv, 2, 2)
      || !choose_role (argv[2], &role))
    return AVOW_EXIT_FAILED;
  if (!change (cli, argv[1], role, team, TRUE, &error))
    return avow_cli_fail (error);
  g_print (_("%s has the role “%s” now.\n"), argv[1], avow_role_to_label (role));
  return AVOW_EXIT_OK;
}

static AvowExit
run_take_back (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  AvowRole role;

  if (!avow_cli_parse (_("PERSON ROLE"), _("Takes the role of manager, executive or auditor back from PERSON, a staff number. An officer signs for it."), entries, &argc, &argv, 2, 2)
      || !choose_role (argv[2], &role))
    return AVOW_EXIT_FAILED;
  if (!change (cli, argv[1], role, NULL, FALSE, &error))
    return avow_cli_fail (error);
  g_print (_("%s no longer has the role “%s”.\n"), argv[1], avow_role_to_label (role));
  return AVOW_EXIT_OK;
}

static gboolean
print_roles (AvowStore *store, const AvowPerson *person, GError **error)
{
  g_autoptr (AvowAccess) access = avow_access_of (store, person->id, error);

  for (AvowRole role = AVOW_ROLE_MANAGER; access != NULL && role <= AVOW_ROLE_AUDITOR; role++)
    if ((access->roles & (1u << role)) != 0)
      g_print ("%s\t%s\t%s\t%s\n", person->staff_number, person->name, avow_role_to_label (role),
               role == AVOW_ROLE_MANAGER ? access->team : "");
  return access != NULL;
}

static AvowExit
run_list (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowAccess) access = NULL;
  g_autoptr (GPtrArray) people = NULL;

  if (!avow_cli_parse (NULL, _("Lists who has a role besides staff’s: staff number, name, role, the manager’s team."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  store = avow_store_open (cli->folder, &error);
  if (store == NULL || !avow_cli_look (cli, store, AVOW_ACTION_SEE_TEAM, &access, &error))
    return avow_cli_fail (error);
  people = avow_roster_list (store, NULL, &error);
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const AvowPerson *person = g_ptr_array_index (people, i);

      if (avow_cli_shows (access, person->team) && !print_roles (store, person, &error))
        return avow_cli_fail (error);
    }
  return people != NULL ? AVOW_EXIT_OK : avow_cli_fail (error);
}

AvowExit
avow_cli_role (AvowCli *cli, int argc, char **argv)
{
  static const AvowSubcommand commands[] = { { "list", run_list }, { "give", run_give }, { "take-back", run_take_back }, { NULL } };

  return avow_cli_run_subcommand (cli, "role", commands, _("list|give|take-back"), _("Lists who has which role, gives one, or takes one back."), argc, argv);
}
