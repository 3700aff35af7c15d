/* avow-member-page.c: one person of a team
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-member-page.h"

#include "avow-format.h"
#include "avow-person-acts.h"
#include "avow-problem.h"

#include <glib/gi18n-lib.h>

struct _AvowMemberPage
{
  AdwBin parent_instance;

  AvowContext *context;
  AvowPersonFacts *facts; /* nullable: not loaded yet, or not to be seen */

  AdwWindowTitle *title;
  AdwPreferencesGroup *about;
  GtkListBox *duties;
  GtkWidget *empty;
  GtkWidget *acts;
  GtkListBox *act_list;
  GtkLabel *problem;
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
    [AVOW_MEMBER_LEFT] = "system-log-out-symbolic",
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
    case AVOW_MEMBER_LEFT:
      /* Translators: a date, as 2026-11-24 */
      return g_strdup_printf (_("Left on %s"), member->person->left);
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
act_activated_cb (AvowMemberPage *self, GtkListBoxRow *row)
{
  const AvowPersonAct *act = g_object_get_data (G_OBJECT (row), "avow-act");

  avow_problem_show (self->problem, NULL);
  act->open (GTK_WIDGET (self), self->context, self->facts, self->problem);
}

static void
add_act (AvowMemberPage *self, const AvowPersonAct *act)
{
  g_autofree char *description = act->describe (self->facts);
  GtkWidget *row;

  if (description == NULL)
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(act->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE,
                                                                 "icon-name", "go-next-symbolic",
                                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                                 NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "avow-act", (gpointer) act);
  gtk_list_box_append (self->act_list, row);
}

static void
facts_loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowMemberPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->facts = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  if (self->facts == NULL)
    {
      avow_problem_show (self->problem, error->message);
      return;
    }

  for (const AvowPersonAct *act = avow_person_acts; act->title != NULL; act++)
    add_act (self, act);
  gtk_widget_set_visible (self->acts, TRUE);
}

static void
avow_member_page_dispose (GObject *object)
{
  AvowMemberPage *self = AVOW_MEMBER_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->facts, avow_person_facts_free);

  G_OBJECT_CLASS (avow_member_page_parent_class)->dispose (object);
}

static void
avow_member_page_class_init (AvowMemberPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_member_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-member-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, about);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, duties);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, acts);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, act_list);
  gtk_widget_class_bind_template_child (widget_class, AvowMemberPage, problem);
}

static void
avow_member_page_init (AvowMemberPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->act_list, "row-activated", G_CALLBACK (act_activated_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_member_page_new (AvowContext *context, const AvowMember *member, const char *today)
{
  AvowMemberPage *self = g_object_new (AVOW_TYPE_MEMBER_PAGE, NULL);
  g_autofree char *state = avow_member_describe (member);
  g_autofree char *name = g_markup_escape_text (member->person->name, -1);
  /* Translators: staff number, team, and how a person stands */
  g_autofree char *about = g_strdup_printf (_("Staff number %s, %s. %s."), member->person->staff_number, member->person->team, state);
  g_autofree char *about_markup = g_markup_escape_text (about, -1);

  self->context = g_object_ref (context);
  adw_window_title_set_title (self->title, member->person->name);
  adw_preferences_group_set_title (self->about, name);
  adw_preferences_group_set_description (self->about, about_markup);
  for (guint i = 0; i < member->duties->len; i++)
    gtk_list_box_append (self->duties, create_duty_row (g_ptr_array_index (member->duties, i), today));
  gtk_widget_set_visible (GTK_WIDGET (self->duties), member->duties->len > 0);
  gtk_widget_set_visible (self->empty, member->duties->len == 0 && member->state != AVOW_MEMBER_LEFT);
  if (avow_access_allows (avow_context_get_access (context), AVOW_ACTION_EDIT_ROSTER))
    avow_worker_run_async (avow_context_get_worker (context), avow_person_facts_load, g_strdup (member->person->id), g_free,
                           (GDestroyNotify) avow_person_facts_free, NULL, facts_loaded_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
