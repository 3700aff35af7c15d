/* avow-import-moodle.h: what the files that read Moodle XML share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-reduce.h"

G_BEGIN_DECLS

AvowNode *avow_moodle_find (AvowNode *node /* (nullable) */, const char *name); /* (nullable): its first child of this name */

/* (transfer full): its text, or that of the <text> in it, without space around it. */
char *avow_moodle_get_text (AvowNode *node /* (nullable) */);

/* (transfer full): a text with a format, and perhaps files beside it. */
GPtrArray *avow_moodle_read_blocks (AvowDraft *draft, AvowNode *node /* (nullable) */);
GPtrArray *avow_moodle_read_line (AvowDraft *draft, AvowNode *node /* (nullable) */);

/* (transfer full): the same where something else is to be read than stands there. */
GPtrArray *avow_moodle_read_instead (AvowDraft *draft, AvowNode *node /* (nullable) */, const char *text);

/* Words that may be typed; notes those that stand for many. */
void avow_moodle_add_accepted (AvowDraft *draft, const char *text);

/* Text with gaps: [[1]], and {1:MULTICHOICE:…}. */
void avow_moodle_read_gaps (AvowDraft *draft, AvowNode *question);
void avow_moodle_read_cloze (AvowDraft *draft, AvowNode *question);

/* The plug-in “gapfill”: the words in [brackets] are to be put back. */
void avow_moodle_read_gapfill (AvowDraft *draft, AvowNode *question);

G_END_DECLS
