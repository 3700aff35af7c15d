/* judges.h: what the published grammar and our loader say of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* "The element at fault" is taken from libxml2's streaming validator, by the event at which it first refuses:
 *
 *   begin of an element: that element, which either may not stand there or has wrong attributes
 *   text: the element that the text stands in
 *   end of an element: that element, which lacks something
 *
 * Of our loader it is the element in whose tags or text its first grammar error lies. Both are counted from 0, in the
 * order of the text; -1 is for none. */

gboolean judge_accepts (xmlRelaxNG *grammar, xmlDoc *document);
int judge_by_grammar (xmlRelaxNG *grammar, xmlDoc *document);
int judge_by_loader (const char *text, char **out_first);

G_END_DECLS
