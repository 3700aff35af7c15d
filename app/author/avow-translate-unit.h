/* avow-translate-unit.h: what there is to translate in a text, piece by piece
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course-reading.h"

G_BEGIN_DECLS

/* A line of text with the elements inside it, or the words of an attribute. */
typedef struct
{
  AvowNode *node;                     /* (transfer none) */
  const AvowNodeAttribute *attribute; /* (transfer none); NULL is the line */
  char *text;                         /* as XML: what a .po has as its msgid */
} AvowTranslateUnit;

/**
 * avow_translate_list_units:
 * @tree: a normalised tree without errors
 *
 * Finds what data/avow-course.its declares to be translated, in the pieces that itstool makes of it; of an element that
 * ends a line, such as an option's feedback, no placeholder stands in it.
 *
 * Returns: (transfer full) (element-type AvowTranslateUnit): in the order of the text
 */
GPtrArray *avow_translate_list_units (AvowTree *tree);

G_END_DECLS
