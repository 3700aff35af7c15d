/* avow-scenario-map.h: the path that was taken through a decision tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The path in words, scene by scene, with how many other ways there were from each. */
#define AVOW_TYPE_SCENARIO_MAP (avow_scenario_map_get_type ())
G_DECLARE_FINAL_TYPE (AvowScenarioMap, avow_scenario_map, AVOW, SCENARIO_MAP, GtkBox)

void avow_scenario_map_show (AvowScenarioMap *self, AvowSession *session, AvowScenario *scenario);

G_END_DECLS
