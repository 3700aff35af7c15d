/* avow-store-open.c: opening a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-projection-private.h"
#include "avow-store-filesystem.h"
#include "avow-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The resources' register function: naming it keeps the linker from dropping them. */
GResource *avow_record_get_resource (void);

static void
free_statement (gpointer data)
{
  sqlite3_finalize (data);
}

static void
free_statements (gpointer data)
{
  g_queue_free_full (data, free_statement);
}

AvowStore *
avow_store_alloc (const char *folder)
{
  AvowStore *self = g_new0 (AvowStore, 1);

  avow_record_get_resource ();
  g_atomic_ref_count_init (&self->ref_count);
  self->sample = -1;
  self->making = -1;
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, AVOW_STORE_FILE, NULL);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statements);
  self->event_inserts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->event_selects = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->view_kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

gboolean
avow_store_run_script (AvowStore *store, const char *sql, GError **error)
{
  if (sqlite3_exec (store->database, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  avow_store_set_error (store, error);
  return FALSE;
}

/* RECORDS, section 3: TRUNCATE and EXTRA lost no acknowledged commit in simulated power cuts, and with
 * secure_delete nothing of a purged key stayed. What SQLite would spill into a temporary file stays in memory. */
static const char mode[] =
  "PRAGMA journal_mode = TRUNCATE;"
  "PRAGMA synchronous = EXTRA;"
  "PRAGMA secure_delete = ON;"
  "PRAGMA foreign_keys = ON;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA cache_size = -16000;";

gboolean
avow_store_connect (AvowStore *store, const char *path, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX;

  if (sqlite3_open_v2 (path, &store->database, flags, NULL) != SQLITE_OK)
    {
      avow_store_set_error (store, error);
      return FALSE;
    }
  sqlite3_extended_result_codes (store->database, TRUE);
  sqlite3_busy_timeout (store->database, AVOW_STORE_BUSY_MS);
  sqlite3_db_config (store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (store->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (store->database, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (store->database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  return avow_store_run_script (store, mode, error);
}

static gboolean
read_pragma (AvowStore *store, const char *sql, gint64 *out_value, GError **error)
{
  g_autoptr (AvowQuery) query = avow_query_new (store, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  if (avow_query_next (query, &local_error))
    {
      *out_value = avow_query_integer (query, 0);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
set_obstacle (AvowStore *store, GError *obstacle)
{
  if (store->obstacle == NULL)
    store->obstacle = obstacle;
  else
    g_error_free (obstacle);
  sqlite3_exec (store->database, "PRAGMA query_only = ON", NULL, NULL, NULL);
}

gboolean
avow_store_get_version (AvowStore *store, gint64 *out_version, GError **error)
{
  return read_pragma (store, "PRAGMA user_version", out_version, error);
}

void
avow_store_check_newer (AvowStore *store, gint64 version)
{
  if (version > AVOW_STORE_VERSION)
    set_obstacle (store, g_error_new (AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER,
                                      _("“%s” was written by a newer Avow. It can be read here, but nothing can be added. "
                                        "Install that version to go on."), store->path));
}

/* The file may be ours to write and its folder not: then the journal could not stand beside it. */
static void
check_writable (AvowStore *store)
{
  if (sqlite3_db_readonly (store->database, "main") == 0 && access (store->folder, W_OK) == 0)
    return;
  set_obstacle (store, g_error_new (AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_READ_ONLY,
                                    _("“%s” can't be written. It can be read, but nothing can be added. "
                                      "Check that the file and its folder belong to you and may be written."), store->path));
}

/* Whether it is ours, and of which version: an earlier one becomes this one. */
static gboolean
check_version (AvowStore *store, GError **error)
{
  gint64 application, version;

  if (!read_pragma (store, "PRAGMA application_id", &application, error) || !avow_store_get_version (store, &version, error))
    return FALSE;
  if (application != AVOW_STORE_APPLICATION_ID || version < 1)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                   _("“%s” is a database, but not one of Avow's. Keep a copy of it as it is, and restore the latest backup."),
                   store->path);
      return FALSE;
    }
  avow_store_check_newer (store, version);
  if (version >= AVOW_STORE_VERSION)
    return TRUE;
  check_writable (store);
  return avow_store_migrate (store, error);
}

static gboolean
read_ledger (AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:own-ledger", error, "");
  g_autoptr (GError) local_error = NULL;
  AvowDigest seal;

  if (query == NULL)
    return FALSE;
  if (avow_query_next (query, &local_error))
    {
      store->ledger_number = avow_query_integer (query, 0);
      if (avow_query_digest (query, 1, &store->ledger) && avow_query_digest (query, 2, &seal))
        {
          store->seal_public = g_bytes_new (seal.bytes, sizeof seal.bytes);
          return TRUE;
        }
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                 _("“%s” does not say which ledger is its own. Keep a copy of it as it is, and restore the latest backup."),
                 store->path);
  return FALSE;
}

/* What others may read is closed to them again; it may have come so from a backup. */
static void
close_to_others (const char *path, mode_t permissions)
{
  struct stat status;

  if (stat (path, &status) == 0 && status.st_uid == geteuid () && (status.st_mode & 077) != 0
      && chmod (path, permissions) != 0)
    g_warning ("Others may read %s, and that can't be changed: %s", path, g_strerror (errno));
}

static gboolean
has_store (AvowStore *store, GError **error)
{
  if (g_file_test (store->path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NO_STORE, _("There is no Avow store in the folder “%s”."),
               store->folder);
  return FALSE;
}

static gboolean
is_newer (AvowStore *store)
{
  return g_error_matches (store->obstacle, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER);
}

/* Damage that is seen here leaves the store open for reading, so that it can be verified. */
static gboolean
make_ready (AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!read_ledger (store, &local_error))
    {
      /* what a newer version has changed is no damage */
      g_propagate_error (error, is_newer (store) ? g_error_copy (store->obstacle) : g_steal_pointer (&local_error));
      return FALSE;
    }
  if (is_newer (store))
    return TRUE;
  check_writable (store);
  if (!avow_store_check_head (store, &local_error)
      || (store->obstacle == NULL && !avow_projections_update (store, &local_error)))
    {
      if (!g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      set_obstacle (store, g_steal_pointer (&local_error));
    }
  return avow_store_apply_purged_list (store, error);
}

AvowStore *
avow_store_open (const char *folder, GError **error)
{
  g_autoptr (AvowStore) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = avow_store_alloc (folder);
  if (!has_store (self, error) || !avow_filesystem_check (folder, error))
    return NULL;
  close_to_others (self->folder, 0700);
  close_to_others (self->path, 0600);
  if (!avow_store_connect (self, self->path, error) || !check_version (self, error) || !make_ready (self, error))
    return NULL;
  return g_steal_pointer (&self);
}
