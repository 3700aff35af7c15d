/* test-people.c: what the compliance team does about people, in the windows, by keys alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <locale.h>
#include <string.h>

#define PASSPHRASE AVOW_STEPS_SAMPLE_PASSPHRASE

/* A sample, in which some people have a key. The tests go on where the one before ended. */
static struct
{
  char *folder;
  AvowSteps *steps;
  char *manager; /* names, as in the roster */
  char *newcomer;
} world;

static char *
ask_avowctl (const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) "avowctl");
  g_ptr_array_add (argv, (gpointer) "--data");
  g_ptr_array_add (argv, world.folder);
  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  return avow_steps_run (NULL, (const char *const *) argv->pdata);
}

/* How many records there are, all of them sound. */
static guint64
count_records (void)
{
  g_autofree char *said = ask_avowctl ("verify", NULL);

  g_assert_nonnull (strstr (said, "Sound"));
  return g_ascii_strtoull (said, NULL, 10);
}

static gboolean
tells (const char *command, const char *word, const char *what)
{
  g_autofree char *said = ask_avowctl (command, word, NULL);

  return strstr (said, what) != NULL;
}

static guint
count_officers (void)
{
  g_autofree char *said = ask_avowctl ("officer", "list", NULL);
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

  return g_strv_length (lines) - 1;
}

static void
open_person (const char *name)
{
  avow_steps_show_page (world.steps, "T_eam");
  avow_driver_focus (world.steps->driver, ATSPI_ROLE_ENTRY, "Find a person*");
  avow_driver_press (world.steps->driver, "<Ctrl>a");
  avow_driver_type (world.steps->driver, name);
  avow_driver_focus (world.steps->driver, ATSPI_ROLE_LIST_ITEM, name);
  avow_driver_press (world.steps->driver, "Return");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST, "Something has changed"));
}

static void
open_act (const char *act)
{
  g_autofree char *pattern = g_strconcat (act, "*", NULL);

  avow_driver_focus (world.steps->driver, ATSPI_ROLE_LIST_ITEM, pattern);
  avow_driver_press (world.steps->driver, "Return");
}

/* The @n-th further down. */
static void
choose (const char *name, guint n)
{
  avow_driver_focus (world.steps->driver, ATSPI_ROLE_COMBO_BOX, name);
  avow_driver_press (world.steps->driver, "space");
  for (guint i = 0; i < n; i++)
    avow_driver_press (world.steps->driver, "Down");
  avow_driver_press (world.steps->driver, "Return");
}

static void
sign (const char *passphrase)
{
  avow_driver_fill (world.steps->driver, "Your passphrase", passphrase);
  avow_driver_press (world.steps->driver, "Return");
}

static void
test_role (void)
{
  guint64 n_records = count_records ();

  open_person (world.newcomer);
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Take back a role*"));
  open_act ("Give a role");
  avow_driver_wait_text (world.steps->driver, "Give * a role");
  choose ("Role*", 2);
  sign ("not the passphrase");
  avow_driver_wait_text (world.steps->driver, "*passphrase*wrong*");
  g_assert_cmpuint (count_records (), ==, n_records);
  g_usleep (2 * G_USEC_PER_SEC);
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "* has the role “Auditor” now.");
  g_assert_cmpuint (count_records (), ==, n_records + 1);
  g_assert_true (tells ("role", "list", "Auditor"));

  open_person (world.newcomer);
  avow_driver_wait_text (world.steps->driver, "Now: Auditor");
  open_act ("Take back a role");
  avow_driver_wait_text (world.steps->driver, "Take a role back from *");
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "* no longer has the role “Auditor”.");
  g_assert_false (tells ("role", "list", "Auditor"));
}

/* Both type their passphrases; what one of them mistypes makes nobody an officer. */
static void
test_officer_added (void)
{
  guint64 n_records = count_records ();

  avow_steps_show_page (world.steps, "_Programme");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST, "Compliance officers"));
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Remove…"));
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Add an Officer*");
  avow_driver_wait_text (world.steps->driver, "Add a compliance officer");
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Please have them type their passphrase.");
  avow_driver_fill (world.steps->driver, "Their passphrase", "not theirs");
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "*passphrase*wrong*");
  g_assert_cmpuint (count_records (), ==, n_records);
  g_usleep (2 * G_USEC_PER_SEC);
  avow_driver_fill (world.steps->driver, "Their passphrase", PASSPHRASE);
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "* is a compliance officer now.");
  g_assert_cmpuint (count_records (), ==, n_records + 2);
  g_assert_cmpuint (count_officers (), ==, 2);
}

static void
test_officer_removed (void)
{
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Remove…"));
  /* the first is who is signed in, the one that Shift+Tab comes to from below was added */
  avow_driver_focus (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Add an Officer*");
  avow_driver_press (world.steps->driver, "<Shift>Tab");
  avow_driver_press (world.steps->driver, "space");
  avow_driver_wait_text (world.steps->driver, "* is to be no officer any more");
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "* is no compliance officer any more.");
  g_assert_cmpuint (count_officers (), ==, 1);
  g_assert_true (tells ("officer", "list", "1001"));
}

