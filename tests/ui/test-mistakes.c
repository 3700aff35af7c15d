/* test-mistakes.c: what the windows say to a wrong passphrase, a wrong code, a file that is none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#define COURSE "Maintaining Customer Privacy"
#define PASSPHRASE AVOW_STEPS_SAMPLE_PASSPHRASE
#define DECLARATION "Declaration on handling customers’ personal information"
#define WRONG_SIGN_IN "The staff number or the passphrase is wrong. Please look at both and try again."
#define OTHER_CODE "AAAAA-AAAAA-AAAAA-AAAAA"
#define NEWCOMER "Nadia Berg"
#define NEWCOMER_PASSPHRASE "kettle garden silver dozen"

static struct
{
  char *folder;
  char *sample;
  char *own;     /* where the newcomer joins */
  char *courses; /* that come with Avow: a copy, to be damaged */
  char *invitation;
  char *code;
  AvowSteps *steps;
} world;

static char *
get_path (const char *name)
{
  return g_build_filename (world.folder, name, NULL);
}

static char *
run (const char *input, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  return avow_steps_run (input, (const char *const *) argv->pdata);
}

static guint64
count_records (const char *folder)
{
  g_autofree char *said = run (NULL, "avowctl", "--data", folder, "verify", NULL);

  g_assert_nonnull (strstr (said, "Sound"));
  return g_ascii_strtoull (said, NULL, 10);
}

static void
open_at (const char *folder, const char *invitation)
{
  g_clear_pointer (&world.steps, avow_steps_free);
  world.steps = avow_steps_new (folder, NULL);
  avow_steps_open (world.steps, invitation);
}

/* (transfer full): of tomorrow, as libfaketime writes a clock that stands. */
static char *
make_noon (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);

  return g_date_time_format (tomorrow, "%Y-%m-%d 12:00:00");
}

static void
knock (const char *number, const char *passphrase, const char *answer)
{
  avow_driver_fill (world.steps->driver, "Staff number*", number);
  avow_driver_fill (world.steps->driver, "Passphrase*", passphrase);
  avow_driver_press (world.steps->driver, "Return");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, answer));
}

/* A wrong number tells nothing else than a wrong passphrase. After one, the next is not looked at for a second, not even
 * the right one: while the clock stands, that second does not pass. */
static void
test_sign_in (void)
{
  guint64 n_records = count_records (world.sample);
  g_autofree char *number = NULL;
  g_autofree char *noon = make_noon ();

  g_clear_pointer (&world.steps, avow_steps_free);
  world.steps = avow_steps_new (world.sample, NULL);
  avow_steps_set_ahead (world.steps, noon);
  avow_steps_open (world.steps, NULL);
  avow_driver_wait_text (world.steps->driver, "Sign in");
  knock ("1003", "welcome to the simple", WRONG_SIGN_IN);
  number = avow_driver_read (world.steps->driver, "Staff number*");
  g_assert_cmpstr (number, ==, "1003");
  knock ("1003", PASSPHRASE, "The last passphrase was wrong. Wait 1 second, then try again.");
  knock ("4711", PASSPHRASE, WRONG_SIGN_IN);
  avow_steps_close (world.steps);

  avow_steps_set_ahead (world.steps, "+48h");
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1003", PASSPHRASE);
  avow_steps_close (world.steps);
  g_assert_cmpuint (count_records (world.sample), ==, n_records);
}

static void
test_signing (void)
{
  guint64 n_records = count_records (world.sample);
  g_autofree char *name = avow_steps_get_name (world.sample, "1008");
  g_autofree char *typed = NULL;
  guint n_clauses;

  open_at (world.sample, NULL);
  avow_steps_sign_in (world.steps, "1008", PASSPHRASE);
  avow_steps_open_duty (world.steps, DECLARATION);
  avow_steps_tick_clauses (world.steps, G_MAXUINT);
  avow_steps_count_ticks (world.steps, &n_clauses);
  avow_steps_sign (world.steps, name, "welcome to the simple");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, "*passphrase is wrong*"));
  g_assert_cmpuint (avow_steps_count_ticks (world.steps, NULL), ==, n_clauses);
  typed = avow_driver_read (world.steps->driver, "Your name*");
  g_assert_cmpstr (typed, ==, name);
  g_assert_cmpuint (count_records (world.sample), ==, n_records);

  /* a wrong one makes the next wait */
  g_usleep (G_USEC_PER_SEC);
  avow_steps_sign (world.steps, name, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Signed on *");
  g_assert_cmpuint (count_records (world.sample), ==, n_records + 1);
}

