/* avow-match-interaction.h: one of a few options for each part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-interaction.h"

G_BEGIN_DECLS

/* The parts are left sides, gaps in a passage, or messages. */
#define AVOW_TYPE_MATCH_INTERACTION (avow_match_interaction_get_type ())
G_DECLARE_FINAL_TYPE (AvowMatchInteraction, avow_match_interaction, AVOW, MATCH_INTERACTION, AvowInteraction)

G_END_DECLS
