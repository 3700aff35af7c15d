/* avow-cli-verify.c: avowctl verify
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "record/avow-clock.h"
#include "record/avow-verify.h"
#include "report/avow-receipt-check.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
print_finding (const AvowFinding *finding)
{
  if (finding->position == 0)
    g_print (_("the store: %s\n"), finding->message);
  else
    g_print (_("record %" PRId64 " (%s of %s): %s\n"), finding->position, finding->kind != NULL ? finding->kind : "?",
             finding->subject != NULL ? finding->subject : "?", finding->message);
}

/* Where the clock was set back order is the ledger's; dates are to be read with that in mind. */
static void
print_setbacks (const AvowVerdict *verdict)
{
  for (guint i = 0; i < verdict->setbacks->len; i++)
    {
      const AvowSetback *setback = &g_array_index (verdict->setbacks, AvowSetback, i);
      g_autofree char *time = avow_time_to_iso (setback->time);
      g_autofree char *before = avow_time_to_iso (setback->before);
      g_print (_("record %" PRId64 " was kept at %s, after one of %s: the clock had been set back\n"), setback->position, time, before);
    }
  if (verdict->setback_count > verdict->setbacks->len)
    g_print (_("the clock was set back %" PRIu64 " times in all\n"), verdict->setback_count);
}

static void
print_verdict (const AvowVerdict *verdict)
{
  g_autofree char *root = avow_digest_to_hex (&verdict->checkpoint.root);
  for (guint i = 0; i < verdict->findings->len; i++)
    print_finding (g_ptr_array_index (verdict->findings, i));
  print_setbacks (verdict);
  for (guint i = 0; i < verdict->notes->len; i++)
    print_finding (g_ptr_array_index (verdict->notes, i));
  if (verdict->purged > 0)
    g_print (_("%" PRId64 " of the records were purged; their entries in the ledger stand.\n"), verdict->purged);
  g_print (_("%" PRId64 " records, %" PRId64 " signatures, %" PRId64 " attempts graded again; root %s\n"),
           verdict->records, verdict->signatures, verdict->graded, root);
  if (avow_verdict_is_sound (verdict))
    g_print ("%s\n", _("Sound: every record is as it was."));
  else
    g_print (ngettext ("Not sound: %u finding.\n", "Not sound: %u findings.\n", verdict->findings->len), verdict->findings->len);
}

static AvowExit
check_receipt (AvowStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AvowReceiptVerdict verdict;
  if (!avow_receipt_check (store, path, &verdict, &text, &error))
    return avow_cli_fail (error);
  g_print ("%s\n", text);
  return verdict == AVOW_RECEIPT_HELD ? AVOW_EXIT_OK : AVOW_EXIT_WRONG;
}

AvowExit
avow_cli_verify (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *receipt = NULL;
  const GOptionEntry entries[] = {
    { "receipt", 0, 0, G_OPTION_ARG_FILENAME, &receipt,
      N_("only whether the ledger still holds the declaration of this file, which “evidence” or “Save Evidence” wrote"), N_("FILE") },
    { NULL },
  };
  if (!avow_cli_parse (NULL, _("Checks everything in the store, and names each record at fault. Exit code 0: sound, 1: not sound, 2: could not check."),
                       entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, &error);
  if (store != NULL && receipt != NULL)
    return check_receipt (store, receipt);
  g_autoptr (AvowVerdict) verdict = store != NULL ? avow_store_verify (store, avow_cli_show_progress, (gpointer) _("Checking"), &error) : NULL;
  if (verdict == NULL)
    return avow_cli_fail (error);
  print_verdict (verdict);
  return avow_verdict_is_sound (verdict) ? AVOW_EXIT_OK : AVOW_EXIT_WRONG;
}
