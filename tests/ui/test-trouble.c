/* test-trouble.c: what the windows say of a store that can't be written, read, or had alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <locale.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define DECLARATION "Declaration on handling customers’ personal information"
#define COURSE "Maintaining Customer Privacy"
#define NUMBER "1008"
#define PASSPHRASE AVOW_STEPS_SAMPLE_PASSPHRASE

static struct
{
  char *folder;
  char *sample; /* never opened: copied for each test */
  char *name;   /* of the one who signs */
  char *store;
  AvowSteps *steps;
} world;

static void
run (const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  g_free (avow_steps_run (NULL, (const char *const *) argv->pdata));
}

static void
copy_sample (void)
{
  run ("rm", "-rf", world.store, NULL);
  run ("cp", "-a", world.sample, world.store, NULL);
}

static void
set_up (void)
{
  g_clear_pointer (&world.steps, avow_steps_free);
  copy_sample ();
  world.steps = avow_steps_new (world.store, NULL);
}

static char *
get_path (void)
{
  return g_build_filename (world.store, "avow.db", NULL);
}

static void
run_sql (const char *statement)
{
  g_autofree char *path = get_path ();

  run ("sqlite3", path, statement, NULL);
}

/* How many records there are, all of them sound. */
static guint64
count_records (void)
{
  const char *argv[] = { "avowctl", "--data", world.store, "verify", NULL };
  g_autofree char *said = avow_steps_run (NULL, argv);

  g_assert_nonnull (strstr (said, "Sound"));
  return g_ascii_strtoull (said, NULL, 10);
}

static gint64
get_size (void)
{
  g_autofree char *path = get_path ();
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_size;
}

/* As another program that writes to it and does not come to an end; first it lets the application finish. */
static GSubprocess *
lock_store (void)
{
  g_autofree char *path = get_path ();
  const char *argv[] = { "sqlite3", "-cmd", ".timeout 60000", "-cmd", "BEGIN IMMEDIATE; SELECT 'locked';", path, NULL };
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_cmpstr (line, ==, "locked");

  return process;
}

/* All that is asked for but the signature. */
static guint
fill_in_declaration (void)
{
  guint n_clauses;

  avow_steps_open_duty (world.steps, DECLARATION);
  avow_steps_tick_clauses (world.steps, G_MAXUINT);
  avow_steps_count_ticks (world.steps, &n_clauses);

  return n_clauses;
}

static void
assert_unsigned (guint n_clauses)
{
  g_autofree char *typed = avow_driver_read (world.steps->driver, "Your name*");

  g_assert_cmpuint (avow_steps_count_ticks (world.steps, NULL), ==, n_clauses);
  g_assert_cmpstr (typed, ==, world.name);
  g_assert_false (avow_driver_has_text (world.steps->driver, "Signed on *"));
}

static void
test_full (gconstpointer data)
{
  gboolean has_some = GPOINTER_TO_INT (data);
  guint64 n_records;
  guint n_clauses;

  set_up ();
  n_records = count_records ();
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, NUMBER, PASSPHRASE);
  n_clauses = fill_in_declaration ();

  avow_driver_set_room (world.steps->driver, has_some ? get_size () : 0);
  avow_steps_sign (world.steps, world.name, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "The disk that holds “*/avow.db” is full. Nothing was changed. Make some room on it, then try again.");
  assert_unsigned (n_clauses);
  g_assert_cmpuint (count_records (), ==, n_records);

  avow_driver_set_room (world.steps->driver, -1);
  avow_steps_sign (world.steps, world.name, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Signed on *");
  g_assert_cmpuint (count_records (), ==, n_records + 1);
}

/* Reading goes on; once there is room again, so is what was read meanwhile. */
static void
test_full_while_reading (void)
{
  set_up ();
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1003", PASSPHRASE);
  avow_steps_open_duty (world.steps, COURSE);
  avow_steps_take (world.steps, 1);

  avow_driver_set_room (world.steps->driver, 0);
  avow_steps_take (world.steps, 2);
  avow_driver_wait_text (world.steps->driver, "Your last step could not be kept. It is still here, and is tried again with the next. The disk that holds *");

  avow_driver_set_room (world.steps->driver, -1);
  avow_steps_take (world.steps, 3);
  avow_driver_wait_gone (world.steps->driver, ATSPI_ROLE_INVALID, "Your last step could not be kept.*");
  avow_steps_crash (world.steps);
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1003", PASSPHRASE);
  avow_steps_open_duty (world.steps, COURSE);
  avow_steps_wait_position (world.steps, 4);
}

