/* avow-course-reader.h: XML text in, elements with their places out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-node.h"
#include "avow-course-prescan.h"

G_BEGIN_DECLS

/**
 * avow_reader_read:
 * @source: the text
 *
 * Reads XML within the limits of avow-course-prescan.h, by libxml2's SAX2 interface. Nothing outside of the text
 * is ever read.
 *
 * Returns: (transfer full) (nullable): the tree, or %NULL where the text is not well-formed or past a limit, which
 *   was added to @source as one diagnostic
 */
AvowTree *avow_reader_read (AvowSource *source);

/* The same within other limits, for files that are no courses; which namespace an element is in is not told then. */
AvowTree *avow_reader_read_within (AvowSource *source, const AvowPrescanLimits *limits);

G_END_DECLS
