/* avow-cli-officer.c: avowctl officer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-officer.h"

#include <glib/gi18n-lib.h>

/* Whoever acts, and the person that it is about. */
typedef struct
{
  AvowStore *store;
  AvowPerson *person;
  AvowIdentity *identity;
  AvowCliSecret *passphrase;
} Desk;

static void
clear_desk (Desk *self)
{
  g_clear_pointer (&self->passphrase, avow_cli_secret_free);
  g_clear_pointer (&self->identity, avow_identity_free);
  g_clear_pointer (&self->person, avow_person_free);
  g_clear_pointer (&self->store, avow_store_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, clear_desk)

static gboolean
open_desk (Desk *self, AvowCli *cli, const char *staff_number, GError **error)
{
  g_autoptr (AvowAccess) access = NULL;

  self->store = avow_store_open (cli->folder, error);
  self->person = self->store != NULL ? avow_roster_find (self->store, staff_number, error) : NULL;
  access = self->person != NULL ? avow_identity_choose (self->store, AVOW_ACTION_GRANT, cli->actor, NULL, error) : NULL;
  self->passphrase = access != NULL ? avow_cli_ask_passphrase (self->store, access->person, error) : NULL;
  self->identity = self->passphrase != NULL ? avow_identity_unlock (self->store, access->person, self->passphrase, error) : NULL;
  return self->identity != NULL;
}

/* Both are there: the one who adds shows theirs first. */
static gboolean
add (AvowCli *cli, const char *staff_number, GError **error)
{
  g_auto (Desk) desk = { NULL };
  g_autoptr (AvowCliSecret) passphrase = NULL;
  g_autoptr (AvowIdentity) identity = NULL;

  if (!open_desk (&desk, cli, staff_number, error))
    return FALSE;
  passphrase = avow_cli_ask_passphrase (desk.store, desk.person->id, error);
  identity = passphrase != NULL ? avow_identity_unlock (desk.store, desk.person->id, passphrase, error) : NULL;
  if (identity == NULL)
    return FALSE;
  return avow_officer_add (desk.store, desk.identity, desk.passphrase, desk.person->id, passphrase, error);
}

static AvowExit
run_add (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("PERSON"), _("Makes PERSON, a staff number who has a key here, a compliance officer who holds the organisation’s key. Asks for the passphrases of both."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (!add (cli, argv[1], &error))
    return avow_cli_fail (error);
  g_print (_("%s is a compliance officer, and holds the organisation’s key.\n"), argv[1]);
  return AVOW_EXIT_OK;
}

static AvowExit
run_remove (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_auto (Desk) desk = { NULL };

  if (!avow_cli_parse (_("PERSON"), _("Takes the role back from PERSON, a staff number, and removes their files of the organisation’s key."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (!open_desk (&desk, cli, argv[1], &error) || !avow_officer_remove (desk.store, desk.identity, desk.person->id, &error))
    return avow_cli_fail (error);
  g_print (_("%s is no compliance officer any more. If they may have copied the organisation’s key: avowctl root renew\n"), argv[1]);
  return AVOW_EXIT_OK;
}

static gboolean
list (AvowCli *cli, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) access = NULL;
  g_autoptr (GPtrArray) officers = NULL;

  if (store == NULL || !avow_cli_look (cli, store, AVOW_ACTION_SEE_TEAM, &access, error))
    return FALSE;
  /* of whatever team: managers, too, are told to ask one of them */
  officers = avow_officer_list (store, error);
  for (guint i = 0; officers != NULL && i < officers->len; i++)
    {
      const AvowOfficer *officer = g_ptr_array_index (officers, i);
      g_autoptr (AvowPerson) person = avow_roster_get (store, officer->person, error);

      if (person == NULL)
        return FALSE;
      g_print ("%s\t%s\t%s\n", person->staff_number, person->name,
               !officer->holds ? _("does not hold the key") : officer->here ? _("holds the key") : _("holds the key, not here"));
    }
  return officers != NULL;
}

static AvowExit
run_list (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (NULL, _("Lists the compliance officers: staff number, name, whether they hold the organisation’s key."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  return list (cli, &error) ? AVOW_EXIT_OK : avow_cli_fail (error);
}

AvowExit
avow_cli_officer (AvowCli *cli, int argc, char **argv)
{
  static const AvowSubcommand commands[] = { { "list", run_list }, { "add", run_add }, { "remove", run_remove }, { NULL } };

  return avow_cli_run_subcommand (cli, "officer", commands, _("list|add|remove"), _("Lists the compliance officers, adds one, or removes one."), argc, argv);
}
