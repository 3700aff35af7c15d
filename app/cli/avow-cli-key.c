/* avow-cli-key.c: avowctl key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-withdrawal.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

#define SHOWN 16 /* hex digits of a fingerprint */

/* An officer; where none is here, the person gives up their own. */
static AvowAccess *
choose (AvowCli *cli, AvowStore *store, const AvowPerson *person, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  AvowAccess *access = avow_identity_choose (store, AVOW_ACTION_EDIT_ROSTER, cli->actor, NULL, &local_error);

  if (access == NULL && (cli->actor == NULL || g_str_equal (cli->actor, person->staff_number)) && person->enrolled
      && g_error_matches (local_error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED))
    return avow_access_of (store, person->id, error);
  if (access == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return access;
}

static gboolean
withdraw (AvowCli *cli, const char *staff_number, const char *reason, const char *key, guint *out_count, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowPerson) person = store != NULL ? avow_roster_find (store, staff_number, error) : NULL;
  g_autoptr (AvowAccess) access = person != NULL ? choose (cli, store, person, error) : NULL;
  g_autoptr (AvowCliSecret) passphrase = access != NULL ? avow_cli_ask_passphrase (store, access->person, error) : NULL;
  g_autoptr (AvowIdentity) identity = passphrase != NULL ? avow_identity_unlock (store, access->person, passphrase, error) : NULL;

  return identity != NULL && avow_withdrawal_write (store, identity, person->id, reason, key, out_count, error);
}

static AvowExit
run_withdraw (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *reason = NULL, *key = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("why: lost, stolen, superseded or left"), N_("REASON") },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, N_("only this one, by the first digits of its fingerprint"), N_("FINGERPRINT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  guint count;

  if (!avow_cli_parse (_("PERSON"), _("Withdraws the keys of PERSON, a staff number: they can’t sign any more, and what is signed with them later does not count."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (!avow_withdrawal_is_reason (reason))
    {
      g_printerr ("%s\n", _("avowctl: say why with --reason lost, stolen, superseded or left"));
      return AVOW_EXIT_FAILED;
    }
  if (!withdraw (cli, argv[1], reason, key, &count, &error))
    return avow_cli_fail (error);
  g_print (ngettext ("%u key of %s is withdrawn. A new one: avowctl invite %s -o FILE\n", "%u keys of %s are withdrawn. A new one: avowctl invite %s -o FILE\n", count),
           count, argv[1], argv[1]);
  return AVOW_EXIT_OK;
}

static gboolean
print_keys (AvowStore *store, const AvowPerson *person, GError **error)
{
  g_autoptr (GPtrArray) keys = avow_withdrawal_list_keys (store, person->id, error);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const AvowPersonKey *key = g_ptr_array_index (keys, i);
      g_autofree char *hex = avow_digest_to_hex (&key->fingerprint);
      g_autofree char *time = avow_time_to_iso (key->time);

      g_print ("%s\t%s\t%.*s\t%s\t%s\n", person->staff_number, person->name, SHOWN, hex, time,
               key->reason == NULL ? _("in use") : key->reason);
    }
  return keys != NULL;
}

/* Everybody may see their own. */
static gboolean
print_one (AvowStore *store, const AvowAccess *access, const char *staff_number, GError **error)
{
  g_autoptr (AvowPerson) person = avow_roster_find (store, staff_number, error);

  if (person == NULL)
    return FALSE;
  if (avow_cli_shows (access, person->team) || g_str_equal (access->person, person->id))
    return print_keys (store, person, error);
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
               _("%s is not of your team, whose keys are all that you can see. Ask a compliance officer."), staff_number);
  return FALSE;
}

static gboolean
print_all (AvowStore *store, const AvowAccess *access, GError **error)
{
  g_autoptr (GPtrArray) people = avow_roster_list (store, NULL, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const AvowPerson *person = g_ptr_array_index (people, i);

      if (avow_cli_shows (access, person->team) && !print_keys (store, person, error))
        return FALSE;
    }
  return people != NULL;
}

static gboolean
list (AvowCli *cli, const char *staff_number, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  gboolean own = staff_number != NULL && g_strcmp0 (staff_number, cli->actor) == 0;
  g_autoptr (AvowAccess) access = NULL;

  if (store == NULL || !avow_cli_look (cli, store, own ? AVOW_ACTION_LEARN : AVOW_ACTION_SEE_TEAM, &access, error))
    return FALSE;
  return staff_number != NULL ? print_one (store, access, staff_number, error) : print_all (store, access, error);
}

static AvowExit
run_list (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("[PERSON]"), _("Lists the keys of everybody, or of PERSON, a staff number: staff number, name, fingerprint, since when, in use or why it was withdrawn."), entries, &argc, &argv, 0, 1))
    return AVOW_EXIT_FAILED;
  return list (cli, argc > 1 ? argv[1] : NULL, &error) ? AVOW_EXIT_OK : avow_cli_fail (error);
}

AvowExit
avow_cli_key (AvowCli *cli, int argc, char **argv)
{
  static const AvowSubcommand commands[] = { { "list", run_list }, { "withdraw", run_withdraw }, { NULL } };

  return avow_cli_run_subcommand (cli, "key", commands, _("list|withdraw"), _("Lists people’s keys, or withdraws one that is lost."), argc, argv);
}
