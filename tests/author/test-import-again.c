/* test-import-again.c: what was exported comes back as it was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "author/avow-course-write.h"
#include "author/avow-export.h"
#include "importing.h"

#include <string.h>

static AvowCourse *
load_kinds (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "import", "kinds", NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) edition = avow_edition_load (path, &error);
  AvowCourse *course;

  g_assert_no_error (error);
  course = avow_course_new (edition, "course.xml", diagnostics, &error);
  g_assert_no_error (error);

  return course;
}

static AvowCourse *
send_around (AvowCourse *course, AvowExportFormat format, GPtrArray *diagnostics)
{
  g_autoptr (AvowImport) import = avow_import_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = avow_export_pool (course, "course.xml", avow_course_find_pool (course, "pool"), format, 0, diagnostics, &error);
  g_autoptr (GHashTable) files = NULL;

  g_assert_no_error (error);
  avow_import_take (import, "again", file, AVOW_IMPORT_ANY);
  g_assert_cmpuint (avow_import_count_refused (import), ==, 0);
  g_assert_cmpuint (avow_import_get_diagnostics (import)->len, ==, 0);
  files = make_course (import);

  return load_course (files);
}

/* A question as it is written, alone in a pool. */
static char *
write_question (AvowQuestion *question)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  AvowPool pool = { .id = (char *) "pool", .title = (char *) "Pool", .questions = one };
  GString *text = g_string_new (NULL);

  g_ptr_array_add (one, question);
  avow_write_pool (text, 0, &pool);

  return g_string_free (text, FALSE);
}

/* Ids below a question are places there, where a format has none for them. */
static char *
forget_inner_ids (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("<(option|pair|decoy|entry|gap) id=\"[^\"]*\"", 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "<\\1", 0, NULL);
}

static void
compare_question (AvowQuestion *question, AvowCourse *again, gboolean inner_ids)
{
  AvowQuestion *other = avow_course_find_question (again, question->id);
  g_autofree char *before = NULL, *after = NULL;

  if (question->kind == AVOW_QUESTION_INBOX || question->kind == AVOW_QUESTION_REDACT)
    {
      g_assert_null (other);
      return;
    }
  g_assert_nonnull (other);
  before = write_question (question);
  after = write_question (other);
  if (!inner_ids)
    {
      g_autofree char *a = forget_inner_ids (before), *b = forget_inner_ids (after);

      g_assert_cmpstr (a, ==, b);
    }
  else
    g_assert_cmpstr (before, ==, after);
}

static void
test_around (gconstpointer data)
{
  AvowExportFormat format = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowCourse) course = load_kinds (), again = send_around (course, format, diagnostics);
  AvowPool *pool = avow_course_find_pool (course, "pool");
  guint kinds = 0;

  for (guint i = 0; i < pool->questions->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (pool->questions, i);

      kinds |= 1 << question->kind;
      compare_question (question, again, format == AVOW_EXPORT_QTI3);
    }
  g_assert_cmpuint (kinds, ==, (1 << (AVOW_QUESTION_REDACT + 1)) - 1);
  g_assert_cmpuint (diagnostics->len, ==, 2);
  for (guint i = 0; i < diagnostics->len; i++)
    g_assert_true (strstr (((AvowDiagnostic *) g_ptr_array_index (diagnostics, i))->message, "other programs have no such question") != NULL);
  g_assert_nonnull (avow_edition_get_file (again->files, "pictures/door.svg"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/avow/author/export/comes-back{moodle}", GUINT_TO_POINTER (AVOW_EXPORT_MOODLE), test_around);
  g_test_add_data_func ("/avow/author/export/comes-back{qti3}", GUINT_TO_POINTER (AVOW_EXPORT_QTI3), test_around);

  return g_test_run ();
}
