/* avow-cli-take-in.c: avowctl take-in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "exchange/avow-take-in.h"

#include <glib/gi18n-lib.h>

/* A line for each ledger: `FILE: NAME: VERDICT: what it means`. */
static gboolean
print_results (const char *path, GPtrArray *results)
{
  gboolean fine = TRUE;

  for (guint i = 0; i < results->len; i++)
    {
      const AvowTakenIn *result = g_ptr_array_index (results, i);
      g_autofree char *words = avow_taken_in_describe (result);

      g_print ("%s: %s: %s: %s\n", path, result->name, avow_intake_verdict_to_name (result->verdict), words);
      fine = avow_taken_in_is_fine (result) && fine;
    }
  return fine;
}

/* What is wrong with a file says nothing about the next one. */
static AvowExit
take_in (AvowStore *store, const char *actor, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = avow_take_in_file (store, actor, path, &error);

  if (results != NULL)
    return print_results (path, results) ? AVOW_EXIT_OK : AVOW_EXIT_WRONG;
  g_printerr ("%s: %s\n", path, error->message);
  return error->domain == AVOW_EXCHANGE_ERROR || g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNSOUND)
             || g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED)
           ? AVOW_EXIT_WRONG
           : AVOW_EXIT_FAILED;
}

AvowExit
avow_cli_take_in (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowAccess) access = NULL;
  AvowExit exit = AVOW_EXIT_OK;

  if (!avow_cli_parse (_("FILE…"), _("Verifies what other desks have handed over, and takes it in: each file whole or not at all."), entries, &argc, &argv, 1, G_MAXINT))
    return AVOW_EXIT_FAILED;
  store = avow_store_open (cli->folder, &error);
  access = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_TAKE_IN, &error) : NULL;
  if (access == NULL)
    return avow_cli_fail (error);
  for (int i = 1; i < argc; i++)
    {
      AvowExit one = take_in (store, access->person, argv[i]);

      exit = MAX (exit, one);
    }
  return avow_cli_tell_leftovers (store, exit);
}
