/* avow-html.h: HTML as elements and text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-reduce.h"

G_BEGIN_DECLS

/**
 * avow_html_read:
 * @draft: refused where the text is past a limit
 * @text: HTML as people and programs write it, or Markdown
 * @format: which of them
 *
 * By libxml2's HTML parser, within limits of its own. A `<` that begins no element of HTML is a character. Nothing outside
 * of the text is read.
 *
 * Returns: (transfer full) (nullable): the tree, with lower-case names; or %NULL where the draft was refused
 */
AvowTree *avow_html_read (AvowDraft *draft, const char *text, AvowTextFormat format);

G_END_DECLS
