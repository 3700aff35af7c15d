/* test-summary.c: the sheet to keep of a course that is done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include <string.h>

static void
test_keep (void)
{
  g_autofree char *folder = g_dir_make_tmp ("avow-summary-XXXXXX", NULL);
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autofree char *path = g_build_filename (folder, "kept.pdf", NULL);
  const char *make[] = { "avowctl", "sample", store, NULL };
  const char *read[] = { "pdftotext", path, "-", NULL };
  const char *clean[] = { "rm", "-r", folder, NULL };
  g_autofree char *text = NULL;
  g_autoptr (AvowSteps) steps = NULL;

  g_free (avow_steps_run (NULL, make));
  steps = avow_steps_new (store, NULL);
  avow_steps_open (steps, NULL);
  avow_steps_sign_in (steps, "1008", AVOW_STEPS_SAMPLE_PASSPHRASE);
  avow_driver_focus_into (steps->driver, "Done");
  avow_driver_press (steps->driver, "Return");
  avow_driver_activate (steps->driver, ATSPI_ROLE_LIST_ITEM, "Maintaining Customer Privacy*");
  /* from the last page on to the result */
  avow_driver_wait_text (steps->driver, "What you sign");
  avow_driver_press (steps->driver, "<Alt>Right");
  avow_driver_activate (steps->driver, ATSPI_ROLE_PUSH_BUTTON, "Keep the Summary…");
  avow_steps_save_as (steps, path);
  avow_driver_wait_text (steps->driver, "Saved kept.pdf*");
  avow_steps_close (steps);

  /* one page, with habits, and with whom to tell */
  text = avow_steps_run (NULL, read);
  g_assert_cmpstr (strchr (text, '\f'), ==, "\f");
  g_assert_nonnull (strstr (text, "To keep: Maintaining Customer Privacy"));
  g_assert_nonnull (strstr (text, "When something goes wrong"));
  g_assert_null (strstr (text, "not filled in"));
  g_free (avow_steps_run (NULL, clean));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/avow/ui/summary{keep}", test_keep);
  return g_test_run ();
}
