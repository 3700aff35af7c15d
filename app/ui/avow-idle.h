/* avow-idle.h: whether anybody is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches keys and the pointer over a window. Signal: `idle`, after ten minutes without either, once until
 * something moves again. Pages that are shown below do not notice. */
#define AVOW_TYPE_IDLE (avow_idle_get_type ())
G_DECLARE_FINAL_TYPE (AvowIdle, avow_idle, AVOW, IDLE, GObject)

#define AVOW_IDLE_MINUTES 10

AvowIdle *avow_idle_new (GtkWidget *window);

G_END_DECLS
