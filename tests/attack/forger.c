/* forger.c: the owner of a machine, who has its seal key, writes a ledger anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "forger.h"

#include "record/avow-leaf.h"
#include "record/avow-projection.h"
#include "record/avow-tree.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

static sqlite3 *
open_database (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, AVOW_STORE_FILE, NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return database;
}

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
  return statement;
}

static void
finish (sqlite3_stmt *statement)
{
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
run (sqlite3 *database, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (database, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
}

void
forger_run_sql (const char *folder, const char *sql)
{
  sqlite3 *database = open_database (folder);

  run (database, sql);
  sqlite3_close (database);
}

gboolean
forger_sqlite_says_ok (const char *folder)
{
  sqlite3 *database = open_database (folder);
  sqlite3_stmt *statement = prepare (database, "PRAGMA integrity_check");
  gboolean ok = sqlite3_step (statement) == SQLITE_ROW && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  sqlite3_finalize (statement);
  sqlite3_close (database);
  return ok;
}

void
forger_entry_free (ForgerEntry *entry)
{
  g_free (entry->text);
  g_free (entry);
}

ForgerEntry *
forger_copy (const ForgerEntry *entry)
{
  ForgerEntry *copy = g_memdup2 (entry, sizeof *entry);

  copy->text = g_strdup (entry->text);
  memset (&copy->hash, 0, sizeof copy->hash);
  return copy;
}

static char *
unpack (sqlite3_stmt *row, int codec, int length, int bytes)
{
  uLongf plain_length = (uLongf) sqlite3_column_int64 (row, length);
  char *plain = g_malloc0 (plain_length + 1);

  if (sqlite3_column_int (row, codec) == 0)
    memcpy (plain, sqlite3_column_blob (row, bytes), plain_length);
  else
    g_assert_cmpint (uncompress ((guint8 *) plain, &plain_length, sqlite3_column_blob (row, bytes),
                                 (uLong) sqlite3_column_bytes (row, bytes)), ==, Z_OK);
  return plain;
}

GPtrArray *
forger_read (const char *folder)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) forger_entry_free);
  sqlite3 *database = open_database (folder);
  sqlite3_stmt *rows = prepare (database, "SELECT kind, time, hash, codec, length, bytes, salt FROM leaf JOIN payload USING (position) "
                                          "JOIN ledger ON number = ledger WHERE own = 1 ORDER BY sequence");

  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      ForgerEntry *entry = g_new0 (ForgerEntry, 1);

      entry->kind = (guint) sqlite3_column_int (rows, 0);
      entry->time = sqlite3_column_int64 (rows, 1);
      memcpy (entry->hash.bytes, sqlite3_column_blob (rows, 2), AVOW_DIGEST_LENGTH);
      entry->text = unpack (rows, 3, 4, 5);
      memcpy (entry->salt, sqlite3_column_blob (rows, 6), AVOW_SALT_LENGTH);
      g_ptr_array_add (entries, entry);
    }
  sqlite3_finalize (rows);
  sqlite3_close (database);
  return entries;
}

guint
forger_find (GPtrArray *entries, const char *part)
{
  for (guint i = entries->len; i > 0; i--)
    if (strstr (((ForgerEntry *) g_ptr_array_index (entries, i - 1))->text, part) != NULL)
      return i - 1;
  g_error ("No record holds “%s”", part);
}

void
forger_replace (ForgerEntry *entry, const char *find, const char *with)
{
  GString *text = g_string_new (entry->text);

  if (g_string_replace (text, find, with, 1) != 1)
    g_error ("“%s” is not in “%s”", find, entry->text);
  g_free (entry->text);
  entry->text = g_string_free (text, FALSE);
}

static AvowKey *
load_seal (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, AVOW_STORE_KEYS, "seal.pem", NULL);
  g_autoptr (GError) error = NULL;
  AvowKey *seal = avow_key_load (path, NULL, &error);

  g_assert_no_error (error);
  return seal;
}

static void
compute_ledger (AvowKey *seal, AvowDigest *out_ledger)
{
  g_autoptr (GBytes) raw = avow_key_get_public_raw (seal);

  avow_digest_compute (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), out_ledger);
}

/* Whoever cites a leaf by its hash cites the one that takes its place; a signed text can't. */
static void
cite_anew (GPtrArray *entries, guint from, const AvowDigest *was, const AvowDigest *is)
{
  g_autofree char *was_text = avow_digest_to_hex (was);
  g_autofree char *is_text = avow_digest_to_hex (is);

  for (guint i = from; i < entries->len; i++)
    {
      ForgerEntry *entry = g_ptr_array_index (entries, i);
      GString *text = g_string_new (entry->text);

      if (strstr (entry->text, "<ds:Signature") == NULL)
        g_string_replace (text, was_text, is_text, 0);
      g_free (entry->text);
      entry->text = g_string_free (text, FALSE);
    }
}

