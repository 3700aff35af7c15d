/* avow-shift.h: superscripts and subscripts as characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): 2 as ² or ₂. Where Unicode has no such character, ^(…) or _(…) keeps ten squared from being 102; what is only
 * small type, as in 1st, stays as it is. */
char *avow_shift (const char *text, gboolean up);

G_END_DECLS
