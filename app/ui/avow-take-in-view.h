/* avow-take-in-view.h: what others handed over, and what became of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Files are taken in one after the other. What came of each stands in a list of its own, above what came before. */
#define AVOW_TYPE_TAKE_IN_VIEW (avow_take_in_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowTakeInView, avow_take_in_view, AVOW, TAKE_IN_VIEW, AdwBin)

void avow_take_in_view_set_context (AvowTakeInView *self, AvowContext *context); /* once */

void avow_take_in_view_take_in (AvowTakeInView *self, GPtrArray *files /* of GFile */);

G_END_DECLS
