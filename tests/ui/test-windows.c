/* test-windows.c: windows that come and go under a screen reader's questions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <locale.h>

#define N_ROUNDS 3

static struct
{
  const char *hidden_window; /* the program of that name */
  char *folder;
  AvowSteps *steps;
} world;

typedef struct
{
  const char *name;
  void (*open) (AvowSteps *steps);
  AtspiRole role;
  const char *sign; /* what shows that it is open */
} Window;

static void
open_shortcuts (AvowSteps *steps)
{
  avow_driver_press (steps->driver, "F1");
}

static void
open_preferences (AvowSteps *steps)
{
  avow_driver_press (steps->driver, "<Ctrl>comma");
}

static void
open_about (AvowSteps *steps)
{
  avow_driver_press (steps->driver, "F10");
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_INVALID, "About Avow*"));
  avow_driver_press (steps->driver, "a");
}

static void
open_help (AvowSteps *steps)
{
  avow_driver_press (steps->driver, "F10");
  g_object_unref (avow_driver_wait (steps->driver, ATSPI_ROLE_INVALID, "What Avow Promises*"));
  avow_driver_press (steps->driver, "w");
}

/* Unless it is open. */
static void
open_receipt (AvowSteps *steps)
{
  g_autoptr (AtspiAccessible) done = avow_driver_find (steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Done");

  if (done != NULL)
    return;

  avow_steps_show_page (steps, "My re_cords");
  avow_driver_press (steps->driver, "Return");
  avow_driver_focus (steps->driver, ATSPI_ROLE_LIST_ITEM, "Signed *");
  avow_driver_press (steps->driver, "Return");
}

static void
open_file_dialog (AvowSteps *steps)
{
  open_receipt (steps);
  avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Save Receipt*");
}

static void
open_print_dialog (AvowSteps *steps)
{
  open_receipt (steps);
  avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Print*");
}

static const Window windows[] = {
  { "shortcuts", open_shortcuts, ATSPI_ROLE_INVALID, "One page back" },
  { "preferences", open_preferences, ATSPI_ROLE_INVALID, "Preferences" },
  { "about", open_about, ATSPI_ROLE_INVALID, "The Avow contributors" },
  { "help", open_help, ATSPI_ROLE_INVALID, "What Avow does not promise" },
  { "file-dialog", open_file_dialog, ATSPI_ROLE_TEXT, "Name:*" },
  { "print-dialog", open_print_dialog, ATSPI_ROLE_INVALID, "Print" },
};

/* What the other tests hold off: at GTK 4.8 a screen reader that asks late ends a program that has a window which
 * is not showing. Later ones tell it that there is no such window. */
static void
test_hidden (void)
{
  const char *argv[] = { world.hidden_window, NULL };
  AvowDriver *driver = avow_driver_start (argv, NULL);
  g_autofree char *toolkit = avow_driver_get_toolkit (driver);

  avow_driver_ask_late (driver);
  g_test_message ("GTK %s: a program with a hidden window %s", toolkit, avow_driver_is_running (driver) ? "goes on" : "ends");
  if (g_str_has_prefix (toolkit, "4.8."))
    g_assert_false (avow_driver_is_running (driver));
  avow_driver_kill (driver);
}

static void
test_opened (void)
{
  const char *argv[] = { "avowctl", "sample", world.folder, "--seed", "1", NULL };

  g_free (avow_steps_run (NULL, argv));
  world.steps = avow_steps_new (world.folder, NULL);
  avow_steps_open (world.steps, NULL);
  avow_driver_ask_late (world.steps->driver);
  g_assert_true (avow_driver_is_running (world.steps->driver));

  avow_steps_sign_in (world.steps, "1002", AVOW_STEPS_SAMPLE_PASSPHRASE);
}

static void
test_window (gconstpointer data)
{
  const Window *window = data;
  AvowDriver *driver = world.steps->driver;

  for (int i = 0; i < N_ROUNDS; i++)
    {
      window->open (world.steps);
      avow_driver_ask_late (driver);
      g_object_unref (avow_driver_wait (driver, window->role, window->sign));
      avow_driver_press (driver, "Escape");
      avow_driver_ask_late (driver);
      avow_driver_wait_gone (driver, window->role, window->sign);
      g_assert_true (avow_driver_is_running (driver));
    }
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

  world.hidden_window = argv[1];
  world.folder = g_dir_make_tmp ("avow-windows-XXXXXX", NULL);

  g_test_add_func ("/avow/ui/windows{a-hidden-one-ends-gtk-4.8}", test_hidden);
  g_test_add_func ("/avow/ui/windows{the-first-one}", test_opened);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/ui/windows{%s}", windows[i].name);

      g_test_add_data_func (path, &windows[i], test_window);
    }
  result = g_test_run ();

  if (world.steps != NULL)
    avow_steps_free (world.steps);
  remove[2] = world.folder;
  g_free (avow_steps_run (NULL, remove));

  return result;
}
