/* test-store-open.c: what is no store, what can't be written, and where a store may not lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"
#include "record/avow-store-filesystem.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

static void
close_store (Fixture *self)
{
  g_clear_pointer (&self->store, avow_store_unref);
}

static void
assert_refused (Fixture *self, AvowRecordError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_store_open (self->folder, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, self->folder));
}

static void
test_no_store (Fixture *self, gconstpointer data)
{
  close_store (self);
  g_assert_cmpint (g_remove (self->file), ==, 0);
  assert_refused (self, AVOW_RECORD_ERROR_NO_STORE);
  fixture_remove_folder (self->folder);
  assert_refused (self, AVOW_RECORD_ERROR_NO_STORE);
}

static void
test_no_database (Fixture *self, gconstpointer data)
{
  const char *text = data;

  close_store (self);
  g_assert_true (g_file_set_contents (self->file, text, -1, NULL));
  assert_refused (self, AVOW_RECORD_ERROR_DAMAGED);
}

static void
test_foreign_database (Fixture *self, gconstpointer data)
{
  close_store (self);
  g_assert_cmpint (g_remove (self->file), ==, 0);
  g_assert_true (g_file_set_contents (self->file, "", 0, NULL));
  fixture_tamper (self, "CREATE TABLE songs (title TEXT)");
  assert_refused (self, AVOW_RECORD_ERROR_DAMAGED);
}

static void
test_cut_off (Fixture *self, gconstpointer data)
{
  fixture_append_people (self->store, 300);
  close_store (self);
  g_assert_cmpint (truncate (self->file, 8192), ==, 0);
  assert_refused (self, AVOW_RECORD_ERROR_DAMAGED);
}

static void
test_newer_version_reads (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  fixture_tamper (self, "PRAGMA user_version = 99");
  fixture_reopen (self);
  g_assert_error ((GError *) avow_store_get_obstacle (self->store), AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER);
  record = avow_store_get_record (self->store, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-2", "Bo Lind"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (avow_store_set_local (self->store, "draft", "p-1", "x", &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (avow_store_rebuild (self->store, NULL, NULL, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER);
  g_assert_cmpint (fixture_ask (self->file, "SELECT count (*) FROM leaf"), ==, 1);
}

/* A newer Avow converts the store while this one has it open. */
static void
test_becomes_newer_while_open (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  fixture_tamper (self, "PRAGMA user_version = 99");
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-2", "Bo Lind"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER);
  g_assert_cmpint (fixture_ask (self->file, "SELECT count (*) FROM leaf"), ==, 1);
}

static void
test_newer_version_with_another_schema (Fixture *self, gconstpointer data)
{
  fixture_tamper (self, "PRAGMA user_version = 99; ALTER TABLE ledger RENAME COLUMN seal TO gasket");
  close_store (self);
  assert_refused (self, AVOW_RECORD_ERROR_NEWER);
}

/* What a person without the right to write meets; the superuser may write all, and so becomes nobody first. */
static void
check_read_only (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowRecord) record = NULL;

  if (geteuid () == 0)
    g_assert_cmpint (setresuid (NOBODY, NOBODY, NOBODY), ==, 0);
  fixture_reopen (self);
  g_assert_error ((GError *) avow_store_get_obstacle (self->store), AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_READ_ONLY);
  record = avow_store_get_record (self->store, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-2", "Bo Lind"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_READ_ONLY);
  close_store (self);
}

static void
test_read_only (Fixture *self, gconstpointer data)
{
  const char *locked = data;
  g_autofree char *path = g_build_filename (self->folder, locked, NULL);
  int status = 0;
  pid_t child;

  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  close_store (self);
  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (self->folder, NOBODY, -1), ==, 0);
      g_assert_cmpint (chown (self->file, NOBODY, -1), ==, 0);
    }
  g_assert_cmpint (chmod (path, locked[0] == '\0' ? 0500 : 0400), ==, 0);

  child = fork ();
  if (child == 0)
    {
      check_read_only (self);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (chmod (path, 0700), ==, 0);
}

