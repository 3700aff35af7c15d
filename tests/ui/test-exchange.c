/* test-exchange.c: a computer's records on their way to the desk and back, in the windows, by keys alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <locale.h>
#include <string.h>

#define AGREEMENT "Confidentiality agreement"
#define NUMBER "1014"
#define NAME "Nadia Berg"
#define DECLINED "Declined a declaration · Customer Service" /* nobody else of that team has */
#define PASSPHRASE "kettle garden silver dozen"

/* What the tests, each of which goes on where the one before it ended, have in common. */
static struct
{
  char *folder;
  char *desk;
  char *own;  /* where the newcomer works */
  char *file; /* what is handed over there */
  char *cut;  /* the same, cut off */
  char *back; /* what the desk hands over to the newcomer */
  char *old;   /* the desk, as it was before it took anything in */
  char *older; /* where the newcomer works, as it was before they did anything */
  char *late;  /* the same once more */
  char *strict; /* the desk, as it was then, once more */
  AvowSteps *steps;
} world;

static char *
ask_avowctl (const char *input, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) "avowctl");
  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  return avow_steps_run (input, (const char *const *) argv->pdata);
}

/* How many records there are, all of them sound. */
static guint64
count_records (void)
{
  g_autofree char *said = ask_avowctl (NULL, "--data", world.desk, "verify", NULL);

  g_assert_nonnull (strstr (said, "Sound"));
  return g_ascii_strtoull (said, NULL, 10);
}

static void
open_store (const char *folder)
{
  g_clear_pointer (&world.steps, avow_steps_free);
  world.steps = avow_steps_new (folder, NULL);
  avow_steps_open (world.steps, NULL);
}

/* As a click on the file does: the application that is open takes it. */
static void
give (const char *folder, const char *path)
{
  const char *argv[] = { "avow", "--data", folder, path, NULL };

  g_free (avow_steps_run (NULL, argv));
}

static gboolean
is_choosing (AvowDriver *driver)
{
  g_autoptr (AtspiAccessible) button = NULL;

  g_usleep (G_USEC_PER_SEC);
  button = avow_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Cancel");

  return button != NULL;
}

/* In a dialog that opens files a path is typed, not chosen. */
static void
choose_file (const char *path)
{
  AvowDriver *driver = world.steps->driver;

  avow_driver_activate (driver, ATSPI_ROLE_PUSH_BUTTON, "Take In Files*");
  g_object_unref (avow_driver_wait (driver, ATSPI_ROLE_INVALID, "Cancel"));
  avow_driver_press (driver, "<Ctrl>l");
  avow_driver_type (driver, path);
  /* a key that comes while the dialog looks into the folder is lost, and is pressed again */
  do
    {
      g_usleep (G_USEC_PER_SEC);
      avow_driver_press (driver, "<Alt>o");
    }
  while (is_choosing (driver));
}

static void
copy (const char *from, const char *to)
{
  const char *argv[] = { "cp", "-r", from, to, NULL };

  g_free (avow_steps_run (NULL, argv));
}

/* (transfer full): the path of what is handed over there to the desk. */
static char *
hand_over (const char *folder, const char *name)
{
  char *path = g_strdup_printf ("%s/%s.avow-hand-over", world.folder, name);

  g_free (ask_avowctl (NULL, "--data", folder, "hand-over", "-o", path, NULL));
  return path;
}

static void
test_enrolled (void)
{
  g_autofree char *invitation = g_build_filename (world.folder, "invitation.avow-invitation", NULL);
  g_autofree char *made = ask_avowctl (NULL, "sample", world.desk, "--seed", "1", NULL);
  g_autofree char *added = ask_avowctl (NULL, "--data", world.desk, "person", "add", "--staff-number", NUMBER, "--name", NAME,
                                        "--team", "Customer Service", NULL);
  g_autofree char *said = ask_avowctl (AVOW_STEPS_SAMPLE_PASSPHRASE "\n", "--data", world.desk, "invite", NUMBER, "-o", invitation, NULL);
  const char *code = strstr (said, "Code: ");
  g_autofree char *input = NULL;

  g_assert_nonnull (code);
  code += strlen ("Code: ");
  input = g_strdup_printf ("%.*s\n" PASSPHRASE "\n" PASSPHRASE "\n", (int) strcspn (code, "\n"), code);
  g_free (ask_avowctl (input, "--data", world.own, "enrol", invitation, NULL));
  copy (world.desk, world.old);
  copy (world.own, world.older);
  copy (world.own, world.late);
  copy (world.desk, world.strict);
}

static void
test_handed_over (void)
{
  open_store (world.own);
  avow_steps_open_duty (world.steps, AGREEMENT);
  avow_steps_decline (world.steps, "I would like to talk about it first.", PASSPHRASE);
  avow_steps_leave_receipt (world.steps);

  avow_steps_show_page (world.steps, "_Hand-over");
  avow_driver_wait_text (world.steps->driver, "Hand over your records to the compliance team");
  avow_driver_wait_text (world.steps->driver, "Never handed over yet.");
  /* to choose to whom is not theirs */
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_COMBO_BOX, "To whom*"));
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Save Hand-Over*");
  avow_steps_save_as (world.steps, world.file);
  avow_driver_wait_text (world.steps->driver, "Saved *.avow-hand-over");
  avow_driver_wait_text (world.steps->driver, "Last handed over on *");
  avow_steps_close (world.steps);
}

