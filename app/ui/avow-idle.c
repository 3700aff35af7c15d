/* avow-idle.c: whether anybody is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-idle.h"

#define TICK_SECONDS 15
#define TICKS (AVOW_IDLE_MINUTES * 60 / TICK_SECONDS)

struct _AvowIdle
{
  GObject parent_instance;

  guint source;
  guint ticks; /* since something moved */
  double x;    /* where the pointer was */
  double y;
};

G_DEFINE_FINAL_TYPE (AvowIdle, avow_idle, G_TYPE_OBJECT)

enum
{
  IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
key_pressed_cb (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state, AvowIdle *self)
{
  self->ticks = 0;

  return GDK_EVENT_PROPAGATE;
}

/* The pointer is reported anew when what is below it changes; only one that moved counts. */
static void
moved_cb (GtkEventController *controller, double x, double y, AvowIdle *self)
{
  if (x != self->x || y != self->y)
    self->ticks = 0;
  self->x = x;
  self->y = y;
}

static gboolean
tick_cb (gpointer user_data)
{
  AvowIdle *self = user_data;

  self->ticks++;
  if (self->ticks == TICKS)
    g_signal_emit (self, signals[IDLE], 0);

  return G_SOURCE_CONTINUE;
}

static void
avow_idle_dispose (GObject *object)
{
  AvowIdle *self = AVOW_IDLE (object);

  g_clear_handle_id (&self->source, g_source_remove);

  G_OBJECT_CLASS (avow_idle_parent_class)->dispose (object);
}

static void
avow_idle_class_init (AvowIdleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = avow_idle_dispose;

  signals[IDLE] = g_signal_new ("idle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
avow_idle_init (AvowIdle *self)
{
  self->source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

AvowIdle *
avow_idle_new (GtkWidget *window)
{
  AvowIdle *self = g_object_new (AVOW_TYPE_IDLE, NULL);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (moved_cb), self, 0);
  gtk_widget_add_controller (window, key);
  gtk_widget_add_controller (window, motion);

  return self;
}