/* Another program keeps the store from being written. */
static void
test_busy (void)
{
  g_autoptr (GSubprocess) other = NULL;
  guint64 n_records;
  guint n_clauses;

  set_up ();
  n_records = count_records ();
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, NUMBER, PASSPHRASE);
  n_clauses = fill_in_declaration ();

  other = lock_store ();
  avow_steps_sign (world.steps, world.name, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Another program kept “*/avow.db” locked for more than ten seconds. Nothing was changed. *");
  assert_unsigned (n_clauses);

  g_subprocess_force_exit (other);
  g_subprocess_wait (other, NULL, NULL);
  avow_steps_sign (world.steps, world.name, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Signed on *");
  g_assert_cmpuint (count_records (), ==, n_records + 1);
}

/* What is there can be read, and nothing of it changes: a tick is not kept, a signature is refused. */
static void
try_in_vain (const char *reason)
{
  g_autofree char *said = g_strconcat ("“*/avow.db” ", reason, NULL);
  g_autofree char *path = get_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;
  guint n_clauses;

  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  avow_steps_open (world.steps, NULL);
  avow_driver_fill (world.steps->driver, "Staff number*", NUMBER);
  avow_driver_fill (world.steps->driver, "Passphrase*", "welcome to the simple");
  avow_driver_press (world.steps->driver, "Return");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, "The staff number or the passphrase is wrong. *"));
  avow_steps_sign_in (world.steps, NUMBER, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, said);
  n_clauses = fill_in_declaration ();
  avow_steps_sign (world.steps, world.name, PASSPHRASE);
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, said));
  assert_unsigned (n_clauses);
  avow_steps_close (world.steps);

  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

/* Control: what came to nothing succeeds where nothing is in the way. */
static void
try_freely (void)
{
  guint64 n_records = count_records ();

  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, NUMBER, PASSPHRASE);
  fill_in_declaration ();
  avow_steps_sign (world.steps, world.name, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Signed on *");
  g_assert_cmpuint (count_records (), ==, n_records + 1);
}

static void
test_newer (void)
{
  set_up ();
  run_sql ("PRAGMA user_version = 99");
  try_in_vain ("was written by a newer Avow. It can be read here, but nothing can be added. Install that version to go on.");
}

static void
test_head_damaged (void)
{
  set_up ();
  run_sql ("UPDATE checkpoint SET size = size - 1");
  try_in_vain ("is damaged: its last records are not sealed. Run “avowctl verify” to see which records are at fault; "
               "keep a copy of the file as it is, and restore the latest backup.");
}

static gboolean
can_write (const char *path)
{
  const char *argv[] = { "test", "-w", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);

  return g_subprocess_wait_check (process, NULL, NULL);
}

/* Root may write everywhere; without the capability it is like anybody else, and so is whatever it starts. */
static void
test_read_only (gconstpointer data)
{
  gboolean is_folder = GPOINTER_TO_INT (data);
  g_autofree char *path = get_path ();
  const char *locked = is_folder ? world.store : path;

  set_up ();
  prctl (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
  g_assert_cmpint (g_chmod (locked, is_folder ? 0500 : 0400), ==, 0);
  if (can_write (locked))
    {
      g_test_skip ("Whoever runs this may write everywhere, and can’t give that up");
      return;
    }
  try_in_vain ("can't be written. It can be read, but nothing can be added. Check that the file and its folder belong to you and may be written.");
  g_assert_cmpint (g_chmod (locked, is_folder ? 0700 : 0600), ==, 0);
  if (is_folder)
    try_freely ();
}

static void
write_nonsense (const char *path)
{
  g_assert_true (g_file_set_contents (path, "This is no database.", -1, NULL));
}

static void
cut_off (const char *path)
{
  g_assert_cmpint (truncate (path, 100000), ==, 0);
}

static void
empty (const char *path)
{
  g_assert_cmpint (truncate (path, 0), ==, 0);
}

static void
replace (const char *path)
{
  g_assert_cmpint (g_remove (path), ==, 0);
  run_sql ("CREATE TABLE something (other)");
}

/* Nothing is made of what can't be read, and once the backup is back, Avow goes on. */
static void
test_damaged (gconstpointer data)
{
  void (*damage) (const char *path) = data;
  g_autofree char *path = get_path ();

  set_up ();
  damage (path);
  avow_steps_open (world.steps, NULL);
  avow_driver_wait_text (world.steps->driver, "Your records can’t be opened");
  avow_driver_wait_text (world.steps->driver, "“*/avow.db” is * Keep a copy of it as it is, and restore the latest backup.");

  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Try Again");
  avow_driver_wait_text (world.steps->driver, "Your records can’t be opened");
  copy_sample ();
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Try Again");
  avow_steps_sign_in (world.steps, NUMBER, PASSPHRASE);
  count_records ();
}

/* Those who take a course take the edition that the store keeps: nobody learns from, or is graded by, a changed one. */
static void
test_course_damaged (void)
{
  set_up ();
  run_sql ("UPDATE edition_file SET bytes = substr (bytes, 1, 5000) WHERE path = 'course.xml'");
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1003", PASSPHRASE);
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST_ITEM, COURSE ". The files of edition * were changed after they were kept. *"));
  avow_steps_open_duty (world.steps, COURSE);
  avow_driver_wait_text (world.steps->driver, "The course can’t be opened");
  avow_driver_wait_text (world.steps->driver, "The files of edition * in “*/avow.db” were changed after they were kept. "
                                              "Keep a copy of the store as it is, and restore the latest backup.");
  avow_steps_close (world.steps);

  copy_sample ();
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1003", PASSPHRASE);
  avow_steps_open_duty (world.steps, COURSE);
  avow_steps_take (world.steps, 1);
}

