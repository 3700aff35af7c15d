/* avow-driver.h: a person with a keyboard and a screen reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <atspi/atspi.h>
#include <glib.h>

G_BEGIN_DECLS

#ifndef ATSPI_CHECK_VERSION
/* libatspi of Debian 12 has no automatic cleanup yet */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)
#endif

/* Starts the application as a process, finds things by role, name and state through the accessibility bus,
 * acts by real key events alone, and takes pictures of the screen. Whatever does not come about ends the
 * process with a message and the tree as a screen reader has it: a driver has nothing better to do. */
typedef struct _AvowDriver AvowDriver;

/**
 * avow_driver_start:
 * @argv: (array zero-terminated=1): the application and its arguments
 * @environment: (array zero-terminated=1) (nullable): `NAME=VALUE`, added to our own
 *
 * Returns: (transfer full): a driver, once the application shows a window
 */
AvowDriver *avow_driver_start (const char *const *argv, const char *const *environment);

/* The size of text, in dots per inch, for what starts on this screen from now on; 96 is the usual. */
void avow_driver_set_text_dpi (guint dpi);

/* Ends the application: by its own way (Ctrl+Q), waiting for it; or as a power cut would. */
void avow_driver_quit (AvowDriver *self);
void avow_driver_kill (AvowDriver *self);
void avow_driver_signal (AvowDriver *self, int number);

/**
 * avow_driver_find:
 * @self: a driver
 * @role: what it is, or %ATSPI_ROLE_INVALID for anything
 * @name: a pattern that its accessible name matches (`*` and `?`), case as it is
 *
 * Looks among what is showing, at once.
 *
 * Returns: (transfer full) (nullable): the first in reading order
 */
AtspiAccessible *avow_driver_find (AvowDriver *self, AtspiRole role, const char *name);

/* The same, waiting until it is there, or is no longer. */
AtspiAccessible *avow_driver_wait (AvowDriver *self, AtspiRole role, const char *name);
void avow_driver_wait_gone (AvowDriver *self, AtspiRole role, const char *name);

/* All that are showing, in reading order: (transfer full) of AtspiAccessible. */
GPtrArray *avow_driver_list (AvowDriver *self, AtspiRole role, const char *name);

/* Waits until a text that matches is showing, in a name or in a text of any role. */
void avow_driver_wait_text (AvowDriver *self, const char *pattern);
gboolean avow_driver_has_text (AvowDriver *self, const char *pattern);

/* Keys, as GTK writes them: `Return`, `<Alt>Right`, `space`, `3`. */
void avow_driver_press (AvowDriver *self, const char *accelerator);
void avow_driver_type (AvowDriver *self, const char *text);

/* Moves the focus with Tab until it is on what is meant; the last one presses it then. */
void avow_driver_focus (AvowDriver *self, AtspiRole role, const char *name);
void avow_driver_focus_into (AvowDriver *self, const char *list); /* on any row of it, from where the arrows go on */
void avow_driver_activate (AvowDriver *self, AtspiRole role, const char *name);
void avow_driver_fill (AvowDriver *self, const char *name, const char *text); /* an entry, replacing what it holds */
char *avow_driver_read (AvowDriver *self, const char *name); /* (transfer full): what an entry holds */
gboolean avow_driver_is_checked (AvowDriver *self, AtspiRole role, const char *name);

/* Asks for windows past the last one for a while, over and over, as a screen reader does that has not heard yet that
 * one has closed. */
void avow_driver_ask_late (AvowDriver *self);
gboolean avow_driver_is_running (AvowDriver *self);
int avow_driver_get_pid (AvowDriver *self); /* of the application's process */
char *avow_driver_get_toolkit (AvowDriver *self); /* (transfer full): its version, as `4.8.3` */

/* Any showing control without an accessible name, or named after its class; (transfer full) of char*. */
GPtrArray *avow_driver_list_nameless (AvowDriver *self);

/* Ends the process with a message, the tree, and a picture. */
void avow_driver_give_up (AvowDriver *self, const char *what, const char *name) G_GNUC_NORETURN;

/* No file of the application's grows past @bytes any more, as on a full disk; -1 makes room again. */
void avow_driver_set_room (AvowDriver *self, gint64 bytes);

void avow_driver_resize (AvowDriver *self, int width, int height);
void avow_driver_narrow (AvowDriver *self, int width, int height); /* only what is larger */
void avow_driver_shoot (AvowDriver *self, const char *path); /* a PNG of the screen, once it stands still */
char *avow_driver_dump (AvowDriver *self); /* (transfer full): the tree, a line each */

G_END_DECLS
