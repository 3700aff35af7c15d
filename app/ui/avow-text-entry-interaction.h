/* avow-text-entry-interaction.h: a few words to be typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-interaction.h"

G_BEGIN_DECLS

#define AVOW_TYPE_TEXT_ENTRY_INTERACTION (avow_text_entry_interaction_get_type ())
G_DECLARE_FINAL_TYPE (AvowTextEntryInteraction, avow_text_entry_interaction, AVOW, TEXT_ENTRY_INTERACTION, AvowInteraction)

G_END_DECLS
