/* avow-scenario-layout.h: where the scenes of a decision tree stand on its map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* A place on the map: a scene, or where the choices that lead to one from further above pass on their way. */
typedef struct
{
  AvowScene *scene; /* (transfer none) */
  gboolean is_lane; /* the scene itself stands further below */
  guint rank;       /* the row, from 0: the beginning */
  double position;  /* in its row, from 0 to 1 */
} AvowScenarioPlace;

/**
 * avow_scenario_layout_new:
 * @scenario: a scenario
 *
 * A layered drawing (Sugiyama, Tagawa and Toda, 1981): a scene stands a row below the lowest that leads to it, but for
 * choices that lead back, and near the middle of those that lead to it. Choices that lead past a row have a lane there, one
 * for each scene to which they lead. Scenes to which no choice leads are left out.
 *
 * Returns: (transfer full) (element-type AvowScenarioPlace): the places, row by row
 */
GPtrArray *avow_scenario_layout_new (AvowScenario *scenario);

/* (transfer none) (nullable): where @scene itself stands. */
const AvowScenarioPlace *avow_scenario_layout_find (GPtrArray *layout, const AvowScene *scene);

/* (transfer none) (nullable): where @scene stands in a row, or the lane that leads to it. */
const AvowScenarioPlace *avow_scenario_layout_find_in_rank (GPtrArray *layout, const AvowScene *scene, guint rank);

/* How much room a place takes in its row, of what a scene takes. */
double avow_scenario_place_get_weight (const AvowScenarioPlace *self);

G_END_DECLS
