/* avow-choice-interaction.h: one or several of a few options
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-interaction.h"

G_BEGIN_DECLS

#define AVOW_TYPE_CHOICE_INTERACTION (avow_choice_interaction_get_type ())
G_DECLARE_FINAL_TYPE (AvowChoiceInteraction, avow_choice_interaction, AVOW, CHOICE_INTERACTION, AvowInteraction)

G_END_DECLS
