/* avow-damage.h: a sound text, damaged at random
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changes one place of @text, which is not empty and stays so: a byte is another, a piece is gone, doubled or
 * moved, or all that follows is cut off. */
void damage (GRand *random, GString *text);

G_END_DECLS
