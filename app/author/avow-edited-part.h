/* avow-edited-part.h: which part of a course somebody is working on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-edition.h"

G_BEGIN_DECLS

/**
 * avow_edition_find_edited_part:
 * @before: as it was, sound
 * @after: as it is, sound or not
 *
 * Returns: (transfer full) (nullable): the id of the page, question, check, scenario, term or clause in which the first difference of the texts
 *   is; or the name of the element where it has none, such as `summary`; %NULL where it is in none of them
 */
char *avow_edition_find_edited_part (AvowEdition *before, AvowEdition *after);

G_END_DECLS
