/* avow-hand-over-view.h: what is handed over, to whom, and when it was done last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Most people have one thing to do: hand what is here over to the compliance team. Whoever is of it chooses to whom. */
#define AVOW_TYPE_HAND_OVER_VIEW (avow_hand_over_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowHandOverView, avow_hand_over_view, AVOW, HAND_OVER_VIEW, AdwBin)

void avow_hand_over_view_set_context (AvowHandOverView *self, AvowContext *context); /* once */

G_END_DECLS