static void
write_entry (sqlite3 *database, gint64 ledger_number, const AvowLeaf *leaf, const AvowDigest *hash, const guint8 *salt, const char *text)
{
  sqlite3_stmt *row = prepare (database, "INSERT INTO leaf (position, ledger, sequence, kind, previous, time, commitment, hash) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  sqlite3_stmt *payload = prepare (database, "INSERT INTO payload (position, salt, codec, length, bytes) VALUES (?1, ?2, 0, ?3, ?4)");
  gint64 position = (gint64) leaf->sequence + 1;

  sqlite3_bind_int64 (row, 1, position);
  sqlite3_bind_int64 (row, 2, ledger_number);
  sqlite3_bind_int64 (row, 3, (gint64) leaf->sequence);
  sqlite3_bind_int (row, 4, leaf->kind);
  sqlite3_bind_blob (row, 5, leaf->previous.bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 6, leaf->time);
  sqlite3_bind_blob (row, 7, leaf->commitment.bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
  sqlite3_bind_blob (row, 8, hash->bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
  finish (row);
  sqlite3_bind_int64 (payload, 1, position);
  sqlite3_bind_blob (payload, 2, salt, AVOW_SALT_LENGTH, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (payload, 3, (gint64) strlen (text));
  sqlite3_bind_blob (payload, 4, text, (int) strlen (text), SQLITE_TRANSIENT);
  finish (payload);
}

typedef struct
{
  sqlite3 *database;
  gint64 ledger_number;
} Tiles;

static gboolean
write_tile (guint level, guint64 index, GBytes *hashes, gpointer data, GError **error)
{
  Tiles *tiles = data;
  sqlite3_stmt *tile = prepare (tiles->database, "INSERT OR REPLACE INTO tile (ledger, level, idx, hashes) VALUES (?1, ?2, ?3, ?4)");

  sqlite3_bind_int64 (tile, 1, tiles->ledger_number);
  sqlite3_bind_int (tile, 2, (int) level);
  sqlite3_bind_int64 (tile, 3, (gint64) index);
  sqlite3_bind_blob (tile, 4, g_bytes_get_data (hashes, NULL), (int) g_bytes_get_size (hashes), SQLITE_TRANSIENT);
  finish (tile);
  return TRUE;
}

static void
write_checkpoint (sqlite3 *database, gint64 ledger_number, AvowTree *tree, const AvowDigest *ledger, AvowKey *seal)
{
  AvowCheckpoint checkpoint = { .ledger = *ledger, .size = avow_tree_get_size (tree) };
  sqlite3_stmt *row = prepare (database, "UPDATE checkpoint SET size = ?2, root = ?3, note = ?4 WHERE ledger = ?1");
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  avow_tree_get_root (tree, &checkpoint.root);
  note = avow_checkpoint_sign (&checkpoint, seal, &error);
  g_assert_no_error (error);
  sqlite3_bind_int64 (row, 1, ledger_number);
  sqlite3_bind_int64 (row, 2, (gint64) checkpoint.size);
  sqlite3_bind_blob (row, 3, checkpoint.root.bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 4, note, -1, SQLITE_TRANSIENT);
  finish (row);
}

static void
write_entries (sqlite3 *database, gint64 ledger_number, GPtrArray *entries, const AvowDigest *ledger, AvowTree *tree)
{
  AvowDigest previous = { { 0 } };

  for (guint i = 0; i < entries->len; i++)
    {
      ForgerEntry *entry = g_ptr_array_index (entries, i);
      AvowLeaf leaf = { .ledger = *ledger, .sequence = i, .kind = (guint8) entry->kind, .previous = previous, .time = entry->time };
      g_autoptr (GBytes) payload = g_bytes_new (entry->text, strlen (entry->text));

      avow_leaf_commit (entry->salt, payload, &leaf.commitment);
      avow_leaf_hash (&leaf, &previous);
      cite_anew (entries, i + 1, &entry->hash, &previous);
      write_entry (database, ledger_number, &leaf, &previous, entry->salt, entry->text);
      avow_tree_append (tree, &previous);
    }
}

static gint64
ask_number (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = prepare (database, sql);
  gint64 number;

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

/* Avow makes the tables again, as it offers to. */
static char *
rebuild (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (folder, &error);

  if (store == NULL || !avow_store_rebuild (store, NULL, NULL, &error))
    return g_strdup (error->message);
  return NULL;
}

char *
forger_write (const char *folder, GPtrArray *entries)
{
  g_autoptr (AvowKey) seal = load_seal (folder);
  g_autoptr (AvowTree) tree = avow_tree_open (0, NULL, NULL, NULL);
  sqlite3 *database = open_database (folder);
  Tiles tiles = { database, ask_number (database, "SELECT number FROM ledger WHERE own = 1") };
  AvowDigest ledger;

  compute_ledger (seal, &ledger);
  run (database, "BEGIN; DELETE FROM payload; DELETE FROM leaf; DELETE FROM tile");
  write_entries (database, tiles.ledger_number, entries, &ledger, tree);
  g_assert_true (avow_tree_flush (tree, write_tile, &tiles, NULL));
  write_checkpoint (database, tiles.ledger_number, tree, &ledger, seal);
  run (database, "COMMIT");
  sqlite3_close (database);
  return rebuild (folder);
}

void
forger_change_seal (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, AVOW_STORE_KEYS, "seal.pem", NULL);
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, NULL);
  g_autoptr (GBytes) raw = avow_key_get_public_raw (seal);
  g_autoptr (GError) error = NULL;
  sqlite3 *database = open_database (folder);
  sqlite3_stmt *row = prepare (database, "UPDATE ledger SET id = ?1, seal = ?2 WHERE own = 1");
  AvowDigest ledger;

  compute_ledger (seal, &ledger);
  sqlite3_bind_blob (row, 1, ledger.bytes, AVOW_DIGEST_LENGTH, SQLITE_TRANSIENT);
  sqlite3_bind_blob (row, 2, g_bytes_get_data (raw, NULL), 32, SQLITE_TRANSIENT);
  finish (row);
  sqlite3_close (database);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (avow_key_save (seal, path, NULL, 0, &error));
  g_assert_no_error (error);
}

AvowCheckpoint
forger_keep_checkpoint (const char *folder)
{
  sqlite3 *database = open_database (folder);
  sqlite3_stmt *row = prepare (database, "SELECT size, root FROM checkpoint JOIN ledger ON number = ledger WHERE own = 1");
  AvowCheckpoint kept = { 0 };

  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  kept.size = (guint64) sqlite3_column_int64 (row, 0);
  memcpy (kept.root.bytes, sqlite3_column_blob (row, 1), AVOW_DIGEST_LENGTH);
  sqlite3_finalize (row);
  sqlite3_close (database);
  return kept;
}

gboolean
forger_contradicts (const char *folder, const AvowCheckpoint *kept)
{
  sqlite3 *database = open_database (folder);
  sqlite3_stmt *rows = prepare (database, "SELECT hash FROM leaf JOIN ledger ON number = ledger WHERE own = 1 ORDER BY sequence LIMIT ?1");
  g_autoptr (AvowTree) tree = avow_tree_open (0, NULL, NULL, NULL);
  AvowDigest leaf, root;

  sqlite3_bind_int64 (rows, 1, (gint64) kept->size);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      memcpy (leaf.bytes, sqlite3_column_blob (rows, 0), AVOW_DIGEST_LENGTH);
      avow_tree_append (tree, &leaf);
    }
  sqlite3_finalize (rows);
  sqlite3_close (database);
  avow_tree_get_root (tree, &root);
  return avow_tree_get_size (tree) < kept->size || !avow_digest_equal (&root, &kept->root);
}

char *
forger_verify (const char *folder, const AvowTrustedPoint *since)
{
  GString *said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (folder, &error);
  g_autoptr (AvowVerdict) verdict = NULL;

  if (store != NULL)
    verdict = since != NULL ? avow_store_verify_since (store, since, NULL, NULL, &error) : avow_store_verify (store, NULL, NULL, &error);
  if (verdict == NULL)
    g_string_append (said, error->message);
  for (guint i = 0; verdict != NULL && i < verdict->findings->len; i++)
    {
      const AvowFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_string_append_printf (said, "record %" G_GINT64_FORMAT ": %s\n", finding->position, finding->message);
    }
  /* it never keeps still about what it passed over */
  g_assert_true (verdict == NULL || verdict->findings->len > 0 || since == NULL || verdict->unread == since->position);
  return g_string_free (said, FALSE);
}

void
forger_expect (const char *name, const char *said, const char *says)
{
  g_autofree char *first = g_strndup (said, strcspn (said, "\n"));

  g_test_message ("%s: %s", name, said[0] != '\0' ? first : "sound");
  if (strstr (said, says) == NULL)
    g_error ("“%s” is not in “%s”", says, said);
}

void
forger_drop_person (GPtrArray *entries)
{
  for (guint i = 0; i < 2; i++)
    g_ptr_array_remove_index (entries, forger_find (entries, "<obligation "));
  g_ptr_array_remove_index (entries, forger_find (entries, "<name>Tomasz Nowak<"));
}

void
forger_change_name (GPtrArray *entries)
{
  forger_replace (g_ptr_array_index (entries, forger_find (entries, "<person ")), "Tomasz Nowak", "Tomas Novak");
}

void
forger_change_time (GPtrArray *entries)
{
  ((ForgerEntry *) g_ptr_array_index (entries, forger_find (entries, "<person ")))->time -= 24 * 60 * 60 * 1000;
}

void
forger_strip_signature (GPtrArray *entries)
{
  ForgerEntry *declaration = g_ptr_array_index (entries, forger_find (entries, "<declaration "));
  char *start = strstr (declaration->text, "<ds:Signature ");
  char *end = strstr (start, "</ds:Signature>") + strlen ("</ds:Signature>");

  memmove (start, end, strlen (end) + 1);
}

void
forger_change_clause (GPtrArray *entries)
{
  forger_replace (g_ptr_array_index (entries, forger_find (entries, "<declaration ")), "I tell nobody", "I tell anybody");
}
