/* avow-cli-course.c: avowctl course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

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

AvowExit
avow_cli_course (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  if (!avow_cli_parse (_("check FILE…"),
                       _("Looks for mistakes in courses and documents, and prints each as FILE:LINE:COLUMN. A FILE may be the folder of a course."),
                       entries, &argc, &argv, 2, G_MAXINT))
    return AVOW_EXIT_FAILED;
  if (!g_str_equal (argv[1], "check"))
    {
      g_printerr (_("avowctl: there is no command “course %s”; try “course check”\n"), argv[1]);
      return AVOW_EXIT_FAILED;
    }
  AvowExit code = AVOW_EXIT_OK;
  for (int i = 2; i < argc; i++)
    {
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
      g_autoptr (GError) error = NULL;
      if (!check_file (argv[i], diagnostics, &error))
        {
          code = avow_cli_fail (error);
          continue;
        }
      for (guint k = 0; k < diagnostics->len; k++)
        {
          g_autofree char *line = avow_diagnostic_to_string (g_ptr_array_index (diagnostics, k));
          g_print ("%s\n", line);
        }
      if (code == AVOW_EXIT_OK && avow_diagnostics_have_errors (diagnostics))
        code = AVOW_EXIT_WRONG;
    }
  return code;
}
