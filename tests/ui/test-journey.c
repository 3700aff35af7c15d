/* test-journey.c: the main job from the invitation to the auditor's check, in the windows, by keys alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define COURSE "Maintaining Customer Privacy"
#define AGREEMENT "Confidentiality agreement"
#define DECLARATION "Declaration on handling customers’ personal information"
#define POLICY "Internal privacy policy"
#define NUMBER "1013"
#define NAME "Zoë Ångström"
#define PASSPHRASE "kettle garden silver dozen"
#define N_READ 5     /* steps taken ahead of the first power cut */
#define N_ANSWERED 6 /* questions, ahead of the second */
#define N_TICKED 3   /* clauses, ahead of the third */

/* What the tests, each of which goes on where the one before it ended, have in common. */
static struct
{
  char *folder;
  char *sample;     /* the desk */
  char *own;        /* where the newcomer joins */
  char *invitation;
  char *document;
  char *certificate;
  char *hand_over;
  char *code;
  AvowSteps *steps;
} world;

static char *
get_path (const char *name)
{
  return g_build_filename (world.folder, name, NULL);
}

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

static void
remove_folder (const char *path)
{
  const char *argv[] = { "rm", "-rf", path, NULL };

  g_free (avow_steps_run (NULL, argv));
}

static void
restart (void)
{
  avow_steps_crash (world.steps);
  avow_steps_open (world.steps, NULL);
}

static void
test_invited (void)
{
  g_autofree char *made = ask_avowctl (NULL, "sample", world.sample, "--seed", "1", NULL);
  g_autofree char *added = ask_avowctl (AVOW_STEPS_SAMPLE_PASSPHRASE "\n", "--data", world.sample, "person", "add", "--staff-number", NUMBER,
                                        "--name", NAME, "--team", "Customer Service", NULL);
  g_autofree char *said = ask_avowctl (AVOW_STEPS_SAMPLE_PASSPHRASE "\n", "--data", world.sample, "invite", NUMBER, "-o", world.invitation, NULL);
  const char *code = strstr (said, "Code: ");

  g_assert_nonnull (code);
  world.code = g_strndup (code + strlen ("Code: "), strcspn (code + strlen ("Code: "), "\n"));
}

static void
test_joined (void)
{
  world.steps = avow_steps_new (world.own, NULL);
  avow_steps_open (world.steps, world.invitation);

  /* a code that is none of this invitation's is told as such, and can be mended */
  avow_driver_fill (world.steps->driver, "Code*", "AAAAA-AAAAA-AAAAA");
  avow_driver_press (world.steps->driver, "Return");
  avow_driver_wait_text (world.steps->driver, "This is not a whole code.*");

  avow_steps_join (world.steps, world.code, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "4 things to do by *");
}

static void
test_reading_kept (void)
{
  avow_steps_open_duty (world.steps, COURSE);
  for (guint position = 1; position <= N_READ; position++)
    avow_steps_take (world.steps, position);
  avow_steps_wait_position (world.steps, N_READ + 1);

  restart ();
  avow_steps_open_duty (world.steps, COURSE);
  avow_steps_wait_position (world.steps, N_READ + 1);
}

static void
test_read (void)
{
  for (guint position = N_READ + 1; position <= avow_steps_count (world.steps); position++)
    avow_steps_take (world.steps, position);
  avow_driver_wait_text (world.steps->driver, "18 questions, *3 attempts.");
}

/* What is asked, what can be answered in which order, and what is; a line a question. */
static char *
describe_question (void)
{
  g_autoptr (GPtrArray) options = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *prompt = avow_steps_read_question (world.steps, &options, &chosen);
  g_autofree char *listed = NULL;
  g_autofree char *answered = NULL;

  g_assert_nonnull (prompt);
  g_ptr_array_add (options, NULL);
  g_ptr_array_add (chosen, NULL);
  listed = g_strjoinv ("|", (GStrv) options->pdata);
  answered = g_strjoinv ("|", (GStrv) chosen->pdata);

  return g_strdup_printf ("%s: %s: %s", prompt, listed, answered);
}

