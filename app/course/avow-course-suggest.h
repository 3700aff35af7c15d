/* avow-course-suggest.h: what was probably meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-elements.h"

G_BEGIN_DECLS

/* (transfer full): what to write in place of an element or attribute that the format does not know. */
char *avow_suggest_element (const AvowElement *parent, const char *name);
char *avow_suggest_attribute (const AvowElement *element, const char *name);

G_END_DECLS
