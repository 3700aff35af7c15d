/* avow-pages.c: the pages that the tour does not come by, and what they say when something is wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <string.h>

#define COURSE avow_answers_title ("maintaining-customer-privacy")
#define REFRESHER "Annual Privacy Refresher"
#define DECLARATION avow_answers_title ("declarations/customer-information-declaration.xml")
#define PASSPHRASE "kettle garden silver dozen"
#define CODE "?????" "-?????" "-*" /* no trigraphs */
#define WRONG_CODE "AAAAA-AAAAA-AAAAA-AAAAA"

typedef struct
{
  char *out;
  char *sample;
  AvowLook *look;
  AvowSteps *steps;
  guint n_told;
} Pages;

static char *
get_path (Pages *pages, const char *name)
{
  return g_build_filename (pages->out, name, NULL);
}

static void
begin (Pages *pages, const char *store, const char *invitation)
{
  g_autofree char *folder = get_path (pages, store);

  pages->steps = avow_steps_new (folder, pages->out);
  pages->steps->look = pages->look;
  pages->steps->n_told = pages->n_told;
  avow_steps_open (pages->steps, invitation);
}

static void
end (Pages *pages)
{
  pages->n_told = pages->steps->n_told;
  g_clear_pointer (&pages->steps, avow_steps_free);
}

static void
press_button (Pages *pages, const char *label)
{
  avow_driver_activate (pages->steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words (label));
}

static void
fill (Pages *pages, const char *label, const char *text)
{
  avow_driver_fill (pages->steps->driver, avow_words_begin (label), text);
}

static void
wait_words (Pages *pages, const char *text)
{
  avow_driver_wait_text (pages->steps->driver, avow_words_begin (text));
}

static void
press (Pages *pages, const char *accelerator)
{
  avow_driver_press (pages->steps->driver, accelerator);
}

static void
show_set_up_passphrase (Pages *pages)
{
  wait_words (pages, "Choose a passphrase");
  avow_driver_fill (pages->steps->driver, avow_words ("Passphrase"), "Example");
  avow_driver_fill (pages->steps->driver, avow_words ("Passphrase, once more"), "another");
  press_button (pages, "_Set Up");
  avow_steps_tell (pages->steps, "set-up-weak", "Chose a weak passphrase for it");
  avow_driver_fill (pages->steps->driver, avow_words ("Passphrase"), PASSPHRASE);
  avow_driver_fill (pages->steps->driver, avow_words ("Passphrase, once more"), PASSPHRASE);
  press_button (pages, "_Set Up");
}

static void
show_recovery (Pages *pages)
{
  g_autoptr (AtspiAccessible) label = NULL;
  g_autofree char *code = NULL;

  wait_words (pages, "Keep the recovery code");
  label = avow_driver_wait (pages->steps->driver, ATSPI_ROLE_LABEL, CODE);
  code = atspi_accessible_get_name (label, NULL);
  avow_steps_tell (pages->steps, "recovery", "Was told the recovery code");
  press_button (pages, "I Have _Written It Down");
  wait_words (pages, "Type the recovery code once");
  fill (pages, "Recovery co_de", WRONG_CODE);
  press_button (pages, "_Continue");
  wait_words (pages, "This is not the code. Look at the paper again; with Back you see the code once more.");
  avow_steps_tell (pages->steps, "recovery-wrong", "Typed another one");
  fill (pages, "Recovery co_de", code);
  press_button (pages, "_Continue");
  wait_words (pages, "Your organisation is set up");
  avow_steps_tell (pages->steps, "set-up-done", "Typed the right one");
  press_button (pages, "_Continue");
}

