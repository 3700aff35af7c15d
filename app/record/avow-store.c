/* avow-store.c: the one file that keeps everything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store.h"

#include "avow-record-organisation.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

AvowStore *
avow_store_ref (AvowStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_store_disconnect (AvowStore *store)
{
  avow_store_forget_head (store);
  g_hash_table_remove_all (store->statements);
  g_clear_pointer (&store->database, sqlite3_close);
}

void
avow_store_unref (AvowStore *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  avow_store_disconnect (self);
  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->event_inserts);
  g_hash_table_unref (self->event_selects);
  g_hash_table_unref (self->view_kinds);
  if (self->making >= 0)
    close (self->making);
  g_clear_pointer (&self->seal_key, avow_key_unref);
  g_clear_pointer (&self->seal_public, g_bytes_unref);
  g_clear_error (&self->obstacle);
  g_clear_pointer (&self->purges, g_ptr_array_unref);
  g_clear_pointer (&self->leftovers, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

const char *
avow_store_get_folder (AvowStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

char *
avow_store_get_key_path (AvowStore *self, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return g_build_filename (self->folder, AVOW_STORE_KEYS, file, NULL);
}

const GError *
avow_store_get_obstacle (AvowStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->obstacle;
}

void
avow_store_get_ledger_id (AvowStore *self, AvowDigest *out_ledger)
{
  g_return_if_fail (self != NULL && out_ledger != NULL);

  *out_ledger = self->ledger;
}

sqlite3 *
avow_store_get_database (AvowStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}

/* Transactions. The outermost one takes the write lock at once, so that nobody can append between what is
 * read and what is written; inner ones are savepoints. */

/* On a full disk or a failing one SQLite rolls the whole transaction back by itself. */
static gboolean
is_lost (AvowStore *store, GError **error)
{
  if (store->depth == 0 || (sqlite3_get_autocommit (store->database) == 0 && !store->unsettled))
    return FALSE;
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE,
               _("The changes to “%s” could not be kept, and were all taken back. Try again."), store->path);
  return TRUE;
}

/* Since this program opened the store a newer one may have, and converted it: what it keeps now is not known here. */
static gboolean
is_known (AvowStore *store, GError **error)
{
  gint64 version;

  if (!avow_store_get_version (store, &version, error))
    return FALSE;
  avow_store_check_newer (store, version);
  if (store->obstacle == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (store->obstacle));
  return FALSE;
}

#define ROLL_BACK "record/store:rollback"

/* The way back is prepared before anything is begun: where there is no memory left, it would not be found. */
static gboolean
prepare_rollback (AvowStore *store, GError **error)
{
  const char *sql = avow_sql_find (ROLL_BACK, error);
  g_autoptr (AvowQuery) query = sql != NULL ? avow_query_new (store, sql, error) : NULL;

  return query != NULL;
}

/* Takes all of it back; where even that fails, whoever works on the store next tries again first. */
static void
roll_back (AvowStore *store)
{
  store->unsettled = sqlite3_get_autocommit (store->database) == 0 && !avow_store_execute (store, ROLL_BACK, NULL, "");
}

static gboolean
settle (AvowStore *store, GError **error)
{
  if (store->unsettled)
    roll_back (store);
  if (!store->unsettled)
    return TRUE;
  avow_store_set_error (store, error);
  return FALSE;
}

gboolean
avow_store_begin (AvowStore *self, GError **error)
{
  const char *statement;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->obstacle != NULL)
    {
      g_propagate_error (error, g_error_copy (self->obstacle));
      return FALSE;
    }
  if (is_lost (self, error) || (self->depth == 0 && (!settle (self, error) || !prepare_rollback (self, error))))
    return FALSE;
  statement = self->depth == 0 ? "record/store:begin" : "record/store:begin-nested";
  if (!avow_store_execute (self, statement, error, ""))
    return FALSE;
  if (self->depth++ > 0 || is_known (self, error))
    return TRUE;
  avow_store_rollback (self);
  return FALSE;
}

