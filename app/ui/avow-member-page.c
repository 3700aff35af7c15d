/* avow-member-page.c: one person of a team
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-member-page.h"

#include "avow-format.h"

#include <glib/gi18n-lib.h>

struct _AvowMemberPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  AdwPreferencesGroup *about;
  GtkListBox *duties;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (AvowMemberPage, avow_member_page, ADW_TYPE_BIN)

const char *
avow_member_get_icon (AvowMemberState state)
{
  static const char *const icons[AVOW_MEMBER_N_STATES] = {
    [AVOW_MEMBER_LATE] = "dialog-warning-symbolic",
    [AVOW_MEMBER_DECLINED] = "action-unavailable-symbolic",
    [AVOW_MEMBER_SOON] = "alarm-symbolic",
    [AVOW_MEMBER_DUE] = "view-list-bullet-symbolic",
    [AVOW_MEMBER_DONE] = "emblem-ok-symbolic",
  };

  return icons[state];
}

static guint
count_open (const AvowMember *member, gboolean late)
{
  guint count = 0;

  for (guint i = 0; i < member->duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (member->duties, i);

      if (duty->standing != AVOW_STANDING_DONE && duty->standing != AVOW_STANDING_DECLINED)
        count += !late || duty->urgency == AVOW_URGENCY_LATE;
    }

  return count;
}

char *
avow_member_describe (const AvowMember *member)
{
  guint open = count_open (member, FALSE);
  guint late = count_open (member, TRUE);

  switch (member->state)
    {
    case AVOW_MEMBER_LATE:
      return g_strdup_printf (ngettext ("Late with %u thing", "Late with %u things", late), late);
    case AVOW_MEMBER_DECLINED:
      return g_strdup (_("Declined a declaration"));
    case AVOW_MEMBER_SOON:
      return g_strdup_printf (ngettext ("%u thing to do, due within a week", "%u things to do, due within a week", open), open);
    case AVOW_MEMBER_DUE:
      return g_strdup_printf (ngettext ("%u thing to do, in time", "%u things to do, in time", open), open);
    default:
      return g_strdup (member->duties->len > 0 ? _("Everything done") : _("Nothing asked yet"));
    }
}

static char *
describe_duty (const AvowDuty *duty, const char *today)
{
  g_autofree char *due = NULL;

  if (duty->standing == AVOW_STANDING_DONE || duty->standing == AVOW_STANDING_DECLINED)
    return avow_format_outcome (duty);

  due = avow_format_due (duty->due, today);
  /* Translators: where a duty stands, and when it is due, e.g. “Not done, due in 9 days, 14 December” */
  return g_strdup_printf (_("Not done, %s"), due);
}

static GtkWidget *
create_duty_row (const AvowDuty *duty, const char *today)
{
  g_autofree char *state = describe_duty (duty, today);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", avow_member_get_icon (avow_member_judge_duty (duty)),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), duty->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

static void
avow_member_page_class_init (AvowMemberPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-member-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, about);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, duties);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, empty);
}

static void
avow_member_page_init (AvowMemberPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_member_page_new (const AvowMember *member, const char *today)
{
  AvowMemberPage *self = g_object_new (AVOW_TYPE_MEMBER_PAGE, NULL);
  g_autofree char *state = avow_member_describe (member);
  g_autofree char *name = g_markup_escape_text (member->person->name, -1);
  /* Translators: staff number, team, and how a person stands */
  g_autofree char *about = g_strdup_printf (_("Staff number %s, %s. %s."), member->person->staff_number, member->person->team, state);
  g_autofree char *about_markup = g_markup_escape_text (about, -1);

  adw_window_title_set_title (self->title, member->person->name);
  adw_preferences_group_set_title (self->about, name);
  adw_preferences_group_set_description (self->about, about_markup);
  for (guint i = 0; i < member->duties->len; i++)
    gtk_list_box_append (self->duties, create_duty_row (g_ptr_array_index (member->duties, i), today));
  gtk_widget_set_visible (GTK_WIDGET (self->duties), member->duties->len > 0);
  gtk_widget_set_visible (self->empty, member->duties->len == 0);

  return GTK_WIDGET (self);
}
