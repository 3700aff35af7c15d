/* avow-pages.c: which pages there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-pages.h"

#include "avow-declaration-page.h"
#include "avow-programme-page.h"
#include "avow-receipt-page.h"
#include "avow-records-page.h"
#include "avow-reports-page.h"
#include "avow-team-page.h"
#include "avow-training-page.h"

#include <glib/gi18n-lib.h>

const AvowRootPage avow_root_pages[] = {
  { "training", N_("My _training"), "view-list-bullet-symbolic", FALSE, AVOW_ACTION_LEARN, avow_training_page_new },
  { "records", N_("My re_cords"), "document-open-recent-symbolic", FALSE, AVOW_ACTION_LEARN, avow_records_page_new },
  { "team", N_("T_eam"), "system-users-symbolic", TRUE, AVOW_ACTION_SEE_TEAM, avow_team_page_new },
  { "reports", N_("_Reports"), "x-office-document-symbolic", TRUE, AVOW_ACTION_EXPORT, avow_reports_page_new },
  { "programme", N_("_Programme"), "emblem-system-symbolic", TRUE, AVOW_ACTION_ASSIGN, avow_programme_page_new },
  { NULL },
};

/* A page for a duty of a kind that this Avow has no page for: it says so, and leaves the way back open. */
static GtkWidget *
create_missing_page (const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.back");
  gtk_widget_set_tooltip_text (back, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), _("This version of Avow can’t show this. Nothing is lost. A newer version can."));
  gtk_widget_set_vexpand (status, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), status);

  return box;
}

GtkWidget *
avow_pages_new_duty (AvowContext *context, const AvowDuty *duty)
{
  if (!g_str_equal (duty->item_kind, "course"))
    return avow_declaration_page_new (context, duty);

  return create_missing_page (duty->title);
}

GtkWidget *
avow_pages_new_receipt (AvowContext *context, gint64 position)
{
  return avow_receipt_page_new (context, position);
}
