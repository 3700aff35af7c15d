/* avow-preview-window.h: a course while its author works on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows what is in a folder, or in a file with a document, and follows each save: it goes to the part that was changed. Where there are mistakes
 * it lists them, and goes on showing what was sound last. It opens no store. Its action: `page.open` (s: id). */
#define AVOW_TYPE_PREVIEW_WINDOW (avow_preview_window_get_type ())
G_DECLARE_FINAL_TYPE (AvowPreviewWindow, avow_preview_window, AVOW, PREVIEW_WINDOW, AdwApplicationWindow)

void avow_preview_window_show (GtkApplication *application, const char *path);

/* Runs a program of its own that shows nothing else, and gives its exit code. */
int avow_preview_run (const char *path);

G_END_DECLS
