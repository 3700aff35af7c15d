/* avow-entrance.c: a page of several steps, for whoever is not in Avow yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-entrance.h"

#include "avow-focus.h"

typedef struct
{
  GtkButton *back_button; /* these three are the template's */
  GtkStack *steps;
  GtkWidget *busy;
  gboolean working;
} AvowEntrancePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AvowEntrance, avow_entrance, ADW_TYPE_BIN)

enum
{
  READY,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
go_back (AvowEntrance *self)
{
  AvowEntrancePrivate *priv = avow_entrance_get_instance_private (self);

  if (!priv->working)
    AVOW_ENTRANCE_GET_CLASS (self)->back (self, gtk_stack_get_visible_child_name (priv->steps));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_back (AVOW_ENTRANCE (widget));
}

static void
avow_entrance_class_init (AvowEntranceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = avow_focus_children;

  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "step.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "step.back", NULL);
}

static void
avow_entrance_init (AvowEntrance *self)
{
}

void
avow_entrance_set_up (AvowEntrance *self, GtkButton *back_button, GtkStack *steps, GtkWidget *busy)
{
  AvowEntrancePrivate *priv = avow_entrance_get_instance_private (self);

  priv->back_button = back_button;
  priv->steps = steps;
  priv->busy = busy;
  g_signal_connect_object (back_button, "clicked", G_CALLBACK (go_back), self, G_CONNECT_SWAPPED);
}

void
avow_entrance_show (AvowEntrance *self, const char *step, GtkWidget *focus)
{
  AvowEntrancePrivate *priv = avow_entrance_get_instance_private (self);

  gtk_stack_set_visible_child_name (priv->steps, step);
  gtk_widget_grab_focus (focus);
}

void
avow_entrance_set_working (AvowEntrance *self, gboolean working)
{
  AvowEntrancePrivate *priv = avow_entrance_get_instance_private (self);

  priv->working = working;
  gtk_widget_set_visible (priv->busy, working);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->back_button), !working);
}

gboolean
avow_entrance_is_working (AvowEntrance *self)
{
  AvowEntrancePrivate *priv = avow_entrance_get_instance_private (self);

  return priv->working;
}

void
avow_entrance_end (AvowEntrance *self, const char *person)
{
  g_signal_emit (self, signals[READY], 0, person);
}

void
avow_entrance_leave (AvowEntrance *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}
