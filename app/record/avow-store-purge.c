/* avow-store-purge.c: destroying what was recorded about a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-event.h"
#include "avow-projection-private.h"
#include "avow-purge.h"
#include "avow-purged-list.h"
#include "avow-purges.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The order of things. In the transaction of the purge record the texts go. Before it is committed, the list has the
 * purge: a crash in between leaves a store that still shows what was to go, and a list that says so; the next opening
 * carries it out, with the same signed record. A commit that fails takes the entry back. Committed first and listed after,
 * a crash in between would leave a backup that could bring everything back; an entry of hashes alone would, after a crash,
 * make texts vanish that no record says were purged. */

/* A purge of the transaction under way. */
typedef struct
{
  AvowRecord *record;
  guint depth; /* of the innermost transaction that it is part of */
} Pending;

static void
free_pending (gpointer data)
{
  Pending *pending = data;

  avow_record_unref (pending->record);
  g_free (pending);
}

static void
note_pending (AvowStore *store, AvowRecord *record)
{
  Pending *pending = g_new (Pending, 1);

  *pending = (Pending) { avow_record_ref (record), store->depth };
  if (store->purges == NULL)
    store->purges = g_ptr_array_new_with_free_func (free_pending);
  g_ptr_array_add (store->purges, pending);
}

void
avow_store_end_purges (AvowStore *store, gboolean kept)
{
  for (guint i = store->purges != NULL ? store->purges->len : 0; i > 0; i--)
    {
      Pending *pending = g_ptr_array_index (store->purges, i - 1);

      if (pending->depth < store->depth)
        break;
      if (kept)
        pending->depth--;
      else
        g_ptr_array_remove_index (store->purges, i - 1);
    }
}

static gboolean
remove_event (AvowStore *store, const AvowRecordKind *kind, gint64 position, GHashTable *subjects, GError **error)
{
  g_autofree char *subject = NULL;
  AvowKindSet kinds;

  if (!avow_event_find_subject (store, kind, position, &subject, error))
    return FALSE;
  if (subject == NULL)
    return TRUE;
  kinds = GPOINTER_TO_UINT (g_hash_table_lookup (subjects, subject)) | AVOW_KIND_SET (kind);
  g_hash_table_insert (subjects, g_steal_pointer (&subject), GUINT_TO_POINTER (kinds));
  return avow_event_remove (store, kind, position, error);
}

static gboolean
destroy_one (AvowStore *store, const AvowRecordDestroyed *destroyed, GHashTable *subjects, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/purge:leaf", error, "d", &destroyed->leaf);
  g_autoptr (GError) local_error = NULL;
  const AvowRecordKind *kind;
  gint64 position;

  if (query == NULL)
    return FALSE;
  if (!avow_query_next (query, &local_error))
    {
      /* a purge may name what never came here */
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  position = avow_query_integer (query, 0);
  kind = avow_record_kind_by_code ((guint8) avow_query_integer (query, 3));
  g_clear_pointer (&query, avow_query_free);
  /* that it names what no purge may destroy is found where it stands */
  if (kind == NULL || !avow_record_may_be_purged (kind))
    return TRUE;
  return remove_event (store, kind, position, subjects, error)
         && avow_store_execute (store, "record/purge:remove-payload", error, "i", position);
}

static gboolean
refresh (AvowStore *store, GHashTable *subjects, GError **error)
{
  GHashTableIter iter;
  gpointer subject, kinds;

  g_hash_table_iter_init (&iter, subjects);
  while (g_hash_table_iter_next (&iter, &subject, &kinds))
    if (!avow_projections_refresh (store, subject, GPOINTER_TO_UINT (kinds), error))
      return FALSE;
  return TRUE;
}

static gboolean
destroy (AvowStore *store, AvowRecord *record, GError **error)
{
  const AvowRecordPurge *purge = avow_record_get_body (record);
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < purge->destroyed->len; i++)
    if (!destroy_one (store, g_ptr_array_index (purge->destroyed, i), subjects, error))
      return FALSE;
  return refresh (store, subjects, error)
         && avow_store_execute (store, "record/purge:remove-locals", error, "s", avow_record_get_subject (record));
}

gboolean
avow_store_carry_out_purge (AvowStore *store, AvowRecord *record, GError **error)
{
  if (!destroy (store, record, error))
    return FALSE;
  note_pending (store, record);
  return TRUE;
}

static gboolean
append (AvowStore *store, AvowRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  return avow_store_append (store, records, error);
}

gboolean
avow_store_purge (AvowStore *self, AvowRecord *record, GError **error)
{
  g_return_val_if_fail (self != NULL && record != NULL, FALSE);
  g_return_val_if_fail (avow_record_get_kind (record) == &avow_record_kind_purge, FALSE);

  if (!avow_store_begin (self, error))
    return FALSE;
  if (append (self, record, error) && avow_store_carry_out_purge (self, record, error))
    return avow_store_commit (self, error);
  avow_store_rollback (self);
  return FALSE;
}