static void
show_set_up (Pages *pages)
{
  begin (pages, "own", NULL);
  wait_words (pages, "Welcome to Avow");
  avow_steps_tell (pages->steps, "welcome", "Opened Avow for the first time");
  press_button (pages, "_Set Up an Organisation…");
  wait_words (pages, "Your organisation");
  press_button (pages, "_Continue");
  wait_words (pages, "Please fill in all four. They stand on every record, and can be corrected later.");
  avow_steps_tell (pages->steps, "set-up", "Went on without a name for the organisation");
  fill (pages, "_Organisation", "Hill & Vale Furniture Trading Company");
  fill (pages, "Your _name, as it is to stand on what you sign", "Zoë Ångström-Featherstonehaugh");
  fill (pages, "Your _staff number", "1");
  fill (pages, "Your _team", "Customer Service and Complaints");
  press_button (pages, "_Continue");
  show_set_up_passphrase (pages);
  show_recovery (pages);
}

/* A page that was still loading when it was chosen left the focus where it was chosen; there Return goes into it. */
static void
enter_page (Pages *pages, const char *label)
{
  g_autoptr (AtspiAccessible) row = avow_driver_find (pages->steps->driver, ATSPI_ROLE_LIST_ITEM, avow_words (label));
  g_autoptr (AtspiStateSet) states = row != NULL ? atspi_accessible_get_state_set (row) : NULL;

  if (states != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED))
    press (pages, "Return");
}

/* Each page of one who has just begun, before there is anything to see. */
static void
show_empty (Pages *pages)
{
  AvowSteps *steps = pages->steps;

  wait_words (pages, "Courses and declarations");
  avow_steps_tell (steps, "programme", "Came to the programme");
  press_button (pages, "Read and A_dopt…");
  wait_words (pages, "This is a template. Have it read by whoever advises you on law, fill in what is yours, and adopt it. From then on everyone is asked to sign it.");
  avow_steps_tell (steps, "adoption", "Read what to adopt");
  press_button (pages, "_Adopt");
  wait_words (pages, "Please fill in what is left. Where there is nothing to say, write “none”.");
  avow_steps_tell (steps, "adoption-problem", "Went on with a fact left out");
  press (pages, "<Alt>Left");
  avow_steps_show_page (steps, "T_eam");
  avow_driver_wait_gone (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Adopt"));
  avow_steps_tell (steps, "team-new", "Saw who is there");
  avow_steps_show_page (steps, "_Reports");
  wait_words (pages, "Export as PD_F…");
  avow_steps_tell (steps, "reports-new", "Saw the first report");
  avow_steps_show_page (steps, "My re_cords");
  wait_words (pages, "Your records");
  enter_page (pages, "My re_cords");
  avow_driver_activate (steps->driver, ATSPI_ROLE_INVALID, avow_words_begin ("What Avow records about you, why, who sees it, and for how long"));
  wait_words (pages, "Who sees it");
  avow_steps_tell (steps, "records-about", "Read what Avow records");
  end (pages);
}

static void
make_sample (Pages *pages)
{
  const char *argv[] = { "avowctl", "sample", pages->sample, "--seed", "1", NULL };

  g_free (avow_steps_run (NULL, argv));
}

/* By the command line, in English whatever the look: what it prints is for programs here. */
static char *
invite (Pages *pages, const char *invitation)
{
  const char *add[] = { "avowctl", "--data", pages->sample, "person", "add", "--staff-number", "1014", "--name", "Nadia Berg",
                        "--team", "Customer Service", NULL };
  const char *argv[] = { "env", "LANGUAGE=en", "avowctl", "--data", pages->sample, "invite", "1014", "-o", invitation, NULL };
  g_autofree char *added = avow_steps_run (NULL, add);
  g_autofree char *said = avow_steps_run (AVOW_STEPS_SAMPLE_PASSPHRASE "\n", argv);
  const char *code = strstr (said, "Code: ");

  if (code == NULL)
    g_error ("avowctl invite told no code: %s", said);
  code += strlen ("Code: ");

  return g_strndup (code, strcspn (code, "\n"));
}

static void
show_joining (Pages *pages)
{
  g_autofree char *invitation = get_path (pages, "invitation.avow-invitation");
  g_autofree char *code = invite (pages, invitation);

  begin (pages, "newcomer", invitation);
  wait_words (pages, "Welcome to Avow");
  avow_steps_tell (pages->steps, "join", "Opened an invitation");
  fill (pages, "Co_de", "AAAAA");
  press (pages, "Return");
  wait_words (pages, "This is not a whole code. It has four groups of five letters and digits.");
  avow_steps_tell (pages->steps, "join-part", "Typed a part of the code");
  fill (pages, "Co_de", WRONG_CODE);
  press (pages, "Return");
  press_button (pages, "_Continue");
  avow_driver_fill (pages->steps->driver, avow_words ("Passphrase"), PASSPHRASE);
  avow_driver_fill (pages->steps->driver, avow_words ("Passphrase, once more"), PASSPHRASE);
  press_button (pages, "_Join");
  wait_words (pages, "The code does not fit this invitation. Check it letter by letter. If it is right, the file was changed on its way: ask your compliance team for a new one.");
  avow_steps_tell (pages->steps, "join-wrong", "Typed another code");
  avow_steps_join (pages->steps, code, PASSPHRASE);
  end (pages);
}

/* What the newcomer's computer knows, to the desk: as it is, once more, and with its end cut off. */
static void
cut_off (const char *path, const char *cut)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL) || !g_file_set_contents (cut, bytes, (gssize) length / 2, NULL))
    g_error ("“%s” can’t be cut off", path);
}

