/* avow-cli-course-stats.c: avowctl course stats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "report/avow-course-report.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *item;
  const char *edition; /* nullable: the one in use */
  AvowReportKind kind;
  AvowFormat format;
  const char *path;    /* nullable: printed */
} Order;

/* A line a row, tab-separated, as people read it. */
static void
print_table (AvowTable *table)
{
  for (guint row = 0; row <= avow_table_get_n_rows (table); row++)
    for (guint column = 0; column < avow_table_get_n_columns (table); column++)
      g_print ("%s%s", row == 0 ? avow_table_get_column (table, column)->title : avow_table_get_cell (table, row - 1, column),
               column + 1 < avow_table_get_n_columns (table) ? "\t" : "\n");
}

static void
print_report (const AvowReport *report)
{
  g_print ("%s\n\n", report->title);
  print_table (report->table);
  g_print ("\n");
  for (guint i = 0; i < report->totals->len; i++)
    {
      const AvowTotal *total = g_ptr_array_index (report->totals, i);
      /* Translators: a figure, its denominator, and who is counted in that */
      g_print (_("%s: %u of %u (%s)\n"), total->label, total->count, total->of, total->denominator);
    }
}

static gboolean
tell (AvowCli *cli, const Order *order, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) access = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_SEE_ANSWERS, error) : NULL;
  g_autoptr (AvowReport) report = access != NULL ? avow_report_new_for_course (store, access, order->kind, order->item, order->edition, error) : NULL;

  if (report == NULL)
    return FALSE;
  if (order->path != NULL)
    return avow_report_export (report, store, access, order->format, order->path, error);
  print_report (report);
  return TRUE;
}

AvowExit
avow_cli_course_stats (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *edition = NULL, *format = NULL, *path = NULL;
  gboolean confidence = FALSE;
  const GOptionEntry entries[] = {
    { "edition", 0, 0, G_OPTION_ARG_STRING, &edition, N_("of this edition (default: the one in use)"), N_("EDITION") },
    { "confidence", 0, 0, G_OPTION_ARG_NONE, &confidence, N_("how sure people were, by module, in place of the questions"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("csv or pdf"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_("the file to write (default: printed)"), N_("FILE") },
    { NULL },
  };
  Order order = { .format = AVOW_FORMAT_CSV };
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("COURSE"), _("Tells how the questions of COURSE, an id, are answered: how many get them right, how well they tell who knows from who does not, and which wrong answers are chosen. Of fewer than five people nothing is told. A file that is written is recorded as exported."),
                       entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (format != NULL && !avow_format_from_name (format, &order.format))
    {
      g_printerr ("%s\n", _("avowctl: name the format with --format csv or --format pdf"));
      return AVOW_EXIT_FAILED;
    }
  order.item = argv[1];
  order.edition = edition;
  order.kind = confidence ? AVOW_REPORT_CONFIDENCE : AVOW_REPORT_QUESTIONS;
  order.path = path;
  if (path != NULL && order.format == AVOW_FORMAT_PDF && !avow_cli_load_paper (&error))
    return avow_cli_fail (error);
  return tell (cli, &order, &error) ? AVOW_EXIT_OK : avow_cli_fail (error);
}
