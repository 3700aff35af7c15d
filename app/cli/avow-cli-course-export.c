/* avow-cli-course-export.c: avowctl course export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "author/avow-export.h"
#include "record/avow-clock.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  char *output;
  char *format;
  char *pool;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->output);
  g_free (self->format);
  g_free (self->pool);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static char *
list_pools (AvowCourse *course)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < course->pools->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", ((AvowPool *) g_ptr_array_index (course->pools, i))->id);

  return g_string_free (list, FALSE);
}

static AvowCourse *
load_course (const char *folder, const char *name, GError **error)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowEdition) edition = avow_edition_load (folder, error);

  return edition != NULL ? avow_course_new (edition, name, diagnostics, error) : NULL;
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return g_file_replace_contents (file, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}

static AvowExit
export_pool (const Options *options, AvowExportFormat format, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_test (folder, G_FILE_TEST_IS_DIR) ? g_build_filename (folder, AVOW_EDITION_MAIN, NULL) : g_strdup (folder);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowCourse) course = load_course (folder, name, &error);
  g_autoptr (GBytes) file = NULL;
  AvowPool *pool;

  if (course == NULL)
    return avow_cli_fail (error);
  pool = avow_course_find_pool (course, options->pool);
  if (pool == NULL)
    {
      g_autofree char *pools = list_pools (course);

      g_printerr (_("avowctl: the course has no pool “%s”; it has: %s\n"), options->pool, pools);
      return AVOW_EXIT_FAILED;
    }

  file = avow_export_pool (course, name, pool, format, avow_clock_now (), diagnostics, &error);
  avow_cli_print_diagnostics (diagnostics);
  if (file == NULL || !write_file (options->output, file, &error))
    return avow_cli_fail (error);

  return avow_diagnostics_have_errors (diagnostics) ? AVOW_EXIT_WRONG : AVOW_EXIT_OK;
}

AvowExit
avow_cli_course_export (AvowCli *cli, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  AvowExportFormat format;
  const GOptionEntry entries[] = {
    { "pool", 0, 0, G_OPTION_ARG_STRING, &options.pool, N_("the pool of questions"), N_("ID") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_("moodle (Moodle XML) or qti3 (a package of QTI 3.0)"), N_("NAME") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("the file to write"), N_("FILE") },
    { NULL },
  };

  if (!avow_cli_parse (_("DIR"),
                       _("Writes a pool of a course for other programs. Questions that these don’t have are left out, and printed as FILE:LINE:COLUMN with the reason."),
                       entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (options.output == NULL || options.pool == NULL || options.format == NULL)
    g_printerr (_("avowctl: say which pool, in which format, and where to: course export DIR --pool ID --format moodle -o FILE\n"));
  else if (!avow_export_format_parse (options.format, &format))
    g_printerr (_("avowctl: “%s” is no format that Avow writes; write moodle or qti3\n"), options.format);
  else
    return export_pool (&options, format, argv[1]);

  return AVOW_EXIT_FAILED;
}
