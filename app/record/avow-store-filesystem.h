/* avow-store-filesystem.h: where a store may lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * avow_filesystem_is_network:
 * @magic: what statfs(2) gives as f_type
 * @type: (nullable): the mount's type as in /proc/self/mountinfo, which tells the FUSE file systems apart
 *
 * SQLite's locks and its order of writes are not to be relied on over a network ("How To Corrupt An SQLite
 * Database File", section 2.1).
 *
 * Returns: whether that is a network file system; of FUSE ones, all that aren't known to be local
 */
gboolean avow_filesystem_is_network (gint64 magic, const char *type);

/* Whether @folder may hold a store; sets %AVOW_RECORD_ERROR_NETWORK. */
gboolean avow_filesystem_check (const char *folder, GError **error);

G_END_DECLS
