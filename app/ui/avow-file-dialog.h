/* avow-file-dialog.h: which file to read or write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * avow_file_dialog_open_async:
 * @parent: the window that asks
 * @title: what the file is for
 * @filter_name: (nullable): what kind of file is shown
 * @pattern: (nullable): its name's pattern, e.g. `*.avow-invitation`; every file can be shown as well
 * @callback: called with the answer; call avow_file_dialog_finish() there
 * @user_data: handed to @callback
 */
void avow_file_dialog_open_async (GtkWindow *parent, const char *title, const char *filter_name, const char *pattern,
                                  GAsyncReadyCallback callback, gpointer user_data);

/* The same for several files at once; call avow_file_dialog_finish_many(). */
void avow_file_dialog_open_many_async (GtkWindow *parent, const char *title, const char *filter_name, const char *pattern,
                                       GAsyncReadyCallback callback, gpointer user_data);

/* A folder rather than a file. */
void avow_file_dialog_open_folder_async (GtkWindow *parent, const char *title, GAsyncReadyCallback callback, gpointer user_data);

/* Where to write; a file that exists is asked about. @name: (nullable): the name offered */
void avow_file_dialog_save_async (GtkWindow *parent, const char *title, const char *name, GAsyncReadyCallback callback, gpointer user_data);

GFile *avow_file_dialog_finish (GAsyncResult *result); /* (transfer full) (nullable): NULL where none was chosen */
GPtrArray *avow_file_dialog_finish_many (GAsyncResult *result); /* (transfer full) of GFile: none where none was chosen */

G_END_DECLS
