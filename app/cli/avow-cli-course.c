/* avow-cli-course.c: avowctl course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include <glib/gi18n-lib.h>

char *
avow_cli_course_find_file (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, AVOW_EDITION_MAIN, NULL) : g_strdup (path);
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
    { "check", avow_cli_course_check },
    { "diff", avow_cli_course_diff },
    { "export", avow_cli_course_export },
    { "import", avow_cli_course_import },
    { "new", avow_cli_course_new },
    { "publish", avow_cli_course_publish },
    { "stats", avow_cli_course_stats },
    { "translate", avow_cli_course_translate },
    { NULL, NULL },
  };

  return avow_cli_run_subcommand (cli, "course", table, "check|diff|export|import|new|publish|stats|translate",
                                  _("Looks for mistakes in courses and documents, compares, begins, translates, imports, exports or publishes them, and tells how questions are answered."), argc, argv);
}