/* What the desk's pages show follows. */
static void
test_taken_in (void)
{
  guint64 n_records = count_records ();

  open_store (world.desk);
  avow_steps_sign_in (world.steps, "1001", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_show_page (world.steps, "T_eam");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST_ITEM, NAME "*"));
  g_assert_false (avow_driver_has_text (world.steps->driver, DECLINED));

  avow_steps_show_page (world.steps, "_Hand-over");
  avow_driver_wait_text (world.steps->driver, "Nothing was taken in here yet. *");
  choose_file (world.file);
  avow_driver_wait_text (world.steps->driver, "* new records were taken in.");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST_ITEM, NAME " (*)"));
  avow_driver_wait_text (world.steps->driver, "* new records were verified and taken in. (*.avow-hand-over)");
  g_assert_false (avow_driver_has_text (world.steps->driver, "Nothing was taken in here yet. *"));
  g_assert_cmpuint (count_records (), >, n_records);

  avow_steps_show_page (world.steps, "T_eam");
  avow_driver_wait_text (world.steps->driver, DECLINED);
}

static void
test_same (void)
{
  guint64 n_records = count_records ();

  give (world.desk, world.file);
  avow_driver_wait_text (world.steps->driver, "Nothing new came.");
  avow_driver_wait_text (world.steps->driver, "Everything in it is here already. (*)");
  g_assert_cmpuint (count_records (), ==, n_records);
}

static void
test_damaged (void)
{
  guint64 n_records = count_records ();
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (world.file, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (world.cut, bytes, (gssize) length / 2, NULL));
  give (world.desk, world.cut);
  avow_driver_wait_text (world.steps->driver, "Nothing new came. 1 thing needs a look.");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "cut-off.avow-hand-over"));
  avow_driver_wait_text (world.steps->driver, "*Nothing was taken in. Ask for the file again.");
  g_assert_cmpuint (count_records (), ==, n_records);
}

/* Nobody takes in anything in somebody else's name. */
static void
test_locked (void)
{
  avow_steps_lock (world.steps);
  give (world.desk, world.file);
  avow_driver_wait_text (world.steps->driver, "Sign in. What others handed over is taken in then.");
  g_assert_false (avow_driver_has_text (world.steps->driver, "Everything in it is here already. (*)"));
  avow_steps_unlock (world.steps, AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Nothing new came.");
  avow_driver_wait_text (world.steps->driver, "Everything in it is here already. (*)");
}

static void
hand_over_to (const char *staff_number)
{
  avow_driver_fill (world.steps->driver, "Staff number*", staff_number);
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Save Hand-Over*");
}

static void
test_to_person (void)
{
  avow_driver_focus (world.steps->driver, ATSPI_ROLE_COMBO_BOX, "To whom*");
  avow_driver_press (world.steps->driver, "space");
  avow_driver_press (world.steps->driver, "Down");
  avow_driver_press (world.steps->driver, "Return");
  hand_over_to ("");
  avow_driver_wait_text (world.steps->driver, "Please fill in the staff number.");
  hand_over_to (NUMBER);
  avow_steps_save_as (world.steps, world.back);
  avow_driver_wait_text (world.steps->driver, "Last handed over on *");
  avow_steps_close (world.steps);

  open_store (world.own);
  avow_steps_show_page (world.steps, "_Hand-over");
  avow_driver_wait_text (world.steps->driver, "Nothing was taken in here yet. *");
  give (world.own, world.back);
  avow_driver_wait_text (world.steps->driver, "* new records were taken in.");
  avow_driver_wait_text (world.steps->driver, "*, with what concerns this desk");
  avow_steps_close (world.steps);
}

/* What the desk knows is left out, and a desk that does not know it says so; then the person hands over everything. */
static void
test_whole (void)
{
  g_autofree char *part = hand_over (world.own, "part");
  g_autofree char *whole = g_build_filename (world.folder, "whole.avow-hand-over", NULL);

  open_store (world.old);
  avow_steps_sign_in (world.steps, "1001", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_show_page (world.steps, "_Hand-over");
  /* whom it would be for is chosen first, and only what goes to a desk can leave out anything */
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Save Hand-Over*"));
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Hand over everything again*"));
  give (world.old, part);
  avow_driver_wait_text (world.steps->driver, "Records that come before these are missing here. *“Hand over everything again”. (*)");
  avow_steps_close (world.steps);

  open_store (world.own);
  avow_steps_show_page (world.steps, "_Hand-over");
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Hand over everything again*");
  avow_steps_save_as (world.steps, whole);
  avow_driver_wait_text (world.steps->driver, "Saved *.avow-hand-over");
  avow_steps_close (world.steps);

  open_store (world.old);
  avow_steps_sign_in (world.steps, "1001", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_show_page (world.steps, "_Hand-over");
  give (world.old, whole);
  avow_driver_wait_text (world.steps->driver, "* new records were verified and taken in. (*)");
  avow_steps_close (world.steps);
}

/* Evidence of what does not count any more says so where it is saved. */
static void
test_withdrawn (void)
{
  g_autofree char *before = g_build_filename (world.folder, "before.zip", NULL);
  g_autofree char *after = g_build_filename (world.folder, "after.zip", NULL);
  g_autofree char *first = hand_over (world.late, "first");
  g_autofree char *news = g_build_filename (world.folder, "news.avow-hand-over", NULL);

  g_free (ask_avowctl (NULL, "--data", world.strict, "--as", "1001", "take-in", first, NULL));
  open_store (world.late);
  avow_steps_open_duty (world.steps, AGREEMENT);
  avow_steps_decline (world.steps, "Not now.", PASSPHRASE);
  avow_steps_save_receipt (world.steps, "Save Evidence…", before);
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_ALERT, "This declaration does not count*"));

  g_free (ask_avowctl (AVOW_STEPS_SAMPLE_PASSPHRASE "\n", "--data", world.strict, "--as", "1001", "key", "withdraw", NUMBER, "--reason",
                       "stolen", NULL));
  g_free (ask_avowctl (NULL, "--data", world.strict, "--as", "1001", "hand-over", "--person", NUMBER, "-o", news, NULL));
  g_free (ask_avowctl (NULL, "--data", world.late, "take-in", news, NULL));
  avow_steps_save_receipt (world.steps, "Save Evidence…", after);
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_ALERT,
                                    "This declaration does not count: It is signed with a key that was withdrawn, *says so, too."));
  avow_steps_close (world.steps);
}

