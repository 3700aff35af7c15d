/* avow-window.h: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One thing at a time: loading, an obstacle, welcome, sign-in, or the main view. Pages find it as the root
 * of their widget tree. Its actions:
 *
 *     win.open-duty (ss)    the page on which a duty is done: item, cycle
 *     win.open-receipt (x)  the receipt of the declaration at a position
 *     win.show-page (s)     a page of the sidebar by name: training, records, team, reports, exchange
 *     win.back              one page back
 *     win.show-shortcuts    which keys do what
 *     win.sign-out, win.lock
 */
#define AVOW_TYPE_WINDOW (avow_window_get_type ())
G_DECLARE_FINAL_TYPE (AvowWindow, avow_window, AVOW, WINDOW, AdwApplicationWindow)

AvowWindow *avow_window_new (GtkApplication *application, AvowWorker *worker); /* presents itself */
AvowWindow *avow_window_of (GtkWidget *widget); /* (transfer none) (nullable): the one that the widget is in */

/* What was dropped on it, or given to the application: an invitation, or else what others handed over, which is taken in
 * once somebody is signed in. */
void avow_window_open (AvowWindow *self, GPtrArray *files /* of GFile */);

AvowContext *avow_window_get_context (AvowWindow *self); /* (transfer none) (nullable): who is signed in */

/* A page has a header bar of its own, with a button for `win.back` at its start. */
void avow_window_push (AvowWindow *self, GtkWidget *page);
void avow_window_pop (AvowWindow *self);
void avow_window_replace (AvowWindow *self, GtkWidget *page); /* the page that was pushed last */
void avow_window_show_page (AvowWindow *self, const char *name);

void avow_window_toast (AvowWindow *self, const char *text);
void avow_window_add_toast (AvowWindow *self, AdwToast *toast); /* (transfer full) */

G_END_DECLS
