/* avow-cli-purge.c: avowctl purge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-leaver.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <unistd.h>

typedef struct
{
  const char *person;
  const char *reason;
  gboolean yes;
} Order;

static void
print_plan (const AvowPurgePlan *plan)
{
  g_autofree char *text = avow_purge_plan_describe (plan);
  g_printerr ("%s\n", text);
}

/* A line of standard input, byte by byte: what follows it is the passphrase. */
static gboolean
confirm (const AvowPurgePlan *plan, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char byte;
  g_printerr (_("Type %s to confirm: "), avow_purge_plan_get_word (plan));
  while (read (STDIN_FILENO, &byte, 1) == 1 && byte != '\n' && line->len < 256)
    g_string_append_c (line, byte);
  if (!isatty (STDIN_FILENO))
    g_printerr ("\n");
  return avow_purge_plan_check_typed (plan, line->str, error);
}

static gboolean
purge (AvowCli *cli, AvowStore *store, const Order *order, GError **error)
{
  g_autoptr (AvowAccess) officer = avow_identity_choose (store, AVOW_ACTION_PURGE, cli->actor, NULL, error);
  g_autoptr (AvowPurgePlan) plan = officer != NULL ? avow_purge_plan_new (store, officer->person, order->person, error) : NULL;
  gint64 position;
  if (plan == NULL || !avow_purge_plan_check_reason (plan, order->reason, error))
    return FALSE;
  print_plan (plan);
  if (!order->yes && !confirm (plan, error))
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
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, &error);
  if (store == NULL || !purge (cli, store, &order, &error))
    return avow_cli_fail (error);
  return avow_cli_tell_leftovers (store, AVOW_EXIT_OK);
}
