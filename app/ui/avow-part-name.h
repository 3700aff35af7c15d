/* avow-part-name.h: what the parts of a question are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* (transfer full): a part in words: its left side, “Gap 2”, or a message's sender and subject. @number is from 1. */
char *avow_part_get_name (AvowPart *part, guint number, GHashTable *variables);

/* (transfer full): an option in words; those of a message have none of their own. */
char *avow_part_option_to_text (AvowOption *option, GHashTable *variables);

/* (transfer full): a passage as markup, what was chosen for each gap in bold, or else the gap's number. */
char *avow_part_passage_to_markup (AvowQuestion *question, GPtrArray *response, GHashTable *variables);

/* (transfer full): a passage in plain words, with what is right in its gaps. */
char *avow_part_passage_to_text (AvowQuestion *question, GHashTable *variables);

G_END_DECLS
