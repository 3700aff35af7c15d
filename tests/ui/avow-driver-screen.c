/* avow-driver-screen.c: the keys and the pixels of an X screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-driver-screen.h"

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <cairo.h>
#include <string.h>

#define SETTLE_MS 60

struct _AvowScreen
{
  Display *display;
  Window root;
  GArray *spare;    /* of KeyCode: keys that bear no letter, lent to letters that the keyboard lacks */
  guint n_lent;
  GHashTable *lent; /* KeySym to KeyCode */
};

static int
ignore_x_error (Display *display, XErrorEvent *event)
{
  /* a window that went away between our asking and acting is no fault */
  return 0;
}

static GArray *
list_spare_keys (Display *display)
{
  GArray *spare = g_array_new (FALSE, FALSE, sizeof (KeyCode));
  int first, last, width;
  XDisplayKeycodes (display, &first, &last);
  KeySym *given = XGetKeyboardMapping (display, first, last - first + 1, &width);
  for (int i = last - first; i >= 0; i--)
    {
      KeyCode code = first + i;
      gboolean used = FALSE;
      for (int column = 0; column < width; column++)
        used |= given[i * width + column] != NoSymbol;
      if (!used)
        g_array_append_val (spare, code);
    }
  XFree (given);
  return spare;
}

/* Each letter keeps the key that it was lent as long as there are others: a toolkit reads the map when it hears that it
 * changed, and a letter typed ahead of that is told by the map that is there by then. */
static KeyCode
lend_key (AvowScreen *self, KeySym symbol)
{
  gpointer code;
  if (g_hash_table_lookup_extended (self->lent, GSIZE_TO_POINTER (symbol), NULL, &code))
    return GPOINTER_TO_UINT (code);
  if (self->spare->len == 0)
    g_error ("No key is left to type with");
  KeyCode key = g_array_index (self->spare, KeyCode, self->n_lent++ % self->spare->len);
  if (self->n_lent > self->spare->len)
    g_hash_table_remove_all (self->lent);
  g_hash_table_insert (self->lent, GSIZE_TO_POINTER (symbol), GUINT_TO_POINTER (key));
  /* one symbol alone would be taken as a pair of small and capital letter */
  KeySym pair[] = { symbol, symbol };
  XChangeKeyboardMapping (self->display, key, 2, pair, 1);
  XSync (self->display, False);
  g_usleep (SETTLE_MS * 1000);
  return key;
}

AvowScreen *
avow_screen_open (void)
{
  AvowScreen *self = g_new0 (AvowScreen, 1);
  self->display = XOpenDisplay (NULL);
  if (self->display == NULL)
    g_error ("There is no X display to drive; run under xvfb-run");
  XSetErrorHandler (ignore_x_error);
  self->root = DefaultRootWindow (self->display);
  self->spare = list_spare_keys (self->display);
  self->lent = g_hash_table_new (NULL, NULL);
  return self;
}

void
avow_screen_close (AvowScreen *self)
{
  XCloseDisplay (self->display);
  g_array_unref (self->spare);
  g_hash_table_unref (self->lent);
  g_free (self);
}

/* The topmost window that a person could type into. */
static Window
find_top (AvowScreen *self, XWindowAttributes *out_attributes)
{
  Window root, parent, *children = NULL, top = None;
  unsigned int n_children = 0;
  if (!XQueryTree (self->display, self->root, &root, &parent, &children, &n_children))
    return None;
  for (unsigned int i = n_children; i > 0 && top == None; i--)
    if (XGetWindowAttributes (self->display, children[i - 1], out_attributes) && out_attributes->class == InputOutput
        && out_attributes->map_state == IsViewable && !out_attributes->override_redirect && out_attributes->width > 50)
      top = children[i - 1];
  if (children != NULL)
    XFree (children);
  return top;
}

gboolean
avow_screen_focus_top (AvowScreen *self)
{
  XWindowAttributes attributes;
  Window focused, top = find_top (self, &attributes);
  int revert;
  if (top == None)
    return FALSE;
  XGetInputFocus (self->display, &focused, &revert);
  if (focused != top)
    XSetInputFocus (self->display, top, RevertToParent, CurrentTime);
  XSync (self->display, False);
  return TRUE;
}

void
avow_screen_resize_top (AvowScreen *self, int width, int height)
{
  XWindowAttributes attributes;
  Window top = find_top (self, &attributes);
  if (top == None)
    return;
  XMoveResizeWindow (self->display, top, 0, 0, width, height);
  XSync (self->display, False);
}

