/* avow-idle.h: whether anybody is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Watches what a person does to a window: keys, pointer, wheel, touch. Signal: `idle`, once ten minutes have passed
 * without any of it, asleep or awake; then not until something moves again. Its handler returns whether it took what
 * was shown away: an event that came after ten minutes is then for nobody. Pages that are shown below do not notice. */
#define AVOW_TYPE_IDLE (avow_idle_get_type ())
G_DECLARE_FINAL_TYPE (AvowIdle, avow_idle, AVOW, IDLE, GObject)

#define AVOW_IDLE_MINUTES 10

AvowIdle *avow_idle_new (GtkWidget *window);

G_END_DECLS