static void
show_handing_over (Pages *pages, const char *path)
{
  begin (pages, "newcomer", NULL);
  avow_steps_show_page (pages->steps, "_Hand-over");
  wait_words (pages, "Never handed over yet.");
  avow_steps_tell (pages->steps, "hand-over", "Came to the hand-over");
  press_button (pages, "_Save Hand-Over…");
  avow_steps_save_as (pages->steps, path);
  wait_words (pages, "Saved %s");
  wait_words (pages, "Last handed over on %s. Since then you have finished and signed nothing here.");
  avow_steps_tell (pages->steps, "handed-over", "Saved a hand-over");
  end (pages);
}

static void
choose_recipient (Pages *pages)
{
  avow_driver_focus (pages->steps->driver, ATSPI_ROLE_COMBO_BOX, avow_words_begin ("To whom"));
  press (pages, "space");
  press (pages, "Down");
  press (pages, "Return");
}

static void
show_taking_in (Pages *pages, const char *path)
{
  g_autofree char *cut = get_path (pages, "cut-off.avow-hand-over");
  const char *argv[] = { "avow", "--data", pages->sample, path, path, cut, NULL };

  cut_off (path, cut);
  begin (pages, "sample", NULL);
  avow_steps_sign_in (pages->steps, "1001", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_show_page (pages->steps, "_Hand-over");
  wait_words (pages, "Nothing was taken in here yet. Whose records came, and when, will be told here.");
  avow_steps_tell (pages->steps, "take-in", "Came to what others hand over, at the desk");
  g_free (avow_steps_run (NULL, argv));
  wait_words (pages, "Everything in it is here already.");
  wait_words (pages, "Taken in so far");
  avow_steps_tell (pages->steps, "taken-in", "Took a hand-over in twice, and half of it");
  choose_recipient (pages);
  press_button (pages, "_Save Hand-Over…");
  wait_words (pages, "Please fill in the staff number.");
  avow_steps_tell (pages->steps, "hand-over-problem", "Handed over to nobody in particular");
  end (pages);
}

static void
show_exchange (Pages *pages)
{
  g_autofree char *path = get_path (pages, "1014.avow-hand-over");

  show_handing_over (pages, path);
  show_taking_in (pages, path);
}

static void
show_signing_in (Pages *pages)
{
  AvowSteps *steps = pages->steps;

  wait_words (pages, "Sign in");
  avow_steps_tell (steps, "sign-in", "Opened the sample organisation");
  fill (pages, "Staff _number", "1001");
  fill (pages, "Passphrase", "mistyped");
  press (pages, "Return");
  wait_words (pages, "The staff number or the passphrase is wrong. Please look at both and try again.");
  avow_steps_tell (steps, "sign-in-wrong", "Mistyped the passphrase");
  /* a wrong one makes the next wait */
  g_usleep (2 * G_USEC_PER_SEC);
  avow_steps_sign_in (steps, "1001", AVOW_STEPS_SAMPLE_PASSPHRASE);
}

/* What opens beside the pages. */
static void
show_windows (Pages *pages)
{
  AvowSteps *steps = pages->steps;
  AvowDriver *driver = steps->driver;

  avow_steps_unfold (steps, avow_words_begin ("Show all pages"));
  avow_steps_tell (steps, "list-of-pages", "Saw which pages there are");
  press (pages, "F10");
  wait_words (pages, "_About Avow");
  avow_steps_tell (steps, "menu", "Opened the menu");
  press (pages, avow_words_get_mnemonic ("_About Avow"));
  g_object_unref (avow_driver_wait (driver, ATSPI_ROLE_INVALID, "*" AVOW_VERSION "*"));
  avow_steps_tell (steps, "about", "Looked what Avow is");
  press (pages, "Escape");
  press (pages, "F10");
  wait_words (pages, "_What Avow Promises");
  press (pages, avow_words_get_mnemonic ("_What Avow Promises"));
  avow_driver_wait_gone (driver, ATSPI_ROLE_INVALID, avow_words ("_What Avow Promises"));
  avow_steps_tell (steps, "help", "Read what Avow promises");
  press (pages, "Escape");
  press (pages, "<Ctrl>comma");
  wait_words (pages, "Appearance");
  avow_steps_tell (steps, "preferences", "Opened the preferences");
  press (pages, "Escape");
  avow_driver_wait_gone (driver, ATSPI_ROLE_INVALID, avow_words ("Appearance"));
  press (pages, "F1");
  avow_driver_wait_text (driver, avow_words_in ("shortcut window", "One page back"));
  avow_steps_tell (steps, "shortcuts", "Looked which keys there are");
  press (pages, "Escape");
  avow_steps_lock (steps);
  avow_steps_tell (steps, "locked", "Locked the screen");
  avow_steps_unlock (steps, AVOW_STEPS_SAMPLE_PASSPHRASE);
}

static void
search (Pages *pages, const char *text)
{
  avow_driver_focus (pages->steps->driver, ATSPI_ROLE_ENTRY, avow_words_begin ("Find a person by name or staff number"));
  press (pages, "<Ctrl>a");
  avow_driver_type (pages->steps->driver, text);
}

/* What there is to do about somebody, and what it says where nothing is filled in. */
static void
show_person (Pages *pages, const char *staff_number)
{
  AvowSteps *steps = pages->steps;
  static const struct
  {
    const char *act, *button, *problem, *picture;
  } acts[] = {
    { "More time or attempts…", "_Give", "Please type your passphrase.", "more-time" },
    { "Key lost or stolen…", "_Withdraw", "Please type your passphrase.", "withdraw" },
    { "Give a role…", "_Give", "Please type your passphrase.", "give-role" },
    { "Leaves the company…", NULL, NULL, "leaves" },
  };
  g_autofree char *name = avow_steps_get_name (pages->sample, staff_number);
  g_autofree char *pattern = g_strconcat (name, "*", NULL);

  avow_steps_show_page (steps, "T_eam");
  wait_words (pages, "%s: %s");
  enter_page (pages, "T_eam");
  search (pages, staff_number);
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_LIST_ITEM, pattern));
  avow_driver_focus (steps->driver, ATSPI_ROLE_LIST_ITEM, pattern);
  press (pages, "Return");
  wait_words (pages, "Something has changed");
  avow_steps_tell (steps, "person", "Saw what can be done about %s", name);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      avow_driver_focus (steps->driver, ATSPI_ROLE_LIST_ITEM, avow_words_begin (acts[i].act));
      press (pages, "Return");
      if (acts[i].button != NULL)
        {
          press_button (pages, acts[i].button);
          wait_words (pages, acts[i].problem);
        }
      else
        wait_words (pages, "%s leaves the company");
      avow_steps_tell (steps, acts[i].picture, "Was told what “%s” does", acts[i].act);
      if (acts[i].button != NULL)
        press (pages, "<Alt>Left");
    }
  press (pages, "Return");
  wait_words (pages, "%s: left on %s.");
  avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("%u has left"));
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_LIST_ITEM, pattern));
  avow_driver_focus (steps->driver, ATSPI_ROLE_LIST_ITEM, pattern);
  press (pages, "Return");
  wait_words (pages, "Something has changed");
  avow_driver_focus (steps->driver, ATSPI_ROLE_LIST_ITEM, avow_words_begin ("Destroy their records…"));
  press (pages, "Return");
  wait_words (pages, "Destroy the records of %s");
  avow_steps_tell (steps, "purge", "Saw what would be destroyed");
  press (pages, "<Alt>Left");
  press (pages, "<Alt>Left");
}