void
avow_screen_narrow_top (AvowScreen *self, int width, int height)
{
  XWindowAttributes attributes;
  if (find_top (self, &attributes) != None && (attributes.width > width || attributes.height > height))
    avow_screen_resize_top (self, MIN (attributes.width, width), MIN (attributes.height, height));
}

void
avow_screen_set_text_dpi (AvowScreen *self, guint dpi)
{
  g_autofree char *resource = g_strdup_printf ("Xft.dpi: %u\n", dpi);
  XChangeProperty (self->display, self->root, XA_RESOURCE_MANAGER, XA_STRING, 8, PropModeReplace, (const unsigned char *) resource,
                   strlen (resource));
  XSync (self->display, False);
}

static void
send_key (AvowScreen *self, KeyCode code, gboolean down)
{
  XTestFakeKeyEvent (self->display, code, down, CurrentTime);
}

static void
tap (AvowScreen *self, KeySym symbol, GArray *modifiers)
{
  KeyCode code = XKeysymToKeycode (self->display, symbol);
  gboolean shift = FALSE;
  if (code == 0)
    code = lend_key (self, symbol);
  else
    {
      shift = XkbKeycodeToKeysym (self->display, code, 0, 0) != symbol
              && XkbKeycodeToKeysym (self->display, code, 0, 1) == symbol;
    }
  KeyCode shift_code = XKeysymToKeycode (self->display, XK_Shift_L);
  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++)
    send_key (self, g_array_index (modifiers, KeyCode, i), TRUE);
  if (shift)
    send_key (self, shift_code, TRUE);
  send_key (self, code, TRUE);
  send_key (self, code, FALSE);
  if (shift)
    send_key (self, shift_code, FALSE);
  for (guint i = modifiers != NULL ? modifiers->len : 0; i > 0; i--)
    send_key (self, g_array_index (modifiers, KeyCode, i - 1), FALSE);
  XSync (self->display, False);
}

void
avow_screen_press (AvowScreen *self, const char *accelerator)
{
  static const struct
  {
    const char *name;
    KeySym symbol;
  } known[] = { { "<Ctrl>", XK_Control_L }, { "<Alt>", XK_Alt_L }, { "<Shift>", XK_Shift_L } };
  g_autoptr (GArray) modifiers = g_array_new (FALSE, FALSE, sizeof (KeyCode));
  const char *rest = accelerator;
  for (gboolean found = TRUE; found;)
    {
      found = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        if (g_str_has_prefix (rest, known[i].name))
          {
            KeyCode code = XKeysymToKeycode (self->display, known[i].symbol);
            g_array_append_val (modifiers, code);
            rest += strlen (known[i].name);
            found = TRUE;
          }
    }
  KeySym symbol = XStringToKeysym (rest);
  if (symbol == NoSymbol)
    g_error ("“%s” names no key", accelerator);
  tap (self, symbol, modifiers);
}

void
avow_screen_type (AvowScreen *self, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      /* X11, appendix A: Latin-1 is itself, everything else lies above 0x01000000 */
      tap (self, letter < 0x100 ? letter : letter | 0x01000000, NULL);
    }
}

static cairo_surface_t *
capture (AvowScreen *self)
{
  XWindowAttributes attributes;
  Window top = find_top (self, &attributes);
  int screen_width = DisplayWidth (self->display, DefaultScreen (self->display));
  int screen_height = DisplayHeight (self->display, DefaultScreen (self->display));
  int width = top == None ? screen_width : MIN (screen_width, attributes.width);
  int height = top == None ? screen_height : MIN (screen_height, attributes.height);
  XImage *image = XGetImage (self->display, self->root, 0, 0, width, height, AllPlanes, ZPixmap);
  if (image == NULL)
    g_error ("The screen can't be read");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    memcpy (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface),
            image->data + y * image->bytes_per_line, (gsize) width * 4);
  cairo_surface_mark_dirty (surface);
  XDestroyImage (image);
  return surface;
}

static gboolean
surfaces_equal (cairo_surface_t *a, cairo_surface_t *b)
{
  return cairo_image_surface_get_width (a) == cairo_image_surface_get_width (b)
         && cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b)
         && memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                    (gsize) cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a)) == 0;
}

void
avow_screen_shoot (AvowScreen *self, const char *path)
{
  cairo_surface_t *surface = capture (self);
  for (guint tries = 0; tries < 40; tries++)
    {
      g_usleep (4 * SETTLE_MS * 1000);
      cairo_surface_t *next = capture (self);
      gboolean still = surfaces_equal (surface, next);
      cairo_surface_destroy (surface);
      surface = next;
      if (still)
        break;
    }
  if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    g_error ("“%s” can't be written", path);
  cairo_surface_destroy (surface);
}
