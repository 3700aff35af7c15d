/* test-bus.c: what others at the same desk can learn of a passphrase: over the accessibility bus, and in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"
#include "memory-search.h"

#include <locale.h>
#include <string.h>

#define OFFICER "1"
#define LETTERS 24

static struct
{
  char *folder;
  char *passphrase; /* the officer's: not known anywhere else */
  MemoryNeedle needles[3];
  AvowSteps *steps;
  const char *plain_entry; /* the control */
} world;

static void
invent (void)
{
  g_autoptr (GRand) random = g_rand_new ();
  char text[LETTERS + 1] = { 0 };

  for (guint i = 0; i < LETTERS; i++)
    text[i] = i % 6 == 5 ? '-' : (char) g_rand_int_range (random, 'a', 'z' + 1);
  world.passphrase = g_strdup (text);
  memory_needle_init (&world.needles[0], text, LETTERS);
  memory_needle_widen (&world.needles[0], 2, &world.needles[1]);
  memory_needle_widen (&world.needles[0], 4, &world.needles[2]);
}

/* The code is what stands in groups of five. */
static char *
find_code (const char *output)
{
  g_autoptr (GRegex) regex = g_regex_new ("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, output, 0, &match));
  return g_match_info_fetch (match, 0);
}

/* Two people with keys, so that there is somebody to sign in as. */
static void
found (void)
{
  const char *init[] = { "avowctl", "--data", world.folder, "init", "--organisation", "Harbour Books", "--officer", "Ama Owusu",
                         "--staff-number", OFFICER, "--team", "Compliance", NULL };
  const char *add[] = { "avowctl", "--data", world.folder, "person", "add", "--staff-number", "42", "--name", "Ines Duarte", "--team",
                        "Sales", NULL };
  g_autofree char *file = g_strconcat (world.folder, ".avow-invitation", NULL);
  const char *invite[] = { "avowctl", "--data", world.folder, "invite", "42", "-o", file, NULL };
  const char *enrol[] = { "avowctl", "--data", world.folder, "enrol", file, NULL };
  g_autofree char *line = g_strconcat (world.passphrase, "\n", NULL);
  g_autofree char *output = NULL;
  g_autofree char *code = NULL;
  g_autofree char *answers = NULL;

  g_free (avow_steps_run (line, init));
  g_free (avow_steps_run (NULL, add));
  output = avow_steps_run (line, invite);
  code = find_code (output);
  answers = g_strdup_printf ("%s\nfive small words I chose\n", code);
  g_free (avow_steps_run (answers, enrol));
}

/* Anywhere: in a name, a description, or a text. */
static gboolean
is_on_bus (AvowDriver *driver)
{
  g_autofree char *tree = avow_driver_dump (driver);
  g_autofree char *pattern = g_strdup_printf ("*%s*", world.passphrase);

  return strstr (tree, world.passphrase) != NULL || avow_driver_has_text (driver, pattern);
}

static void
look (const char *when, gboolean held)
{
  g_auto (MemoryHits) hits = { 0 };

  if (!memory_search (avow_driver_get_pid (world.steps->driver), world.needles, G_N_ELEMENTS (world.needles), &hits))
    {
      g_test_message ("%s: the system does not let us look into the application's memory, as it has asked", when);
      return;
    }
  g_strdelimit (hits.where->str, "\n", ' ');
  g_test_message ("%s: %u in locked memory, %u elsewhere: %s", when, hits.locked, hits.swapped, hits.where->str);
  g_assert_cmpint (hits.locked > 0, ==, held);
  if (!held)
    g_assert_cmpuint (hits.swapped, ==, 0);
}

static void
test_bus (void)
{
  g_autofree char *read = NULL;
  g_autofree char *staff_number = NULL;

  found ();
  world.steps = avow_steps_new (world.folder, NULL);
  avow_steps_open (world.steps, NULL);
  avow_driver_wait_text (world.steps->driver, "Sign in");
  avow_driver_fill (world.steps->driver, "Staff number*", OFFICER);
  avow_driver_fill (world.steps->driver, "Passphrase*", world.passphrase);
  read = avow_driver_read (world.steps->driver, "Passphrase*");
  staff_number = avow_driver_read (world.steps->driver, "Staff number*");
  g_test_message ("over the accessibility bus the field reads “%s”, the one beside it “%s”", read, staff_number);
  g_assert_cmpstr (staff_number, ==, OFFICER);
  g_assert_false (is_on_bus (world.steps->driver));
  look ("typed, not sent yet", TRUE);
}

/* The toolkit's own field, which shows dots as well. Where a later GTK keeps it to itself, there is nothing to control. */
static void
test_plain_entry (void)
{
  const char *argv[] = { world.plain_entry, NULL };
  AvowDriver *driver = avow_driver_start (argv, NULL);
  g_autofree char *toolkit = avow_driver_get_toolkit (driver);
  gboolean told;

  avow_driver_type (driver, world.passphrase);
  for (guint i = 0; !(told = is_on_bus (driver)) && i < 20; i++)
    g_usleep (G_USEC_PER_SEC / 4);
  g_test_message ("control, GTK %s: its own field %s what was typed to the bus", toolkit, told ? "TELLS" : "does not tell");
  if (g_str_has_prefix (toolkit, "4.8."))
    g_assert_true (told);
  avow_driver_kill (driver);
}

static void
test_memory (void)
{
  avow_driver_activate (world.steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  avow_driver_wait_gone (world.steps->driver, ATSPI_ROLE_HEADING, "Sign in");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_HEADING, "*"));
  look ("signed in", FALSE);
  avow_steps_lock (world.steps);
  look ("locked", FALSE);
  avow_steps_unlock (world.steps, world.passphrase);
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_HEADING, "*"));
  avow_driver_press (world.steps->driver, "F10");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_INVALID, "Sign Out"));
  avow_driver_press (world.steps->driver, "s");
  avow_driver_wait_text (world.steps->driver, "Sign in");
  look ("signed out", FALSE);
  avow_steps_close (world.steps);
}

int
main (int argc, char **argv)
{
  g_autofree char *root = g_dir_make_tmp ("avow-bus-XXXXXX", NULL);
  const char *remove[] = { "rm", "-rf", root, NULL };
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  world.plain_entry = argv[1];
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  world.folder = g_build_filename (root, "store", NULL);
  invent ();
  g_test_add_func ("/avow/attack/bus{control}", test_plain_entry);
  g_test_add_func ("/avow/attack/bus{passphrase}", test_bus);
  g_test_add_func ("/avow/attack/bus{memory}", test_memory);
  status = g_test_run ();
  g_free (avow_steps_run (NULL, remove));
  return status;
}
