/* avow-cli-purge.c: avowctl purge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-leaver.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *person;
  const char *reason;
  gboolean yes;
} Order;

static const char *
describe_kind (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *text;
  } words[] = {
    { "person", N_("entries in the roster") },
    { "enrolment", N_("certificates") },
    { "grant", N_("roles, given or taken back") },
    { "obligation", N_("what was asked of them") },
    { "attempt", N_("attempts, with their answers") },
    { "completion", N_("courses completed") },
    { "declaration", N_("declarations, signed or declined") },
    { "export", N_("files that were exported under their name") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].kind, kind))
      return _(words[i].text);
  return kind;
}

static void
print_plan (const AvowPurgePlan *plan)
{
  if (plan->name != NULL)
    g_printerr (_("What was recorded about %s (%s) will be destroyed, for ever:\n"), plan->name, plan->staff_number);
  else
    g_printerr (_("What has been recorded about %s since they were purged will be destroyed, for ever:\n"), plan->person);
  for (guint i = 0; i < plan->groups->len; i++)
    {
      const AvowPurgeGroup *group = &g_array_index (plan->groups, AvowPurgeGroup, i);
      g_printerr ("  %5u  %s\n", group->count, describe_kind (group->kind));
    }
  g_printerr ("%s\n", _("The key files and the reading progress go too, and copies of the store beside it. Withdrawals of keys stay, and for each record "
                        "its entry in the ledger, which names nobody. What left the system, on paper or as a file, is not reached."));
}

/* A line of standard input, byte by byte: what follows it is the passphrase. */
static gboolean
confirm (const AvowPurgePlan *plan)
{
  const char *wanted = plan->staff_number != NULL ? plan->staff_number : plan->person;
  g_autoptr (GString) line = g_string_new (NULL);
  char byte;
  g_printerr (_("Type %s to confirm: "), wanted);
  while (read (STDIN_FILENO, &byte, 1) == 1 && byte != '\n' && line->len < 256)
    g_string_append_c (line, byte);
  if (!isatty (STDIN_FILENO))
    g_printerr ("\n");
  if (strcmp (g_strstrip (line->str), wanted) == 0)
    return TRUE;
  g_printerr ("%s\n", _("avowctl: that is not it. Nothing was destroyed."));
  return FALSE;
}

/* Whether it is done; FALSE without @error where it was not confirmed. */
static gboolean
purge (AvowCli *cli, const Order *order, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) officer = store != NULL ? avow_identity_choose (store, AVOW_ACTION_PURGE, cli->actor, NULL, error) : NULL;
  g_autoptr (AvowPurgePlan) plan = officer != NULL ? avow_purge_plan_new (store, officer->person, order->person, error) : NULL;
  gint64 position;
  if (plan == NULL || !avow_purge_plan_check_reason (plan, order->reason, error))
    return FALSE;
  print_plan (plan);
  if (!order->yes && !confirm (plan))
    return FALSE;
  g_autoptr (AvowCliSecret) passphrase = avow_cli_ask_passphrase (store, officer->person, error);
  g_autoptr (AvowIdentity) identity = passphrase != NULL ? avow_identity_unlock (store, officer->person, passphrase, error) : NULL;
  if (identity == NULL || !avow_purge_plan_run (plan, store, identity, order->reason, &position, error))
    return FALSE;
  g_print (ngettext ("%u record was purged, under record %" PRId64 ".\n", "%u records were purged, under record %" PRId64 ".\n", plan->positions->len),
           plan->positions->len, position);
  return TRUE;
}

AvowExit
avow_cli_purge (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *reason = NULL;
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("why; it stays when all else is gone, so name nobody"), N_("TEXT") },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, N_("don’t ask to type the staff number"), NULL },
    { NULL },
  };
  if (!avow_cli_parse (_("PERSON"), _("Destroys what was recorded about PERSON, a staff number, who has left. An officer signs for it."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (reason == NULL)
    {
      g_printerr ("%s\n", _("avowctl: say why with --reason TEXT"));
      return AVOW_EXIT_FAILED;
    }
  const Order order = { argv[1], reason, yes };
  g_autoptr (GError) error = NULL;
  if (purge (cli, &order, &error))
    return AVOW_EXIT_OK;
  return error != NULL ? avow_cli_fail (error) : AVOW_EXIT_FAILED;
}
