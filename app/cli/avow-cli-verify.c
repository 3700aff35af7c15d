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
print_counts (const AvowVerdict *verdict)
{
  g_autofree char *root = avow_digest_to_hex (&verdict->checkpoint.root);
  g_autofree char *records = g_strdup_printf (ngettext ("%" PRId64 " record", "%" PRId64 " records", (gulong) verdict->records), verdict->records);
  g_autofree char *signatures = g_strdup_printf (ngettext ("%" PRId64 " signature", "%" PRId64 " signatures", (gulong) verdict->signatures),
                                                 verdict->signatures);
  g_autofree char *graded = g_strdup_printf (ngettext ("%" PRId64 " attempt graded again", "%" PRId64 " attempts graded again",
                                                       (gulong) verdict->graded), verdict->graded);

  /* Translators: e.g. “812 records, 90 signatures, 31 attempts graded again; root 5f…” */
  g_print (_("%s, %s, %s; root %s\n"), records, signatures, graded, root);
}

static void
print_verdict (const AvowVerdict *verdict)
{
  for (guint i = 0; i < verdict->findings->len; i++)
    print_finding (g_ptr_array_index (verdict->findings, i));
  print_setbacks (verdict);
  for (guint i = 0; i < verdict->notes->len; i++)
    print_finding (g_ptr_array_index (verdict->notes, i));
  if (verdict->unread > 0)
    g_print (_("Records 1–%" PRId64 " were not read again: the ledgers go on from them as they were verified before, but a text or a table may have been "
               "damaged since.\n"), verdict->unread);
  if (verdict->purged > 0)
    g_print (ngettext ("%" PRId64 " of the records was purged; its entry in the ledger stands.\n",
                       "%" PRId64 " of the records were purged; their entries in the ledger stand.\n", (gulong) verdict->purged), verdict->purged);
  print_counts (verdict);
  if (avow_verdict_is_sound (verdict))
    g_print ("%s\n", verdict->unread > 0 ? _("Sound: every new record is as it was.") : _("Sound: every record is as it was."));
  else
    g_print (ngettext ("Not sound: %u finding.\n", "Not sound: %u findings.\n", verdict->findings->len), verdict->findings->len);
}

/* (transfer full) (nullable): what a verification before wrote. */
static AvowTrustedPoint *
read_point (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (AvowTrustedPoint) point = g_file_get_contents (path, &text, NULL, error) ? avow_trusted_point_parse (text, error) : NULL;
  if (point == NULL)
    g_prefix_error (error, "%s: ", path);
  return g_steal_pointer (&point);
}

static gboolean
keep_point (const AvowTrustedPoint *point, const char *path, GError **error)
{
  g_autofree char *text = avow_trusted_point_to_text (point);
  if (!g_file_set_contents (path, text, -1, error))
    return FALSE;
  g_print (_("How far the records were verified stands in %s. Keep it where nobody who uses this computer can write.\n"), path);
  return TRUE;
}

static AvowVerdict *
verify (AvowStore *store, const char *since, GError **error)
{
  g_autoptr (AvowTrustedPoint) point = since != NULL ? read_point (since, error) : NULL;
  if (since == NULL)
    return avow_store_verify (store, avow_cli_show_progress, (gpointer) _("Checking"), error);
  return point != NULL ? avow_store_verify_since (store, point, avow_cli_show_progress, (gpointer) _("Checking"), error) : NULL;
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
  g_autofree char *since = NULL;
  g_autofree char *keep = NULL;
  const GOptionEntry entries[] = {
    { "receipt", 0, 0, G_OPTION_ARG_FILENAME, &receipt,
      N_("only whether the ledger still holds the declaration of this file, which “evidence” or “Save Evidence” wrote"), N_("FILE") },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &since,
      N_("only what is new since the verification that wrote this file, and that it goes on from what was verified then; that is not read again"), N_("FILE") },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &keep,
      N_("where all is sound, write to this file how far the records were verified, for --since; keep it where nobody who uses this computer can write"), N_("FILE") },
    { NULL },
  };
  if (!avow_cli_parse (NULL, _("Checks everything in the store, and names each record at fault. Exit code 0: sound, 1: not sound, 2: could not check."),
                       entries, &argc, &argv, 0, 0))
    return AVOW_EXIT_FAILED;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, &error);
  g_autoptr (AvowAccess) access = NULL;
  /* a receipt is its holder's to check */
  if (store == NULL || !avow_cli_look (cli, store, receipt != NULL ? AVOW_ACTION_LEARN : AVOW_ACTION_VERIFY, &access, &error))
    return avow_cli_fail (error);
  if (receipt != NULL)
    return check_receipt (store, receipt);
  g_autoptr (AvowVerdict) verdict = verify (store, since, &error);
  if (verdict == NULL)
    return avow_cli_fail (error);
  print_verdict (verdict);
  if (!avow_verdict_is_sound (verdict))
    return avow_cli_tell_leftovers (store, AVOW_EXIT_WRONG);
  if (keep != NULL && !keep_point (verdict->point, keep, &error))
    return avow_cli_fail (error);
  return avow_cli_tell_leftovers (store, AVOW_EXIT_OK);
}