gboolean
avow_store_list_purges (AvowStore *store, gsize *out_before, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < store->purges->len; i++)
    g_ptr_array_add (records, ((Pending *) g_ptr_array_index (store->purges, i))->record);
  return avow_purged_list_add (store->folder, records, out_before, error);
}

void
avow_store_unlist_purges (AvowStore *store, gsize before, GError **failure)
{
  g_autoptr (GError) error = g_steal_pointer (failure);

  if (avow_purged_list_cut (store->folder, before))
    *failure = g_steal_pointer (&error);
  else
    /* Translators: %s is what went wrong, in sentences */
    g_set_error (failure, error->domain, error->code,
                 _("%s What was to be destroyed could not be taken off the list “%s”: it is destroyed when Avow is started again."),
                 error->message, AVOW_PURGED_LIST);
}

static void
note_leftover (AvowStore *store, char *path /* (transfer full) */)
{
  if (store->leftovers == NULL)
    store->leftovers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (store->leftovers, path);
}

/* Gone for good, as far as the file system says so. */
static void
remove_file (AvowStore *store, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_remove (path) != 0 || !avow_store_sync_folder (folder))
    note_leftover (store, g_steal_pointer (&path));
}

/* (transfer full) (nullable): what can't be listed may hold anything. */
static GDir *
list_folder (AvowStore *store, const char *folder)
{
  GDir *directory = g_dir_open (folder, 0, NULL);

  if (directory == NULL && g_file_test (folder, G_FILE_TEST_EXISTS))
    note_leftover (store, g_strdup (folder));
  return directory;
}

/* Whether the person's entries in the roster went, too: with them goes what is kept beside the records. */
static gboolean
is_gone (AvowStore *store, const char *person)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/purge:entry", &local_error, "s", person);
  gboolean gone = !avow_query_next (query, &local_error);

  if (local_error == NULL)
    return gone;
  note_leftover (store, g_build_filename (store->folder, AVOW_STORE_KEYS, NULL));
  return FALSE;
}

/* A person's keys: PERSON.pem, and PERSON-… of later ones. */
static void
remove_keys (AvowStore *store, const char *person)
{
  g_autofree char *folder = g_build_filename (store->folder, AVOW_STORE_KEYS, NULL);
  g_autoptr (GDir) directory = list_folder (store, folder);
  gsize length = strlen (person);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      if (g_str_has_prefix (name, person) && (name[length] == '.' || name[length] == '-'))
        remove_file (store, folder, name);
    }
}

/* Whether a database that lies beside the store holds the text of one of these leaves, or can't tell. */
static gboolean
holds_any (const char *path, GPtrArray *entries)
{
  static const char sql[] = "SELECT 1 FROM leaf JOIN payload ON payload.position = leaf.position WHERE hash = ?1";
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean found = sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK
                   || sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK;

  for (guint i = 0; i < entries->len && !found; i++)
    {
      const AvowPurgedEntry *entry = g_ptr_array_index (entries, i);

      for (guint j = 0; j < entry->leaves->len && !found; j++)
        {
          sqlite3_bind_blob (statement, 1, g_array_index (entry->leaves, AvowDigest, j).bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
          found = sqlite3_step (statement) != SQLITE_DONE;
          sqlite3_reset (statement);
        }
    }
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return found;
}

/* avow.db.N, what an unfinished conversion has left of it, and their journals. */
static void
remove_backups (AvowStore *store, GPtrArray *entries)
{
  g_autoptr (GDir) directory = list_folder (store, store->folder);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (store->folder, name, NULL);

      if (g_str_has_prefix (name, AVOW_STORE_FILE ".") && g_ascii_isdigit (name[strlen (AVOW_STORE_FILE ".")]) && holds_any (path, entries))
        remove_file (store, store->folder, name);
    }
}

static void
clean_up (AvowStore *store, GPtrArray *entries)
{
  g_clear_pointer (&store->leftovers, g_ptr_array_unref);
  for (guint i = 0; i < entries->len; i++)
    {
      const AvowPurgedEntry *entry = g_ptr_array_index (entries, i);

      if (is_gone (store, entry->person))
        remove_keys (store, entry->person);
    }
  remove_backups (store, entries);
}

