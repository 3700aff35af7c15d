/* avow-cli-accommodation.c: avowctl accommodation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-accommodation.h"
#include "people/avow-programme.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *person; /* staff number */
  const char *item;
  const char *cycle;  /* nullable: that in which it is not done */
  int extra_time;
  gboolean untimed;
  int extra_attempts;
  const char *reason; /* nullable */
} Order;

/* (transfer full): the cycle in which they have the course to do. */
static char *
find_cycle (AvowStore *store, const AvowPerson *person, const Order *order, GError **error)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (GPtrArray) duties = NULL;

  if (order->cycle != NULL)
    return g_strdup (order->cycle);
  duties = avow_programme_list_duties (store, person->id, today, error);
  for (guint i = 0; duties != NULL && i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      if (g_str_equal (duty->item, order->item) && duty->standing != AVOW_STANDING_DONE)
        return g_strdup (duty->cycle);
    }
  if (duties != NULL)
    g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                 _("%s has no course “%s” to do. Name it by its id, as it stands in its file."), order->person, order->item);
  return NULL;
}

static gboolean
grant_signed (AvowStore *store, AvowIdentity *identity, const AvowPerson *person, const Order *order, GError **error)
{
  g_autofree char *cycle = find_cycle (store, person, order, error);
  AvowAccommodation granted = {
    .item = (char *) order->item,
    .cycle = cycle,
    .extra_time = order->extra_time,
    .untimed = order->untimed,
    .extra_attempts = order->extra_attempts,
    .reason = (char *) order->reason,
  };

  return cycle != NULL && avow_accommodation_grant (store, identity, person->id, &granted, error);
}

static gboolean
grant (AvowCli *cli, const Order *order, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowPerson) person = store != NULL ? avow_roster_find (store, order->person, error) : NULL;
  g_autoptr (AvowAccess) access = person != NULL ? avow_identity_choose (store, AVOW_ACTION_ACCOMMODATE, cli->actor, NULL, error) : NULL;
  g_autoptr (AvowCliSecret) passphrase = access != NULL ? avow_cli_ask_passphrase (store, access->person, error) : NULL;
  g_autoptr (AvowIdentity) identity = passphrase != NULL ? avow_identity_unlock (store, access->person, passphrase, error) : NULL;

  return identity != NULL && grant_signed (store, identity, person, order, error);
}

static gboolean
check_order (const Order *order)
{
  if (order->reason == NULL || *order->reason == '\0')
    g_printerr ("%s\n", _("avowctl: say with --reason what was agreed; the compliance team and the person can read it"));
  else if (order->extra_time < 0 || order->extra_attempts < 0)
    g_printerr ("%s\n", _("avowctl: more time and more attempts can’t be less than none"));
  else
    return TRUE;
  return FALSE;
}