/* The reports on how a course's questions are answered, which stand below the others in the choice. */
static void
show_answers (Pages *pages)
{
  static const struct
  {
    guint downs; /* from the report shown before */
    const char *total, *column, *picture;
  } reports[] = {
    { 2, "Questions of which enough is known", "Question, and its answers", "report-questions" },
    { 1, "Modules of which enough is known", "Module", "report-confidence" },
  };

  avow_steps_show_page (pages->steps, "_Reports");
  wait_words (pages, "Export as PD_F…");
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      avow_driver_focus (pages->steps->driver, ATSPI_ROLE_COMBO_BOX, avow_words_begin ("Report"));
      press (pages, "space");
      for (guint k = 0; k < reports[i].downs; k++)
        press (pages, "Down");
      press (pages, "Return");
      wait_words (pages, reports[i].total);
      wait_words (pages, reports[i].column);
      avow_steps_tell (pages->steps, reports[i].picture, "Looked at how the questions of a course are answered");
    }
}

static void
show_officer (Pages *pages)
{
  AvowSteps *steps = pages->steps;

  avow_steps_show_page (steps, "_Programme");
  wait_words (pages, "Courses and declarations");
  avow_steps_tell (steps, "programme-running", "Saw a programme that runs");
  press_button (pages, "Read and A_dopt…");
  wait_words (pages, "This is a template. Have it read by whoever advises you on law, fill in what is yours, and adopt it. Nobody is asked to sign it: you publish it.");
  avow_steps_tell (steps, "adoption-notice", "Read a notice with many facts to fill in");
  press (pages, "<Alt>Left");
  press_button (pages, "_Invite…");
  press_button (pages, "_Save Invitation…");
  wait_words (pages, "Please fill in staff number, name and team.");
  avow_steps_tell (steps, "invite-problem", "Invited nobody in particular");
  press (pages, "<Alt>Left");
  press_button (pages, "Add an _Officer…");
  wait_words (pages, "Add a compliance officer");
  avow_steps_tell (steps, "officer", "Was told how there come to be two officers");
  press (pages, "<Alt>Left");
  show_person (pages, "1007");
  show_answers (pages);
  avow_steps_sign_out (steps);
}

