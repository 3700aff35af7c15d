/* test-german.c: a course taken and declarations signed in German, in the windows, by keys alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"
#include "avow-words.h"

#include <locale.h>
#include <string.h>

#define COURSE "Die Privatsphäre der Kunden wahren"
#define AGREEMENT "Vertraulichkeitsvereinbarung"
#define NEW_HIRE "1003"
#define DONE "1008" /* has completed the course, and signed nothing */

static struct
{
  char *folder;
  char *sample;
  char *document;
  char *certificate;
  AvowLook *look;
  AvowSteps *steps;
} world;

static char *
get_path (const char *name)
{
  return g_build_filename (world.folder, name, NULL);
}

static void
make_sample (void)
{
  const char *argv[] = { "avowctl", "sample", world.sample, "--seed", "1", NULL };

  g_free (avow_steps_run (NULL, argv));
}

static void
open_as (const char *number)
{
  world.steps = avow_steps_new (world.sample, g_getenv ("AVOW_TEST_PICTURES"));
  world.steps->look = world.look;
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, number, AVOW_STEPS_SAMPLE_PASSPHRASE);
}

static void
close_world (void)
{
  avow_steps_close (world.steps);
  g_clear_pointer (&world.steps, avow_steps_free);
}

static guint
count_first_module (void)
{
  return ((AvowModule *) g_ptr_array_index (world.steps->course->modules, 0))->steps->len;
}

/* The first module, a check in it, as a person does it whose desktop speaks German. */
static void
test_read (void)
{
  guint n;

  make_sample ();
  open_as (NEW_HIRE);
  n = count_first_module ();
  avow_steps_tell (world.steps, "training", "My training");
  avow_steps_open_duty (world.steps, COURSE);
  for (guint position = 1; position <= n; position++)
    {
      avow_steps_wait_position (world.steps, position);
      avow_steps_tell (world.steps, "step", "Step %u", position);
      avow_steps_take (world.steps, position);
    }
  avow_driver_wait_text (world.steps->driver, "Was die Privatsphäre bedroht");
}

/* By choice, the same course goes on where it was, in English; and stays so. */
static void
test_chosen (void)
{
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "English");
  avow_driver_wait_text (world.steps->driver, "What threatens it");
  avow_steps_wait_position (world.steps, count_first_module () + 1);
  avow_steps_tell (world.steps, "english", "The same place in English");
  close_world ();

  open_as (NEW_HIRE);
  avow_steps_open_duty (world.steps, COURSE);
  avow_driver_wait_text (world.steps->driver, "What threatens it");
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Deutsch");
  avow_driver_wait_text (world.steps->driver, "Was die Privatsphäre bedroht");
  close_world ();
}

/* What is signed is the text that was read. */
static void
test_signed (void)
{
  g_autofree char *name = avow_steps_get_name (world.sample, DONE);

  open_as (DONE);
  avow_steps_open_duty (world.steps, AGREEMENT);
  avow_driver_wait_text (world.steps->driver, "*Weichen die Texte voneinander ab, gilt der englische*");
  avow_steps_tell (world.steps, "declaration", "The declaration");

  /* ticked in one language is not agreed to in the other */
  avow_steps_tick_clauses (world.steps, 2);
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "English");
  avow_driver_wait_text (world.steps->driver, "*Where the texts differ, the English one counts*");
  g_assert_cmpuint (avow_steps_count_ticks (world.steps, NULL), ==, 0);
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Deutsch");
  avow_driver_wait_text (world.steps->driver, "*Weichen die Texte voneinander ab, gilt der englische*");

  avow_steps_tick_clauses (world.steps, G_MAXUINT);
  avow_steps_sign (world.steps, name, AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_driver_wait_text (world.steps->driver, avow_words_begin ("Signed on %s."));
  avow_steps_tell (world.steps, "receipt", "The receipt");
  avow_steps_save_receipt (world.steps, avow_words_begin ("Save Signed Document…"), world.document);
  avow_steps_save_receipt (world.steps, avow_words_begin ("Save Organisation’s Certificate…"), world.certificate);
  close_world ();
}

static void
test_checked (void)
{
  const char *verify[] = { "avowctl", "--data", world.sample, "verify", NULL };
  g_autofree char *text = NULL;
  g_autofree char *said = avow_steps_run (NULL, verify);

  g_assert_true (avow_steps_verify_signature (world.document, world.certificate));
  g_assert_true (g_file_get_contents (world.document, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<language>de</language>"));
  g_assert_nonnull (strstr (text, "<title>" AGREEMENT "</title>"));
  g_assert_nonnull (strstr (text, "gilt der englische"));
  g_assert_null (strstr (text, "Where the texts differ"));
  g_test_message ("%s", said);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int status;

  world.folder = g_dir_make_tmp ("avow-german-XXXXXX", &error);
  if (world.folder == NULL)
    g_error ("%s", error->message);
  world.look = avow_look_new (g_getenv ("AVOW_TEST_LOOK") != NULL ? g_getenv ("AVOW_TEST_LOOK") : "german", world.folder);
  avow_words_init ();
  world.sample = get_path ("sample");
  world.document = get_path ("document.xml");
  world.certificate = get_path ("certificate.pem");

  g_test_init (&argc, &argv, NULL);
  /* the accessibility library warns of an application that has just been closed */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/avow/ui/german{read}", test_read);
  g_test_add_func ("/avow/ui/german{other-language-chosen}", test_chosen);
  g_test_add_func ("/avow/ui/german{signed}", test_signed);
  g_test_add_func ("/avow/ui/german{checked}", test_checked);
  status = g_test_run ();

  remove[2] = world.folder;
  g_free (avow_steps_run (NULL, remove));
  return status;
}
