/* avow-course-grammar.h: whether a course is as the published grammar says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-node.h"

G_BEGIN_DECLS

/**
 * avow_grammar_check:
 * @tree: what was read
 * @source: where errors are added
 *
 * Compares @tree with the table of elements, and tells each node which element it is. Where a child is wrong,
 * its siblings are not held to an order any more, so that one mistake gives one error.
 */
void avow_grammar_check (AvowTree *tree, AvowSource *source);

G_END_DECLS
