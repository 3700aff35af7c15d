/* avow-banner.c: a message across a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-banner.h"

#include "avow-wrap-box.h"

struct _AvowBanner
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (AvowBanner, avow_banner, ADW_TYPE_BIN)

static void
avow_banner_class_init (AvowBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, AvowBanner, label);
  gtk_widget_class_bind_template_child (widget_class, AvowBanner, button);
}

static void
avow_banner_init (AvowBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_banner_new (void)
{
  return g_object_new (AVOW_TYPE_BANNER, NULL);
}

void
avow_banner_set_text (AvowBanner *self, const char *text)
{
  gboolean shown = text != NULL && *text != '\0';

  g_return_if_fail (AVOW_IS_BANNER (self));

  if (shown)
    gtk_label_set_label (self->label, text);
  gtk_revealer_set_reveal_child (self->revealer, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), shown);
}

void
avow_banner_set_action (AvowBanner *self, const char *label, const char *detailed_action)
{
  g_return_if_fail (AVOW_IS_BANNER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->button), detailed_action != NULL);
  if (detailed_action != NULL)
    {
      gtk_button_set_label (self->button, label);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), detailed_action);
    }
}