/* Each page of the course, and each question, answered. */
static void
show_reading (Pages *pages)
{
  AvowSteps *steps = pages->steps;
  guint n = avow_steps_count (steps);

  avow_steps_sign_in (steps, "1003", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_open_duty (steps, COURSE);
  for (guint position = 1; position <= n; position++)
    {
      AvowStep *step = avow_steps_get (steps, position);

      avow_steps_wait_position (steps, position);
      if (step->kind == AVOW_STEP_CHECK)
        avow_steps_check (steps);
      if (step->kind != AVOW_STEP_SCENARIO)
        avow_steps_tell (steps, "step", "Came to step %u of the course", position);
      avow_steps_take (steps, position);
    }
  avow_steps_unfold (steps, avow_words_begin ("Outline"));
  avow_steps_tell (steps, "outline", "Saw the outline");
}

static void
show_failing (Pages *pages)
{
  AvowSteps *steps = pages->steps;

  avow_steps_open_assessment (steps);
  avow_steps_start_assessment (steps);
  avow_driver_activate (steps->driver, ATSPI_ROLE_CHECK_BOX, avow_words_begin ("Flag for review"));
  avow_steps_answer_all (steps, 1, FALSE);
  avow_steps_tell (steps, "review-flagged", "Answered everything, and flagged a question");
  avow_steps_finish (steps);
  wait_words (pages, "Not yet: %s, %s needed");
  avow_steps_tell (steps, "not-yet", "Did not pass yet");
  avow_steps_leave_course (steps);
  avow_steps_tell (steps, "waiting", "Has to wait");
  avow_steps_sign_out (steps);
}

static void
show_slips (Pages *pages)
{
  AvowSteps *steps = pages->steps;
  g_autofree char *name = avow_steps_get_name (pages->sample, "1008");

  avow_steps_sign_in (steps, "1008", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_tell (steps, "home", "Signed in as %s", name);
  avow_steps_open_duty (steps, DECLARATION);
  avow_steps_sign (steps, name, AVOW_STEPS_SAMPLE_PASSPHRASE);
  wait_words (pages, "You have not agreed to the clause “%s” yet. Tick its box, or decline.");
  avow_steps_tell (steps, "sign-problem", "Signed without agreeing to each clause");
  press_button (pages, "_Decline…");
  press_button (pages, "_Decline");
  wait_words (pages, "Type your passphrase, so that nobody can decline in your name.");
  avow_steps_tell (steps, "decline-problem", "Declined without a passphrase");
  press (pages, "<Alt>Left");
  press (pages, "<Alt>Left");
  avow_driver_wait_gone (steps->driver, ATSPI_ROLE_HEADING, DECLARATION);
  avow_steps_sign_out (steps);
}

/* What was missed, asked again. */
static void
show_recall (Pages *pages)
{
  AvowSteps *steps = pages->steps;

  avow_steps_sign_in (steps, "1008", AVOW_STEPS_SAMPLE_PASSPHRASE);
  wait_words (pages, "Ask me again what I missed");
  avow_driver_focus (steps->driver, ATSPI_ROLE_CHECK_BOX, avow_words ("Ask me again what I missed"));
  avow_steps_tell (steps, "recall-off", "May be asked again what they missed");
  press (pages, "space");
  wait_words (pages, "One question for this week");
  avow_driver_focus (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Answer It"));
  avow_steps_tell (steps, "recall-due", "Switched it on: a question is due");
  press (pages, "space");
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Check")));
  avow_steps_answer (steps, FALSE);
  avow_steps_tell (steps, "recall-question", "Answered it");
  avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Check"));
  avow_driver_focus (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Done"));
  avow_steps_tell (steps, "recall-answer", "Read why");
  press (pages, "space");
  avow_driver_wait_gone (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Done"));
  avow_steps_sign_out (steps);
}

static void
press_mnemonic (Pages *pages, const char *label)
{
  g_autofree char *accelerator = g_strconcat ("<Alt>", avow_words_get_mnemonic (label), NULL);

  press (pages, accelerator);
}

/* What one knows of a part already: offered, asked, and how it went. */
static void
show_refresher (Pages *pages)
{
  AvowSteps *steps = pages->steps;

  avow_steps_use_course (steps, "annual-privacy-refresher");
  avow_steps_sign_in (steps, "1002", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_open_duty (steps, REFRESHER);
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Show What I Know")));
  avow_steps_tell (steps, "pretest", "Was asked what is known already");
  press_button (pages, "_Show What I Know");
  for (guint number = 1; number <= 3; number++)
    {
      g_autofree char *title = g_strdup_printf (gettext ("Question %u of %u"), number, 3);

      avow_driver_wait_text (steps->driver, title);
      if (number == 1)
        avow_steps_tell (steps, "pretest-question", "Began its questions");
      avow_steps_go_on (steps, avow_steps_answer (steps, number > 1));
    }
  wait_words (pages, "Not all right: %u of %u");
  avow_steps_tell (steps, "pretest-missed", "Did not know all of it");
  avow_steps_leave_course (steps);
  avow_steps_sign_out (steps);
}

static void
show_manager (Pages *pages)
{
  AvowSteps *steps = pages->steps;
  g_autofree char *name = avow_steps_get_name (pages->sample, "1003");
  g_autofree char *pattern = g_strconcat (name, "*", NULL);

  avow_steps_sign_in (steps, "1002", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_show_page (steps, "T_eam");
  wait_words (pages, "%s: %s");
  enter_page (pages, "T_eam");
  search (pages, "nobody");
  wait_words (pages, "Nobody here. Choose another figure above, or clear the search.");
  avow_steps_tell (steps, "team-none", "Looked for one who is not in the team");
  search (pages, "1003");
  /* the list follows what is typed after a moment */
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_LIST_ITEM, pattern));
  avow_driver_focus (steps->driver, ATSPI_ROLE_LIST_ITEM, pattern);
  avow_steps_tell (steps, "team-found", "Found %s", name);
  press (pages, "Return");
  wait_words (pages, "What is asked of this person");
  avow_steps_tell (steps, "member", "Saw what is asked of %s", name);
  press (pages, "<Alt>Left");
  avow_steps_show_page (steps, "_Reports");
  /* where the focus is within such a row, no screen reader is told */
  press_mnemonic (pages, "As of _day");
  avow_driver_type (steps->driver, "31.12.2026");
  wait_words (pages, "This is no day. Write it as year, month and day, such as 2026-12-31, or leave it empty.");
  avow_steps_tell (steps, "report-day", "Wrote the day another way");
  end (pages);
}

static void
show_obstacle (Pages *pages)
{
  g_autofree char *folder = get_path (pages, "broken");
  g_autofree char *store = g_build_filename (folder, "avow.db", NULL);

  if (g_mkdir (folder, 0700) != 0 || !g_file_set_contents (store, "This is no store.\n", -1, NULL))
    g_error ("“%s” can’t be written", store);
  begin (pages, "broken", NULL);
  wait_words (pages, "Your records can’t be opened");
  avow_steps_tell (pages->steps, "obstacle", "Opened a store that is none");
  end (pages);
}

int
main (int argc, char **argv)
{
  Pages pages = { NULL };
  gboolean fits;

  if (argc != 3)
    {
      g_printerr ("usage: avow-pages FOLDER LOOK\n");
      return 2;
    }

  pages.out = g_canonicalize_filename (argv[1], NULL);
  pages.sample = get_path (&pages, "sample");
  if (g_mkdir_with_parents (pages.out, 0755) != 0)
    g_error ("“%s” can’t be made", pages.out);
  pages.look = avow_look_new (argv[2], pages.out);

  show_set_up (&pages);
  show_empty (&pages);
  make_sample (&pages);
  show_joining (&pages);
  show_exchange (&pages);
  begin (&pages, "sample", NULL);
  show_signing_in (&pages);
  show_windows (&pages);
  show_officer (&pages);
  show_reading (&pages);
  show_failing (&pages);
  show_slips (&pages);
  show_recall (&pages);
  show_refresher (&pages);
  show_manager (&pages);
  show_obstacle (&pages);
  fits = avow_look_conclude (pages.look);

  g_clear_pointer (&pages.look, avow_look_free);
  g_free (pages.sample);
  g_free (pages.out);

  return fits ? 0 : 1;
}
