/* avow-officers-view.h: who the compliance officers are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A list, and the ways to the pages on which one is added or removed. */
#define AVOW_TYPE_OFFICERS_VIEW (avow_officers_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowOfficersView, avow_officers_view, AVOW, OFFICERS_VIEW, AdwBin)

void avow_officers_view_set_context (AvowOfficersView *self, AvowContext *context); /* once */

G_END_DECLS
