/* avow-qr.h: a QR code on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Always black on white with its quiet zone, whatever the colours around it: cameras need that. */
#define AVOW_TYPE_QR (avow_qr_get_type ())
G_DECLARE_FINAL_TYPE (AvowQr, avow_qr, AVOW, QR, GtkWidget)

/* @modules: one byte a module, 0 or 1, @width times @width of them */
void avow_qr_set_modules (AvowQr *self, GBytes *modules, guint width);

G_END_DECLS
