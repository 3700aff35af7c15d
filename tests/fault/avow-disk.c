/* avow-disk.c: between a program and its disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The functions of both names, open() and open64(), are defined here: neither may stand for the other. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "avow-disk.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct
{
  GMutex lock;
  char *folder;     /* nullable: nothing is watched */
  GPtrArray *steps; /* nullable: nothing is written down */
  guint broken;     /* the step that fails; 0: none */
  guint asked;
  int number;
  gboolean for_good;
  DiskKind kind;    /* of what failed */
  gboolean skip_syncs;
} disk;

static const char *const names[] = { "open", "make", "write", "truncate", "sync", "rename", "remove", "make folder", "lock" };
G_STATIC_ASSERT (G_N_ELEMENTS (names) == DISK_KINDS);

const char *
disk_kind_to_name (DiskKind kind)
{
  return names[kind];
}

static void
free_step (gpointer data)
{
  DiskStep *step = data;

  g_free (step->path);
  g_free (step->to);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step);
}

/* (transfer full) (nullable): what is left of a path below the watched folder. What processes share in memory is no file. */
static char *
get_below (const char *path)
{
  gsize length = disk.folder != NULL ? strlen (disk.folder) : 0;

  if (length == 0 || strncmp (path, disk.folder, length) != 0 || g_str_has_suffix (path, "-shm"))
    return NULL;
  if (path[length] == '\0')
    return g_strdup ("");
  return path[length] == '/' ? g_strdup (path + length + 1) : NULL;
}

static char *
get_path (int fd)
{
  char link[64], path[4096];
  ssize_t length;

  if (disk.folder == NULL)
    return NULL;
  g_snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    return NULL;
  path[length] = '\0';
  return get_below (path);
}

static gboolean
needs_room (DiskKind kind)
{
  return kind == DISK_MAKE || kind == DISK_WRITE || kind == DISK_MAKE_FOLDER;
}

/* Whether what is asked for fails, with errno set. */
static gboolean
fails (const char *path, DiskKind kind)
{
  gboolean broken;

  if (path == NULL || disk.steps != NULL)
    return FALSE;
  g_mutex_lock (&disk.lock);
  disk.asked++;
  broken = disk.broken != 0 && (disk.for_good ? disk.asked >= disk.broken : disk.asked == disk.broken)
           && (disk.number != ENOSPC || needs_room (kind));
  if (broken && disk.kind == DISK_KINDS)
    disk.kind = kind;
  g_mutex_unlock (&disk.lock);
  if (broken)
    errno = disk.number;
  return broken;
}

static void
note (DiskKind kind, const char *path, const char *to, gint64 offset, const void *bytes, gssize length)
{
  DiskStep *step;
  int number = errno;

  if (path == NULL || disk.steps == NULL)
    return;
  step = g_new0 (DiskStep, 1);
  step->kind = kind;
  step->path = g_strdup (path);
  step->to = g_strdup (to);
  step->offset = offset;
  step->bytes = bytes != NULL ? g_bytes_new (bytes, (gsize) length) : NULL;
  g_mutex_lock (&disk.lock);
  g_ptr_array_add (disk.steps, step);
  g_mutex_unlock (&disk.lock);
  errno = number;
}

/* The C library's own function behind one of the same name here. */
#define REAL(function) ((__typeof__ (&function)) find_real (#function))

static void *
find_real (const char *name)
{
  void *real = dlsym (RTLD_NEXT, name);

  if (real == NULL)
    abort ();
  return real;
}

static int
watch_open (int (*real) (const char *, int, ...), const char *path, int flags, mode_t mode)
{
  g_autofree char *below = get_below (path);
  struct stat status;
  gboolean there = below != NULL && stat (path, &status) == 0;
  gboolean makes = below != NULL && !there && (flags & O_CREAT) != 0;
  int fd;

  if (fails (below, makes ? DISK_MAKE : DISK_OPEN))
    return -1;
  fd = real (path, flags, mode);
  if (fd < 0)
    return fd;
  if (makes)
    note (DISK_MAKE, below, NULL, 0, NULL, 0);
  else if (there && (flags & O_TRUNC) != 0)
    note (DISK_TRUNCATE, below, NULL, 0, NULL, 0);
  return fd;
}

static mode_t
take_mode (int flags, va_list rest)
{
  return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg (rest, mode_t) : 0;
}