static void
test_open_closes_to_others (Fixture *self, gconstpointer data)
{
  struct stat status;

  close_store (self);
  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  g_assert_cmpint (chmod (self->file, 0644), ==, 0);
  fixture_reopen (self);
  g_assert_cmpint (stat (self->folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (stat (self->file, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_seal_key_missing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = avow_store_get_key_path (self->store, "seal");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  fixture_reopen (self);
  g_assert_null (avow_store_get_obstacle (self->store));
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-1", "Ada Smith"), &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "seal.pem"));
  g_assert_cmpint (avow_store_get_position (self->store), ==, 0);
}

static void
test_seal_key_of_another_store (Fixture *self, gconstpointer data)
{
  g_autofree char *path = avow_store_get_key_path (self->store, "seal");
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) other = avow_key_new (AVOW_KEY_ED25519, &error);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_true (avow_key_save (other, path, NULL, AVOW_KEY_SCRYPT_N, &error));
  fixture_reopen (self);
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-1", "Ada Smith"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  g_assert_cmpint (avow_store_get_position (self->store), ==, 0);
}

static void
assert_create_fails (const char *folder, AvowRecordError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, &error);

  g_assert_no_error (error);
  g_assert_null (avow_store_create (folder, seal, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, (int) code);
}

static void
test_create_in_full_folder (Fixture *self, gconstpointer data)
{
  assert_create_fails (self->folder, AVOW_RECORD_ERROR_EXISTS);
  g_assert_null (avow_store_get_obstacle (self->store));
  close_store (self);
  g_assert_cmpint (g_remove (self->file), ==, 0);
  assert_create_fails (self->folder, AVOW_RECORD_ERROR_EXISTS);
}

static void
test_create_makes_folders (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, &error);
  g_autoptr (AvowStore) store = avow_store_create (folder, seal, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (avow_store_get_folder (store), ==, folder);
  g_assert_cmpint (fixture_ask (self->file, "SELECT 1"), ==, 1);
}

/* What a killed attempt leaves does not stand in the way of the next. */
static void
test_create_after_a_killed_attempt (Fixture *self, gconstpointer data)
{
  g_autofree char *unfinished = g_strconcat (self->file, ".new", NULL);
  g_autofree char *journal = g_strconcat (unfinished, "-journal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, &error);

  close_store (self);
  g_assert_cmpint (g_rename (self->file, unfinished), ==, 0);
  g_assert_true (g_file_set_contents (journal, "half", -1, NULL));
  g_remove (self->file);
  {
    g_autofree char *left = g_strconcat (self->file, "-journal", NULL);

    g_remove (left);
  }
  self->store = avow_store_create (self->folder, seal, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
}

static void
test_create_leaves_nothing_behind (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "avow.db", "below-a-file", NULL);
  g_autofree char *no_proc = g_strdup ("/proc/avow-store");

  assert_create_fails (folder, AVOW_RECORD_ERROR_READ_ONLY);
  assert_create_fails (no_proc, AVOW_RECORD_ERROR_READ_ONLY);
}

static void
test_network (void)
{
  static const struct
  {
    gint64 magic;
    const char *type;
    gboolean network;
  } cases[] = {
    { 0xef53, "ext4", FALSE },
    { 0x9123683e, "btrfs", FALSE },
    { 0x58465342, "xfs", FALSE },
    { 0x01021994, "tmpfs", FALSE },
    { 0x794c7630, "overlay", FALSE },
    { 0x6969, "nfs4", TRUE },
    { 0x517b, "smbfs", TRUE },
    { 0xff534d42, "cifs", TRUE },
    { 0xfe534d42, "smb3", TRUE },
    { 0x5346414f, "afs", TRUE },
    { 0x00c36400, "ceph", TRUE },
    { 0x65735546, "fuse.sshfs", TRUE },
    { 0x65735546, "fuse.gvfsd-fuse", TRUE },
    { 0x65735546, "fuse.rclone", TRUE },
    { 0x65735546, NULL, TRUE },
    { 0x65735546, "fuseblk", FALSE },
    { 0x65735546, "fuse.gocryptfs", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (avow_filesystem_is_network (cases[i].magic, cases[i].type), ==, cases[i].network);
}

#define ADD(name, data, function) g_test_add (name, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_register ();
  ADD ("/avow/record/open{no-store}", NULL, test_no_store);
  ADD ("/avow/record/open{text-file}", "Dear diary, this is no database, however long it may get; and it has to be "
       "a hundred bytes long to be looked at at all.", test_no_database);
  ADD ("/avow/record/open{empty-file}", "", test_no_database);
  ADD ("/avow/record/open{foreign-database}", NULL, test_foreign_database);
  ADD ("/avow/record/open{cut-off}", NULL, test_cut_off);
  ADD ("/avow/record/open{newer-version}", NULL, test_newer_version_reads);
  ADD ("/avow/record/open{becomes-newer}", NULL, test_becomes_newer_while_open);
  ADD ("/avow/record/open{newer-schema}", NULL, test_newer_version_with_another_schema);
  ADD ("/avow/record/open{read-only-file}", AVOW_STORE_FILE, test_read_only);
  ADD ("/avow/record/open{read-only-folder}", "", test_read_only);
  ADD ("/avow/record/open{closed-to-others}", NULL, test_open_closes_to_others);
  ADD ("/avow/record/open{seal-key-missing}", NULL, test_seal_key_missing);
  ADD ("/avow/record/open{seal-key-of-another}", NULL, test_seal_key_of_another_store);
  ADD ("/avow/record/create{folder-not-empty}", NULL, test_create_in_full_folder);
  ADD ("/avow/record/create{folders-made}", NULL, test_create_makes_folders);
  ADD ("/avow/record/create{after-a-killed-attempt}", NULL, test_create_after_a_killed_attempt);
  ADD ("/avow/record/create{nothing-left-behind}", NULL, test_create_leaves_nothing_behind);
  g_test_add_func ("/avow/record/filesystem{network}", test_network);
  return g_test_run ();
}
