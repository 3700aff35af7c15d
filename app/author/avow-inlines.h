/* avow-inlines.h: lines of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course-block.h"

G_BEGIN_DECLS

/* All are (transfer full): arrays of AvowInline. */
GPtrArray *avow_inlines_new (void);
GPtrArray *avow_inlines_new_words (const char *words);
GPtrArray *avow_inlines_copy (GPtrArray *inlines);

AvowInline *avow_inline_new (AvowInlineKind kind);
void avow_inlines_add_text (GPtrArray *inlines, const char *text);

/* Whether it says anything; what only looks like white space does not. */
gboolean avow_inlines_say (GPtrArray *inlines /* (nullable) */);
gboolean avow_text_says (const char *text);

/* Adds @more (transfer full) to the end of @inlines, after a space. */
void avow_inlines_join (GPtrArray *inlines, GPtrArray *more);

G_END_DECLS
