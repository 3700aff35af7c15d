/* avow-idle.c: whether anybody is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-idle.h"

#include "record/avow-clock.h"

#define TICK_SECONDS 5
#define IDLE_MS (AVOW_IDLE_MINUTES * 60 * G_GINT64_CONSTANT (1000))

struct _AvowIdle
{
  GObject parent_instance;

  guint source;
  gint64 last; /* when something moved, by avow_clock_elapsed() */
  gboolean told;
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

/* The pointer is reported anew when what is below it changes; only one that moved counts. */
static gboolean
has_moved (AvowIdle *self, GdkEvent *event)
{
  double x, y;
  gboolean moved;

  if (!gdk_event_get_position (event, &x, &y))
    return FALSE;

  moved = x != self->x || y != self->y;
  self->x = x;
  self->y = y;
  return moved;
}

static gboolean
is_sign_of_life (AvowIdle *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
    case GDK_TOUCHPAD_HOLD:
    case GDK_PAD_BUTTON_PRESS:
      return TRUE;
    case GDK_MOTION_NOTIFY:
      return has_moved (self, event);
    default:
      return FALSE;
    }
}

/* Whether that has now been told, and made a difference. */
static gboolean
tell_if_idle (AvowIdle *self)
{
  gboolean handled = FALSE;

  if (self->told || avow_clock_elapsed () - self->last < IDLE_MS)
    return FALSE;
  self->told = TRUE;
  g_signal_emit (self, signals[IDLE], 0, &handled);
  return handled;
}

/* The computer may have been asleep until this very event: then it comes too late, and is for nothing that was shown. */
static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, AvowIdle *self)
{
  gboolean late;

  if (!is_sign_of_life (self, event))
    return GDK_EVENT_PROPAGATE;
  late = tell_if_idle (self);
  self->told = FALSE;
  self->last = avow_clock_elapsed ();
  return late ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static gboolean
tick_cb (gpointer user_data)
{
  tell_if_idle (user_data);

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

  signals[IDLE] = g_signal_new ("idle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                                G_TYPE_BOOLEAN, 0);
}

static void
avow_idle_init (AvowIdle *self)
{
  self->last = avow_clock_elapsed ();
  self->source = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

AvowIdle *
avow_idle_new (GtkWidget *window)
{
  AvowIdle *self = g_object_new (AVOW_TYPE_IDLE, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (window, controller);

  return self;
}
