/* test-store-fault.c: power cuts, full disks, and others at work on the same store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"
#include "record/avow-verify.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 20
#define WRITERS 8
#define RECORDS_EACH 12

static void
assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;

  fixture_reopen (self);
  g_assert_null (avow_store_get_obstacle (self->store));
  verdict = avow_store_verify (self->store, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
}

/* Says each record that was kept on @acknowledged, until it is killed. */
static void
append_for_ever (Fixture *self, int acknowledged)
{
  fixture_reopen (self);
  for (;;)
    {
      gint64 position;

      fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
      position = avow_store_get_position (self->store);
      if (write (acknowledged, &position, sizeof position) != sizeof position)
        _exit (1);
    }
}

/* The last position that the child said it kept, after a kill at a random moment of a random append. */
static gint64
run_and_kill (Fixture *self, GRand *random)
{
  int ends[2], status;
  gint64 position, last = 0;
  guint appends = g_rand_int_range (random, 1, 6);
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    append_for_ever (self, ends[1]);
  close (ends[1]);
  for (guint i = 0; i < appends; i++)
    {
      g_assert_cmpint (read (ends[0], &position, sizeof position), ==, sizeof position);
      last = position;
    }
  g_usleep (g_rand_int_range (random, 0, 20000));
  kill (child, SIGKILL);
  while (read (ends[0], &position, sizeof position) == sizeof position)
    last = position;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return last;
}

static void
test_killed (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gint64 kept = 0;

  for (guint i = 0; i < KILLS; i++)
    {
      gint64 acknowledged;

      g_clear_pointer (&self->store, avow_store_unref);
      acknowledged = run_and_kill (self, random);
      assert_sound (self);
      g_assert_cmpint (avow_store_get_position (self->store), >=, MAX (kept, acknowledged));
      kept = avow_store_get_position (self->store);
    }
  g_test_message ("%d kills, %" G_GINT64_FORMAT " records kept", KILLS, kept);
  g_assert_cmpint (kept, >=, KILLS);
}

static gpointer
append_some (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (data, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < RECORDS_EACH; i++)
    fixture_append (store, fixture_person ("p-1", "Ada Smith"));
  return NULL;
}

static void
test_processes_never_fork_the_ledger (Fixture *self, gconstpointer data)
{
  pid_t children[WRITERS];

  g_clear_pointer (&self->store, avow_store_unref);
  for (guint i = 0; i < WRITERS; i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        {
          append_some (self->folder);
          _exit (0);
        }
    }
  for (guint i = 0; i < WRITERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  assert_sound (self);
  g_assert_cmpint (avow_store_get_position (self->store), ==, WRITERS * RECORDS_EACH);
}

static void
test_threads_never_fork_the_ledger (Fixture *self, gconstpointer data)
{
  GThread *threads[WRITERS];

  for (guint i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", append_some, self->folder);
  for (guint i = 0; i < RECORDS_EACH; i++)
    fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  assert_sound (self);
  g_assert_cmpint (avow_store_get_position (self->store), ==, (WRITERS + 1) * RECORDS_EACH);
}

/* Control: two stores that were open before each other's appends do see them. */
static void
test_stale_head_is_read_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) other = avow_store_open (self->folder, &error);

  for (guint i = 0; i < 5; i++)
    {
      fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
      fixture_append (other, fixture_person ("p-2", "Bo Lind"));
    }
  assert_sound (self);
  g_assert_cmpint (avow_store_get_position (self->store), ==, 10);
}

static void
test_locked (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) other = avow_store_open (self->folder, &error);

  /* as if the ten seconds had passed */
  sqlite3_busy_timeout (avow_store_get_database (self->store), 20);
  g_assert_true (avow_store_begin (other, &error));
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-1", "Ada Smith"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_BUSY);
  avow_store_rollback (other);
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
}

/* A reader that won't go keeps the commit waiting: all is taken back, and works later. */
static void
test_locked_at_commit (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) other = avow_store_open (self->folder, &error);
  sqlite3 *database = avow_store_get_database (other);

  sqlite3_busy_timeout (avow_store_get_database (self->store), 20);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN; SELECT count (*) FROM leaf", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-1", "Ada Smith"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_BUSY);
  g_assert_cmpint (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (avow_store_get_position (self->store), ==, 0);
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  assert_sound (self);
}

static gint64
file_size (const char *path)
{
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_size;
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
append_until_full (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 before = 0;
  guint tries = 0;

  while (fixture_try_append (self->store, fixture_person ("p-1", "Ada Smith"), &error))
    {
      before++;
      g_assert_cmpuint (++tries, <, 10000);
    }
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_FULL);
  g_assert_cmpint (avow_store_get_position (self->store), ==, before);
}

static void
test_full_disk (Fixture *self, gconstpointer data)
{
  void (*before) (int) = signal (SIGXFSZ, SIG_IGN);
  gint64 kept;

  limit_files (file_size (self->file) + 40 * 1024);
  append_until_full (self);
  limit_files (RLIM_INFINITY);
  signal (SIGXFSZ, before);
  kept = avow_store_get_position (self->store);

  fixture_append (self->store, fixture_person ("p-2", "Bo Lind"));
  assert_sound (self);
  g_assert_cmpint (avow_store_get_position (self->store), ==, kept + 1);
}

static void
test_full_database (Fixture *self, gconstpointer data)
{
  sqlite3 *database = avow_store_get_database (self->store);

  sqlite3_exec (database, "PRAGMA max_page_count = 1", NULL, NULL, NULL);
  append_until_full (self);
  sqlite3_exec (database, "PRAGMA max_page_count = 1000000", NULL, NULL, NULL);
  fixture_append (self->store, fixture_person ("p-2", "Bo Lind"));
  assert_sound (self);
}

/* A transaction that a full disk ended can't be gone on with by mistake. */
static void
test_full_disk_in_a_transaction (Fixture *self, gconstpointer data)
{
  sqlite3 *database = avow_store_get_database (self->store);
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_store_begin (self->store, &error));
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-2", "Bo Lind"), &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (avow_store_commit (self->store, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (avow_store_get_position (self->store), ==, 0);
  fixture_append (self->store, fixture_person ("p-2", "Bo Lind"));
  assert_sound (self);
}

static void
test_create_on_full_disk (Fixture *self, gconstpointer data)
{
  void (*before) (int) = signal (SIGXFSZ, SIG_IGN);
  g_autofree char *folder = g_build_filename (self->folder, "other", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, &error);

  limit_files (16 * 1024);
  g_assert_null (avow_store_create (folder, seal, &error));
  limit_files (RLIM_INFINITY);
  signal (SIGXFSZ, before);
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_FULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_register ();
  ADD ("/avow/record/fault{killed}", test_killed);
  ADD ("/avow/record/fault{processes}", test_processes_never_fork_the_ledger);
  ADD ("/avow/record/fault{threads}", test_threads_never_fork_the_ledger);
  ADD ("/avow/record/fault{stale-head}", test_stale_head_is_read_again);
  ADD ("/avow/record/fault{locked}", test_locked);
  ADD ("/avow/record/fault{locked-at-commit}", test_locked_at_commit);
  ADD ("/avow/record/fault{full-disk}", test_full_disk);
  ADD ("/avow/record/fault{full-database}", test_full_database);
  ADD ("/avow/record/fault{lost-transaction}", test_full_disk_in_a_transaction);
  ADD ("/avow/record/fault{create-on-full-disk}", test_create_on_full_disk);
  return g_test_run ();
}
