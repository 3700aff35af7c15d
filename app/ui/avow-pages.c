/* avow-pages.c: which pages there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-pages.h"

#include "avow-declaration-page.h"
#include "avow-exchange-page.h"
#include "avow-programme-page.h"
#include "avow-reader.h"
#include "avow-recall-page.h"
#include "avow-receipt-page.h"
#include "avow-records-page.h"
#include "avow-reports-page.h"
#include "avow-team-page.h"
#include "avow-training-page.h"

#include <glib/gi18n-lib.h>

const AvowRootPage avow_root_pages[] = {
  { "training", N_("My _training"), "view-list-bullet-symbolic", FALSE, AVOW_ACTION_LEARN, avow_training_page_new },
  { "records", N_("My re_cords"), "document-open-recent-symbolic", FALSE, AVOW_ACTION_LEARN, avow_records_page_new },
  { "exchange", N_("_Hand-over"), "send-to-symbolic", FALSE, AVOW_ACTION_HAND_OVER, avow_exchange_page_new },
  { "team", N_("T_eam"), "system-users-symbolic", TRUE, AVOW_ACTION_SEE_TEAM, avow_team_page_new },
  { "reports", N_("_Reports"), "x-office-document-symbolic", TRUE, AVOW_ACTION_EXPORT, avow_reports_page_new },
  { "programme", N_("_Programme"), "emblem-system-symbolic", TRUE, AVOW_ACTION_ASSIGN, avow_programme_page_new },
  { NULL },
};

GtkWidget *
avow_pages_new_duty (AvowContext *context, const AvowDuty *duty)
{
  if (g_str_equal (duty->item_kind, "course"))
    return avow_reader_new (context, duty);

  return avow_declaration_page_new (context, duty);
}

GtkWidget *
avow_pages_new_receipt (AvowContext *context, gint64 position)
{
  return avow_receipt_page_new (context, position);
}

GtkWidget *
avow_pages_new_recall (AvowContext *context)
{
  return avow_recall_page_new (context);
}
