/* avow-reduce.h: text of other programs, reduced to the elements of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-draft.h"
#include "avow-inlines.h"

G_BEGIN_DECLS

typedef enum
{
  AVOW_TEXT_HTML,
  AVOW_TEXT_PLAIN,
  AVOW_TEXT_MOODLE,   /* HTML in which the end of a line is one */
  AVOW_TEXT_MARKDOWN,
} AvowTextFormat;

/* Asked of each element: whether it was seen to; @text is what to write in its place. */
typedef gboolean (*AvowReduceHook) (AvowNode *node, GString *text, gpointer data);

/* Each gives what is left of a text when all else was taken away; what is more than looks is noted in the draft. All are
 * (transfer full): arrays of AvowBlock, of those that may stand in a prompt, or of AvowInline. */
GPtrArray *avow_reduce_blocks (AvowDraft *draft, const char *text, AvowTextFormat format);
GPtrArray *avow_reduce_inlines (AvowDraft *draft, const char *text, AvowTextFormat format);

/* What is inside an element that was read already. */
GPtrArray *avow_reduce_node_blocks (AvowDraft *draft, AvowNode *parent, AvowReduceHook hook, gpointer data);
GPtrArray *avow_reduce_node_inlines (AvowDraft *draft, AvowNode *parent, AvowReduceHook hook, gpointer data);

/* Blocks as one line; what can't stand in a line is noted. The blocks are taken. */
GPtrArray *avow_reduce_to_line (AvowDraft *draft, GPtrArray *blocks);

G_END_DECLS
