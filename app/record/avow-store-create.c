/* avow-store-create.c: making a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-projection-private.h"
#include "avow-store-filesystem.h"
#include "avow-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* A store is made under another name, and gets its own by a rename once it is complete. What a failed or
 * killed attempt, or a power cut, leaves is therefore known for what it is, and removed. */

static void
remove_keys (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, AVOW_STORE_KEYS, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *key = g_build_filename (path, name, NULL);

      g_unlink (key);
    }
  g_rmdir (path);
}

/* What tells that the rest is a leftover goes last: this may be cut short, too. */
static void
remove_leftovers (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, AVOW_STORE_FILE_NEW, NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  remove_keys (folder);
  g_remove (journal);
  avow_store_sync_folder (folder);
  g_remove (path);
}

static gboolean
fail_errno (const char *folder, int number, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, number == ENOSPC || number == EDQUOT ? AVOW_RECORD_ERROR_FULL : AVOW_RECORD_ERROR_READ_ONLY,
               _("A store can't be made in the folder “%s”: %s. Choose another folder, or make this one writable."), folder,
               g_strerror (number));
  return FALSE;
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);

  return directory != NULL && g_dir_read_name (directory) == NULL;
}

/* A folder that was made is only there after a power cut if the one that it lies in reached the disk. */
static gboolean
make_folder (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  return make_folder (parent) && g_mkdir (folder, 0700) == 0 && avow_store_sync_folder (parent);
}

/* Whoever dies lets go of it. */
static gboolean
lock_folder (AvowStore *store, GError **error)
{
  store->making = g_open (store->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (store->making < 0)
    return fail_errno (store->folder, errno, error);
  if (flock (store->making, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
    return TRUE;
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_BUSY,
               _("Another Avow is just making a store in the folder “%s”. Wait until it is done, or choose another folder."),
               store->folder);
  return FALSE;
}

static gboolean
prepare_folder (AvowStore *store, GError **error)
{
  const char *folder = store->folder;
  g_autofree char *unfinished = g_build_filename (folder, AVOW_STORE_FILE_NEW, NULL);

  store->made_folder = !g_file_test (folder, G_FILE_TEST_EXISTS);
  if (!make_folder (folder))
    return fail_errno (folder, errno, error);
  if (!avow_filesystem_check (folder, error) || !lock_folder (store, error))
    return FALSE;
  if (g_file_test (unfinished, G_FILE_TEST_EXISTS) && !g_file_test (store->path, G_FILE_TEST_EXISTS))
    remove_leftovers (folder);
  if (!is_empty (folder))
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS,
                   _("The folder “%s” is not empty. Choose an empty folder, or one that does not exist yet."), folder);
      return FALSE;
    }
  if (g_chmod (folder, 0700) != 0)
    return fail_errno (folder, errno, error);
  return TRUE;
}

/* The empty file with the right mode, which its journal then has too. */
static gboolean
make_file (AvowStore *store, const char *path, GError **error)
{
  int file = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (file < 0)
    return fail_errno (path, errno, error);
  g_close (file, NULL);
  /* before anything else is there: it tells what the rest is */
  return avow_store_sync_folder (store->folder) || fail_errno (path, errno, error);
}

static gboolean
save_seal (AvowStore *store, GError **error)
{
  g_autofree char *folder = g_build_filename (store->folder, AVOW_STORE_KEYS, NULL);
  g_autofree char *path = avow_store_get_key_path (store, AVOW_STORE_SEAL);

  if (g_mkdir (folder, 0700) != 0)
    return fail_errno (folder, errno, error);
  return avow_key_save (store->seal_key, path, NULL, AVOW_KEY_SCRYPT_N, error);
}

static gboolean
make_tables (AvowStore *store, GError **error)
{
  const char *schema = avow_sql_find ("record/store:schema", error);
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", AVOW_STORE_APPLICATION_ID,
                                            AVOW_STORE_VERSION);

  return schema != NULL && avow_store_run_script (store, marks, error) && avow_store_run_script (store, schema, error)
         && avow_projections_install (store, error);
}