/* What else needs a look is told in words. */
static void
test_contradicted (void)
{
  g_autofree char *rolled_back = NULL;
  g_autofree char *forked = NULL;
  g_autofree char *strange = NULL;
  g_autofree char *stranger = g_build_filename (world.folder, "stranger", NULL);

  rolled_back = hand_over (world.older, "rolled-back");
  open_store (world.older);
  avow_steps_open_duty (world.steps, AGREEMENT);
  avow_steps_decline (world.steps, "Not now.", PASSPHRASE);
  avow_steps_leave_receipt (world.steps);
  avow_steps_close (world.steps);
  forked = hand_over (world.older, "forked");
  g_free (ask_avowctl (NULL, "sample", stranger, "--seed", "2", NULL));
  strange = hand_over (stranger, "strange");

  open_store (world.desk);
  avow_steps_sign_in (world.steps, "1001", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_show_page (world.steps, "_Hand-over");
  give (world.desk, rolled_back);
  avow_driver_wait_text (world.steps->driver, "That computer holds fewer records than it handed over before: *");
  give (world.desk, forked);
  avow_driver_wait_text (world.steps->driver, "It contradicts what was taken in before: *");
  give (world.desk, strange);
  avow_driver_wait_text (world.steps->driver, "It is not from your organisation, *");
  avow_steps_close (world.steps);
}

int
main (int argc, char **argv)
{
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  world.folder = g_dir_make_tmp ("avow-exchange-XXXXXX", NULL);
  world.desk = g_build_filename (world.folder, "desk", NULL);
  world.own = g_build_filename (world.folder, "own", NULL);
  world.file = g_build_filename (world.folder, NUMBER ".avow-hand-over", NULL);
  world.cut = g_build_filename (world.folder, "cut-off.avow-hand-over", NULL);
  world.back = g_build_filename (world.folder, "back.avow-hand-over", NULL);
  world.old = g_build_filename (world.folder, "old", NULL);
  world.older = g_build_filename (world.folder, "older", NULL);
  world.late = g_build_filename (world.folder, "late", NULL);
  world.strict = g_build_filename (world.folder, "strict", NULL);

  g_test_add_func ("/avow/ui/exchange{enrolled-elsewhere}", test_enrolled);
  g_test_add_func ("/avow/ui/exchange{handed-over}", test_handed_over);
  g_test_add_func ("/avow/ui/exchange{taken-in-and-shown}", test_taken_in);
  g_test_add_func ("/avow/ui/exchange{twice-changes-nothing}", test_same);
  g_test_add_func ("/avow/ui/exchange{damaged-is-told}", test_damaged);
  g_test_add_func ("/avow/ui/exchange{locked-waits}", test_locked);
  g_test_add_func ("/avow/ui/exchange{back-to-a-person}", test_to_person);
  g_test_add_func ("/avow/ui/exchange{everything-again}", test_whole);
  g_test_add_func ("/avow/ui/exchange{contradicted-is-told}", test_contradicted);
  g_test_add_func ("/avow/ui/exchange{withdrawn-is-told}", test_withdrawn);
  result = g_test_run ();

  g_clear_pointer (&world.steps, avow_steps_free);
  remove[2] = world.folder;
  g_free (avow_steps_run (NULL, remove));

  return result;
}