static void
enter_code (const char *code)
{
  avow_driver_fill (world.steps->driver, "Code*", code);
  avow_driver_press (world.steps->driver, "Return");
  avow_driver_wait_text (world.steps->driver, "What Avow records about you");
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Continue");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_TEXT, "Passphrase, once more"));
}

static void
choose_passphrase (void)
{
  avow_driver_fill (world.steps->driver, "Passphrase", NEWCOMER_PASSPHRASE);
  avow_driver_fill (world.steps->driver, "Passphrase, once more", NEWCOMER_PASSPHRASE);
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Join");
}

/* A whole code, but not this invitation's: nothing is made, and what was typed beside it stays. */
static void
test_code (void)
{
  open_at (world.own, world.invitation);
  enter_code (OTHER_CODE);
  choose_passphrase ();
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, "The code does not fit this invitation. Check it letter by letter. *"));
  g_assert_false (g_file_test (world.own, G_FILE_TEST_EXISTS));

  enter_code (world.code);
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Join");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST, "Things to do"));
  count_records (world.own);
}

/* A file that is no invitation, or not all of one, says so and leaves nothing behind. */
static void
test_invitation (gconstpointer data)
{
  void (*damage) (const char *path) = data;
  g_autofree char *path = get_path ("damaged.avow-invitation");
  g_autofree char *folder = get_path ("nobody");

  g_free (run (NULL, "cp", world.invitation, path, NULL));
  damage (path);
  open_at (folder, path);
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, "“damaged.avow-invitation”: The invitation is damaged or is none *. Ask your compliance team to send it again."));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
write_nonsense (const char *path)
{
  g_assert_true (g_file_set_contents (path, "This is no invitation.", -1, NULL));
}

static void
cut_off (const char *path)
{
  g_assert_cmpint (truncate (path, 5000), ==, 0);
}

/* The course that ships is damaged: the officer reads where and what to do, and who is in the middle of it goes on. */
static void
test_course (void)
{
  g_autofree char *path = g_build_filename (world.courses, "maintaining-customer-privacy", "course.xml", NULL);
  guint64 n_records = count_records (world.sample);

  g_clear_pointer (&world.steps, avow_steps_free);
  world.steps = avow_steps_new (world.sample, NULL);
  cut_off (path);
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1001", PASSPHRASE);
  avow_steps_show_page (world.steps, "_Programme");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT,
                                    "What comes with Avow can’t be read. *Please install Avow again. (*course.xml:*: error: the file ends *)"));
  avow_steps_sign_out (world.steps);
  avow_steps_sign_in (world.steps, "1003", PASSPHRASE);
  avow_steps_open_duty (world.steps, COURSE);
  avow_steps_take (world.steps, 1);
  avow_steps_close (world.steps);
  g_assert_cmpuint (count_records (world.sample), ==, n_records);
}

int
main (int argc, char **argv)
{
  int result;
  g_autofree char *said = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  world.folder = g_dir_make_tmp ("avow-mistakes-XXXXXX", NULL);
  world.sample = get_path ("sample");
  world.own = get_path ("own");
  world.courses = get_path ("courses");
  world.invitation = get_path ("invitation.avow-invitation");
  g_free (run (NULL, "avowctl", "sample", world.sample, "--seed", "1", NULL));
  g_free (run (NULL, "cp", "-a", g_getenv ("AVOW_COURSES"), world.courses, NULL));
  g_setenv ("AVOW_COURSES", world.courses, TRUE);
  g_free (run (NULL, "avowctl", "--data", world.sample, "person", "add", "--staff-number", "1013", "--name", NEWCOMER, "--team", "Finance", NULL));
  said = run (PASSPHRASE "\n", "avowctl", "--data", world.sample, "invite", "1013", "-o", world.invitation, NULL);
  world.code = g_strndup (strstr (said, "Code: ") + strlen ("Code: "), strcspn (strstr (said, "Code: ") + strlen ("Code: "), "\n"));

  g_test_add_func ("/avow/ui/mistakes{passphrase-at-sign-in}", test_sign_in);
  g_test_add_func ("/avow/ui/mistakes{passphrase-at-signing}", test_signing);
  g_test_add_func ("/avow/ui/mistakes{code-of-another-invitation}", test_code);
  g_test_add_data_func ("/avow/ui/mistakes{no-invitation}", write_nonsense, test_invitation);
  g_test_add_data_func ("/avow/ui/mistakes{invitation-cut-off}", cut_off, test_invitation);
  g_test_add_func ("/avow/ui/mistakes{course-cut-off}", test_course);
  result = g_test_run ();

  g_clear_pointer (&world.steps, avow_steps_free);
  g_free (run (NULL, "rm", "-rf", world.folder, NULL));

  return result;
}
