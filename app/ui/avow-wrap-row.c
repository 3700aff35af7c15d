/* avow-wrap-row.c: a row whose end goes below its title where there is no room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-wrap-row.h"

#include "avow-wrap-box.h"

struct _AvowWrapRow
{
  AdwPreferencesRow parent_instance;

  AvowWrapBox *box;
  GtkLabel *subtitle;
};

G_DEFINE_FINAL_TYPE (AvowWrapRow, avow_wrap_row, ADW_TYPE_PREFERENCES_ROW)

static void
avow_wrap_row_class_init (AvowWrapRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-wrap-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowWrapRow, box);
  gtk_widget_class_bind_template_child (widget_class, AvowWrapRow, subtitle);
}

static void
avow_wrap_row_init (AvowWrapRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_wrap_row_new (const char *title, const char *subtitle)
{
  AvowWrapRow *self = g_object_new (AVOW_TYPE_WRAP_ROW, "title", title, NULL);

  gtk_label_set_label (self->subtitle, subtitle);

  return GTK_WIDGET (self);
}

void
avow_wrap_row_set_end (AvowWrapRow *self, GtkWidget *end)
{
  g_return_if_fail (AVOW_IS_WRAP_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (end));

  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  avow_wrap_box_append (self->box, end);
}
