/* avow-scenario-tree.h: the map of a decision tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All scenes from top to bottom, with the choices that lead from one to the next. The path that was taken is thick,
 * and its scenes bear the numbers that they have in the list beside it; an ending is a square, with a tick where it is a
 * good one and a bar where it is poor. A screen reader hears how many there are of each. */
#define AVOW_TYPE_SCENARIO_TREE (avow_scenario_tree_get_type ())
G_DECLARE_FINAL_TYPE (AvowScenarioTree, avow_scenario_tree, AVOW, SCENARIO_TREE, GtkWidget)

void avow_scenario_tree_show (AvowScenarioTree *self, AvowSession *session, AvowScenario *scenario);

G_END_DECLS
