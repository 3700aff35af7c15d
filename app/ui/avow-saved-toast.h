/* avow-saved-toast.h: a file was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Over the window of a page: “Saved attestation.pdf”, with *Open* and *Show in Folder*; or, where @path is NULL, why not. */
void avow_saved_toast_show (GtkWidget *page, const char *path, const GError *error);

/* The same without *Open*: what nobody reads but another Avow. */
void avow_saved_toast_show_place (GtkWidget *page, const char *path);

G_END_DECLS
