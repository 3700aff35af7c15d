/* avow-course-build-private.h: what the two halves of building a course share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-node.h"
#include "avow-course.h"

G_BEGIN_DECLS

typedef gpointer (*AvowBuildItem) (AvowNode *node);

/* (transfer full): what @build_item returns for each child of @parent (nullable) that is @key, in their order. */
GPtrArray *avow_build_items (AvowNode *parent, const char *key, AvowBuildItem build_item, GDestroyNotify free_item);

/* (transfer full) (nullable): an attribute. */
char *avow_build_text (AvowNode *node, const char *attribute);

/* (transfer full) of AvowQuestion: the questions of a pool, of whatever kind. */
GPtrArray *avow_build_questions (AvowNode *pool);

G_END_DECLS
