/* test-preview.c: a course while its author works on it, as they see and hear it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-driver.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *home;   /* of the application: there is no store, and none comes about */
  char *course;
  char *file;
  char *text;   /* of a new course */
  AvowDriver *driver;
} World;

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
start (World *world)
{
  const char *argv[] = { "avow", "--preview", world->course, NULL };
  g_autofree char *home = g_strconcat ("XDG_DATA_HOME=", world->home, NULL);
  const char *environment[] = { home, NULL };

  world->driver = avow_driver_start (argv, environment);
}

static void
set_up (World *world, gconstpointer data)
{
  const char *argv[] = { "avowctl", "course", "new", "--title", "Whose order", NULL, NULL };

  world->folder = g_dir_make_tmp ("avow-preview-XXXXXX", NULL);
  world->home = g_build_filename (world->folder, "home", NULL);
  world->course = g_build_filename (world->folder, "course", NULL);
  world->file = g_build_filename (world->course, "course.xml", NULL);
  argv[5] = world->course;
  run (argv);
  g_assert_true (g_file_get_contents (world->file, &world->text, NULL, NULL));
}

static void
tear_down (World *world, gconstpointer data)
{
  const char *argv[] = { "rm", "-r", world->folder, NULL };

  avow_driver_quit (world->driver);
  /* it looked at what is in the folder, and kept nothing anywhere */
  g_assert_false (g_file_test (world->home, G_FILE_TEST_EXISTS));
  run (argv);
  g_free (world->folder);
  g_free (world->home);
  g_free (world->course);
  g_free (world->file);
  g_free (world->text);
}

/* (transfer full): what a new course has, with @old replaced. */
static char *
edit (World *world, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (world->text, old, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (new, parts);
}

/* Writes another file and renames it, as GLib does and most editors do; or writes the same file. */
static void
save (World *world, const char *text, gboolean in_place)
{
  if (!in_place)
    g_assert_true (g_file_set_contents (world->file, text, -1, NULL));
  else
    {
      FILE *file = g_fopen (world->file, "w");

      g_assert_nonnull (file);
      g_assert_cmpint (fputs (text, file), >=, 0);
      g_assert_cmpint (fclose (file), ==, 0);
    }
}

static void
look_at (World *world, const char *part)
{
  avow_driver_focus_into (world->driver, "Parts");
  avow_driver_press (world->driver, "Home");
  for (guint i = 0; i < 20; i++)
    {
      avow_driver_press (world->driver, "Return");
      if (avow_driver_has_text (world->driver, part))
        return;
      avow_driver_press (world->driver, "Down");
    }
  avow_driver_give_up (world->driver, "no part shows", part);
}

/* It goes to what was edited, however that was saved. */
static void
test_follows (World *world, gconstpointer data)
{
  g_autofree char *page = edit (world, "It sounds kind, and perhaps it is.", "It sounds quite harmless.");
  g_autofree char *term = edit (world, "What an order tells about", "All that an order says about");
  g_autofree char *question = edit (world, "What does an order tell about a customer?", "What can be read from an order?");

  start (world);
  avow_driver_wait_text (world->driver, "As saved at *");
  avow_driver_wait_text (world->driver, "What to do when a customer rings*");

  save (world, page, TRUE);
  avow_driver_wait_text (world->driver, "*It sounds quite harmless.*");
  save (world, world->text, FALSE);
  avow_driver_wait_text (world->driver, "*It sounds kind, and perhaps it is.*");
  save (world, term, FALSE);
  avow_driver_wait_text (world->driver, "*All that an order says about*");
  save (world, world->text, TRUE);
  avow_driver_wait_text (world->driver, "*What an order tells about*");
  save (world, question, FALSE);
  avow_driver_wait_text (world->driver, "*What can be read from an order?*");
}

/* What is wrong is said with its place and what to do, and what was sound last stays. */
static void
test_mistake (World *world, gconstpointer data)
{
  g_autofree char *broken = edit (world, "<h2>Before you answer</h2>", "<h2>Before you answer</q>");
  g_autofree char *wrong = edit (world, "to=\"fc-rung\"", "to=\"nowhere\"");
  g_autofree char *other = edit (world, "It sounds kind, and perhaps it is.", "It sounds quite harmless.");

  /* a mistake that this test plants has to be one */
  g_assert_null (strstr (world->text, "nowhere"));
  start (world);
  avow_driver_wait_text (world->driver, "As saved at *");

  save (world, wrong, FALSE);
  avow_driver_wait_text (world->driver, "At * there were mistakes in what was saved. Below is what was sound last.");
  avow_driver_wait_text (world->driver, "Mistake: *nowhere*");
  avow_driver_wait_text (world->driver, "course.xml, line *, column *: *.");
  avow_driver_wait_text (world->driver, "*I am picking up my sister’s order.*");

  save (world, other, FALSE);
  avow_driver_wait_text (world->driver, "As saved at *");
  avow_driver_wait_text (world->driver, "*It sounds quite harmless.*");
  g_assert_false (avow_driver_has_text (world->driver, "Mistake: *"));

  /* not even well-formed */
  save (world, broken, TRUE);
  avow_driver_wait_text (world->driver, "Mistake: *");
  avow_driver_wait_text (world->driver, "*It sounds quite harmless.*");
  save (world, world->text, TRUE);
  avow_driver_wait_text (world->driver, "*It sounds kind, and perhaps it is.*");
  g_assert_false (avow_driver_has_text (world->driver, "Mistake: *"));
}

/* It begins with a mistake, and shows the course once that is mended. */
static void
test_begins_wrong (World *world, gconstpointer data)
{
  g_autofree char *wrong = edit (world, "to=\"fc-rung\"", "to=\"nowhere\"");

  save (world, wrong, TRUE);
  start (world);
  avow_driver_wait_text (world->driver, "At * there were mistakes in what was saved. It is shown once they are mended.");
  avow_driver_wait_text (world->driver, "Mistake: *nowhere*");
  save (world, world->text, TRUE);
  avow_driver_wait_text (world->driver, "What to do when a customer rings*");
}

/* A question is answered and a scenario played as a learner would, by keyboard. */
static void
test_each_part (World *world, gconstpointer data)
{
  start (world);
  avow_driver_wait_text (world->driver, "As saved at *");
  look_at (world, "*It sounds kind, and perhaps it is.*");
  look_at (world, "A caller asks whether his neighbour’s parcel has come.*");
  avow_driver_activate (world->driver, ATSPI_ROLE_RADIO_BUTTON, "You ring the neighbour at her own number.*");
  avow_driver_activate (world->driver, ATSPI_ROLE_PUSH_BUTTON, "Check");
  avow_driver_wait_text (world->driver, "*She hears it first, and decides herself.*");
  look_at (world, "*I am picking up my sister’s order.*");
  avow_driver_activate (world->driver, ATSPI_ROLE_PUSH_BUTTON, "You say that you will ring his sister first*");
  avow_driver_wait_text (world->driver, "*I have no brother*");
  look_at (world, "*What an order tells about*");
}

#define world_add(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  world_add ("/avow/ui/preview{follows-each-save}", test_follows);
  world_add ("/avow/ui/preview{mistake-in-place}", test_mistake);
  world_add ("/avow/ui/preview{begins-with-a-mistake}", test_begins_wrong);
  world_add ("/avow/ui/preview{every-kind-of-part}", test_each_part);
  return g_test_run ();
}
