/* avow-cli-rule.c: avowctl rule
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-cycle.h"
#include "people/avow-programme.h"
#include "people/avow-rule.h"

#include <glib/gi18n-lib.h>

/* What was said on the command line; what was not is kept. */
typedef struct
{
  char *title;
  char *team;
  char *role;
  char *cycle;
  char *since;
  int due_days;
  char **items;
} Wishes;

static void
clear_wishes (Wishes *wishes)
{
  g_free (wishes->title);
  g_free (wishes->team);
  g_free (wishes->role);
  g_free (wishes->cycle);
  g_free (wishes->since);
  g_strfreev (wishes->items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, clear_wishes)

static void
apply (const Wishes *wishes, AvowRecordRule *rule, GPtrArray *items)
{
  rule->title = wishes->title != NULL ? wishes->title : rule->title;
  rule->team = wishes->team != NULL ? wishes->team : rule->team;
  rule->role = wishes->role != NULL ? wishes->role : rule->role;
  rule->cycle = wishes->cycle != NULL ? wishes->cycle : rule->cycle;
  rule->since = wishes->since != NULL ? wishes->since : rule->since;
  rule->due_days = wishes->due_days >= 0 ? wishes->due_days : rule->due_days;
  for (guint i = 0; wishes->items != NULL && wishes->items[i] != NULL; i++)
    g_ptr_array_add (items, wishes->items[i]);
  if (items->len > 0)
    rule->items = items;
}

static gboolean
set (AvowCli *cli, const char *id, const Wishes *wishes, gboolean active, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) officer = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_ASSIGN, error) : NULL;
  g_autoptr (AvowRecord) before = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  AvowRecordRule rule = { .title = (char *) id, .cycle = (char *) AVOW_CYCLE_ONCE, .due_days = 30 };

  if (officer == NULL || !avow_rule_find (store, id, &before, error))
    return FALSE;
  if (before != NULL)
    rule = *(const AvowRecordRule *) avow_record_get_body (before);
  if (before == NULL && !active)
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                   _("There is no rule “%s”; “avowctl rule list” shows which there are."), id);
      return FALSE;
    }
  apply (wishes, &rule, items);
  rule.active = active;
  return avow_programme_set_rule (store, officer->person, id, &rule, error);
}

static AvowExit
run_set (AvowCli *cli, int argc, char **argv)
{
  g_auto (Wishes) wishes = { .due_days = -1 };
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &wishes.title, N_("by which people know it"), N_("TITLE") },
    { "item", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes.items, N_("what it asks for, in this order; again for each"), N_("ID") },
    { "team", 0, 0, G_OPTION_ARG_STRING, &wishes.team, N_("asks only this team; empty: every team"), N_("TEAM") },
    { "role", 0, 0, G_OPTION_ARG_STRING, &wishes.role, N_("asks only whoever has this role, or one of these; empty: whatever their role"), N_("ROLES") },
    { "cycle", 0, 0, G_OPTION_ARG_STRING, &wishes.cycle, N_("once, yearly, or anniversary: each year, the first time a year after they came"), N_("CYCLE") },
    { "due-days", 0, 0, G_OPTION_ARG_INT, &wishes.due_days, N_("days after which it is due"), N_("DAYS") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &wishes.since, N_("from when it counts (default: today, or as before)"), N_("YYYY-MM-DD") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("RULE"), _("Makes a rule, or changes what is named of it and keeps the rest; either way it is in force then."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (!set (cli, argv[1], &wishes, TRUE, &error))
    return avow_cli_fail (error);
  g_print (_("The rule “%s” is in force.\n"), argv[1]);
  return AVOW_EXIT_OK;
}

static AvowExit
run_stop (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  const Wishes nothing = { .due_days = -1 };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("RULE"), _("Puts a rule out of force. What it has asked for already stays owed."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (!set (cli, argv[1], &nothing, FALSE, &error))
    return avow_cli_fail (error);
  g_print (_("The rule “%s” asks for nothing any more.\n"), argv[1]);
  return AVOW_EXIT_OK;
}

static void
print_rule (AvowRecord *record)
{
  const AvowRecordRule *rule = avow_record_get_body (record);
  g_autofree char *described = avow_rule_describe (rule);
  g_autofree char *days = g_strdup_printf (ngettext ("due after %u day", "due after %u days", rule->due_days), (guint) rule->due_days);

  g_print ("%s\t%s\t%s\t%s\t", avow_record_get_subject (record), rule->title, described, days);
  for (guint i = 0; i < rule->items->len; i++)
    g_print ("%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (rule->items, i));
  g_print ("\n");
}

static AvowExit
run_list (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowAccess) access = NULL;
  g_autoptr (GPtrArray) rules = NULL;

  if (!avow_cli_parse (NULL, _("Lists the rules: name, title, who is asked and when, when it is due, what for."), entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  store = avow_store_open (cli->folder, &error);
  if (store == NULL || !avow_cli_look (cli, store, AVOW_ACTION_SEE_TEAM, &access, &error))
    return avow_cli_fail (error);
  rules = avow_rule_list (store, &error);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    print_rule (g_ptr_array_index (rules, i));
  return rules != NULL ? AVOW_EXIT_OK : avow_cli_fail (error);
}

AvowExit
avow_cli_rule (AvowCli *cli, int argc, char **argv)
{
  static const AvowSubcommand commands[] = { { "list", run_list }, { "set", run_set }, { "stop", run_stop }, { NULL } };

  return avow_cli_run_subcommand (cli, "rule", commands, _("list|set|stop"), _("Lists what is asked of whom, and changes it."), argc, argv);
}
