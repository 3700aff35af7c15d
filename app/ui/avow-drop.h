/* avow-drop.h: files dropped on the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-window.h"

G_BEGIN_DECLS

/* Wherever on the window they are dropped, they are opened. */
void avow_drop_install (AvowWindow *window);

/* By its name; what has none of ours is taken for what one can do something with: without people, that is an invitation. */
gboolean avow_drop_is_invitation (GFile *file, gboolean has_people);

G_END_DECLS
