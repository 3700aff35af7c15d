/* avow-publish-html.h: a course or document as a page of the web
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-publication.h"

G_BEGIN_DECLS

/**
 * avow_publish_html:
 * @publication: what to publish
 * @folder: where; made if it is not there
 * @error: return location for a #GError
 *
 * Writes `index.html`, `style.css` and the pictures. The page is HTML that is well-formed XML, too, without scripts, and keeps to WCAG 2.1:
 * the language is named (3.1.1), headings follow one another without a gap (1.3.1), pictures have a text (1.1.1), headers
 * of tables say what they are for (1.3.1), and there is a way past the contents (2.4.1).
 *
 * Returns: whether it is done
 */
gboolean avow_publish_html (AvowPublication *publication, const char *folder, GError **error);

G_END_DECLS
