/* avow-flow-line.h: the lines of a paragraph on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-flow.h"

G_BEGIN_DECLS

/* Adds each line of @layout as an item; @links: (element-type AvowFlowLink) (nullable): in the order of its text. */
void avow_flow_add_lines (AvowFlow *self, PangoLayout *layout, GPtrArray *links);

G_END_DECLS
