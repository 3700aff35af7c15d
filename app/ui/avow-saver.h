/* avow-saver.h: keeps progress after every change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The state is made on the main thread and written on the worker's. While a write waits in the queue, a newer
 * state takes its place: each change is in the queue at once, and the last one wins. Its signal `outcome`
 * (utf8, nullable) gives the reason where it could not be kept, and NULL where it was. */
#define AVOW_TYPE_SAVER (avow_saver_get_type ())
G_DECLARE_FINAL_TYPE (AvowSaver, avow_saver, AVOW, SAVER, GObject)

AvowSaver *avow_saver_new (AvowWorker *worker, AvowSession *session);

void avow_saver_save (AvowSaver *self);

G_END_DECLS
