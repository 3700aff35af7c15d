/* test-migration.c: what each earlier version kept, opened by this one, with a fault at every step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-brittle-disk.h"
#include "avow-rooms.h"

#include "people/avow-roster.h"
#include "record/avow-verify.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHORT_CASES 8 /* a fault and a schema, in the short run */
#define OPENERS 4

/* What was kept: a script, and what else made it different from what this version keeps. */
typedef struct
{
  const char *name;
  const char *script; /* and SCRIPT-seal.pem */
  gint64 version;
  const char *change; /* nullable: SQL */
} Earlier;

static const Earlier earlier[] = {
  { "schema-1", "schema-1", 1, NULL },
  /* lists of another version, which has other columns besides */
  { "lists-0", "schema-1", 1, "UPDATE projection SET version = 0; DROP VIEW state_role_now; ALTER TABLE state_person ADD COLUMN shoe_size TEXT" },
  { "no-lists", "schema-1", 1, "DELETE FROM projection" },
};

typedef struct
{
  char *folder;
  char *path;       /* of the database */
  char *model;      /* the old store, whole, in a file aside */
  char *before;     /* what fingerprint() says of it */
  char *records;    /* the same of its records alone */
  gint64 version;
} Store;

static int
remove_entry (const char *path, const struct stat *status, int flag, struct FTW *place)
{
  return remove (path);
}

static sqlite3 *
open_raw (const char *path, int flags)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, flags, NULL), ==, SQLITE_OK);
  return database;
}

static void
run (sqlite3 *database, const char *sql)
{
  g_autofree char *message = NULL;
  char *said = NULL;

  sqlite3_exec (database, sql, NULL, NULL, &said);
  message = g_strdup (said);
  sqlite3_free (said);
  g_assert_cmpstr (message, ==, NULL);
}

static void
digest_rows (GChecksum *checksum, sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_checksum_update (checksum, (const guchar *) "unreadable", -1);
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        int length = sqlite3_column_bytes (statement, i);

        g_checksum_update (checksum, (const guchar *) &length, sizeof length);
        if (length > 0)
          g_checksum_update (checksum, sqlite3_column_blob (statement, i), length);
      }
  g_checksum_update (checksum, (const guchar *) sqlite3_errmsg (database), -1);
  sqlite3_finalize (statement);
}

/* (transfer full): of the tables that @filter names, and of all they hold. */
static char *
fingerprint (const char *path, const char *filter)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *database = open_raw (path, SQLITE_OPEN_READWRITE);
  sqlite3_stmt *tables = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND %s ORDER BY name", filter);

  if (sqlite3_prepare_v2 (database, sql, -1, &tables, NULL) != SQLITE_OK)
    digest_rows (checksum, database, sql);
  while (tables != NULL && sqlite3_step (tables) == SQLITE_ROW)
    {
      char *rows = sqlite3_mprintf ("SELECT * FROM \"%w\"", sqlite3_column_text (tables, 0));

      g_checksum_update (checksum, sqlite3_column_text (tables, 1), -1);
      digest_rows (checksum, database, rows);
      sqlite3_free (rows);
    }
  sqlite3_finalize (tables);
  digest_rows (checksum, database, "PRAGMA user_version");
  digest_rows (checksum, database, "PRAGMA integrity_check");
  sqlite3_close (database);
  return g_strdup (g_checksum_get_string (checksum));
}

/* (transfer full): what no conversion may change, whatever columns are added beside. */
static char *
fingerprint_records (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3 *database = open_raw (path, SQLITE_OPEN_READWRITE);

  digest_rows (checksum, database, "SELECT sequence, kind, previous, time, commitment, hash, salt, codec, length, bytes "
                                   "FROM leaf JOIN payload USING (position) ORDER BY position LIMIT 19");
  digest_rows (checksum, database, "SELECT edition, path, bytes FROM edition_file ORDER BY edition, path");
  digest_rows (checksum, database, "SELECT area, key, value FROM local ORDER BY area, key");
  sqlite3_close (database);
  return g_strdup (g_checksum_get_string (checksum));
}

static char *
find_file (const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return g_test_build_filename (G_TEST_DIST, "fault", file, NULL);
}

