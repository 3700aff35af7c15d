/* avow-cli-course.c: avowctl course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "course/avow-course.h"
#include "course/avow-document.h"

#include <glib/gi18n-lib.h>

/* Whether the file could be judged at all; what is wrong with it goes into @diagnostics. */
static gboolean
check_file (const char *path, GPtrArray *diagnostics, GError **error)
{
  g_autofree char *main_file = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, AVOW_EDITION_MAIN, NULL) : g_strdup (path);
  g_autoptr (AvowEdition) edition = avow_edition_load (path, error);
  if (edition == NULL)
    return FALSE;
  if (avow_edition_is_document (edition))
    {
      g_autoptr (AvowDocument) document = avow_document_new (edition, main_file, diagnostics, NULL);
    }
  else
    {
      g_autoptr (AvowCourse) course = avow_course_new (edition, main_file, diagnostics, NULL);
    }
  return TRUE;
}

static AvowExit
run_check (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  if (!avow_cli_parse (_("FILE…"),
                       _("Looks for mistakes in courses and documents, and prints each as FILE:LINE:COLUMN. A FILE may be the folder of a course."),
                       entries, &argc, &argv, 1, G_MAXINT))
    return AVOW_EXIT_FAILED;
  AvowExit code = AVOW_EXIT_OK;
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
      g_autoptr (GError) error = NULL;
      if (!check_file (argv[i], diagnostics, &error))
        {
          code = avow_cli_fail (error);
          continue;
        }
      avow_cli_print_diagnostics (diagnostics);
      if (code == AVOW_EXIT_OK && avow_diagnostics_have_errors (diagnostics))
        code = AVOW_EXIT_WRONG;
    }
  return code;
}

void
avow_cli_print_diagnostics (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *line = avow_diagnostic_to_string (g_ptr_array_index (diagnostics, i));
      g_print ("%s\n", line);
    }
}

AvowExit
avow_cli_course (AvowCli *cli, int argc, char **argv)
{
  static const AvowSubcommand table[] = {
    { "check", run_check },
    { "export", avow_cli_course_export },
    { "import", avow_cli_course_import },
    { "stats", avow_cli_course_stats },
    { NULL },
  };
  return avow_cli_run_subcommand (cli, "course", table, "check|import|export|stats",
                                  _("Looks for mistakes in courses, takes questions from other programs or to them, and tells how questions are answered."),
                                  argc, argv);
}