static void
test_withdrawn (void)
{
  open_person (world.newcomer);
  open_act ("Key lost or stolen");
  avow_driver_wait_text (world.steps->driver, "Withdraw the key of *");
  choose ("Why*", 1);
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "1 key of * is withdrawn.");
  g_assert_true (tells ("key", "list", "stolen"));
  count_records ();
  open_person (world.newcomer);
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Key lost or stolen*"));
}

static void
test_left (void)
{
  open_act ("Leaves the company");
  avow_driver_fill (world.steps->driver, "First day on which*", "yesterday");
  avow_driver_press (world.steps->driver, "Return");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, "*date*"));
  avow_driver_fill (world.steps->driver, "First day on which*", "2026-11-24");
  avow_driver_press (world.steps->driver, "Return");
  avow_driver_wait_text (world.steps->driver, "*: left on 2026-11-24.");
  /* nobody to be seen any more, but where one asks for who has left */
  avow_driver_wait_gone (world.steps->driver, ATSPI_ROLE_LIST_ITEM, world.newcomer);
  count_records ();
}

/* Beside each person's key: a folder with something in it is not removed as a file is, whoever one is. */
#define PUT_FOLDERS "for key in \"$0\"/keys/p-*.pem; do mkdir -p \"${key%.pem}-x/inside\"; done"
#define TAKE_FOLDERS "rm -r \"$0\"/keys/p-*-x"

static void
run_in_store (const char *command)
{
  const char *argv[] = { "sh", "-c", command, world.folder, NULL };

  g_free (avow_steps_run (NULL, argv));
}

static void
test_purged (void)
{
  guint64 n_records = count_records ();

  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "1 has left");
  open_person (world.newcomer);
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Leaves the company*"));
  open_act ("Destroy their records");
  avow_driver_wait_text (world.steps->driver, "What was recorded about * (1003) will be destroyed, for ever:*");
  avow_driver_fill (world.steps->driver, "Why;*", "The time to keep it is over.");
  avow_driver_fill (world.steps->driver, "Type 1003 to confirm", "1004");
  sign (PASSPHRASE);
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT, "“1004” is not what was to be typed *"));
  g_assert_cmpuint (count_records (), ==, n_records);
  avow_driver_fill (world.steps->driver, "Type 1003 to confirm", "1003");
  run_in_store (PUT_FOLDERS);
  sign (PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "* records were destroyed.");
  avow_driver_wait_text (world.steps->driver, "“*” still holds something of what was destroyed, and could not be removed. *");
  run_in_store (TAKE_FOLDERS);
  avow_driver_wait_gone (world.steps->driver, ATSPI_ROLE_LIST_ITEM, world.newcomer);
  g_assert_false (tells ("person", "list", world.newcomer));
  count_records ();
}

/* Who may change nothing is not shown how. */
static void
test_manager (void)
{
  avow_steps_sign_out (world.steps);
  avow_steps_sign_in (world.steps, "1002", PASSPHRASE);
  avow_steps_show_page (world.steps, "T_eam");
  avow_driver_focus (world.steps->driver, ATSPI_ROLE_ENTRY, "Find a person*");
  avow_driver_press (world.steps->driver, "Tab");
  avow_driver_press (world.steps->driver, "Return");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST, "What is asked of this person"));
  g_usleep (G_USEC_PER_SEC);
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST, "Something has changed"));
  avow_steps_close (world.steps);
}

int
main (int argc, char **argv)
{
  const char *make[] = { "avowctl", "sample", NULL, "--seed", "1", NULL };
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  world.folder = g_dir_make_tmp ("avow-people-XXXXXX", NULL);
  make[2] = world.folder;
  g_free (avow_steps_run (NULL, make));
  world.manager = avow_steps_get_name (world.folder, "1002");
  world.newcomer = avow_steps_get_name (world.folder, "1003");
  world.steps = avow_steps_new (world.folder, NULL);
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1001", PASSPHRASE);

  g_test_add_func ("/avow/ui/people{role-given-and-taken-back}", test_role);
  g_test_add_func ("/avow/ui/people{officer-added}", test_officer_added);
  g_test_add_func ("/avow/ui/people{officer-removed}", test_officer_removed);
  g_test_add_func ("/avow/ui/people{key-withdrawn}", test_withdrawn);
  g_test_add_func ("/avow/ui/people{left}", test_left);
  g_test_add_func ("/avow/ui/people{records-destroyed}", test_purged);
  g_test_add_func ("/avow/ui/people{manager-only-sees}", test_manager);
  result = g_test_run ();

  g_clear_pointer (&world.steps, avow_steps_free);
  g_free (world.manager);
  g_free (world.newcomer);
  remove[2] = world.folder;
  g_free (avow_steps_run (NULL, remove));

  return result;
}