/* The second one hands over to the first, which shows what the second was given. */
static void
test_second (void)
{
  g_autofree char *invitation = g_build_filename (world.folder, "none.avow-invitation", NULL);
  g_autoptr (GPtrArray) frames = NULL;

  set_up ();
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, NUMBER, PASSPHRASE);
  run ("avow", "--data", world.store, NULL);
  frames = avow_driver_list (world.steps->driver, ATSPI_ROLE_FRAME, "*");
  g_assert_cmpuint (frames->len, ==, 1);

  run ("avow", "--data", world.store, invitation, NULL);
  avow_driver_wait_text (world.steps->driver, "The invitation can’t be read (*none.avow-invitation*). *");
  avow_driver_press (world.steps->driver, "<Alt>Left");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST, "Things to do"));
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  world.folder = g_dir_make_tmp ("avow-trouble-XXXXXX", NULL);
  world.sample = g_build_filename (world.folder, "sample", NULL);
  world.store = g_build_filename (world.folder, "store", NULL);
  run ("avowctl", "sample", world.sample, "--seed", "1", NULL);
  world.name = avow_steps_get_name (world.sample, NUMBER);

  g_test_add_data_func ("/avow/ui/trouble{disk-full-to-the-last-byte-while-signing}", GINT_TO_POINTER (FALSE), test_full);
  g_test_add_data_func ("/avow/ui/trouble{disk-full-but-for-the-journal-while-signing}", GINT_TO_POINTER (TRUE), test_full);
  g_test_add_func ("/avow/ui/trouble{disk-full-while-reading}", test_full_while_reading);
  g_test_add_func ("/avow/ui/trouble{locked-by-another-program}", test_busy);
  g_test_add_func ("/avow/ui/trouble{second-instance}", test_second);
  g_test_add_func ("/avow/ui/trouble{newer-version}", test_newer);
  g_test_add_func ("/avow/ui/trouble{head-damaged}", test_head_damaged);
  g_test_add_func ("/avow/ui/trouble{course-damaged}", test_course_damaged);
  g_test_add_data_func ("/avow/ui/trouble{no-database}", write_nonsense, test_damaged);
  g_test_add_data_func ("/avow/ui/trouble{cut-off}", cut_off, test_damaged);
  g_test_add_data_func ("/avow/ui/trouble{empty}", empty, test_damaged);
  g_test_add_data_func ("/avow/ui/trouble{another-program’s-database}", replace, test_damaged);
  g_test_add_data_func ("/avow/ui/trouble{file-read-only}", GINT_TO_POINTER (FALSE), test_read_only);
  g_test_add_data_func ("/avow/ui/trouble{folder-read-only}", GINT_TO_POINTER (TRUE), test_read_only);
  result = g_test_run ();

  g_clear_pointer (&world.steps, avow_steps_free);
  run ("rm", "-rf", world.folder, NULL);

  return result;
}
