/* avow-reader-bar.c: the way on, below what is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reader-bar.h"

struct _AvowReaderBar
{
  AdwBin parent_instance;

  GtkLabel *progress;
  GtkWidget *continue_button;
};

G_DEFINE_FINAL_TYPE (AvowReaderBar, avow_reader_bar, ADW_TYPE_BIN)

static void
avow_reader_bar_class_init (AvowReaderBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-reader-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowReaderBar, progress);
  gtk_widget_class_bind_template_child (widget_class, AvowReaderBar, continue_button);
}

static void
avow_reader_bar_init (AvowReaderBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
avow_reader_bar_set_progress (AvowReaderBar *self, const char *text)
{
  g_return_if_fail (AVOW_IS_READER_BAR (self));

  gtk_label_set_label (self->progress, text);
}

void
avow_reader_bar_set_way_on (AvowReaderBar *self, AvowWayOn way_on)
{
  g_return_if_fail (AVOW_IS_READER_BAR (self));

  gtk_widget_set_visible (self->continue_button, way_on != AVOW_WAY_ON_HIDDEN);
  if (way_on == AVOW_WAY_ON_SUGGESTED)
    gtk_widget_add_css_class (self->continue_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->continue_button, "suggested-action");
}
