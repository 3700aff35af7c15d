/* test-recall.c: what was missed, asked again, by keys alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"

#include <locale.h>
#include <string.h>

#define NUMBER "1008" /* has passed the course, with some knowledge checks missed */
#define CARD "One question for this week"
#define SWITCH "Ask me again what I missed"
#define WEEK "+168h"
#define MAX_WAITS 250 /* of 40 ms */

static struct
{
  char *folder;
  char *sample;
} world;

static guint64
count_records (void)
{
  g_autofree char *said = avow_steps_run (NULL, (const char *const[]) { "avowctl", "--data", world.sample, "verify", NULL });

  g_assert_nonnull (strstr (said, "Sound"));
  return g_ascii_strtoull (said, NULL, 10);
}

static AvowSteps *
come_in (const char *number, const char *ahead)
{
  AvowSteps *steps = avow_steps_new (world.sample, NULL);

  if (ahead != NULL)
    avow_steps_set_ahead (steps, ahead);
  avow_steps_open (steps, NULL);
  avow_steps_sign_in (steps, number, AVOW_STEPS_SAMPLE_PASSPHRASE);
  return steps;
}

/* What a switch is to a screen reader differs between versions of GTK. */
static AtspiRole
wait_switch (AvowSteps *steps)
{
  static const AtspiRole roles[] = {
    ATSPI_ROLE_CHECK_BOX,
    ATSPI_ROLE_TOGGLE_BUTTON,
#ifdef ATSPI_CHECK_VERSION
    ATSPI_ROLE_SWITCH,
#endif
  };

  for (guint waits = 0; waits < MAX_WAITS; waits++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
        {
          g_autoptr (AtspiAccessible) found = avow_driver_find (steps->driver, roles[i], SWITCH);

          if (found != NULL)
            return roles[i];
        }
      g_usleep (40000);
    }

  avow_driver_give_up (steps->driver, "There is no switch", SWITCH);
}

static void
press_switch (AvowSteps *steps)
{
  avow_driver_focus (steps->driver, wait_switch (steps), SWITCH);
  avow_driver_press (steps->driver, "space");
}

static void
open_card (AvowSteps *steps)
{
  avow_driver_wait_text (steps->driver, CARD);
  avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Answer It"));
}

/* Answers, reads why, and is back where the card was. */
static void
take (AvowSteps *steps, gboolean right)
{
  AvowQuestion *question = NULL;

  open_card (steps);
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Check")));
  question = avow_steps_answer (steps, right);
  g_assert_nonnull (question);
  if (avow_steps_can_enter (question))
    avow_driver_press (steps->driver, "Return");
  else
    avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Check"));
  avow_driver_wait_text (steps->driver, right ? "Right." : "Not *");
  avow_driver_wait_gone (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Check"));
  avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Done"));
  wait_switch (steps);
}

/* The card is gone once the page has looked again; the focus is not. */
static void
wait_no_card (AvowSteps *steps)
{
  avow_driver_wait_gone (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Answer It"));
  g_assert_false (avow_driver_has_text (steps->driver, CARD));
}

static void
test_missed (void)
{
  guint64 n_records = count_records ();
  AvowSteps *steps = come_in (NUMBER, NULL);
  g_autoptr (GPtrArray) nameless = NULL;

  wait_switch (steps);
  g_assert_false (avow_driver_is_checked (steps->driver, wait_switch (steps), SWITCH));
  g_assert_false (avow_driver_has_text (steps->driver, CARD));
  press_switch (steps);

  /* opened and left, it is still there */
  open_card (steps);
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Check")));
  nameless = avow_driver_list_nameless (steps->driver);
  g_assert_cmpuint (nameless->len, ==, 0);
  avow_driver_press (steps->driver, "<Alt>Left");
  take (steps, FALSE);
  take (steps, TRUE);
  wait_no_card (steps);
  avow_steps_free (steps);

  steps = come_in (NUMBER, NULL);
  wait_switch (steps);
  g_assert_true (avow_driver_is_checked (steps->driver, wait_switch (steps), SWITCH));
  g_assert_false (avow_driver_has_text (steps->driver, CARD));
  avow_steps_free (steps);

  /* a week later there is one again, until it is switched off */
  steps = come_in (NUMBER, WEEK);
  avow_driver_wait_text (steps->driver, CARD);
  press_switch (steps);
  wait_no_card (steps);
  avow_steps_free (steps);
  g_assert_cmpuint (count_records (), ==, n_records);
}

/* Control: who has missed nothing yet is not offered it. */
static void
test_nothing_missed (void)
{
  AvowSteps *steps = come_in ("1003", NULL);

  avow_driver_wait_text (steps->driver, avow_words_begin ("Hand-over"));
  avow_driver_wait_gone (steps->driver, ATSPI_ROLE_INVALID, SWITCH);
  avow_steps_free (steps);
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  world.folder = g_dir_make_tmp ("avow-recall-XXXXXX", NULL);
  world.sample = g_build_filename (world.folder, "sample", NULL);
  g_free (avow_steps_run (NULL, (const char *const[]) { "avowctl", "sample", world.sample, "--seed", "1", NULL }));

  g_test_add_func ("/avow/ui/recall{missed}", test_missed);
  g_test_add_func ("/avow/ui/recall{nothing-missed}", test_nothing_missed);
  result = g_test_run ();

  g_free (avow_steps_run (NULL, (const char *const[]) { "rm", "-rf", world.folder, NULL }));
  return result;
}
