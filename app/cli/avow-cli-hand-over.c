/* avow-cli-hand-over.c: avowctl hand-over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "exchange/avow-hand-over.h"

#include <glib/gi18n-lib.h>

static gboolean
hand_over (AvowCli *cli, const char *team, const char *staff_number, gboolean whole, const char *path, AvowHandOverSummary *summary,
           GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) access = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_HAND_OVER, error) : NULL;
  g_autoptr (AvowPerson) person = NULL;
  AvowHandOverTo to = { .team = team, .whole = whole };

  if (access == NULL)
    return FALSE;
  if (staff_number != NULL)
    {
      person = avow_roster_find (store, staff_number, error);
      if (person == NULL)
        return FALSE;
      to.person = person->id;
    }
  return avow_hand_over_write (store, access->person, &to, path, summary, error);
}

AvowExit
avow_cli_hand_over (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *team = NULL;
  g_autofree char *person = NULL;
  gboolean whole = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_("the file to write to"), N_("FILE") },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("for the desk of this team’s manager"), N_("TEAM") },
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, N_("for the computer of this person, by staff number"), N_("NUMBER") },
    { "whole", 0, 0, G_OPTION_ARG_NONE, &whole, N_("from the first record on, for a desk that lacks some"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  AvowHandOverSummary summary;

  if (!avow_cli_parse (NULL, _("Writes what another desk needs to know into a file: for the compliance team everything that is here, for a team’s manager or a person what is about them."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  if (path == NULL || (team != NULL && person != NULL))
    {
      g_printerr ("%s\n", _("avowctl: call it as “avowctl hand-over -o FILE [--team TEAM | --person NUMBER] [--whole]”"));
      return AVOW_EXIT_FAILED;
    }
  if (!hand_over (cli, team, person, whole, path, &summary, &error))
    return avow_cli_fail (error);
  g_print (ngettext ("%llu record, %llu of them with what it says, in %s\n", "%llu records, %llu of them with what they say, in %s\n",
                     (gulong) summary.records),
           (unsigned long long) summary.records, (unsigned long long) summary.payloads, path);
  return AVOW_EXIT_OK;
}