static AvowExit
run_give (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *reason = NULL, *cycle = NULL, *text = NULL;
  Order order = { NULL };
  const GOptionEntry entries[] = {
    { "extra-time", 0, 0, G_OPTION_ARG_INT, &order.extra_time, N_("so much more time, in percent of the course’s limit: 50 is half as much again"), N_("PERCENT") },
    { "untimed", 0, 0, G_OPTION_ARG_NONE, &order.untimed, N_("no time limit at all"), NULL },
    { "extra-attempts", 0, 0, G_OPTION_ARG_INT, &order.extra_attempts, N_("so many more attempts"), N_("NUMBER") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("what was agreed; the compliance team and the person can read it, managers can’t"), N_("TEXT") },
    { "cycle", 0, 0, G_OPTION_ARG_STRING, &cycle, N_("in this cycle (default: the one in which it is to be done)"), N_("CYCLE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("PERSON COURSE"), _("Gives PERSON, a staff number, more time or more attempts in the assessment of COURSE, an id, in one cycle. An officer signs for it. It takes the place of what was given before."), entries, &argc, &argv, 2, 2))
    return AVOW_EXIT_FAILED;
  order.person = argv[1];
  order.item = argv[2];
  order.cycle = cycle;
  order.reason = reason;
  if (!check_order (&order))
    return AVOW_EXIT_FAILED;
  if (order.extra_time == 0 && !order.untimed && order.extra_attempts == 0)
    {
      g_printerr ("%s\n", _("avowctl: say what to give: --extra-time PERCENT, --untimed or --extra-attempts NUMBER"));
      return AVOW_EXIT_FAILED;
    }
  if (!grant (cli, &order, &error))
    return avow_cli_fail (error);
  text = avow_accommodation_describe (order.extra_time, order.untimed, order.extra_attempts);
  /* Translators: a staff number, and what is given: “no time limit, 2 more attempts” */
  g_print (_("%s has now: %s. Where they learn on another computer it counts there once a hand-over from here is taken in.\n"), argv[1], text);
  return AVOW_EXIT_OK;
}

static AvowExit
run_take_back (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *reason = NULL, *cycle = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("why"), N_("TEXT") },
    { "cycle", 0, 0, G_OPTION_ARG_STRING, &cycle, N_("in this cycle (default: the one in which it is to be done)"), N_("CYCLE") },
    { NULL },
  };
  Order order = { NULL };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("PERSON COURSE"), _("Takes back what was given to PERSON, a staff number, in the assessment of COURSE, an id. An officer signs for it."), entries, &argc, &argv, 2, 2))
    return AVOW_EXIT_FAILED;
  order.person = argv[1];
  order.item = argv[2];
  order.cycle = cycle;
  order.reason = reason;
  if (!check_order (&order))
    return AVOW_EXIT_FAILED;
  if (!grant (cli, &order, &error))
    return avow_cli_fail (error);
  g_print (_("%s has as much time and as many attempts as everybody now.\n"), argv[1]);
  return AVOW_EXIT_OK;
}

static gboolean
print_accommodations (AvowStore *store, const AvowAccess *access, const AvowPerson *person, GError **error)
{
  g_autoptr (GPtrArray) list = avow_accommodation_list (store, access, person->id, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const AvowAccommodation *one = g_ptr_array_index (list, i);
      g_autofree char *text = avow_accommodation_describe (one->extra_time, one->untimed, one->extra_attempts);
      g_autofree char *time = avow_time_to_iso (one->time);

      if (avow_accommodation_is_any (one))
        g_print ("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", person->staff_number, person->name, one->item, one->cycle, text, time, one->reason);
    }
  return list != NULL;
}

/* Reasons may be about somebody's health: even where nobody signs in, an officer is named. */
static gboolean
list (AvowCli *cli, const char *staff_number, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) access = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_ACCOMMODATE, error) : NULL;
  g_autoptr (GPtrArray) people = access != NULL ? avow_roster_list (store, NULL, error) : NULL;
  g_autoptr (AvowPerson) chosen = people != NULL && staff_number != NULL ? avow_roster_find (store, staff_number, error) : NULL;

  if (people == NULL || (staff_number != NULL && chosen == NULL))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const AvowPerson *person = g_ptr_array_index (people, i);

      if ((chosen == NULL || g_str_equal (chosen->id, person->id)) && !print_accommodations (store, access, person, error))
        return FALSE;
    }
  return TRUE;
}

static AvowExit
run_list (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("[PERSON]"), _("Lists who has more time or more attempts, or what PERSON, a staff number, has: staff number, name, course, cycle, what, since when, why."), entries, &argc, &argv, 0, 1))
    return AVOW_EXIT_FAILED;
  return list (cli, argc > 1 ? argv[1] : NULL, &error) ? AVOW_EXIT_OK : avow_cli_fail (error);
}

AvowExit
avow_cli_accommodation (AvowCli *cli, int argc, char **argv)
{
  static const AvowSubcommand commands[] = { { "list", run_list }, { "give", run_give }, { "take-back", run_take_back }, { NULL } };

  return avow_cli_run_subcommand (cli, "accommodation", commands, _("list|give|take-back"),
                                  _("Lists who has more time or more attempts in an assessment, gives them, or takes them back."), argc, argv);
}