static void
wait_question (guint number)
{
  g_autofree char *title = g_strdup_printf ("Question %u of *", number);

  avow_driver_wait_text (world.steps->driver, title);
}

/* Whatever the power cut fell upon, the same questions stand in the same order with the same answers. */
static void
test_answers_kept (void)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);

  avow_steps_start_assessment (world.steps);
  for (guint number = 1; number <= N_ANSWERED; number++)
    {
      const AvowQuestion *question;

      wait_question (number);
      question = avow_steps_answer (world.steps, FALSE);
      g_ptr_array_add (before, describe_question ());
      if (number < N_ANSWERED)
        avow_steps_go_on (world.steps, question);
    }

  restart ();
  avow_steps_open_duty (world.steps, COURSE);
  for (guint number = N_ANSWERED; number >= 1; number--)
    {
      g_autofree char *after = NULL;

      wait_question (number);
      after = describe_question ();
      g_assert_cmpstr (after, ==, g_ptr_array_index (before, number - 1));
      g_assert_false (g_str_has_suffix (after, ": "));
      if (number > 1)
        avow_driver_press (world.steps->driver, "<Alt>Left");
    }
}

static void
test_failed (void)
{
  avow_steps_answer_all (world.steps, 1, FALSE);
  avow_steps_finish (world.steps);
  avow_driver_wait_text (world.steps->driver, "Not yet: 0 of 18, 15 needed");
  avow_driver_wait_text (world.steps->driver, "You can try again after *");
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Try Again*"));
  avow_steps_leave_course (world.steps);
  avow_steps_close (world.steps);
}

/* A minute short of the waiting time there is no way in yet; a minute past it there is. */
static void
test_waited (void)
{
  avow_steps_set_ahead (world.steps, "+28m");
  avow_steps_open (world.steps, NULL);
  avow_steps_open_duty (world.steps, COURSE);
  avow_driver_wait_text (world.steps->driver, "You can try again after *");
  avow_steps_close (world.steps);

  avow_steps_set_ahead (world.steps, "+32m");
  avow_steps_open (world.steps, NULL);
  avow_steps_open_duty (world.steps, COURSE);
  avow_driver_wait_text (world.steps->driver, "*2 attempts left*");
}

static void
test_passed (void)
{
  avow_steps_start_assessment (world.steps);
  avow_steps_answer_all (world.steps, 1, TRUE);
  avow_steps_finish (world.steps);
  avow_driver_wait_text (world.steps->driver, "Passed: 18 of 18");
  avow_steps_leave_course (world.steps);
  avow_driver_wait_text (world.steps->driver, "3 things to do by *");
}

static void
test_signing_kept (void)
{
  g_autofree char *typed = NULL;
  guint n_clauses;

  avow_steps_open_duty (world.steps, DECLARATION);
  g_assert_cmpuint (avow_steps_count_ticks (world.steps, &n_clauses), ==, 0);
  g_assert_cmpuint (n_clauses, >, N_TICKED);
  avow_steps_tick_clauses (world.steps, N_TICKED);
  avow_driver_fill (world.steps->driver, "Your name*", "Zoë Ång");
  /* letters are kept after a rest of a quarter of a second */
  g_usleep (G_USEC_PER_SEC);

  restart ();
  avow_steps_open_duty (world.steps, DECLARATION);
  g_assert_cmpuint (avow_steps_count_ticks (world.steps, NULL), ==, N_TICKED);
  typed = avow_driver_read (world.steps->driver, "Your name*");
  g_assert_cmpstr (typed, ==, "Zoë Ång");
}

/* What is missing is asked for, and nothing that was done is lost by a slip. */
static void
test_slips (void)
{
  guint n_clauses;

  avow_steps_sign (world.steps, NAME, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "You have not agreed to the clause *");
  g_assert_cmpuint (avow_steps_count_ticks (world.steps, &n_clauses), ==, N_TICKED);
  g_assert_false (avow_driver_has_text (world.steps->driver, "Signed on *"));

  avow_steps_tick_clauses (world.steps, n_clauses);
  avow_steps_sign (world.steps, NAME, "kettle garden silver dozens");
  avow_driver_wait_text (world.steps->driver, "*passphrase is wrong*");
  g_assert_cmpuint (avow_steps_count_ticks (world.steps, NULL), ==, n_clauses);
  g_assert_false (avow_driver_has_text (world.steps->driver, "Signed on *"));
}