/* What every commit counts up: the file change counter (SQLite's file format, 1.3.6); 0 in a file that has none yet. */
static gboolean
read_counter (AvowStore *store, guint32 *out_counter)
{
  sqlite3_file *file = NULL;
  int result;

  *out_counter = 0;
  if (sqlite3_file_control (store->database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file->pMethods == NULL)
    return FALSE;
  result = file->pMethods->xRead (file, out_counter, sizeof *out_counter, 24);
  return result == SQLITE_OK || result == SQLITE_IOERR_SHORT_READ;
}

/* The same once what a failed commit may have left half written is taken back. */
static gboolean
read_settled_counter (AvowStore *store, guint32 *out_counter)
{
  gboolean done = sqlite3_exec (store->database, "BEGIN; SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK
                  && read_counter (store, out_counter);

  roll_back (store);
  return done;
}

/* What is known of a commit before it is tried. */
typedef struct
{
  const AvowDigest *leaf; /* (nullable): the last that it adds */
  guint32 counter;
  gboolean counted;       /* whether @counter could be read */
} Attempt;

typedef enum
{
  FATE_FAILED,
  FATE_DONE,
  FATE_UNKNOWN,
} Fate;

/* By its leaf where it has one; the counter may have been moved by somebody else in between. */
static Fate
find_fate (AvowStore *store, const Attempt *attempt)
{
  g_autoptr (GError) local_error = NULL;
  guint32 now;

  if (sqlite3_get_autocommit (store->database) == 0)
    return FATE_FAILED;
  if (attempt->counted && read_settled_counter (store, &now) && now == attempt->counter)
    return FATE_FAILED;
  if (attempt->leaf == NULL)
    return FATE_UNKNOWN;
  if (avow_store_find_leaf (store, attempt->leaf, &local_error) != 0)
    return FATE_DONE;
  return local_error == NULL ? FATE_FAILED : FATE_UNKNOWN;
}

/* A commit of nothing new, that brings the disk to confirm the one before. */
static gboolean
commit_again (AvowStore *store)
{
  g_autofree char *script = NULL;
  gint64 version;

  if (avow_store_get_version (store, &version, NULL))
    script = g_strdup_printf ("BEGIN IMMEDIATE; PRAGMA user_version = %" G_GINT64_FORMAT "; COMMIT", version);
  if (script != NULL && avow_store_run_script (store, script, NULL))
    return TRUE;
  roll_back (store);
  return FALSE;
}

/* A commit may fail although it took place: where emptying the journal succeeds, and only syncing it or giving back a lock
 * does not. */
static gboolean
run_commit (AvowStore *store, const AvowDigest *leaf, GError **error)
{
  Attempt attempt = { .leaf = leaf };
  Fate fate;

  attempt.counted = read_counter (store, &attempt.counter);
  if (avow_store_execute (store, "record/store:commit", error, ""))
    return TRUE;
  fate = find_fate (store, &attempt);
  if (fate == FATE_FAILED)
    return FALSE;
  g_clear_error (error);
  if (fate == FATE_DONE && commit_again (store))
    return TRUE;
  avow_store_set_unconfirmed (store, error);
  return FALSE;
}

/* What may have been committed stays in the list: the next opening finds it done, or carries it out. */
static gboolean
commit_with_purges (AvowStore *store, const AvowDigest *leaf, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize before;

  if (!avow_store_list_purges (store, &before, error))
    return FALSE;
  if (!run_commit (store, leaf, &local_error))
    {
      if (!g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNCONFIRMED))
        avow_store_unlist_purges (store, before, &local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  avow_store_finish_purges (store);
  return TRUE;
}

static gboolean
commit_outermost (AvowStore *store, GError **error)
{
  AvowHead *head = &store->head;
  gboolean appended = head->tree != NULL && avow_tree_get_size (head->tree) != head->sealed;
  AvowDigest last = head->previous;

  if (appended && !avow_store_write_head (store, error))
    return FALSE;
  if (store->purges != NULL && store->purges->len > 0)
    return commit_with_purges (store, appended ? &last : NULL, error);
  return run_commit (store, appended ? &last : NULL, error);
}

gboolean
avow_store_commit (AvowStore *self, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && self->depth > 0, FALSE);

  if (is_lost (self, error))
    done = FALSE;
  else if (self->depth == 1)
    done = commit_outermost (self, error);
  else
    done = avow_store_execute (self, "record/store:commit-nested", error, "");
  if (!done)
    {
      avow_store_rollback (self);
      return FALSE;
    }
  avow_store_end_purges (self, TRUE);
  self->depth--;
  return TRUE;
}

void
avow_store_rollback (AvowStore *self)
{
  gboolean lost;

  g_return_if_fail (self != NULL);

  if (self->depth == 0)
    return;
  lost = is_lost (self, NULL);
  /* an inner one that can't be taken back alone takes all with it, and is_lost() tells the outer ones */
  if (!lost
      && (self->depth == 1 || !avow_store_execute (self, "record/store:rollback-nested", NULL, "")
          || !avow_store_execute (self, "record/store:commit-nested", NULL, "")))
    roll_back (self);
  /* the tree in memory has leaves that the store no longer has */
  avow_store_forget_head (self);
  avow_store_end_purges (self, FALSE);
  self->depth--;
}

gboolean
avow_store_begin_reading (AvowStore *store, GError **error)
{
  return store->depth > 0 || (settle (store, error) && avow_store_execute (store, "record/store:begin-reading", error, ""));
}

void
avow_store_end_reading (AvowStore *store)
{
  if (store->depth == 0 && sqlite3_get_autocommit (store->database) == 0 && !store->unsettled)
    avow_store_execute (store, "record/store:commit", NULL, "");
}

gboolean
avow_store_is_sample (AvowStore *self)
{
  g_autoptr (AvowRecord) record = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->sample < 0 && avow_store_get_position (self) > 0)
    {
      record = avow_store_get_record (self, 1, NULL, NULL);
      self->sample = record != NULL && avow_record_get_kind (record) == &avow_record_kind_organisation
                     && ((const AvowRecordOrganisation *) avow_record_get_body (record))->sample;
    }
  return self->sample > 0;
}
