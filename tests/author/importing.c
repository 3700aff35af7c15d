/* importing.c: what the tests of importing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "importing.h"

#include "course/avow-diagnostic.h"

GBytes *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "import", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

GHashTable *
make_course (AvowImport *import)
{
  const AvowImportAbout about = { .owner = "Privacy Team", .reviewed = "2026-03-02" };
  g_autoptr (GError) error = NULL;
  GHashTable *files = avow_import_make (import, &about, &error);

  if (avow_import_count_taken (import) == 0)
    {
      g_assert_null (files);
      g_assert_error (error, AVOW_IMPORT_ERROR, AVOW_IMPORT_ERROR_EMPTY);
      g_assert_cmpuint (avow_import_count_refused (import), >, 0);
      return NULL;
    }
  g_assert_no_error (error);

  return files;
}

char *
get_xml (GHashTable *files)
{
  GBytes *bytes = g_hash_table_lookup (files, AVOW_EDITION_MAIN);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

AvowCourse *
load_course (GHashTable *files)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) edition = avow_edition_new (files, &error);
  AvowCourse *course;

  g_assert_no_error (error);
  course = avow_course_new (edition, AVOW_EDITION_MAIN, diagnostics, &error);
  g_assert_no_error (error);
  g_assert_false (avow_diagnostics_have_errors (diagnostics));

  return course;
}
