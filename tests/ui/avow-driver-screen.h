/* avow-driver-screen.h: the keys and the pixels of an X screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AvowScreen AvowScreen;

AvowScreen *avow_screen_open (void); /* (transfer full): the screen of $DISPLAY */
void avow_screen_close (AvowScreen *self);

/* Gives the keyboard to the topmost window, for there is no window manager to do it; FALSE where there is none. */
gboolean avow_screen_focus_top (AvowScreen *self);
void avow_screen_resize_top (AvowScreen *self, int width, int height);
void avow_screen_narrow_top (AvowScreen *self, int width, int height); /* only what is larger */

/* The size of text on this screen, in dots per inch, for what starts from now on: 96 is the usual, 192 twice that. It is
 * a property of the screen, which a server that is not told `-noreset` forgets. */
void avow_screen_set_text_dpi (AvowScreen *self, guint dpi);
void avow_screen_press (AvowScreen *self, const char *accelerator);
void avow_screen_type (AvowScreen *self, const char *text);

/* Writes what the top window's corner up to its size shows, once two pictures in a row are alike. */
void avow_screen_shoot (AvowScreen *self, const char *path);

G_END_DECLS
