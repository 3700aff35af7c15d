/* avow-scenario-layout.c: where the scenes of a decision tree stand on its map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-scenario-layout.h"

#define LANE 0.5 /* of the room of a scene */

static AvowScene *
get_next (AvowScenario *scenario, const AvowScene *scene, guint index)
{
  const AvowChoice *choice = g_ptr_array_index (scene->choices, index);

  return avow_scenario_find_scene (scenario, choice->to);
}

static AvowScenarioPlace *
create_place (AvowScene *scene)
{
  AvowScenarioPlace *place = g_new0 (AvowScenarioPlace, 1);

  place->scene = scene;

  return place;
}

/* Adds @scene once all that come after it are there; a choice that leads back is passed over, as its scene is known. */
static void
visit (AvowScenario *scenario, AvowScene *scene, GHashTable *known, GPtrArray *layout)
{
  if (!g_hash_table_add (known, scene))
    return;

  for (guint i = 0; i < scene->choices->len; i++)
    visit (scenario, get_next (scenario, scene, i), known, layout);
  g_ptr_array_insert (layout, 0, create_place (scene));
}

static void
assign_ranks (AvowScenario *scenario, GPtrArray *layout)
{
  for (guint i = 0; i < layout->len; i++)
    {
      const AvowScenarioPlace *from = g_ptr_array_index (layout, i);

      for (guint c = 0; c < from->scene->choices->len; c++)
        {
          AvowScene *next = get_next (scenario, from->scene, c);

          for (guint below = i + 1; below < layout->len; below++)
            {
              AvowScenarioPlace *to = g_ptr_array_index (layout, below);

              if (to->scene == next)
                to->rank = MAX (to->rank, from->rank + 1);
            }
        }
    }
}

static void
add_lanes (AvowScenario *scenario, GPtrArray *layout)
{
  guint n_scenes = layout->len;

  for (guint i = 0; i < n_scenes; i++)
    {
      const AvowScenarioPlace *from = g_ptr_array_index (layout, i);

      for (guint c = 0; c < from->scene->choices->len; c++)
        {
          AvowScene *next = get_next (scenario, from->scene, c);
          guint end = avow_scenario_layout_find (layout, next)->rank;

          for (guint rank = from->rank + 1; rank < end; rank++)
            {
              AvowScenarioPlace *lane;

              if (avow_scenario_layout_find_in_rank (layout, next, rank) != NULL)
                continue;
              lane = create_place (next);
              lane->is_lane = TRUE;
              lane->rank = rank;
              g_ptr_array_add (layout, lane);
            }
        }
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const AvowScenarioPlace *one = *(const AvowScenarioPlace *const *) a;
  const AvowScenarioPlace *other = *(const AvowScenarioPlace *const *) b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;

  return (one->position > other->position) - (one->position < other->position);
}

/* How many ways lead from one place to another in the row below. */
static guint
count_ways (AvowScenario *scenario, const AvowScenarioPlace *from, const AvowScenarioPlace *to)
{
  guint n = 0;

  if (from->is_lane)
    return from->scene == to->scene;

  for (guint c = 0; c < from->scene->choices->len; c++)
    n += get_next (scenario, from->scene, c) == to->scene;

  return n;
}

/* The middle of the places in the row above that lead here. */
static double
find_barycentre (AvowScenario *scenario, GPtrArray *layout, const AvowScenarioPlace *place)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < layout->len; i++)
    {
      const AvowScenarioPlace *above = g_ptr_array_index (layout, i);
      guint ways = above->rank + 1 == place->rank ? count_ways (scenario, above, place) : 0;

      sum += ways * above->position;
      n += ways;
    }

  return n > 0 ? sum / n : 0.5;
}

static void
spread_row (GPtrArray *layout, guint start, guint end)
{
  double room = 0;
  double taken = 0;

  for (guint i = start; i < end; i++)
    room += avow_scenario_place_get_weight (g_ptr_array_index (layout, i));
  for (guint i = start; i < end; i++)
    {
      AvowScenarioPlace *place = g_ptr_array_index (layout, i);
      double weight = avow_scenario_place_get_weight (place);

      place->position = (taken + weight / 2) / room;
      taken += weight;
    }
}

static void
assign_positions (AvowScenario *scenario, GPtrArray *layout)
{
  guint end;

  for (guint start = 0; start < layout->len; start = end)
    {
      guint rank = ((AvowScenarioPlace *) g_ptr_array_index (layout, start))->rank;

      for (end = start; end < layout->len && ((AvowScenarioPlace *) g_ptr_array_index (layout, end))->rank == rank; end++)
        {
          AvowScenarioPlace *place = g_ptr_array_index (layout, end);

          place->position = find_barycentre (scenario, layout, place);
        }
      g_ptr_array_sort (layout, compare_places); /* the rows below are sorted when their turn comes */
      spread_row (layout, start, end);
    }
}

GPtrArray *
avow_scenario_layout_new (AvowScenario *scenario)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  GPtrArray *layout;

  g_return_val_if_fail (scenario != NULL, NULL);

  layout = g_ptr_array_new_with_free_func (g_free);
  visit (scenario, g_ptr_array_index (scenario->scenes, 0), known, layout);
  assign_ranks (scenario, layout);
  add_lanes (scenario, layout);
  g_ptr_array_sort (layout, compare_places);
  assign_positions (scenario, layout);

  return layout;
}

const AvowScenarioPlace *
avow_scenario_layout_find (GPtrArray *layout, const AvowScene *scene)
{
  for (guint i = 0; i < layout->len; i++)
    {
      const AvowScenarioPlace *place = g_ptr_array_index (layout, i);

      if (place->scene == scene && !place->is_lane)
        return place;
    }

  return NULL;
}

const AvowScenarioPlace *
avow_scenario_layout_find_in_rank (GPtrArray *layout, const AvowScene *scene, guint rank)
{
  for (guint i = 0; i < layout->len; i++)
    {
      const AvowScenarioPlace *place = g_ptr_array_index (layout, i);

      if (place->scene == scene && place->rank == rank)
        return place;
    }

  return NULL;
}

double
avow_scenario_place_get_weight (const AvowScenarioPlace *self)
{
  return self->is_lane ? LANE : 1;
}
