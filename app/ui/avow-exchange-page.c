/* avow-exchange-page.c: handing over, and taking in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-exchange-page.h"

#include "avow-hand-over-view.h"
#include "avow-take-in-view.h"

struct _AvowExchangePage
{
  AdwBin parent_instance;

  GtkBox *box;
  AvowHandOverView *hand_over;
  AvowTakeInView *take_in;
};

G_DEFINE_FINAL_TYPE (AvowExchangePage, avow_exchange_page, ADW_TYPE_BIN)

static void
avow_exchange_page_class_init (AvowExchangePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AVOW_TYPE_HAND_OVER_VIEW);
  g_type_ensure (AVOW_TYPE_TAKE_IN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-exchange-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowExchangePage, box);
  gtk_widget_class_bind_template_child (widget_class, AvowExchangePage, hand_over);
  gtk_widget_class_bind_template_child (widget_class, AvowExchangePage, take_in);
}

static void
avow_exchange_page_init (AvowExchangePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_exchange_page_new (AvowContext *context)
{
  AvowExchangePage *self;
  gboolean is_officer;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_EXCHANGE_PAGE, NULL);
  is_officer = avow_access_get_scope (avow_context_get_access (context), AVOW_ACTION_HAND_OVER) == NULL;
  if (is_officer)
    gtk_box_reorder_child_after (self->box, GTK_WIDGET (self->take_in), NULL);
  avow_hand_over_view_set_context (self->hand_over, context);
  avow_take_in_view_set_context (self->take_in, context);

  return GTK_WIDGET (self);
}

void
avow_exchange_page_take_in (AvowExchangePage *self, GPtrArray *files)
{
  g_return_if_fail (AVOW_IS_EXCHANGE_PAGE (self));
  g_return_if_fail (files != NULL);

  avow_take_in_view_take_in (self->take_in, files);
}
