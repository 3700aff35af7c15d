/* avow-duty-row.c: one thing to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-duty-row.h"

#include "avow-format.h"

#include <glib/gi18n-lib.h>

struct _AvowDutyRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *state;
  GtkImage *due_icon;
  GtkLabel *due;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (AvowDutyRow, avow_duty_row, GTK_TYPE_LIST_BOX_ROW)

static void
avow_duty_row_class_init (AvowDutyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-duty-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowDutyRow, title);
  gtk_widget_class_bind_template_child (widget_class, AvowDutyRow, state);
  gtk_widget_class_bind_template_child (widget_class, AvowDutyRow, due_icon);
  gtk_widget_class_bind_template_child (widget_class, AvowDutyRow, due);
  gtk_widget_class_bind_template_child (widget_class, AvowDutyRow, button);
}

static void
avow_duty_row_init (AvowDutyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
describe_time (const AvowTrainingItem *item, const char *today)
{
  g_autofree char *due = avow_format_due (item->duty->due, today);
  g_autofree char *minutes = avow_format_minutes (item->minutes);

  if (item->minutes == 0)
    return g_steal_pointer (&due);
  /* Translators: how long it takes, and by when: “about 40 minutes; due in 9 days, 14 December” */
  return g_strdup_printf (_("%s; %s"), minutes, due);
}

static const char *
get_urgency_icon (AvowUrgency urgency)
{
  switch (urgency)
    {
    case AVOW_URGENCY_LATE:
      return "task-past-due-symbolic";
    case AVOW_URGENCY_SOON:
      return "task-due-symbolic";
    case AVOW_URGENCY_NONE:
    case AVOW_URGENCY_DUE:
    default:
      return "x-office-calendar-symbolic";
    }
}

GtkWidget *
avow_duty_row_new (const AvowTrainingItem *item, const char *today, gboolean is_next)
{
  AvowDutyRow *self = g_object_new (AVOW_TYPE_DUTY_ROW, NULL);
  g_autofree char *time = describe_time (item, today);
  g_autofree char *name = g_strdup_printf ("%s. %s. %s", item->duty->title, item->state, time);

  gtk_label_set_label (self->title, item->duty->title);
  gtk_label_set_label (self->state, item->state);
  gtk_label_set_label (self->due, time);
  gtk_image_set_from_icon_name (self->due_icon, get_urgency_icon (item->duty->urgency));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "(ss)", item->duty->item, item->duty->cycle);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-duty");
  if (is_next)
    {
      gtk_button_set_label (self->button, item->begun ? _("Contin_ue") : _("_Start"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(ss)", item->duty->item, item->duty->cycle);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.open-duty");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, item->duty->title, -1);
      gtk_widget_set_visible (GTK_WIDGET (self->button), TRUE);
    }

  return GTK_WIDGET (self);
}