static void
sign_whole (const char *title)
{
  avow_steps_open_duty (world.steps, title);
  avow_steps_tick_clauses (world.steps, G_MAXUINT);
  avow_steps_sign (world.steps, NAME, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Signed on *");
  avow_steps_leave_receipt (world.steps);
}

static void
test_signed (void)
{
  g_autofree char *receipt = get_path ("receipt.pdf");

  avow_steps_sign (world.steps, NAME, PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Signed on *");
  avow_steps_save_receipt (world.steps, "Save Receipt*", receipt);
  avow_steps_save_receipt (world.steps, "Save Signed Document*", world.document);
  avow_steps_save_receipt (world.steps, "Save Organisation’s Certificate*", world.certificate);
  avow_steps_leave_receipt (world.steps);
  avow_driver_wait_text (world.steps->driver, "2 things to do by *");

  sign_whole (AGREEMENT);
  avow_driver_wait_text (world.steps->driver, "1 thing to do by *");
  sign_whole (POLICY);
  avow_driver_wait_text (world.steps->driver, "One thing is left: hand it over");

  /* nobody but this computer knows of it yet */
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Hand Over"));
  avow_driver_press (world.steps->driver, "<Alt>o");
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Save Hand-Over*");
  avow_steps_save_as (world.steps, world.hand_over);
  avow_driver_wait_text (world.steps->driver, "Last handed over on *");
  avow_steps_show_page (world.steps, "My _training");
  avow_driver_wait_text (world.steps->driver, "Nothing to do*");
  avow_steps_close (world.steps);
}

static void
test_receipt (void)
{
  g_autofree char *receipt = get_path ("receipt.pdf");
  const char *argv[] = { "pdftotext", "-layout", receipt, "-", NULL };
  g_autofree char *text = avow_steps_run (NULL, argv);

  g_assert_nonnull (strstr (text, NAME));
  g_assert_nonnull (strstr (text, NUMBER));
}

/* Whoever doubts the document needs no Avow; and one letter of it changed does not pass. */
static void
test_checked (void)
{
  g_autofree char *text = NULL;
  g_autofree char *forged = get_path ("forged.xml");
  g_autofree char *said = NULL;
  char *name;

  g_assert_true (avow_steps_verify_signature (world.document, world.certificate));

  g_assert_true (g_file_get_contents (world.document, &text, NULL, NULL));
  name = strstr (text, "ngström");
  g_assert_nonnull (name);
  *name = 'm';
  g_assert_true (g_file_set_contents (forged, text, -1, NULL));
  g_assert_false (avow_steps_verify_signature (forged, world.certificate));

  said = ask_avowctl (NULL, "--data", world.own, "verify", NULL);
  g_assert_nonnull (strstr (said, "Sound"));
}

static void
test_team (void)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *listed = ask_avowctl (NULL, "--data", world.sample, "person", "list", "--team", "Customer Service", NULL);
  g_autofree char *elsewhere = avow_steps_get_name (world.sample, "1008");
  g_autofree char *pattern = g_strdup_printf ("%s*", elsewhere);

  avow_steps_free (world.steps);
  world.steps = avow_steps_new (world.sample, NULL);
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1002", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_show_page (world.steps, "T_eam");
  avow_driver_wait_text (world.steps->driver, "Customer Service: 7 people");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST_ITEM, NAME "*"));
  g_assert_nonnull (strstr (listed, NAME));
  g_assert_false (avow_driver_has_text (world.steps->driver, pattern));
}

static guint
count_lines (const char *text, const char *part)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], part) != NULL;

  return n;
}

