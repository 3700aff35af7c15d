/* test-scenario-layout.c: the map of each shipped scenario, and of one that leads back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course.h"
#include "ui/avow-scenario-layout.h"

#include <string.h>

#define LOOP                                                                                                             \
  "<course xmlns='urn:avow:course:1' format='1' id='leads-back' edition='1' xml:lang='en' title='C' owner='O'"                     \
  " reviewed='2026-01-01' material='no'><summary><p>S</p></summary><module id='m' title='M'><scenario ref='s'/></module>" \
  "<scenario id='s' title='S'>"                                                                                           \
  "<scene id='a' title='A'><p>A</p><choice id='a-b' to='b'>B</choice><choice id='a-d' to='d'>D</choice></scene>"           \
  "<scene id='b' title='B'><p>B</p><choice id='b-a' to='a'>A</choice><choice id='b-c' to='c'>C</choice>"                   \
  "<choice id='b-b' to='b'>B</choice></scene>"                                                                            \
  "<scene id='c' title='C'><p>C</p><choice id='c-d' to='d'>D</choice></scene>"                                             \
  "<scene id='d' title='D'><p>D</p><ending kind='good'/></scene></scenario></course>"

static AvowCourse *
load (AvowEdition *edition)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;
  AvowCourse *course = avow_course_new (edition, "course.xml", diagnostics, &error);

  g_assert_no_error (error);

  return course;
}

static void
assert_in_row_order (GPtrArray *layout)
{
  for (guint i = 1; i < layout->len; i++)
    {
      const AvowScenarioPlace *last = g_ptr_array_index (layout, i - 1);
      const AvowScenarioPlace *place = g_ptr_array_index (layout, i);

      g_assert_cmpuint (place->rank, >=, last->rank);
      if (place->rank == last->rank)
        g_assert_cmpfloat (place->position, >, last->position);
      g_assert_cmpfloat (place->position, >, 0);
      g_assert_cmpfloat (place->position, <, 1);
    }
}

/* How many choices lead down, each through a place in every row on its way. */
static guint
count_ways_down (AvowScenario *scenario, GPtrArray *layout)
{
  guint n = 0;

  for (guint i = 0; i < scenario->scenes->len; i++)
    {
      const AvowScene *scene = g_ptr_array_index (scenario->scenes, i);
      const AvowScenarioPlace *from = avow_scenario_layout_find (layout, scene);

      g_assert_nonnull (from);
      for (guint c = 0; c < scene->choices->len; c++)
        {
          const AvowChoice *choice = g_ptr_array_index (scene->choices, c);
          const AvowScene *next = avow_scenario_find_scene (scenario, choice->to);
          guint end = avow_scenario_layout_find (layout, next)->rank;

          n += end > from->rank;
          for (guint rank = from->rank + 1; rank <= end; rank++)
            g_assert_nonnull (avow_scenario_layout_find_in_rank (layout, next, rank));
        }
    }

  return n;
}

static guint
count_choices (AvowScenario *scenario)
{
  guint n = 0;

  for (guint i = 0; i < scenario->scenes->len; i++)
    n += ((AvowScene *) g_ptr_array_index (scenario->scenes, i))->choices->len;

  return n;
}

/* None of the shipped ones leads back, so that all of their choices lead down. */
static void
test_shipped (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("AVOW_COURSES"), "maintaining-customer-privacy", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) edition = avow_edition_load (path, &error);
  g_autoptr (AvowCourse) course = NULL;

  g_assert_no_error (error);
  course = load (edition);
  g_assert_cmpuint (course->scenarios->len, >, 0);
  for (guint i = 0; i < course->scenarios->len; i++)
    {
      AvowScenario *scenario = g_ptr_array_index (course->scenarios, i);
      g_autoptr (GPtrArray) layout = avow_scenario_layout_new (scenario);

      assert_in_row_order (layout);
      g_assert_cmpuint (count_ways_down (scenario, layout), ==, count_choices (scenario));
    }
}

static void
test_leads_back (void)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) edition = NULL;
  g_autoptr (AvowCourse) course = NULL;
  g_autoptr (GPtrArray) layout = NULL;
  AvowScenario *scenario;
  static const guint ranks[] = { 0, 1, 2, 3 };

  g_hash_table_insert (files, (char *) AVOW_EDITION_MAIN, g_bytes_new_static (LOOP, strlen (LOOP)));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  course = load (edition);
  scenario = g_ptr_array_index (course->scenarios, 0);
  layout = avow_scenario_layout_new (scenario);

  assert_in_row_order (layout);
  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    g_assert_cmpuint (avow_scenario_layout_find (layout, g_ptr_array_index (scenario->scenes, i))->rank, ==, ranks[i]);
  /* but for b to a and b to itself */
  g_assert_cmpuint (count_ways_down (scenario, layout), ==, count_choices (scenario) - 2);
  /* from a past b and c to d */
  g_assert_cmpuint (layout->len, ==, scenario->scenes->len + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/ui/scenario-layout{shipped}", test_shipped);
  g_test_add_func ("/avow/ui/scenario-layout{leads-back}", test_leads_back);

  return g_test_run ();
}
