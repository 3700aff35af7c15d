/* avow-cli-person.c: avowctl person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-leaver.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

static gboolean
add_person (AvowCli *cli, const AvowPerson *person, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) officer = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_EDIT_ROSTER, error) : NULL;
  return officer != NULL && avow_roster_add (store, officer->person, person, NULL, error);
}

static AvowExit
run_add (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *staff_number = NULL, *name = NULL, *email = NULL, *team = NULL, *joined = NULL;
  const GOptionEntry entries[] = {
    { "staff-number", 0, 0, G_OPTION_ARG_STRING, &staff_number, N_("the person’s staff number"), N_("NUMBER") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("their name, as it is to be signed"), N_("NAME") },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("their team"), N_("TEAM") },
    { "email", 0, 0, G_OPTION_ARG_STRING, &email, N_("their e-mail address, if they have one"), N_("ADDRESS") },
    { "joined", 0, 0, G_OPTION_ARG_STRING, &joined, N_("the day they joined (default: today)"), N_("YYYY-MM-DD") },
    { NULL },
  };
  if (!avow_cli_parse (NULL, _("Adds a person to the roster, with what the rules say they owe."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  if (staff_number == NULL || name == NULL || team == NULL)
    {
      g_printerr ("%s\n", _("avowctl: name the person with --staff-number NUMBER --name NAME --team TEAM"));
      return AVOW_EXIT_FAILED;
    }
  if (joined == NULL)
    joined = avow_time_to_date (avow_clock_now ());
  g_autoptr (GError) error = NULL;
  AvowPerson person = { .staff_number = staff_number, .name = name, .email = email, .team = team, .joined = joined };
  if (!add_person (cli, &person, &error))
    return avow_cli_fail (error);
  g_print (_("%s (%s) is in the roster. Next: avowctl invite %s -o FILE\n"), name, staff_number, staff_number);
  return AVOW_EXIT_OK;
}

static AvowExit
run_list (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *team = NULL;
  const GOptionEntry entries[] = {
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("only this team"), N_("TEAM") },
    { NULL },
  };
  if (!avow_cli_parse (NULL, _("Lists the people of the roster: staff number, name, team, whether they have a key here."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, &error);
  g_autoptr (AvowAccess) access = NULL;
  if (store == NULL || !avow_cli_look (cli, store, AVOW_ACTION_SEE_TEAM, &access, &error))
    return avow_cli_fail (error);
  /* of a team's manager as a report is: their team's */
  const char *scope = access != NULL ? avow_access_get_scope (access, AVOW_ACTION_SEE_TEAM) : NULL;
  g_autoptr (GPtrArray) people = avow_roster_list (store, scope != NULL ? scope : team, &error);
  if (people == NULL)
    return avow_cli_fail (error);
  for (guint i = 0; i < people->len; i++)
    {
      const AvowPerson *person = g_ptr_array_index (people, i);
      g_print ("%s\t%s\t%s\t%s\n", person->staff_number, person->name, person->team, person->enrolled ? _("has a key") : _("no key yet"));
    }
  return AVOW_EXIT_OK;
}

static AvowPerson *
enter_leaver (AvowCli *cli, const char *staff_number, const char *left, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) officer = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_EDIT_ROSTER, error) : NULL;
  g_autoptr (AvowPerson) person = officer != NULL ? avow_roster_find (store, staff_number, error) : NULL;
  if (person == NULL || !avow_leaver_enter (store, officer->person, person->id, left, error))
    return NULL;
  return g_steal_pointer (&person);
}

static AvowExit
run_leave (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *left = NULL;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &left, N_("the first day on which they are no longer there (default: today)"), N_("YYYY-MM-DD") },
    { NULL },
  };
  if (!avow_cli_parse (_("PERSON"), _("Enters in the roster that PERSON, a staff number, has left. Nothing is asked of them any more."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (left == NULL)
    left = avow_time_to_date (avow_clock_now ());
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) person = enter_leaver (cli, argv[1], left, &error);
  if (person == NULL)
    return avow_cli_fail (error);
  g_print (_("%s (%s): left on %s.\n"), person->name, person->staff_number, left);
  return AVOW_EXIT_OK;
}

static const struct
{
  const char *name;
  AvowExit (*run) (AvowCli *cli, int argc, char **argv);
} commands[] = {
  { "add", run_add },
  { "list", run_list },
  { "leave", run_leave },
};

AvowExit
avow_cli_person (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (argc > 1 && g_str_equal (argv[1], commands[i].name))
      {
        g_autofree char *name = g_strdup_printf ("%s %s", g_get_prgname (), commands[i].name);
        g_set_prgname (name);
        return commands[i].run (cli, argc - 1, argv + 1);
      }
  if (avow_cli_parse (_("add|list|leave"), _("Adds a person to the roster, lists it, or enters that somebody left; “avowctl person add --help” and so on tell more."),
                      entries, &argc, &argv, 1, 1))
    g_printerr (_("avowctl: there is no command “person %s”; try “person add”, “person list” or “person leave”\n"), argv[1]);
  return AVOW_EXIT_FAILED;
}