/* Two declarations and a policy for each person of the team, the manager's own signed; nobody of another team. */
static void
test_exported (void)
{
  g_autofree char *csv = get_path ("attestation.csv");
  g_autofree char *text = NULL;

  avow_steps_show_page (world.steps, "_Reports");
  avow_steps_choose_attestation (world.steps);
  avow_steps_export (world.steps, "CSV", csv);

  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_cmpuint (count_lines (text, "\"Customer Service\""), ==, 21);
  g_assert_cmpuint (count_lines (text, ","), ==, 1 + 21);
  g_assert_cmpuint (count_lines (text, "\"" NUMBER "\""), ==, 3);
  g_assert_cmpuint (count_lines (text, "\"1002\""), ==, 3);
  g_assert_cmpuint (count_lines (text, "\"signed\""), ==, 3);
  g_assert_cmpuint (count_lines (text, "\"Finance\""), ==, 0);
}

/* Locked, nothing of what lies below can be read; unlocked, it is as it was. */
static void
test_locked (void)
{
  avow_steps_lock (world.steps);
  g_assert_false (avow_driver_has_text (world.steps->driver, "Amara Chen*"));
  avow_driver_fill (world.steps->driver, "Passphrase*", "not the sample’s");
  avow_driver_press (world.steps->driver, "Return");
  avow_driver_wait_text (world.steps->driver, "*passphrase*wrong*");
  g_assert_true (avow_driver_has_text (world.steps->driver, "Locked"));
  /* a wrong one makes the next wait */
  g_usleep (2 * G_USEC_PER_SEC);
  avow_steps_unlock (world.steps, AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, "Signed or declined (UTC)*");
}

/* One who is no manager sees neither team nor reports. */
static void
test_signed_out (void)
{
  avow_steps_sign_out (world.steps);
  g_assert_false (avow_driver_has_text (world.steps->driver, "Saved *"));
  avow_steps_sign_in (world.steps, "1008", AVOW_STEPS_SAMPLE_PASSPHRASE);
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Team*"));
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Reports*"));
  avow_steps_close (world.steps);
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  world.folder = g_dir_make_tmp ("avow-journey-XXXXXX", NULL);
  world.sample = get_path ("sample");
  world.own = get_path ("own");
  world.invitation = get_path ("invitation.avow-invitation");
  world.document = get_path ("declaration.xml");
  world.certificate = get_path ("organisation.pem");
  world.hand_over = get_path ("own.avow-hand-over");

  g_test_add_func ("/avow/ui/journey{invited}", test_invited);
  g_test_add_func ("/avow/ui/journey{joined}", test_joined);
  g_test_add_func ("/avow/ui/journey{killed-while-reading-comes-back-to-the-page}", test_reading_kept);
  g_test_add_func ("/avow/ui/journey{read-checked-and-played}", test_read);
  g_test_add_func ("/avow/ui/journey{killed-while-answering-comes-back-to-the-answers}", test_answers_kept);
  g_test_add_func ("/avow/ui/journey{failed}", test_failed);
  g_test_add_func ("/avow/ui/journey{waited}", test_waited);
  g_test_add_func ("/avow/ui/journey{passed}", test_passed);
  g_test_add_func ("/avow/ui/journey{killed-while-signing-comes-back-to-ticks-and-name}", test_signing_kept);
  g_test_add_func ("/avow/ui/journey{slips-while-signing-lose-nothing}", test_slips);
  g_test_add_func ("/avow/ui/journey{signed}", test_signed);
  g_test_add_func ("/avow/ui/journey{receipt}", test_receipt);
  g_test_add_func ("/avow/ui/journey{checked-by-xmlsec1}", test_checked);
  g_test_add_func ("/avow/ui/journey{manager-sees-own-team}", test_team);
  g_test_add_func ("/avow/ui/journey{attestation-exported}", test_exported);
  g_test_add_func ("/avow/ui/journey{locked}", test_locked);
  g_test_add_func ("/avow/ui/journey{signed-out}", test_signed_out);
  result = g_test_run ();

  if (world.steps != NULL)
    avow_steps_free (world.steps);
  remove_folder (world.folder);

  return result;
}
