/* bench-window.h: when a program's window has something to read, as seen from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BenchScreen BenchScreen;

BenchScreen *bench_screen_open (void); /* (transfer full): the screen of $DISPLAY, on which no other window may open */
void bench_screen_close (BenchScreen *self);

/* Waits for the next window, until something is drawn in it below its header bar. */
void bench_screen_wait_content (BenchScreen *self);

/* Waits until it is gone. */
void bench_screen_wait_gone (BenchScreen *self);

G_END_DECLS
