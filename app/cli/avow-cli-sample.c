/* avow-cli-sample.c: avowctl sample
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "avow-sample.h"

#include <glib/gi18n-lib.h>

AvowExit
avow_cli_sample (AvowCli *cli, int argc, char **argv)
{
  int n_people = AVOW_SAMPLE_PEOPLE;
  g_autofree char *seed = NULL;
  const GOptionEntry entries[] = {
    { "people", 0, 0, G_OPTION_ARG_INT, &n_people, N_("how many people (default: 12)"), N_("N") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, N_("the same seed makes the same people, dates and answers (default: 1)"), N_("S") },
    { NULL },
  };
  if (!avow_cli_parse (_("DIR"), _("Makes a sample organisation in DIR, to try Avow with; its README says how to sign in."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (n_people < AVOW_SAMPLE_PEOPLE || n_people > AVOW_SAMPLE_MAX_PEOPLE)
    {
      g_printerr (_("avowctl: a sample has from %d to %d people\n"), AVOW_SAMPLE_PEOPLE, AVOW_SAMPLE_MAX_PEOPLE);
      return AVOW_EXIT_FAILED;
    }
  g_autoptr (GError) error = NULL;
  if (!avow_sample_create (argv[1], n_people, seed != NULL ? seed : "1", avow_cli_show_progress, (gpointer) _("Making"), &error))
    return avow_cli_fail (error);
  g_print (_("A sample organisation of %d people stands in %s. Open it with: avow --data %s\n"), n_people, argv[1], argv[1]);
  return AVOW_EXIT_OK;
}
