/* avow-disk.h: between a program and its disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whatever a test program (its libraries included) asks the C library to change below one folder passes here first: it is
 * written down, or fails where it is told to. What the store, SQLite and GLib do is theirs, unchanged. */

typedef enum
{
  DISK_OPEN,
  DISK_MAKE,   /* a file that was not there */
  DISK_WRITE,
  DISK_TRUNCATE,
  DISK_SYNC,   /* of a file, or of a folder */
  DISK_RENAME,
  DISK_REMOVE,
  DISK_MAKE_FOLDER,
  DISK_LOCK,
  DISK_KINDS
} DiskKind;

typedef struct
{
  DiskKind kind;
  char *path;    /* below the folder; empty: the folder itself */
  char *to;      /* of a rename */
  gint64 offset; /* of a write; the size of a truncation */
  GBytes *bytes; /* of a write */
} DiskStep;

const char *disk_kind_to_name (DiskKind kind);

/* Writes down from now on what is changed below @folder (an absolute path without links); (transfer full) of DiskStep. Opening
 * and locking change nothing, and are left out. */
GPtrArray *disk_record (const char *folder);
void disk_stop (void);

/* From now on, the @step-th thing asked below @folder fails, from 1; 0: none does. @number: errno; ENOSPC: what needs no room
 * succeeds. @for_good: what comes after fails as well. */
void disk_break (const char *folder, guint step, int number, gboolean for_good);
guint disk_get_steps (void);     /* asked since then */
DiskKind disk_get_broken (void); /* what it was that failed; DISK_KINDS where nothing did */

/* To be quick where nothing is at stake: syncing does nothing. */
void disk_skip_syncs (gboolean skip);

void disk_remove_folder (const char *path); /* with all in it */

G_END_DECLS