char *
avow_store_describe_leftovers (AvowStore *self)
{
  g_autoptr (GString) paths = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  n = self->leftovers != NULL ? self->leftovers->len : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_filename_display_name (g_ptr_array_index (self->leftovers, i));

      if (i > 0)
        g_string_append (paths, ", ");
      /* Translators: a file, in quotes */
      g_string_append_printf (paths, _("“%s”"), path);
    }
  if (n == 0)
    return NULL;
  /* Translators: %s is the file, or several, in quotes and with commas between */
  return g_strdup_printf (ngettext ("%s still holds something of what was destroyed, and could not be removed. Delete it yourself, or see that "
                                    "nothing else has it open and that its folder can be written, and start Avow again, which tries once more.",
                                    "%s still hold something of what was destroyed, and could not be removed. Delete them yourself, or see that "
                                    "nothing else has them open and that their folder can be written, and start Avow again, which tries once more.",
                                    n), paths->str);
}

/* Of an entry that could not be so marked the next opening finds that nothing is left to do, and marks it. */
static void
mark_done (AvowStore *store, GPtrArray *entries)
{
  if (!avow_purged_list_mark_done (store->folder, entries))
    g_warning ("That what was purged from %s is done could not be noted in its list; the next opening tries again", store->folder);
}

void
avow_store_finish_purges (AvowStore *store)
{
  g_autoptr (GPtrArray) entries = avow_purged_list_read (store->folder, NULL);

  g_clear_pointer (&store->purges, g_ptr_array_unref);
  if (entries == NULL)
    {
      /* nobody can tell what else there is to remove */
      note_leftover (store, g_strdup (store->folder));
      return;
    }
  mark_done (store, entries);
  clean_up (store, entries);
}

/* Whether the text of one of an entry's leaves is here. */
static gboolean
is_present (AvowStore *store, const AvowPurgedEntry *entry, gboolean *out_present, GError **error)
{
  *out_present = FALSE;
  for (guint i = 0; i < entry->leaves->len && !*out_present; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (AvowQuery) query = avow_store_query (store, "record/purge:leaf", &local_error, "d",
                                                      &g_array_index (entry->leaves, AvowDigest, i));

      *out_present = avow_query_next (query, &local_error) && avow_query_integer (query, 5) != 0;
      if (local_error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* The list is no better guarded than the store: only a purge whose signature stands is carried out. (transfer full)
 * (nullable) */
static AvowRecord *
read_entry (AvowStore *store, const AvowPurgedEntry *entry)
{
  AvowRecord *record = avow_store_read_purge (store, entry->record);

  if (record == NULL)
    g_warning ("The list of what was purged from %s names a purge that nobody signed, and it is passed over", store->folder);
  return record;
}

/* A purge that a crash kept from being committed is recorded now, as it would have been: nobody else can know of this ledger
 * what it is not itself. Of one that was done, somebody may have been told. */
static gboolean
record_again (AvowStore *store, const AvowPurgedEntry *entry, AvowRecord *record, GError **error)
{
  return entry->done ? avow_store_owe_purge (store, record, error) : append (store, record, error);
}

/* Somebody else may have been faster. The record is there already where only the texts were brought back. */
static gboolean
carry_out_locked (AvowStore *store, const AvowPurgedEntry *entry, AvowRecord *record, GError **error)
{
  const AvowRecordPurge *purge = avow_record_get_body (record);
  g_autoptr (AvowPurges) purges = avow_purges_new (store);
  gint64 known = 0;
  gboolean present;

  if (!is_present (store, entry, &present, error))
    return FALSE;
  if (!present)
    return TRUE;
  if (purge->destroyed->len > 0
      && !avow_purges_find (purges, &((AvowRecordDestroyed *) g_ptr_array_index (purge->destroyed, 0))->leaf, &known, error))
    return FALSE;
  return (known > 0 || record_again (store, entry, record, error)) && destroy (store, record, error);
}

static gboolean
carry_out (AvowStore *store, const AvowPurgedEntry *entry, GError **error)
{
  g_autoptr (AvowRecord) record = read_entry (store, entry);

  if (record == NULL)
    return TRUE;
  if (store->obstacle != NULL)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_READ_ONLY,
                   _("“%s” still holds what was purged since, and can't be opened before that is removed: %s"), store->path,
                   store->obstacle->message);
      return FALSE;
    }
  if (!avow_store_begin (store, error))
    return FALSE;
  if (carry_out_locked (store, entry, record, error))
    return avow_store_commit (store, error);
  avow_store_rollback (store);
  return FALSE;
}

gboolean
avow_store_apply_purged_list (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) entries = avow_purged_list_read (store->folder, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const AvowPurgedEntry *entry = g_ptr_array_index (entries, i);
      gboolean present;

      if (!is_present (store, entry, &present, error) || (present && !carry_out (store, entry, error)))
        return FALSE;
    }
  if (entries->len > 0 && store->obstacle == NULL)
    {
      mark_done (store, entries);
      clean_up (store, entries);
    }
  return avow_store_check_owes (store, error);
}
