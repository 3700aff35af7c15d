/* avow-scenario-view.h: a decision tree, scene by scene
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A scene and its choices; at an ending, how it went, where the turn was, and the path taken. Its action:
 * `question.choose` (u: from 1). It activates `reader.changed`. */
#define AVOW_TYPE_SCENARIO_VIEW (avow_scenario_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowScenarioView, avow_scenario_view, AVOW, SCENARIO_VIEW, GtkWidget)

GtkWidget *avow_scenario_view_new (AvowSession *session, AvowScenario *scenario);

G_END_DECLS
