/* avow-publish-paper.h: a course or document on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-publication.h"

G_BEGIN_DECLS

typedef GBytes *(*AvowPublishPaper) (AvowPublication *publication);

/**
 * avow_publish_paper:
 * @publication: what to publish
 *
 * Sets it on pages of A4, with headings, lists, tables, pictures and links marked as what they are, an outline, and its language. What is to
 * fit on one page is made smaller until it does.
 *
 * Returns: (transfer full): a PDF
 */
GBytes *avow_publish_paper (AvowPublication *publication);

G_END_DECLS
