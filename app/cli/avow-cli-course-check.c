/* avow-cli-course-check.c: avowctl course check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "author/avow-watch.h"
#include "course/avow-course-review.h"
#include "course/avow-course.h"
#include "course/avow-document.h"
#include "record/avow-clock.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

/* @language is NULL for the source. */
static void
check_text (AvowEdition *edition, const char *language, const char *file, GPtrArray *diagnostics)
{
  if (avow_edition_is_document (edition))
    {
      g_autoptr (AvowDocument) document = avow_document_new_in (edition, language, file, diagnostics, NULL);
    }
  else
    {
      g_autoptr (AvowCourse) course = avow_course_new_in (edition, language, file, diagnostics, NULL);
    }
}

/* Whether the file could be judged at all; what is wrong with it or its translations goes into @diagnostics. */
static gboolean
check_file (const char *path, GPtrArray *diagnostics, GError **error)
{
  g_autofree char *file = avow_cli_course_find_file (path);
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (AvowEdition) edition = avow_edition_load (path, error);
  g_autoptr (GPtrArray) languages = edition != NULL ? avow_edition_get_translations (edition) : NULL;

  if (edition == NULL)
    return FALSE;

  check_text (edition, NULL, file, diagnostics);
  avow_edition_check_review (edition, file, today, diagnostics);
  for (guint i = 0; i < languages->len; i++)
    {
      g_autofree char *translation = avow_edition_name_translation (file, g_ptr_array_index (languages, i));

      check_text (edition, g_ptr_array_index (languages, i), translation, diagnostics);
    }
  return TRUE;
}

/* Checks one after the other, and says what is wrong. */
static AvowExit
check_all (char **paths, guint *out_errors, guint *out_warnings)
{
  AvowExit code = AVOW_EXIT_OK;

  *out_errors = *out_warnings = 0;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
      g_autoptr (GError) error = NULL;

      if (!check_file (paths[i], diagnostics, &error))
        {
          code = avow_cli_fail (error);
          ++*out_errors;
          continue;
        }
      avow_cli_print_diagnostics (diagnostics);
      for (guint k = 0; k < diagnostics->len; k++)
        ++*(((AvowDiagnostic *) g_ptr_array_index (diagnostics, k))->severity == AVOW_DIAGNOSTIC_ERROR ? out_errors : out_warnings);
      if (code == AVOW_EXIT_OK && avow_diagnostics_have_errors (diagnostics))
        code = AVOW_EXIT_WRONG;
    }

  return code;
}

/* While somebody works on it. */
typedef struct
{
  char **paths;
  GMainLoop *loop;
  AvowExit code;
} Watching;

/* What was said before stays where it is: one may be reading it. */
static void
say_state (gpointer data)
{
  Watching *self = data;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (avow_clock_now () / 1000);
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *errors = NULL;
  g_autofree char *warnings = NULL;
  guint n_errors, n_warnings;

  self->code = check_all (self->paths, &n_errors, &n_warnings);
  errors = g_strdup_printf (ngettext ("%u error", "%u errors", n_errors), n_errors);
  warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  if (n_errors + n_warnings == 0)
    /* Translators: a time of day, then that nothing is wrong */
    g_print (_("%s  No mistakes found.\n"), time);
  else
    /* Translators: a time of day, “2 errors”, “1 warning” */
    g_print (_("%s  %s, %s\n"), time, errors, warnings);
  fflush (stdout);
}

static gboolean
interrupted_cb (gpointer data)
{
  Watching *self = data;

  g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

/* Until Ctrl+C. */
static AvowExit
watch (char **paths)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) watches = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_watch_free);
  Watching self = { paths, loop, AVOW_EXIT_OK };
  guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, &self);
  guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, &self);

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (watches, avow_watch_new (paths[i], say_state, &self));
  say_state (&self);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);

  return self.code;
}

AvowExit
avow_cli_course_check (AvowCli *cli, int argc, char **argv)
{
  gboolean watching = FALSE;
  const GOptionEntry entries[] = {
    { "watch", 0, 0, G_OPTION_ARG_NONE, &watching, N_("say it anew after each save, until Ctrl+C"), NULL },
    { NULL },
  };
  guint n_errors, n_warnings;

  if (!avow_cli_parse (_("FILE…"),
                       _("Looks for mistakes in courses and documents, and prints each as FILE:LINE:COLUMN. A FILE may be the folder of a course."),
                       entries, &argc, &argv, 1, G_MAXINT))
    return AVOW_EXIT_FAILED;

  return watching ? watch (argv + 1) : check_all (argv + 1, &n_errors, &n_warnings);
}
