/* avow-tour.c: the main job, done in the windows and shown step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"

#include <glib/gstdio.h>
#include <locale.h>

#define COURSE avow_answers_title ("maintaining-customer-privacy")
#define AGREEMENT avow_answers_title ("declarations/confidentiality-agreement.xml")
#define DECLARATION avow_answers_title ("declarations/customer-information-declaration.xml")
#define POLICY "Internal privacy policy"
#define NEWCOMER "Nadia Berg"
#define NEWCOMER_NUMBER "1013"
#define NEWCOMER_PASSPHRASE "kettle garden silver dozen"

typedef struct
{
  char *out;
  char *sample;
  AvowLook *look;
  AvowSteps *steps;
} Tour;

static char *
get_path (const Tour *tour, const char *name)
{
  return g_build_filename (tour->out, name, NULL);
}

static void
make_sample (Tour *tour)
{
  const char *argv[] = { "avowctl", "sample", tour->sample, "--seed", "1", NULL };

  g_free (avow_steps_run (NULL, argv));
  tour->steps = avow_steps_new (tour->sample, tour->out);
  tour->steps->look = tour->look;
  avow_steps_tell (tour->steps, NULL, "Made a sample organisation of 12 people");
}

static void
enter (Tour *tour, const char *staff_number)
{
  g_autofree char *name = avow_steps_get_name (tour->sample, staff_number);

  avow_steps_sign_in (tour->steps, staff_number, AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_tell (tour->steps, "home", "Signed in as %s", name);
}

/* A new person is invited, and joins on a computer of their own. */
static void
show_joining (Tour *tour)
{
  AvowSteps *steps = tour->steps;
  g_autofree char *invitation = get_path (tour, "invitation.avow-invitation");
  g_autofree char *folder = get_path (tour, "newcomer");
  g_autofree char *code = NULL;
  AvowSteps *newcomer;

  enter (tour, "1001");
  code = avow_steps_invite (steps, NEWCOMER_NUMBER, NEWCOMER, "Customer Service", AVOW_STEPS_SAMPLE_PASSPHRASE, invitation);
  avow_steps_tell (steps, "invited", "Invited %s by a file and a code", NEWCOMER);
  avow_steps_close (steps);

  newcomer = avow_steps_new (folder, tour->out);
  newcomer->n_told = steps->n_told;
  newcomer->look = steps->look;
  avow_steps_open (newcomer, invitation);
  avow_steps_join (newcomer, code, NEWCOMER_PASSPHRASE);
  avow_steps_tell (newcomer, "joined", "Joined as %s", NEWCOMER);
  avow_steps_close (newcomer);
  steps->n_told = newcomer->n_told;
  avow_steps_free (newcomer);
}

static void
show_course (Tour *tour)
{
  AvowSteps *steps = tour->steps;
  guint n = avow_steps_count (steps);

  avow_steps_open (steps, NULL);
  enter (tour, "1003");
  avow_steps_open_duty (steps, COURSE);
  avow_steps_wait_position (steps, 1);
  avow_steps_tell (steps, "reading", "Began to read “%s”", COURSE);
  for (guint position = 1; position < 4; position++)
    avow_steps_take (steps, position);

  avow_steps_crash (steps);
  avow_steps_tell (steps, NULL, "Ended Avow in the middle, as a power cut would");
  avow_steps_open (steps, NULL);
  enter (tour, "1003");
  avow_steps_open_duty (steps, COURSE);
  avow_steps_wait_position (steps, 4);
  avow_steps_tell (steps, "resumed", "Came back to the same page");

  for (guint position = 4; position <= n; position++)
    avow_steps_take (steps, position);
  avow_steps_tell (steps, "assessment", "Read everything, and came to the final questions");
  avow_steps_start_assessment (steps);
  avow_steps_tell (steps, "question", "Began the final questions");
  avow_steps_answer_all (steps, 1, TRUE);
  avow_steps_tell (steps, "review", "Answered all %u questions", avow_steps_count_questions (steps));
  avow_steps_finish (steps);
  avow_driver_wait_text (steps->driver, avow_words ("Passed: %s"));
  avow_steps_tell (steps, "passed", "Passed");
  avow_steps_leave_course (steps);
}

