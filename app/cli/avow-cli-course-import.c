/* avow-cli-course-import.c: avowctl course import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "author/avow-import.h"
#include "course/avow-course-value.h"
#include "record/avow-clock.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *output;
  char *format;
  char *title;
  char *language;
  char *owner;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->output);
  g_free (self->format);
  g_free (self->title);
  g_free (self->language);
  g_free (self->owner);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* A file larger than is taken is not even read. */
static void
take_file (AvowImport *import, const char *path, AvowImportFormat format)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, &error);
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      avow_import_refuse_file (import, path, g_strdup (_("this is no file")), g_strdup (_("name the files in it")));
      return;
    }
  if (info != NULL && g_file_info_get_size (info) > AVOW_IMPORT_MAX_BYTES)
    {
      avow_import_refuse_file (import, path, g_strdup_printf (_("the file is larger than %d MB"), AVOW_IMPORT_MAX_BYTES / 1024 / 1024),
                               g_strdup (_("divide it")));
      return;
    }
  bytes = info != NULL ? g_file_load_bytes (file, NULL, NULL, &error) : NULL;
  if (bytes != NULL)
    avow_import_take (import, path, bytes, format);
  else
    avow_import_refuse_file (import, path, g_strdup_printf (_("it can’t be read (%s)"), error->message), g_strdup (_("check its name, and whether you may read it")));
}

/* (transfer full) (nullable): the language that Avow speaks. */
static char *
find_spoken (void)
{
  const char *first = g_get_language_names ()[0];
  g_autofree char *own = g_strndup (first, strcspn (first, "_.@"));

  return strlen (own) <= 3 && avow_value_is (AVOW_VALUE_LANGUAGE, own) ? g_steal_pointer (&own) : NULL;
}

static gboolean
write_course (AvowImport *import, const Options *options, GError **error)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autofree char *spoken = find_spoken ();
  const char *name = g_get_real_name ();
  g_autofree char *user = g_filename_display_name (g_str_equal (name, "Unknown") || *name == '\0' ? g_get_user_name () : name);
  const AvowImportAbout about = {
    .title = options->title,
    .language = options->language,
    .spoken = spoken,
    .owner = options->owner != NULL ? options->owner : user,
    .reviewed = today,
  };
  g_autoptr (GHashTable) files = avow_import_make (import, &about, error);

  return files != NULL && avow_import_write (files, options->output, error);
}

static AvowExit
import_files (const Options *options, AvowImportFormat format, int n, char **paths)
{
  g_autoptr (AvowImport) import = avow_import_new ();
  g_autoptr (GError) error = NULL;
  gboolean written;

  for (int i = 0; i < n; i++)
    take_file (import, paths[i], format);
  written = write_course (import, options, &error);
  avow_cli_print_diagnostics (avow_import_get_diagnostics (import));
  if (!written)
    return avow_cli_fail (error);

  g_print (_("%u taken, %u refused. The course is in %s; “avowctl course check” looks through it.\n"), avow_import_count_taken (import),
           avow_import_count_refused (import), options->output);
  return avow_import_count_refused (import) > 0 ? AVOW_EXIT_WRONG : AVOW_EXIT_OK;
}

static gboolean
has_words (const char *value)
{
  g_autofree char *copy = g_strdup (value);

  return value == NULL || (g_utf8_validate (value, -1, NULL) && *g_strstrip (copy) != '\0');
}

AvowExit
avow_cli_course_import (AvowCli *cli, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  AvowImportFormat format = AVOW_IMPORT_ANY;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("the folder to make"), N_("DIR") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_("moodle, gift, aiken or qti, where that is not clear from the files"), N_("NAME") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_("the course’s title"), N_("TITLE") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, N_("the language that it is written in, such as en or de-AT"), N_("CODE") },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &options.owner, N_("who answers for its text"), N_("NAME") },
    { NULL },
  };

  if (!avow_cli_parse (_("FILE…"),
                       _("Makes the folder of a course of questions in Moodle XML, GIFT, Aiken or QTI 2 or 3 (items, or a package as zip). "
                         "What can’t be taken, and what is left out, is printed as FILE:LINE:COLUMN with the reason."),
                       entries, &argc, &argv, 1, G_MAXINT))
    return AVOW_EXIT_FAILED;
  if (options.output == NULL)
    g_printerr (_("avowctl: say where the course goes: course import FILE… -o DIR\n"));
  else if (options.format != NULL && !avow_import_format_parse (options.format, &format))
    g_printerr (_("avowctl: “%s” is no format that Avow takes in; write moodle, gift, aiken or qti\n"), options.format);
  else if (options.language != NULL && !avow_value_is (AVOW_VALUE_LANGUAGE, options.language))
    g_printerr (_("avowctl: “%s” is no language; write its code, such as en or de-AT\n"), options.language);
  else if (!has_words (options.title) || !has_words (options.owner))
    g_printerr (_("avowctl: a title and an owner have words\n"));
  else
    return import_files (&options, format, argc - 1, argv + 1);

  return AVOW_EXIT_FAILED;
}
