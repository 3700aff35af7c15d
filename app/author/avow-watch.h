/* avow-watch.h: a course folder that somebody is working on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AvowWatch AvowWatch;

typedef void (*AvowWatchChanged) (gpointer data);

/**
 * avow_watch_new:
 * @path: a course's folder, or a file with a document
 * @changed: called on the main loop, once after each save
 * @data: for @changed
 *
 * Watches what a course is made of: its XML, its pictures, its translations. However an editor saves, in place or by writing another file and
 * renaming it, @changed is called when that is over; what editors keep beside it, such as `.course.xml.swp` or `course.xml~`,
 * is passed over. A folder or file that is not there yet is waited for.
 *
 * Returns: (transfer full): the watch
 */
AvowWatch *avow_watch_new (const char *path, AvowWatchChanged changed, gpointer data);
void avow_watch_free (AvowWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowWatch, avow_watch_free)

G_END_DECLS
