/* test-refresher.c: a manager shows what they know, and skips the rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define REFRESHER "Annual Privacy Refresher"

static struct
{
  char *folder;
  char *sample;
  AvowSteps *steps;
} world;

static int
remove_entry (const char *path, const struct stat *status, int flag, struct FTW *place)
{
  return remove (path);
}

static char *
ask_avowctl (const char *argument, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) "avowctl");
  va_start (arguments, argument);
  for (const char *one = argument; one != NULL; one = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) one);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return avow_steps_run (NULL, (const char *const *) argv->pdata);
}

static void
wait_text (const char *pattern)
{
  avow_driver_wait_text (world.steps->driver, pattern);
}

static void
go_on (void)
{
  avow_driver_press (world.steps->driver, "<Alt>Right");
}

static void
read_page (const char *pattern)
{
  wait_text (pattern);
  go_on ();
}

static void
begin (const char *title)
{
  wait_text (title);
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Show What I Know");
  wait_text ("Question 1 of 3");
}

/* The questions from that number on; the first of all wrong, if @right is not. */
static void
answer (guint from, gboolean right)
{
  for (guint number = from; number <= 3; number++)
    {
      g_autofree char *title = g_strdup_printf ("Question %u of 3", number);

      wait_text (title);
      avow_steps_go_on (world.steps, avow_steps_answer (world.steps, right || number > 1));
    }
}

static void
test_offered (void)
{
  g_autofree char *made = ask_avowctl ("sample", world.sample, "--seed", "7", NULL);

  world.steps = avow_steps_new (world.sample, NULL);
  avow_steps_use_course (world.steps, "annual-privacy-refresher");
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1002", AVOW_STEPS_SAMPLE_PASSPHRASE);
  wait_text ("1 thing to do by *");
  avow_steps_open_duty (world.steps, REFRESHER);
  wait_text ("Show what you know and skip the rest: 18 questions, about 9 minutes.*");
}

static void
test_passed (void)
{
  begin ("Why privacy matters");
  answer (1, TRUE);
  wait_text ("Passed: 3 of 3");
  wait_text ("You know this part, so it is skipped.*");
  /* its pages are passed over */
  go_on ();
  wait_text ("Threats and errors");
  g_assert_nonnull (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Privacy is customer service, skipped"));
  g_assert_null (avow_driver_find (world.steps->driver, ATSPI_ROLE_LIST_ITEM, "Threats, skipped"));
}

static void
test_missed (void)
{
  begin ("Threats and errors");
  /* the pages that answer them come after the questions */
  go_on ();
  g_assert_true (avow_driver_has_text (world.steps->driver, "Question 1 of 3"));
  answer (1, FALSE);
  wait_text ("Not all right: 2 of 3");
  go_on ();
  read_page ("*Iker’s telephone rings.*");
  read_page ("*Vlasta shares her screen*");
  read_page ("*Bella’s papers*");
}

static void
test_read_instead (void)
{
  wait_text ("*3 of them are about this part.*");
  go_on ();
  read_page ("*Mireille works in Wellington.*");
  read_page ("*A museum plans an app*");
  read_page ("*if our pictures get out?*");
}

static void
test_crashed (void)
{
  begin ("Collect and use");
  avow_steps_go_on (world.steps, avow_steps_answer (world.steps, TRUE));
  wait_text ("Question 2 of 3");
  /* what was answered is kept after a rest of a quarter of a second */
  g_usleep (G_USEC_PER_SEC);
  avow_steps_crash (world.steps);

  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, "1002", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_steps_open_duty (world.steps, REFRESHER);
  wait_text ("Question 2 of 3");
  answer (2, TRUE);
  wait_text ("Passed: 3 of 3");
  go_on ();
  begin ("Keep and share");
  answer (1, TRUE);
  wait_text ("Passed: 3 of 3");
  go_on ();
  begin ("When it counts");
  answer (1, TRUE);
  wait_text ("Passed: 3 of 3");
  go_on ();
}

/* Of the two parts that were read, and of no other. */
static void
test_completed (void)
{
  g_autofree char *said = NULL;

  wait_text ("6 questions, about 4 minutes, 80 % to pass, 3 attempts.");
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Start");
  for (guint number = 1; number <= 6; number++)
    {
      g_autofree char *title = g_strdup_printf ("Question %u of 6", number);

      wait_text (title);
      avow_steps_go_on (world.steps, avow_steps_answer (world.steps, TRUE));
    }
  wait_text ("All questions are answered.*");
  avow_steps_finish (world.steps);
  wait_text ("Passed: 6 of 6");
  wait_text ("known, and skipped");
  wait_text ("3 of 3");
  avow_steps_leave_course (world.steps);
  wait_text ("Nothing to do*");
  avow_steps_close (world.steps);

  said = ask_avowctl ("--data", world.sample, "verify", NULL);
  g_assert_nonnull (strstr (said, "Sound"));
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  world.folder = g_dir_make_tmp ("avow-refresher-XXXXXX", NULL);
  world.sample = g_build_filename (world.folder, "sample", NULL);

  g_test_add_func ("/avow/ui/refresher{offered}", test_offered);
  g_test_add_func ("/avow/ui/refresher{known-and-skipped}", test_passed);
  g_test_add_func ("/avow/ui/refresher{missed-and-taught}", test_missed);
  g_test_add_func ("/avow/ui/refresher{read-instead}", test_read_instead);
  g_test_add_func ("/avow/ui/refresher{killed-while-answering-comes-back-to-the-question}", test_crashed);
  g_test_add_func ("/avow/ui/refresher{completed}", test_completed);
  result = g_test_run ();

  g_clear_pointer (&world.steps, avow_steps_free);
  nftw (world.folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  g_free (world.sample);
  g_free (world.folder);
  return result;
}
