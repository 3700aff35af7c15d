/* test-shipped.c: courses and documents that come with Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "people/avow-shipped.h"

#include <string.h>
#include <unistd.h>

/* A copy of what ships, which can be damaged. */
static char *
copy_shipped (Fixture *fixture, const char *source)
{
  char *folder = fixture_path (fixture, "courses");
  const char *argv[] = { "cp", "-r", source, folder, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("AVOW_COURSES", folder, TRUE);

  return folder;
}

static void
cut_off (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (truncate (path, 2000), ==, 0);
}

static void
test_damaged (gconstpointer source)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *folder = copy_shipped (fixture, source);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  items = avow_shipped_list (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >=, 3);

  cut_off (folder, "maintaining-customer-privacy/course.xml");
  g_assert_null (avow_shipped_list (fixture->store, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SHIPPED);
  g_assert_nonnull (strstr (error->message, "/maintaining-customer-privacy/course.xml:"));
  g_assert_nonnull (strstr (error->message, "Please install Avow again."));
}

static void
test_missing (gconstpointer source)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *folder = fixture_path (fixture, "none");
  g_autoptr (GError) error = NULL;

  g_setenv ("AVOW_COURSES", folder, TRUE);
  g_assert_null (avow_shipped_list (fixture->store, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SHIPPED);
}

/* Taken for its own and asked of nobody, an edition could not be asked any more. */
static void
test_adopted_whole (gconstpointer source)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *folder = copy_shipped (fixture, source);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GHashTable) facts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position = avow_store_get_position (fixture->store);

  items = avow_shipped_list (fixture->store, &error);
  g_assert_no_error (error);
  facts = avow_shipped_get_facts (fixture->store, items, fixture->officer, &error);
  g_assert_no_error (error);
  cut_off (folder, "declarations/confidentiality-agreement.xml");
  g_assert_false (avow_shipped_adopt (fixture->store, fixture->officer, g_ptr_array_index (items, 0), facts, NULL, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SHIPPED);
  g_assert_cmpint (avow_store_get_position (fixture->store), ==, position);
  g_clear_error (&error);

  /* control: with all of it there, it is adopted and asked */
  g_setenv ("AVOW_COURSES", source, TRUE);
  g_assert_true (avow_shipped_adopt (fixture->store, fixture->officer, g_ptr_array_index (items, 0), facts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (avow_store_get_position (fixture->store), >=, position + 2);
  after = avow_shipped_list (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_true (((AvowShippedItem *) g_ptr_array_index (after, 0))->adopted);
}

int
main (int argc, char **argv)
{
  g_autofree char *source = g_strdup (g_getenv ("AVOW_COURSES"));

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (source);
  g_test_add_data_func ("/avow/people/shipped{damaged}", source, test_damaged);
  g_test_add_data_func ("/avow/people/shipped{missing}", source, test_missing);
  g_test_add_data_func ("/avow/people/shipped{adopted-and-asked-or-neither}", source, test_adopted_whole);

  return g_test_run ();
}