static void
sign (Tour *tour, const char *title, const char *name)
{
  AvowSteps *steps = tour->steps;
  guint n_clauses;

  avow_steps_open_duty (steps, title);
  avow_steps_count_ticks (steps, &n_clauses);
  avow_steps_tell (steps, "declaration", "Opened “%s”", title);
  avow_steps_tick_clauses (steps, n_clauses);
  avow_steps_tell (steps, "clauses", "Agreed to each of its %u clauses", n_clauses);
  avow_steps_sign (steps, name, AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_driver_wait_text (steps->driver, avow_words ("Signed on %s"));
  avow_steps_tell (steps, "receipt", "Signed it");
}

static void
show_signing (Tour *tour)
{
  AvowSteps *steps = tour->steps;
  g_autofree char *name = avow_steps_get_name (tour->sample, "1003");
  g_autofree char *receipt = get_path (tour, "receipt.pdf");
  g_autofree char *document = get_path (tour, "declaration.xml");
  g_autofree char *certificate = get_path (tour, "organisation.pem");

  sign (tour, AGREEMENT, name);
  avow_steps_leave_receipt (steps);
  sign (tour, POLICY, name);
  avow_steps_leave_receipt (steps);
  sign (tour, DECLARATION, name);
  avow_steps_save_receipt (steps, avow_words ("_Save Receipt…"), receipt);
  avow_steps_tell (steps, "saved", "Saved the receipt as receipt.pdf");
  avow_steps_save_receipt (steps, avow_words ("Save Signed Document…"), document);
  avow_steps_save_receipt (steps, avow_words ("Save Organisation’s Certificate…"), certificate);
  avow_steps_tell (steps, NULL, "Saved the signed document and the organisation’s certificate");
  avow_steps_leave_receipt (steps);
  avow_steps_tell (steps, "done", "Nothing is left to do");
  avow_steps_show_page (steps, "My re_cords");
  avow_driver_wait_text (steps->driver, avow_words ("Your records"));
  avow_steps_tell (steps, "records", "Looked through my records");
  avow_steps_sign_out (steps);
}

static void
show_declining (Tour *tour)
{
  AvowSteps *steps = tour->steps;

  enter (tour, "1008");
  avow_steps_open_duty (steps, DECLARATION);
  avow_steps_decline (steps, "I would like to talk about clause 3 first.", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_tell (steps, "declined", "Declined “%s”, and said why", DECLARATION);
  avow_steps_leave_receipt (steps);
  avow_steps_sign_out (steps);
}

static void
show_exhausted (Tour *tour)
{
  AvowSteps *steps = tour->steps;

  enter (tour, "1007");
  avow_steps_open_duty (steps, COURSE);
  avow_steps_open_assessment (steps);
  avow_steps_start_assessment (steps);
  avow_steps_answer_all (steps, 1, FALSE);
  avow_steps_finish (steps);
  avow_driver_wait_text (steps->driver, avow_words_begin ("No attempts are left. Your compliance team has been told. You can keep reading."));
  avow_steps_tell (steps, "exhausted", "Failed the last of three attempts");
  avow_steps_leave_course (steps);
  avow_steps_sign_out (steps);
}

static void
show_reports (Tour *tour)
{
  AvowSteps *steps = tour->steps;
  g_autofree char *attestation_csv = get_path (tour, "attestation.csv");
  g_autofree char *attestation_pdf = get_path (tour, "attestation.pdf");
  g_autofree char *completion_csv = get_path (tour, "completion.csv");
  g_autofree char *completion_pdf = get_path (tour, "completion.pdf");

  enter (tour, "1002");
  avow_steps_show_page (steps, "T_eam");
  avow_driver_wait_text (steps->driver, "Customer Service: *");
  avow_steps_tell (steps, "team", "Saw how the team stands");
  avow_steps_show_page (steps, "_Reports");
  avow_driver_wait_text (steps->driver, avow_words_begin ("Finished (UTC)"));
  avow_steps_tell (steps, "completion", "Saw the completion report");
  avow_steps_export (steps, "CSV", completion_csv);
  avow_steps_export (steps, "PDF", completion_pdf);
  avow_steps_choose_attestation (steps);
  avow_steps_tell (steps, "attestation", "Saw the attestation report");
  avow_steps_export (steps, "CSV", attestation_csv);
  avow_steps_export (steps, "PDF", attestation_pdf);
  avow_steps_tell (steps, "exported", "Exported both, as CSV and as PDF");
  avow_steps_close (steps);
}

static gboolean
check (Tour *tour)
{
  const char *verify[] = { "avowctl", "--data", tour->sample, "verify", NULL };
  g_autofree char *document = get_path (tour, "declaration.xml");
  g_autofree char *certificate = get_path (tour, "organisation.pem");
  g_autofree char *output = avow_steps_run (NULL, verify);
  gboolean holds = avow_steps_verify_signature (document, certificate);

  avow_steps_tell (tour->steps, NULL, "avowctl verify: %s", g_strstrip (output));
  avow_steps_tell (tour->steps, NULL, "xmlsec1 --verify --trusted-pem organisation.pem declaration.xml: %s", holds ? "OK" : "NOT OK");

  return holds;
}

int
main (int argc, char **argv)
{
  Tour tour = { NULL };
  gboolean holds;

  setlocale (LC_ALL, "");
  if (argc < 2 || argc > 3)
    {
      g_printerr ("usage: avow-tour FOLDER [LOOK]\n");
      return 2;
    }

  tour.out = g_canonicalize_filename (argv[1], NULL);
  tour.sample = get_path (&tour, "sample");
  if (g_mkdir_with_parents (tour.out, 0755) != 0)
    g_error ("“%s” can’t be made", tour.out);
  if (argc == 3)
    tour.look = avow_look_new (argv[2], tour.out);

  make_sample (&tour);
  avow_steps_open (tour.steps, NULL);
  show_joining (&tour);
  show_course (&tour);
  show_signing (&tour);
  show_declining (&tour);
  show_exhausted (&tour);
  show_reports (&tour);
  holds = check (&tour);
  g_print ("All of it is in %s\n", tour.out);

  if (tour.look != NULL && !avow_look_conclude (tour.look))
    holds = FALSE;

  avow_steps_free (tour.steps);
  g_clear_pointer (&tour.look, avow_look_free);
  g_free (tour.sample);
  g_free (tour.out);

  return holds ? 0 : 1;
}
