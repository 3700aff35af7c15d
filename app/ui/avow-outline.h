/* avow-outline.h: the modules and steps of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is done is marked, and where one is, is selected. Activates `reader.open-step` (u) and
 * `reader.open-assessment`. */
#define AVOW_TYPE_OUTLINE (avow_outline_get_type ())
G_DECLARE_FINAL_TYPE (AvowOutline, avow_outline, AVOW, OUTLINE, AdwBin)

void avow_outline_set_session (AvowOutline *self, AvowSession *session);

/* Shows what is done by now, and @position as the place; the number of steps is the assessment's. */
void avow_outline_update (AvowOutline *self, guint position);

G_END_DECLS
