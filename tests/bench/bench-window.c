/* bench-window.c: when a program's window has something to read, as seen from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-window.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <string.h>

#define SMALLEST_WINDOW 100 /* pixels: helpers of the toolkit are smaller */
#define HEADER_BAR 60       /* pixels from the top that a header bar and the window's shadow may take */
#define MARGIN 40           /* pixels at the other sides: shadow, frame, round corners */
#define TIMEOUT_MS 60000

struct _BenchScreen
{
  Display *display;
  Window root;
  Damage damage;
  int damage_event; /* base of the extension's events */
  Window window;    /* None while there is none */
  XWindowAttributes attributes;
};

static int
ignore_x_error (Display *display, XErrorEvent *event)
{
  /* a window that went away between our asking and looking is no fault */
  return 0;
}

BenchScreen *
bench_screen_open (void)
{
  BenchScreen *self = g_new0 (BenchScreen, 1);
  int error_base;

  self->display = XOpenDisplay (NULL);
  if (self->display == NULL)
    g_error ("There is no X display to measure on; run ./dev bench");
  if (!XDamageQueryExtension (self->display, &self->damage_event, &error_base))
    g_error ("The X server does not tell what is drawn");
  XSetErrorHandler (ignore_x_error);
  self->root = DefaultRootWindow (self->display);
  XSelectInput (self->display, self->root, SubstructureNotifyMask);
  self->damage = XDamageCreate (self->display, self->root, XDamageReportNonEmpty);
  XSync (self->display, False);
  return self;
}

void
bench_screen_close (BenchScreen *self)
{
  XDamageDestroy (self->display, self->damage);
  XCloseDisplay (self->display);
  g_free (self);
}

static void
next_event (BenchScreen *self, XEvent *event)
{
  struct pollfd file = { .fd = ConnectionNumber (self->display), .events = POLLIN };

  while (XPending (self->display) == 0)
    if (poll (&file, 1, TIMEOUT_MS) == 0)
      g_error ("No window came, or went, for %d seconds", TIMEOUT_MS / 1000);
  XNextEvent (self->display, event);
}

static void
take_map (BenchScreen *self, Window window)
{
  XWindowAttributes attributes;

  if (XGetWindowAttributes (self->display, window, &attributes) && attributes.class == InputOutput && !attributes.override_redirect
      && attributes.width > SMALLEST_WINDOW && attributes.height > SMALLEST_WINDOW)
    {
      self->window = window;
      self->attributes = attributes;
    }
}

/* Whether the window shows more than one colour where its content lies. */
static gboolean
has_content (BenchScreen *self)
{
  int width = self->attributes.width - 2 * MARGIN;
  int height = self->attributes.height - HEADER_BAR - MARGIN;
  XImage *image = XGetImage (self->display, self->window, MARGIN, HEADER_BAR, (unsigned) width, (unsigned) height, AllPlanes, ZPixmap);
  gboolean found = FALSE;

  if (image == NULL)
    return FALSE;
  /* rows that are all alike are no content, whatever they hold */
  for (int y = 1; y < height && !found; y++)
    found = memcmp (image->data, image->data + y * image->bytes_per_line, (gsize) image->bytes_per_line) != 0;
  XDestroyImage (image);
  return found;
}

void
bench_screen_wait_content (BenchScreen *self)
{
  XEvent event;

  self->window = None;
  /* the server tells of damage only where there was none */
  XDamageSubtract (self->display, self->damage, None, None);
  while (TRUE)
    {
      next_event (self, &event);
      if (event.type == MapNotify)
        take_map (self, event.xmap.window);
      else if (event.type == ConfigureNotify && event.xconfigure.window == self->window)
        take_map (self, self->window);
      else if (event.type == self->damage_event + XDamageNotify)
        {
          XDamageSubtract (self->display, self->damage, None, None);
          if (self->window != None && has_content (self))
            return;
        }
    }
}

void
bench_screen_wait_gone (BenchScreen *self)
{
  XEvent event;

  do
    next_event (self, &event);
  while (event.type != DestroyNotify || event.xdestroywindow.window != self->window);
}
