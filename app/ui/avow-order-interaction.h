/* avow-order-interaction.h: entries to be put in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-interaction.h"

G_BEGIN_DECLS

#define AVOW_TYPE_ORDER_INTERACTION (avow_order_interaction_get_type ())
G_DECLARE_FINAL_TYPE (AvowOrderInteraction, avow_order_interaction, AVOW, ORDER_INTERACTION, AvowInteraction)

G_END_DECLS