int
open (const char *path, int flags, ...)
{
  va_list rest;
  mode_t mode;

  va_start (rest, flags);
  mode = take_mode (flags, rest);
  va_end (rest);
  return watch_open (REAL (open), path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  va_list rest;
  mode_t mode;

  va_start (rest, flags);
  mode = take_mode (flags, rest);
  va_end (rest);
  return watch_open (REAL (open64), path, flags, mode);
}

ssize_t
write (int fd, const void *bytes, size_t length)
{
  g_autofree char *path = get_path (fd);
  off64_t offset = path == NULL ? 0 : lseek64 (fd, 0, (fcntl (fd, F_GETFL) & O_APPEND) != 0 ? SEEK_END : SEEK_CUR);
  ssize_t done;

  if (fails (path, DISK_WRITE))
    return -1;
  done = REAL (write) (fd, bytes, length);
  if (done > 0)
    note (DISK_WRITE, path, NULL, offset, bytes, done);
  return done;
}

static ssize_t
watch_pwrite (ssize_t (*real) (int, const void *, size_t, off64_t), int fd, const void *bytes, size_t length, off64_t offset)
{
  g_autofree char *path = get_path (fd);
  ssize_t done;

  if (fails (path, DISK_WRITE))
    return -1;
  done = real (fd, bytes, length, offset);
  if (done > 0)
    note (DISK_WRITE, path, NULL, offset, bytes, done);
  return done;
}

ssize_t
pwrite (int fd, const void *bytes, size_t length, off_t offset)
{
  return watch_pwrite (REAL (pwrite64), fd, bytes, length, offset);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t length, off64_t offset)
{
  return watch_pwrite (REAL (pwrite64), fd, bytes, length, offset);
}

int
ftruncate64 (int fd, off64_t size)
{
  g_autofree char *path = get_path (fd);
  int result;

  if (fails (path, DISK_TRUNCATE))
    return -1;
  result = REAL (ftruncate64) (fd, size);
  if (result == 0)
    note (DISK_TRUNCATE, path, NULL, size, NULL, 0);
  return result;
}

int
ftruncate (int fd, off_t size)
{
  return ftruncate64 (fd, size);
}

static int
watch_sync (int (*real) (int), int fd)
{
  g_autofree char *path = get_path (fd);
  int result;

  if (fails (path, DISK_SYNC))
    return -1;
  result = disk.skip_syncs ? 0 : real (fd);
  if (result == 0)
    note (DISK_SYNC, path, NULL, 0, NULL, 0);
  return result;
}

int
fsync (int fd)
{
  return watch_sync (REAL (fsync), fd);
}

int
fdatasync (int fd)
{
  return watch_sync (REAL (fdatasync), fd);
}

int
rename (const char *from, const char *to)
{
  g_autofree char *path = get_below (from);
  g_autofree char *target = get_below (to);
  int result;

  if (fails (path, DISK_RENAME))
    return -1;
  result = REAL (rename) (from, to);
  if (result == 0)
    note (DISK_RENAME, path, target, 0, NULL, 0);
  return result;
}

static int
watch_remove (int (*real) (const char *), const char *path)
{
  g_autofree char *below = get_below (path);
  int result;

  if (fails (below, DISK_REMOVE))
    return -1;
  result = real (path);
  if (result == 0)
    note (DISK_REMOVE, below, NULL, 0, NULL, 0);
  return result;
}

int
unlink (const char *path)
{
  return watch_remove (REAL (unlink), path);
}

int
rmdir (const char *path)
{
  return watch_remove (REAL (rmdir), path);
}

int
remove (const char *path)
{
  return watch_remove (REAL (remove), path);
}

int
mkdir (const char *path, mode_t mode)
{
  g_autofree char *below = get_below (path);
  int result;

  if (fails (below, DISK_MAKE_FOLDER))
    return -1;
  result = REAL (mkdir) (path, mode);
  if (result == 0)
    note (DISK_MAKE_FOLDER, below, NULL, 0, NULL, 0);
  return result;
}

static int
watch_fcntl (int (*real) (int, int, ...), int fd, int command, void *argument)
{
  g_autofree char *path = command == F_SETLK && ((struct flock *) argument)->l_type != F_UNLCK ? get_path (fd) : NULL;

  return fails (path, DISK_LOCK) ? -1 : real (fd, command, argument);
}

int
fcntl (int fd, int command, ...)
{
  va_list rest;
  void *argument;

  va_start (rest, command);
  argument = va_arg (rest, void *);
  va_end (rest);
  return watch_fcntl (REAL (fcntl), fd, command, argument);
}

int
fcntl64 (int fd, int command, ...)
{
  va_list rest;
  void *argument;

  va_start (rest, command);
  argument = va_arg (rest, void *);
  va_end (rest);
  return watch_fcntl (REAL (fcntl64), fd, command, argument);
}

GPtrArray *
disk_record (const char *folder)
{
  disk_stop ();
  disk.folder = g_strdup (folder);
  disk.steps = g_ptr_array_new_with_free_func (free_step);
  return g_ptr_array_ref (disk.steps);
}

void
disk_stop (void)
{
  g_clear_pointer (&disk.folder, g_free);
  g_clear_pointer (&disk.steps, g_ptr_array_unref);
}

void
disk_break (const char *folder, guint step, int number, gboolean for_good)
{
  disk_stop ();
  disk.broken = step;
  disk.number = number;
  disk.for_good = for_good;
  disk.asked = 0;
  disk.kind = DISK_KINDS;
  disk.folder = g_strdup (folder);
}

guint
disk_get_steps (void)
{
  return disk.asked;
}

DiskKind
disk_get_broken (void)
{
  return disk.kind;
}

void
disk_skip_syncs (gboolean skip)
{
  disk.skip_syncs = skip;
}

static int
remove_entry (const char *path, const struct stat *status, int flag, struct FTW *place)
{
  return remove (path);
}

void
disk_remove_folder (const char *path)
{
  nftw (path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}
