/* avow-redact-interaction.h: words to be blacked out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-interaction.h"

G_BEGIN_DECLS

#define AVOW_TYPE_REDACT_INTERACTION (avow_redact_interaction_get_type ())
G_DECLARE_FINAL_TYPE (AvowRedactInteraction, avow_redact_interaction, AVOW, REDACT_INTERACTION, AvowInteraction)

G_END_DECLS
