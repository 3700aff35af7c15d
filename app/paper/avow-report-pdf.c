/* avow-report-pdf.c: a report on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-pdf.h"

#include "avow-flow.h"
#include "avow-grid.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void add_line (AvowFlow *flow, AvowTextStyle style, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_line (AvowFlow *flow, AvowTextStyle style, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  avow_flow_add_text (flow, style, line);
}

static void
add_heading (AvowFlow *flow, AvowReport *report)
{
  g_autofree char *since = avow_report_format_time (report->since);
  g_autofree char *as_of = avow_report_format_time (report->as_of);
  g_autofree char *made = avow_report_format_time (report->made);
  avow_flow_add_text (flow, AVOW_TEXT_TITLE, report->title);
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, report->organisation);
  avow_flow_add_space (flow, 6);
  add_line (flow, AVOW_TEXT_BODY, _("Covers: %s"), report->team != NULL ? report->team : _("everyone in the roster"));
  if (report->since != 0)
    add_line (flow, AVOW_TEXT_BODY, _("Period: %s (the first record) to %s"), since, as_of);
  else
    add_line (flow, AVOW_TEXT_BODY, _("Period: up to %s, when nothing had been recorded yet"), as_of);
  add_line (flow, AVOW_TEXT_BODY, _("As it stood at %s, known by record %" PRId64), as_of, report->position);
  add_line (flow, AVOW_TEXT_BODY, _("Exported by %s at %s"), report->exporter, made);
  avow_flow_add_space (flow, 8);
}

static void
add_totals (AvowFlow *flow, AvowReport *report)
{
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, _("Totals"));
  for (guint i = 0; i < report->totals->len; i++)
    {
      const AvowTotal *total = g_ptr_array_index (report->totals, i);
      /* Translators: e.g. “Completed: 9 of 12 courses assigned to people who have not left” */
      add_line (flow, AVOW_TEXT_BODY, _("%s: %u of %u %s"), total->label, total->count, total->of, total->denominator);
    }
  avow_flow_add_space (flow, 10);
}

static void
add_proof (AvowFlow *flow, AvowReport *report)
{
  avow_flow_add_space (flow, 12);
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, _("What this report rests on"));
  add_line (flow, AVOW_TEXT_SMALL, _("%s: the first %" PRIu64 " records of the ledger named below, whose tree has this root. "
                                     "Keep this page: a ledger that was shortened or rewritten later can't have the same root."),
            report->title, report->size);
  add_line (flow, AVOW_TEXT_MONOSPACE, _("ledger %s"), report->ledger);
  add_line (flow, AVOW_TEXT_MONOSPACE, _("root   %s"), report->root);
}

GBytes *
avow_report_pdf_write (AvowReport *report)
{
  g_autoptr (AvowFlow) flow = avow_flow_new (AVOW_A4_LONG, AVOW_A4_SHORT);
  g_autofree char *footer = g_strdup_printf ("%s · %s · %.16s…", report->organisation, report->title, report->root);
  avow_flow_set_footer (flow, footer);
  add_heading (flow, report);
  add_totals (flow, report);
  if (avow_table_get_n_rows (report->table) > 0)
    avow_grid_add (flow, report->table);
  else
    avow_flow_add_text (flow, AVOW_TEXT_BODY, _("Nobody owes anything that this report is about."));
  add_proof (flow, report);
  return avow_flow_to_pdf (flow, report->title, report->organisation);
}

void
avow_report_pdf_register (void)
{
  avow_report_set_writer (AVOW_FORMAT_PDF, avow_report_pdf_write);
}
