/* avow-markup.h: a course's text as the toolkit's markup
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course-block.h"

G_BEGIN_DECLS

#define AVOW_MARKUP_TERM "term:" /* what the address of a glossary term begins with; its id follows */

/**
 * avow_markup_from_inlines:
 * @inlines: (element-type AvowInline) (nullable): a line of text
 * @variables: (element-type utf8 utf8) (nullable): the organisation's facts by name
 * @targets: (element-type AvowInline) (nullable): where links and terms are added, each target once
 *
 * Text is escaped before any markup is put around it, so nothing in a course's file is taken for markup.
 *
 * Returns: (transfer full): Pango markup, with links for a #GtkLabel
 */
char *avow_markup_from_inlines (GPtrArray *inlines, GHashTable *variables, GPtrArray *targets);

G_END_DECLS