/* The checkpoint of the empty tree is the first, so that a store without one is never sound. */
static gboolean
begin_ledger (AvowStore *store, GError **error)
{
  gsize length;
  gconstpointer raw = g_bytes_get_data (store->seal_public, &length);

  avow_digest_compute (raw, length, &store->ledger);
  if (!avow_store_execute (store, "record/store:add-own-ledger", error, "db", &store->ledger, store->seal_public))
    return FALSE;
  store->ledger_number = sqlite3_last_insert_rowid (store->database);
  store->head.tree = avow_tree_open (0, NULL, NULL, error);
  return store->head.tree != NULL && avow_store_write_head (store, error);
}

static gboolean
fill (AvowStore *store, GError **error)
{
  if (!avow_store_begin (store, error))
    return FALSE;
  if (make_tables (store, error) && begin_ledger (store, error))
    return avow_store_commit (store, error);
  avow_store_rollback (store);
  return FALSE;
}

gboolean
avow_store_sync_folder (const char *folder)
{
  int file = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = file >= 0 && fsync (file) == 0;

  if (file >= 0)
    g_close (file, NULL);
  return done;
}

static gboolean
rename_to (const char *folder, const char *from, const char *to)
{
  g_autofree char *old = g_build_filename (folder, from, NULL);
  g_autofree char *new = g_build_filename (folder, to, NULL);

  return g_rename (old, new) == 0;
}

static gboolean
give_name (const char *folder, GError **error)
{
  g_autofree char *journal = g_build_filename (folder, AVOW_STORE_FILE_NEW "-journal", NULL);

  /* TRUNCATE leaves the journal, empty */
  g_remove (journal);
  if (rename_to (folder, AVOW_STORE_FILE_NEW, AVOW_STORE_FILE) && avow_store_sync_folder (folder))
    return TRUE;
  return fail_errno (folder, errno, error);
}

/* It has its name, and yet is none: what could not be opened right away is not given to anybody. */
static void
take_name_back (AvowStore *store, GError **error)
{
  g_autofree char *journal = g_build_filename (store->folder, AVOW_STORE_FILE "-journal", NULL);

  g_remove (journal);
  if (!g_file_test (store->path, G_FILE_TEST_EXISTS) || rename_to (store->folder, AVOW_STORE_FILE, AVOW_STORE_FILE_NEW))
    return;
  g_clear_error (error);
  avow_store_set_unconfirmed (store, error);
}

static gboolean
make_store (AvowStore *store, AvowKey *seal_key, GError **error)
{
  g_autofree char *path = g_build_filename (store->folder, AVOW_STORE_FILE_NEW, NULL);

  store->seal_key = avow_key_ref (seal_key);
  store->seal_public = avow_key_get_public_raw (seal_key);
  return make_file (store, path, error) && save_seal (store, error) && avow_store_connect (store, path, error)
         && fill (store, error);
}

AvowStore *
avow_store_begin_new (const char *folder, AvowKey *seal_key, GError **error)
{
  AvowStore *self;

  g_return_val_if_fail (folder != NULL && seal_key != NULL, NULL);
  g_return_val_if_fail (avow_key_get_kind (seal_key) == AVOW_KEY_ED25519, NULL);

  self = avow_store_alloc (folder);
  if (!prepare_folder (self, error))
    {
      if (self->made_folder)
        g_rmdir (folder);
      avow_store_unref (self);
      return NULL;
    }
  if (make_store (self, seal_key, error))
    return self;
  avow_store_discard_new (self);
  return NULL;
}

void
avow_store_discard_new (AvowStore *self)
{
  g_autofree char *folder = NULL;
  gboolean made;

  g_return_if_fail (self != NULL);

  folder = g_strdup (self->folder);
  made = self->made_folder;
  avow_store_disconnect (self);
  /* what could not lose its name again stays whole */
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      remove_leftovers (folder);
      if (made)
        g_rmdir (folder);
    }
  avow_store_unref (self);
}

AvowStore *
avow_store_finish_new (AvowStore *self, GError **error)
{
  AvowStore *store = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  avow_store_disconnect (self);
  if (give_name (self->folder, error))
    store = avow_store_open (self->folder, error);
  if (store != NULL)
    {
      avow_store_unref (self);
      return store;
    }
  take_name_back (self, error);
  avow_store_discard_new (self);
  return NULL;
}

AvowStore *
avow_store_create (const char *folder, AvowKey *seal_key, GError **error)
{
  AvowStore *self = avow_store_begin_new (folder, seal_key, error);

  return self != NULL ? avow_store_finish_new (self, error) : NULL;
}
