/* avow-course-normalise.h: one form for what means the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-node.h"

G_BEGIN_DECLS

/**
 * avow_normalise:
 * @tree: a tree whose nodes know which element they are
 *
 * Folds white space in lines of text into single spaces, across inline elements, with none at their beginning or
 * end; removes it between elements; and brings all text and all values into Unicode's NFC. What a learner reads and
 * what a digest covers are both taken from this form, so that indenting a course anew changes neither.
 */
void avow_normalise (AvowTree *tree);

G_END_DECLS
