/* test-layout.c: every page in a small window, in large text and in the longer language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-look.h"

#include <gio/gio.h>
#include <locale.h>

static struct
{
  const char *planted; /* the program of that name */
  const char *tour;
  const char *pages;
} programs;

static void
remove_folder (const char *path)
{
  const char *argv[] = { "rm", "-rf", path, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

static void
shoot (AvowDriver *driver, const char *folder)
{
  g_autofree char *picture = g_build_filename (folder, "planted.png", NULL);

  /* a picture is taken once nothing moves any more */
  avow_driver_shoot (driver, picture);
}

static GPtrArray *
list_findings (const char *planted)
{
  const char *argv[] = { programs.planted, planted, NULL };
  g_autofree char *folder = g_dir_make_tmp ("avow-layout-XXXXXX", NULL);
  AvowLook *look = avow_look_new ("narrow", folder);
  g_autoptr (GPtrArray) environment = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *findings;
  AvowDriver *driver;

  avow_look_add_environment (look, environment);
  g_ptr_array_add (environment, g_strdup ("LD_PRELOAD=" AVOW_LAYOUT_PROBE));
  g_ptr_array_add (environment, NULL);
  driver = avow_driver_start (argv, (const char *const *) environment->pdata);
  avow_driver_resize (driver, look->width + AVOW_LOOK_FRAME, look->height + AVOW_LOOK_FRAME);
  shoot (driver, folder);
  avow_look_check (look, driver, planted);
  avow_driver_kill (driver);

  findings = g_ptr_array_ref (look->findings);
  avow_look_free (look);
  remove_folder (folder);

  return findings;
}

typedef struct
{
  const char *planted;
  const char *found; /* nullable: nothing is */
} Control;

static const Control controls[] = {
  { "none", NULL },
  { "table", NULL },
  { "too-wide", "too-wide" },
  { "too-high", "too-high" },
  { "label-cut", "label-cut" },
  { "cut-off", "cut-off" },
  { "scrolls-sideways", "scrolls-sideways" },
  { "nameless", "nameless" },
};

/* Each kind of thing is found where it was planted, and no other kind; but names are looked for in one of them alone, as
 * the toolkit's scrollers and tables bear none until the application gives them some. */
static void
test_control (gconstpointer data)
{
  const Control *control = data;
  g_autoptr (GPtrArray) findings = list_findings (control->planted);
  guint n_found = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      g_auto (GStrv) fields = g_strsplit (g_ptr_array_index (findings, i), "\t", -1);

      if (g_strcmp0 (fields[1], control->found) == 0)
        n_found++;
      else
        g_assert_cmpstr (fields[1], ==, "nameless");
    }
  g_assert_cmpuint (n_found > 0, ==, control->found != NULL);
}

/* The program says on the error output what it finds where. */
static void
test_program (gconstpointer data)
{
  const char *const *program = data;
  g_autofree char *folder = g_dir_make_tmp ("avow-layout-XXXXXX", NULL);
  const char *argv[] = { *program, folder, "narrow-large-german", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* the accessibility bus warns of whatever comes and goes */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_assert_cmpint (argc, ==, 4);
  programs.planted = argv[1];
  programs.tour = argv[2];
  programs.pages = argv[3];

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/ui/layout{control}/%s", controls[i].planted);

      g_test_add_data_func (path, &controls[i], test_control);
    }
  g_test_add_data_func ("/avow/ui/layout{every-page}/tour", &programs.tour, test_program);
  g_test_add_data_func ("/avow/ui/layout{every-page}/others", &programs.pages, test_program);

  return g_test_run ();
}
