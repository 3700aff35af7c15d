/* test-tab.c: Tab past the list of pages, and past the outline of a course, with both staying what they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <locale.h>

#define COURSE "Maintaining Customer Privacy"
#define MAX_TABS 40

static struct
{
  char *folder;
  AvowSteps *steps;
} world;

static void
open_as (const char *staff_number)
{
  g_clear_pointer (&world.steps, avow_steps_free);
  world.steps = avow_steps_new (world.folder, NULL);
  avow_steps_open (world.steps, NULL);
  avow_steps_sign_in (world.steps, staff_number, AVOW_STEPS_SAMPLE_PASSPHRASE);
}

static gboolean
has_state (AtspiAccessible *accessible, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = NULL;

  atspi_accessible_clear_cache (accessible);
  states = atspi_accessible_get_state_set (accessible);
  return states != NULL && atspi_state_set_contains (states, state);
}

/* (transfer full) (nullable): in the list of that name, the row in that state */
static AtspiAccessible *
find_row (const char *list, AtspiStateType state)
{
  g_autoptr (AtspiAccessible) found = avow_driver_wait (world.steps->driver, ATSPI_ROLE_LIST, list);
  int n_rows = atspi_accessible_get_child_count (found, NULL);

  for (int i = 0; i < n_rows; i++)
    {
      g_autoptr (AtspiAccessible) row = atspi_accessible_get_child_at_index (found, i, NULL);

      if (row != NULL && has_state (row, state))
        return g_steal_pointer (&row);
    }

  return NULL;
}

static char *
find_name (const char *list, AtspiStateType state)
{
  g_autoptr (AtspiAccessible) row = find_row (list, state);

  return row != NULL ? atspi_accessible_get_name (row, NULL) : NULL;
}

static void
press_until_in (const char *list, const char *accelerator)
{
  for (guint i = 0; i < MAX_TABS; i++)
    {
      g_autofree char *name = find_name (list, ATSPI_STATE_FOCUSED);

      if (name != NULL)
        return;
      avow_driver_press (world.steps->driver, accelerator);
    }

  avow_driver_give_up (world.steps->driver, "Tab never came to this list", list);
}

static void
assert_row (const char *list, AtspiStateType state, const char *expected)
{
  g_autofree char *name = find_name (list, state);

  g_assert_cmpstr (name, ==, expected);
}

/* Once into it and out of it again: what is selected stays so. */
static void
pass (const char *list, const char *accelerator)
{
  g_autofree char *selected = find_name (list, ATSPI_STATE_SELECTED);

  g_assert_nonnull (selected);
  press_until_in (list, accelerator);
  assert_row (list, ATSPI_STATE_FOCUSED, selected);
  avow_driver_press (world.steps->driver, accelerator);
  assert_row (list, ATSPI_STATE_FOCUSED, NULL);
  assert_row (list, ATSPI_STATE_SELECTED, selected);
}

static void
test_pages (void)
{
  open_as ("1001");
  avow_steps_show_page (world.steps, "_Reports");
  pass ("Pages", "Tab");
  pass ("Pages", "<Shift>Tab");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_PANEL, "Reports"));
}

/* There the arrows are what goes from page to page. */
static void
test_arrows (void)
{
  press_until_in ("Pages", "Tab");
  avow_driver_press (world.steps->driver, "Up");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_PANEL, "Team"));
  avow_driver_press (world.steps->driver, "Down");
  g_object_unref (avow_driver_wait (world.steps->driver, ATSPI_ROLE_PANEL, "Reports"));
  avow_steps_close (world.steps);
}

static void
test_outline (void)
{
  open_as ("1003");
  avow_steps_open_duty (world.steps, COURSE);
  pass ("Outline of the course", "Tab");
  pass ("Outline of the course", "<Shift>Tab");
  avow_steps_close (world.steps);
}

int
main (int argc, char **argv)
{
  const char *make[] = { "avowctl", "sample", NULL, "--seed", "1", NULL };
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  world.folder = g_dir_make_tmp ("avow-tab-XXXXXX", NULL);
  make[2] = world.folder;
  g_free (avow_steps_run (NULL, make));

  g_test_add_func ("/avow/ui/tab{past-the-pages}", test_pages);
  g_test_add_func ("/avow/ui/tab{arrows-through-the-pages}", test_arrows);
  g_test_add_func ("/avow/ui/tab{past-the-outline}", test_outline);
  result = g_test_run ();

  g_clear_pointer (&world.steps, avow_steps_free);
  remove[2] = world.folder;
  g_free (avow_steps_run (NULL, remove));

  return result;
}
