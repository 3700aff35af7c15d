/* avow-brittle-disk.c: a disk that fails when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-brittle-disk.h"

#include <sqlite3.h>

/* What SQLite allocates for a file; the real one's follows behind it. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  gboolean is_journal;
} BrittleFile;

static struct
{
  guint step; /* that fails; 0: none */
  guint taken;
  BrittleFault fault;
  gboolean loses_journals;
} disk;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((BrittleFile *) file)->real;
}

/* Whether the step that is taken now fails. */
static gboolean
fails (gboolean needs_room)
{
  disk.taken++;
  if (disk.step == 0 || disk.taken < disk.step)
    return FALSE;
  switch (disk.fault)
    {
    case BRITTLE_ONCE:
      return disk.taken == disk.step;
    case BRITTLE_FULL:
      return needs_room;
    default:
      return TRUE;
    }
}

static int
on_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
on_read (sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), buffer, amount, offset);
}

static int
on_write (sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  if (((BrittleFile *) file)->is_journal && disk.loses_journals)
    return SQLITE_OK;
  if (fails (TRUE))
    return disk.fault == BRITTLE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  return get_real (file)->pMethods->xWrite (get_real (file), buffer, amount, offset);
}

static int
on_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return fails (FALSE) ? SQLITE_IOERR_TRUNCATE : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
on_sync (sqlite3_file *file, int flags)
{
  return fails (FALSE) ? SQLITE_IOERR_FSYNC : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
on_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
on_lock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
on_unlock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
on_check_reserved_lock (sqlite3_file *file, int *result)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), result);
}

static int
on_file_control (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
on_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
on_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_file_size,
  .xLock = on_lock,
  .xUnlock = on_unlock,
  .xCheckReservedLock = on_check_reserved_lock,
  .xFileControl = on_file_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_device_characteristics,
};

static int
on_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  sqlite3_vfs *real = vfs->pAppData;
  BrittleFile *self = (BrittleFile *) file;
  int code;

  self->real = (sqlite3_file *) (self + 1);
  self->is_journal = (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0;
  code = real->xOpen (real, name, self->real, flags, out_flags);
  self->base.pMethods = code == SQLITE_OK ? &methods : NULL;
  return code;
}

static int
on_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  sqlite3_vfs *real = vfs->pAppData;

  return fails (FALSE) ? SQLITE_IOERR_DELETE : real->xDelete (real, name, sync);
}

void
brittle_disk_install (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *real = sqlite3_vfs_find (NULL);

  vfs = *real;
  vfs.zName = "brittle";
  vfs.pNext = NULL;
  vfs.pAppData = real;
  vfs.szOsFile = (int) sizeof (BrittleFile) + real->szOsFile;
  vfs.xOpen = on_open;
  vfs.xDelete = on_delete;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

void
brittle_disk_break (guint step, BrittleFault fault)
{
  disk.step = step;
  disk.fault = fault;
  disk.taken = 0;
}

guint
brittle_disk_get_steps (void)
{
  return disk.taken;
}

void
brittle_disk_lose_journals (gboolean lose)
{
  disk.loses_journals = lose;
}
