/* avow-store-migrate.c: bringing what an earlier version kept to this version's tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <unistd.h>

/* Under the lock for writing, so that nobody adds a record between copy and change: first the store as it is becomes
 * avow.db.VERSION, on the disk to stay, then one transaction takes all steps. Whatever fails, the store is as it was,
 * and the next opening tries again. Projections are no part of this: they are rebuilt afterwards. */

static gboolean
fail_copy (AvowStore *store, int number, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, number == ENOSPC || number == EDQUOT ? AVOW_RECORD_ERROR_FULL : AVOW_RECORD_ERROR_READ_ONLY,
               _("“%s” was kept by an earlier Avow and has to be converted, but no copy of it could be made beside it first: "
                 "%s. Nothing was changed. Make room in the folder, and make it writable, then try again."),
               store->path, g_strerror (number));
  return FALSE;
}

/* An empty journal stays beside a finished copy; beside a half one it may be full. */
static void
remove_unfinished (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_remove (path);
  g_remove (journal);
}

static gboolean
copy_pages (AvowStore *copy, AvowStore *original, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy->database, "main", original->database, "main");

  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      sqlite3_backup_finish (backup);
    }
  if (sqlite3_errcode (copy->database) == SQLITE_OK)
    return TRUE;
  avow_store_set_error (copy, error);
  return FALSE;
}

/* Who holds the lock for writing can't be the source of a copy: another connection reads what stands there. */
static gboolean
write_copy (AvowStore *store, const char *path, GError **error)
{
  g_autoptr (AvowStore) original = avow_store_alloc (store->folder);
  g_autoptr (AvowStore) copy = avow_store_alloc (store->folder);
  int file = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (file < 0)
    return fail_copy (store, errno, error);
  g_close (file, NULL);
  g_free (copy->path);
  copy->path = g_strdup (path);
  return avow_store_connect (original, store->path, error) && avow_store_connect (copy, path, error)
         && copy_pages (copy, original, error);
}

static gboolean
give_name (AvowStore *store, const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) == 0 && avow_store_sync_folder (store->folder))
    {
      remove_unfinished (from);
      return TRUE;
    }
  return fail_copy (store, errno, error);
}

static gboolean
back_up (AvowStore *store, gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.%" PRId64, store->path, version);
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);

  remove_unfinished (unfinished);
  if (write_copy (store, unfinished, error) && give_name (store, unfinished, path, error))
    return TRUE;
  remove_unfinished (unfinished);
  return FALSE;
}

/* A step may make a table anew with other tables pointing at it; in the end each of them must find what it points at. */
static gboolean
check_references (AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/migrate:broken-references", error, "");
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  if (avow_query_next (query, &local_error))
    g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                 _("“%s” was kept by an earlier Avow and can't be converted: what its “%s” refers to is missing. Nothing was "
                   "changed. Keep a copy of it as it is, and restore the latest backup."), store->path, avow_query_text (query, 0));
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_step (AvowStore *store, gint64 version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("record/migrate:from-%" PRId64, version);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %" PRId64, version + 1);
  const char *script = avow_sql_find (name, error);

  return script != NULL && avow_store_run_script (store, script, error) && avow_store_run_script (store, mark, error);
}

/* Somebody else may have been faster: then there is nothing to do. */
static gboolean
take_steps (AvowStore *store, GError **error)
{
  gint64 version;

  if (!avow_store_get_version (store, &version, error))
    return FALSE;
  if (version >= AVOW_STORE_VERSION)
    return TRUE;
  if (!back_up (store, version, error))
    return FALSE;
  for (; version < AVOW_STORE_VERSION; version++)
    if (!take_step (store, version, error))
      return FALSE;
  return check_references (store, error);
}

static gboolean
convert (AvowStore *store, GError **error)
{
  if (!avow_store_begin (store, error))
    return FALSE;
  if (take_steps (store, error))
    return avow_store_commit (store, error);
  avow_store_rollback (store);
  return FALSE;
}

gboolean
avow_store_migrate (AvowStore *store, GError **error)
{
  gboolean done;

  if (store->obstacle != NULL)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_READ_ONLY,
                   _("“%s” was kept by an earlier Avow and has to be converted, but it can't be written. "
                     "Check that the file and its folder belong to you and may be written, then try again."), store->path);
      return FALSE;
    }
  /* within a transaction SQLite does not heed this */
  if (!avow_store_run_script (store, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  done = convert (store, error);
  return avow_store_run_script (store, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}
