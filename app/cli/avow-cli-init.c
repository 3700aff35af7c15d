/* avow-cli-init.c: avowctl init
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-identity.h"
#include "people/avow-organisation.h"
#include "people/avow-shipped.h"
#include "record/avow-clock.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* Whoever is at a terminal types it back, as often as it takes: a code that was written down wrong opens nothing. */
static void
have_typed_back (const char *code)
{
  for (;;)
    {
      g_autoptr (AvowCliSecret) typed = avow_cli_ask_secret (_("Type it once, as you wrote it down:"), NULL);
      g_autofree char *clean = typed != NULL ? avow_code_normalise (typed) : NULL;
      if (typed == NULL || g_strcmp0 (clean, code) == 0)
        return;
      g_printerr ("%s\n", _("avowctl: this is not the code; look at what you wrote down, and correct it"));
    }
}

static gboolean
set_up (AvowCli *cli, const char *organisation, const AvowPerson *officer, GError **error)
{
  g_autoptr (AvowCliSecret) code = NULL;
  g_autoptr (AvowCliSecret) passphrase = avow_cli_ask_new_secret (_("A passphrase for the compliance officer:"), error);
  if (passphrase == NULL)
    return FALSE;
  g_autoptr (AvowStore) store = avow_organisation_create (cli->folder, organisation, officer, passphrase, FALSE, &code, error);
  if (store == NULL)
    return FALSE;
  g_autoptr (AvowAccess) access = avow_identity_choose (store, AVOW_ACTION_ASSIGN, NULL, NULL, error);
  if (access == NULL || !avow_shipped_assign_courses (store, access->person, error))
    {
      /* an organisation without its courses, whose recovery code nobody was told, is of no use */
      g_clear_pointer (&store, avow_store_unref);
      avow_cli_remove_folder (cli->folder);
      g_prefix_error (error, _("The courses can't be assigned, so nothing was set up: "));
      return FALSE;
    }
  g_print (_("“%s” is set up in %s.\n"), organisation, cli->folder);
  g_print (_("Recovery code: %s\n"), code);
  g_print (_("Write it down now and give it to the accountable executive: it opens the organisation’s key if every officer’s "
             "passphrase is lost, and it is not shown again.\n"));
  if (isatty (STDIN_FILENO))
    have_typed_back (code);
  g_print (_("The declarations are templates: open Avow to read and adopt them, then invite people.\n"));
  return TRUE;
}

AvowExit
avow_cli_init (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *organisation = NULL, *name = NULL, *staff_number = NULL, *team = NULL;
  const GOptionEntry entries[] = {
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &organisation, N_("the organisation’s name"), N_("NAME") },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &name, N_("the first compliance officer’s name (default: the user’s)"), N_("NAME") },
    { "staff-number", 0, 0, G_OPTION_ARG_STRING, &staff_number, N_("the officer’s staff number (default: 1)"), N_("NUMBER") },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("the officer’s team (default: Compliance)"), N_("TEAM") },
    { NULL },
  };
  if (!avow_cli_parse (NULL, _("Sets up an organisation: its root, its first compliance officer, its recovery code."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  if (organisation == NULL)
    {
      g_printerr ("%s\n", _("avowctl: name the organisation with --organisation NAME"));
      return AVOW_EXIT_FAILED;
    }
  if (name == NULL && g_str_equal (g_get_real_name (), "Unknown"))
    {
      g_printerr ("%s\n", _("avowctl: name the compliance officer with --officer NAME; this account has no name of its own"));
      return AVOW_EXIT_FAILED;
    }
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (GError) error = NULL;
  AvowPerson officer = {
    .staff_number = staff_number != NULL ? staff_number : (char *) "1",
    .name = name != NULL ? name : (char *) g_get_real_name (),
    .team = team != NULL ? team : (char *) _("Compliance"),
    .joined = today,
  };
  return set_up (cli, organisation, &officer, &error) ? AVOW_EXIT_OK : avow_cli_fail (error);
}
