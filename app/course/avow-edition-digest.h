/* avow-edition-digest.h: the digest of an edition's XML, and of its parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-reading.h"

G_BEGIN_DECLS

/* SHA-256 in hex (transfer full) over the exclusive C14N of the normalised XML; over its bytes where it is not as the
 * grammar says. */
char *avow_edition_digest_xml (const AvowReading *reading);

/* What stands for the value of an attribute in the digest of a part: (transfer full), NULL where the attribute does not count. */
typedef char *(*AvowAttributeMap) (const AvowNode *node, const AvowNodeAttribute *attribute, gpointer data);

/* SHA-256 in hex (transfer full) over the exclusive C14N of a part of a normalised tree. */
char *avow_edition_digest_part (AvowNode *part, AvowAttributeMap map, gpointer data);

G_END_DECLS
