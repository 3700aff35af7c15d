/* avow-edition-digest.h: the digest of an edition's XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-reading.h"

G_BEGIN_DECLS

/* SHA-256 in hex (transfer full) over the exclusive C14N of the normalised XML; over its bytes where it is not as the
 * grammar says. */
char *avow_edition_digest_xml (const AvowReading *reading);

G_END_DECLS
