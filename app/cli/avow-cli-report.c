/* avow-cli-report.c: avowctl report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "record/avow-clock.h"
#include "report/avow-report.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AvowReportKind kind;
  AvowFormat format;
  const char *team; /* nullable */
  gint64 as_of;     /* 0: now */
  const char *path;
} Order;

static gboolean
export_report (AvowCli *cli, const Order *order, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (cli->folder, error);
  g_autoptr (AvowAccess) access = store != NULL ? avow_cli_enter (cli, store, AVOW_ACTION_EXPORT, error) : NULL;
  g_autoptr (AvowReport) report = access != NULL ? avow_report_new (store, access, order->kind, order->team, order->as_of, error) : NULL;
  return report != NULL && avow_report_export (report, store, access, order->format, order->path, error);
}

static gboolean
read_order (Order *order, const char *kind, const char *format, const char *as_of, const char *path)
{
  if (!avow_report_kind_from_name (kind, &order->kind))
    g_printerr (_("avowctl: there is no report “%s”; there are completion and attestation\n"), kind);
  else if (!avow_format_from_name (format, &order->format))
    g_printerr ("%s\n", _("avowctl: name the format with --format csv or --format pdf"));
  else if (as_of != NULL && !avow_date_is_valid (as_of))
    g_printerr (_("avowctl: “%s” is no day; write it as YYYY-MM-DD\n"), as_of);
  else if (path == NULL)
    g_printerr ("%s\n", _("avowctl: name the file to write with -o FILE"));
  else
    {
      order->as_of = as_of != NULL ? avow_date_end (as_of) : 0;
      order->path = path;
      return TRUE;
    }
  return FALSE;
}

AvowExit
avow_cli_report (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *format = NULL, *path = NULL, *team = NULL, *as_of = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("csv or pdf"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_("the file to write"), N_("FILE") },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("only this team (default: everyone)"), N_("TEAM") },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("as it stood at the end of this day (default: now)"), N_("YYYY-MM-DD") },
    { NULL },
  };
  Order order = { 0 };
  if (!avow_cli_parse (_("completion|attestation"), _("Exports a report, and records that it was exported."), entries, &argc, &argv, 1, 1)
      || !read_order (&order, argv[1], format, as_of, path))
    return AVOW_EXIT_FAILED;
  order.team = team;
  g_autoptr (GError) error = NULL;
  if (order.format == AVOW_FORMAT_PDF && !avow_cli_load_paper (&error))
    return avow_cli_fail (error);
  return export_report (cli, &order, &error) ? AVOW_EXIT_OK : avow_cli_fail (error);
}
