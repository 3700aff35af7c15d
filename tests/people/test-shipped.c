/* test-shipped.c: courses and documents that come with Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "people/avow-rule.h"
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

static const AvowRecordRule *
find_rule (GPtrArray *rules, const char *id)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_strcmp0 (avow_record_get_subject (g_ptr_array_index (rules, i)), id) == 0)
      return avow_record_get_body (g_ptr_array_index (rules, i));

  g_assert_not_reached ();
}

static void
assert_items (const AvowRecordRule *rule, const char *expected)
{
  g_autofree char *told = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < rule->items->len; i++)
    g_ptr_array_add (items, g_ptr_array_index (rule->items, i));
  g_ptr_array_add (items, NULL);
  told = g_strjoinv (" ", (char **) items->pdata);
  g_assert_cmpstr (told, ==, expected);
}

/* What no officer has signed for is asked of nobody; each course of whom it is for. */
static void
test_for_whom (gconstpointer source)
{
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GError) error = NULL;
  const AvowRecordRule *refresher;

  g_setenv ("AVOW_COURSES", source, TRUE);
  g_assert_true (avow_shipped_assign_courses (fixture->store, fixture->officer, &error));
  g_assert_no_error (error);
  rules = avow_rule_list (fixture->store, &error);
  g_assert_cmpuint (rules->len, ==, 3);
  assert_items (find_rule (rules, "onboarding"), "maintaining-customer-privacy");
  assert_items (find_rule (rules, "onboarding-manager"), "privacy-for-managers");
  g_assert_cmpstr (find_rule (rules, "onboarding-manager")->role, ==, "manager");
  refresher = find_rule (rules, "refresher");
  assert_items (refresher, "annual-privacy-refresher");
  g_assert_cmpstr (refresher->cycle, ==, "anniversary");
  g_assert_cmpstr (refresher->since, ==, find_rule (rules, "onboarding")->since);
  {
    g_autofree char *told = fixture_tell_duties (fixture, fixture->officer);

    g_assert_cmpstr (told, ==, "maintaining-customer-privacy once 2026.3 2026-11-24 2026-12-24 todo due\n");
  }
}

static const AvowShippedItem *
find_item (GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (avow_shipped_item_get_id (g_ptr_array_index (items, i)), id))
      return g_ptr_array_index (items, i);

  g_assert_not_reached ();
}

static void
adopt (Fixture *fixture, AvowIdentity *officer, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = avow_shipped_list (fixture->store, &error);
  const AvowShippedItem *item = find_item (items, id);
  g_autoptr (GHashTable) facts = avow_shipped_get_facts (fixture->store, items, fixture->officer, &error);
  g_autoptr (GPtrArray) names = NULL;

  g_hash_table_insert (facts, g_strdup ("jurisdiction"), g_strdup ("DE"));
  names = avow_shipped_item_list_variables (item, facts);
  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_contains (facts, g_ptr_array_index (names, i)))
      g_hash_table_insert (facts, g_strdup (g_ptr_array_index (names, i)), g_strdup ("as agreed"));
  g_assert_true (avow_shipped_adopt (fixture->store, fixture->officer, item, facts, officer, &error));
  g_assert_no_error (error);
}

/* A rule that an officer changed keeps what it says, and gets what is adopted later; a notice joins none. */
static void
test_rule_kept (gconstpointer source)
{
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (AvowRecord) before = NULL;
  g_autoptr (GError) error = NULL;
  AvowRecordRule changed;

  g_setenv ("AVOW_COURSES", source, TRUE);
  g_assert_true (avow_shipped_assign_courses (fixture->store, fixture->officer, &error));
  g_assert_true (avow_rule_find (fixture->store, "onboarding", &before, &error));
  changed = *(const AvowRecordRule *) avow_record_get_body (before);
  changed.due_days = 7;
  g_assert_true (avow_programme_set_rule (fixture->store, fixture->officer, "onboarding", &changed, &error));

  adopt (fixture, officer, "internal-privacy-policy");
  adopt (fixture, officer, "confidentiality-agreement");
  adopt (fixture, officer, "customer-privacy-notice");
  rules = avow_rule_list (fixture->store, &error);
  g_assert_cmpuint (rules->len, ==, 3);
  assert_items (find_rule (rules, "onboarding"), "maintaining-customer-privacy confidentiality-agreement internal-privacy-policy");
  g_assert_cmpint (find_rule (rules, "onboarding")->due_days, ==, 7);
}

/* Whoever works in one place is not asked for what is shown in another. */
static void
test_facts (gconstpointer source)
{
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) facts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) everywhere = NULL;
  g_autoptr (GPtrArray) in_germany = NULL;
  g_autoptr (GPtrArray) in_california = NULL;
  const AvowShippedItem *notice;
  g_autoptr (GError) error = NULL;

  g_setenv ("AVOW_COURSES", source, TRUE);
  items = avow_shipped_list (fixture->store, &error);
  notice = find_item (items, "customer-privacy-notice");
  everywhere = avow_shipped_item_list_missing (notice, facts);
  g_hash_table_insert (facts, (char *) "jurisdiction", (char *) "DE");
  in_germany = avow_shipped_item_list_missing (notice, facts);
  g_hash_table_insert (facts, (char *) "jurisdiction", (char *) "US-CA");
  in_california = avow_shipped_item_list_missing (notice, facts);
  g_test_message ("%u everywhere, %u in Germany, %u in California", everywhere->len, in_germany->len, in_california->len);
  g_assert_cmpuint (in_germany->len, <, everywhere->len - 1);
  g_assert_cmpuint (in_california->len, <, everywhere->len - 1);
  g_assert_true (g_ptr_array_find_with_equal_func (everywhere, "Toll-free number for requests", g_str_equal, NULL));
  g_assert_false (g_ptr_array_find_with_equal_func (in_germany, "Toll-free number for requests", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (in_california, "Toll-free number for requests", g_str_equal, NULL));
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

  g_test_add_data_func ("/avow/people/shipped{asked-of-whom-it-is-for}", source, test_for_whom);
  g_test_add_data_func ("/avow/people/shipped{a-changed-rule-is-kept}", source, test_rule_kept);
  g_test_add_data_func ("/avow/people/shipped{facts-of-a-place}", source, test_facts);

  return g_test_run ();
}
