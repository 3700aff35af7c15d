/* avow-xml.h: XML in its one fixed serialisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The fixed serialisation is exclusive C14N without comments (W3C xml-exc-c14n), UTF-8, without an XML
 * declaration. Such a document has no DOCTYPE, comment, processing instruction or CDATA section. */

#define AVOW_XML_MAX_ATTRIBUTES 32 /* of one element; their cost in libxml2 grows with the square */
#define AVOW_XML_MAX_DEPTH 64      /* of elements */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

/**
 * avow_xml_parse:
 * @bytes: a document
 * @max: how long it may be, in bytes
 * @error: return location for a #GError
 *
 * Reads a document of which nothing is believed yet: the limits hold before libxml2 sees it, no file
 * or network is touched, and what the fixed serialisation can't contain is refused. Whether @bytes
 * *are* the fixed serialisation is for the caller to compare.
 *
 * Returns: (transfer full): the document, or %NULL with %AVOW_SIGN_ERROR_MALFORMED
 */
xmlDocPtr avow_xml_parse (GBytes *bytes, gsize max, GError **error);

/**
 * avow_xml_canonicalise:
 * @doc: a document
 *
 * Returns: (transfer full) (nullable): its fixed serialisation, or %NULL where it has none: a relative
 *   name of a namespace (W3C xml-c14n, 1.3)
 */
GBytes *avow_xml_canonicalise (xmlDocPtr doc);

G_END_DECLS