static void
make_model (Store *self, const Earlier *before)
{
  g_autofree char *file = find_file (before->script, ".sql");
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database = open_raw (self->model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

  g_assert_true (g_file_get_contents (file, &script, NULL, &error));
  run (database, script);
  if (before->change != NULL)
    run (database, before->change);
  sqlite3_close (database);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, bytes, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* The store as the earlier version left it, and nothing beside it. */
static void
put_back (Store *self)
{
  static const char *const others[] = { "-journal", ".1", ".1.new", ".1.new-journal", NULL };

  for (guint i = 0; others[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (self->path, others[i], NULL);

      g_remove (path);
    }
  copy_file (self->model, self->path);
}

static void
store_set_up (Store *self, gconstpointer data)
{
  const Earlier *before = data;
  g_autofree char *keys = NULL;
  g_autofree char *key = find_file (before->script, "-seal.pem");
  g_autofree char *seal = NULL;

  self->folder = g_dir_make_tmp ("avow-migration-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, AVOW_STORE_FILE, NULL);
  self->model = g_build_filename (self->folder, "model", NULL);
  keys = g_build_filename (self->folder, AVOW_STORE_KEYS, NULL);
  seal = g_build_filename (keys, "seal.pem", NULL);
  g_assert_cmpint (g_mkdir (keys, 0700), ==, 0);
  copy_file (key, seal);
  make_model (self, before);
  self->version = before->version;
  put_back (self);
  self->before = fingerprint (self->path, "1");
  self->records = fingerprint_records (self->path);
}

static void
store_tear_down (Store *self, gconstpointer data)
{
  brittle_disk_break (0, BRITTLE_ONCE);
  brittle_disk_lose_journals (FALSE);
  g_assert_cmpint (nftw (self->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->model);
  g_free (self->before);
  g_free (self->records);
}

static gint64
ask_version (const char *path)
{
  sqlite3 *database = open_raw (path, SQLITE_OPEN_READWRITE);
  sqlite3_stmt *statement = NULL;
  gint64 version;

  g_assert_cmpint (sqlite3_prepare_v2 (database, "PRAGMA user_version", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  version = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return version;
}

static void
assert_sound (AvowStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->records, >=, 19);
}

static void
add_person (AvowStore *store)
{
  g_autofree char *number = g_strdup_printf ("2%" G_GINT64_FORMAT, avow_store_get_position (store));
  AvowPerson person = { .staff_number = number, .name = (char *) "Ada Smith", .team = (char *) "Office",
                        .joined = (char *) "2026-03-02" };
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  const char *officer = NULL;

  people = avow_roster_list (store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    if (g_str_equal (((AvowPerson *) g_ptr_array_index (people, i))->staff_number, "1001"))
      officer = ((AvowPerson *) g_ptr_array_index (people, i))->id;
  g_assert_true (avow_roster_add (store, officer, &person, &id, &error));
  g_assert_no_error (error);
}

/* The store is this version's, has every record, is sound, and can be written. */
static void
assert_converted (Store *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (self->folder, &error);
  g_autofree char *records = NULL;
  g_autofree char *copy = g_strdup_printf ("%s.%" G_GINT64_FORMAT, self->path, self->version);

  g_assert_no_error (error);
  g_assert_null (avow_store_get_obstacle (store));
  assert_sound (store);
  add_person (store);
  records = fingerprint_records (self->path);
  g_assert_cmpstr (records, ==, self->records);
  if (ask_version (self->path) > self->version)
    {
      g_autofree char *kept = fingerprint (copy, "1");

      g_assert_cmpstr (kept, ==, self->before);
    }
  else
    g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_converts (Store *self, gconstpointer data)
{
  assert_converted (self);
  assert_converted (self);
}

static guint
count_steps (Store *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;

  put_back (self);
  brittle_disk_break (0, BRITTLE_ONCE);
  store = avow_store_open (self->folder, &error);
  g_assert_no_error (error);
  return brittle_disk_get_steps ();
}

/* Opens it while step @step fails; whether it opened all the same, for what failed was of no consequence. */
static gboolean
open_on_broken (Store *self, guint step, BrittleFault fault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;

  put_back (self);
  brittle_disk_break (step, fault);
  store = avow_store_open (self->folder, &error);
  brittle_disk_break (0, BRITTLE_ONCE);
  if (store == NULL)
    {
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, self->path));
    }
  return store != NULL;
}

/* What stands there after a fault: the old store, or, whole, a later stage. */
static gboolean
is_old (Store *self)
{
  g_autofree char *now = fingerprint (self->path, "1");

  return g_str_equal (now, self->before);
}

static void
try_faults (Store *self, BrittleFault fault, const char *name)
{
  guint steps = count_steps (self);
  guint stride = g_test_thorough () ? 1 : 1 + steps / SHORT_CASES;
  guint tried = 0, refused = 0, untouched = 0;

  for (guint step = 1; step <= steps; step += stride, tried++)
    {
      gboolean opened = open_on_broken (self, step, fault);
      gboolean old = is_old (self);

      refused += opened ? 0 : 1;
      untouched += old ? 1 : 0;
      assert_converted (self);
    }
  g_test_message ("%s, %s: %u of %u steps failed: %u times it was refused, %u times the old store stood there as it was, "
                  "%u times the new one; the second try succeeded each time",
                  g_test_get_path (), name, tried, steps, refused, untouched, tried - untouched);
  /* schema-1 is this version's own at first */
  if (steps > 0)
    g_assert_cmpuint (untouched, >, 0);
}

static void
test_faults (Store *self, gconstpointer data)
{
  try_faults (self, BRITTLE_ONCE, "fails once");
  try_faults (self, BRITTLE_FULL, "is full");
  try_faults (self, BRITTLE_FOR_GOOD, "is gone");
}

/* Whether what stands there can be converted, and is sound then. */
static gboolean
is_lost (Store *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (self->folder, &error);
  g_autoptr (AvowVerdict) verdict = NULL;

  if (store == NULL || avow_store_get_obstacle (store) != NULL)
    return TRUE;
  verdict = avow_store_verify (store, NULL, NULL, &error);
  return verdict == NULL || !avow_verdict_is_sound (verdict);
}

/* Control: without the journal, that is without the one transaction, a fault leaves neither the old store nor the new. */
static void
lose_without_a_journal (Store *self, BrittleFault fault, const char *name)
{
  guint steps, tried = 0, lost = 0;

  brittle_disk_lose_journals (TRUE);
  steps = count_steps (self);
  for (guint step = 1; step <= steps; step += 1 + steps / SHORT_CASES, tried++)
    {
      open_on_broken (self, step, fault);
      if (!is_old (self) && is_lost (self))
        lost++;
    }
  g_test_message ("control, %s: without a journal %u of %u faults lost the store", name, lost, tried);
  g_assert_cmpuint (lost, >, 0);
}

static void
test_faults_without_a_journal (Store *self, gconstpointer data)
{
  lose_without_a_journal (self, BRITTLE_ONCE, "fails once");
  lose_without_a_journal (self, BRITTLE_FULL, "is full");
  lose_without_a_journal (self, BRITTLE_FOR_GOOD, "is gone");
}

/* Where no copy can be made nothing is begun. */
static void
test_no_room_for_a_copy (Store *self, gconstpointer data)
{
  static const char *const names[] = { ".1", ".1.new", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (self->path, names[i], NULL);
      g_autofree char *inside = g_build_filename (path, "x", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowStore) store = NULL;

      put_back (self);
      g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
      store = avow_store_open (self->folder, &error);
      /* where its tables are this version's, there is no need of one */
      if (store != NULL)
        g_assert_cmpint (ask_version (self->path), ==, self->version);
      else
        g_assert_true (is_old (self));
      g_clear_pointer (&store, avow_store_unref);
      g_assert_cmpint (g_rmdir (inside), ==, 0);
      g_assert_cmpint (g_rmdir (path), ==, 0);
      assert_converted (self);
    }
}

/* Several programs that open it at once convert it once. */
static void
test_several_at_once (Store *self, gconstpointer data)
{
  pid_t children[OPENERS];

  for (guint i = 0; i < OPENERS; i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        {
          g_autoptr (GError) error = NULL;
          AvowStore *store = avow_store_open (self->folder, &error);

          _exit (store != NULL && avow_store_get_obstacle (store) == NULL ? 0 : 1);
        }
    }
  for (guint i = 0; i < OPENERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  assert_converted (self);
}

static void
add (const Earlier *before, const char *what, void (*function) (Store *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/avow/fault/migration/%s{%s}", before->name, what);

  g_test_add (path, Store, before, store_set_up, function, store_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  avow_rooms_register ();
  brittle_disk_install ();
  for (guint i = 0; i < G_N_ELEMENTS (earlier); i++)
    {
      add (&earlier[i], "converts", test_converts);
      add (&earlier[i], "fault-at-every-step", test_faults);
      add (&earlier[i], "no-room-for-a-copy", test_no_room_for_a_copy);
      add (&earlier[i], "several-at-once", test_several_at_once);
    }
  add (&earlier[G_N_ELEMENTS (earlier) - 1], "control-without-a-journal", test_faults_without_a_journal);
  return g_test_run ();
}
