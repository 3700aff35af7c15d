/* test-idle.c: when a window takes it that nobody is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "record/avow-clock.h"
#include "ui/avow-idle.h"

#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>

#define MINUTE (60 * G_GINT64_CONSTANT (1000))

typedef struct
{
  Display *display;
  GtkWidget *window;
  AvowIdle *idle;
  guint told;
  guint events; /* that came through to the window */
  int x;
} World;

static gint64 now = 1000;

static gint64
read_clock (gpointer data)
{
  return now;
}

static gboolean
idle_cb (AvowIdle *idle, World *world)
{
  world->told++;
  return TRUE;
}

static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, World *world)
{
  world->events += gdk_event_get_event_type (event) == GDK_SCROLL || gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY;
  return GDK_EVENT_PROPAGATE;
}

/* Until what was done to the window has come to it, or would have. */
static void
settle (World *world)
{
  XSync (world->display, False);
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (10000);
    }
}

static void
roll (World *world)
{
  XTestFakeButtonEvent (world->display, 4, True, CurrentTime);
  XTestFakeButtonEvent (world->display, 4, False, CurrentTime);
  settle (world);
}

static void
move (World *world)
{
  world->x += 10;
  XTestFakeMotionEvent (world->display, -1, world->x, 40, CurrentTime);
  settle (world);
}

static void
set_up (World *world, gconstpointer data)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  *world = (World){ .window = gtk_window_new (), .x = 40 };
  world->display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());
  world->idle = avow_idle_new (world->window);
  g_signal_connect (world->idle, "idle", G_CALLBACK (idle_cb), world);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), world);
  gtk_widget_add_controller (world->window, controller);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 400, 400);
  gtk_window_present (GTK_WINDOW (world->window));
  settle (world);
  while (world->events == 0)
    move (world);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_object_unref (world->idle);
  gtk_window_destroy (GTK_WINDOW (world->window));
}

/* Who reads with the wheel is there. */
static void
test_wheel (World *world, gconstpointer data)
{
  now += 9 * MINUTE;
  roll (world);
  now += 9 * MINUTE;
  move (world);
  g_assert_cmpuint (world->told, ==, 0);

  now += 10 * MINUTE;
  move (world);
  g_assert_cmpuint (world->told, ==, 1);
}

/* The computer slept, no timer ran, and the first that is heard of anybody comes too late, and reaches nothing. */
static void
test_asleep (World *world, gconstpointer data)
{
  guint events = world->events;

  now += 60 * MINUTE;
  roll (world);
  g_assert_cmpuint (world->told, ==, 1);
  g_assert_cmpuint (world->events, ==, events);

  /* from then on somebody is there again */
  roll (world);
  g_assert_cmpuint (world->told, ==, 1);
  g_assert_cmpuint (world->events, >, events);
}

/* Without a sign of anybody the window finds out by itself, and says so once. */
static void
test_nobody (World *world, gconstpointer data)
{
  now += 11 * MINUTE;
  while (world->told == 0)
    g_main_context_iteration (NULL, TRUE);
  now += 11 * MINUTE;
  move (world);
  g_assert_cmpuint (world->told, ==, 1);
}

#define world_add(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  avow_clock_replace (read_clock, NULL);
  world_add ("/avow/ui/idle{wheel}", test_wheel);
  world_add ("/avow/ui/idle{asleep}", test_asleep);
  world_add ("/avow/ui/idle{nobody}", test_nobody);
  return g_test_run ();
}
