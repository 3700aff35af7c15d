/* avow-course-content.h: blocks and inlines from what was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-block.h"
#include "avow-course-node.h"

G_BEGIN_DECLS

/* The inlines right inside @parent; what is not inline there is passed over. */
GPtrArray *avow_content_read_inlines (AvowNode *parent);

/* The blocks right inside @parent (nullable); what is no block there is passed over. */
GPtrArray *avow_content_read_blocks (AvowNode *parent);

/* The names of the organisation's facts that the text uses, sorted, each once; where it has a part for some jurisdictions
 * only, the organisation's own is one of them. */
GPtrArray *avow_content_read_variables (AvowTree *tree);

G_END_DECLS
