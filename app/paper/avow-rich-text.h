/* avow-rich-text.h: a line of a course as text with attributes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-flow.h"
#include "course/avow-publication.h"

G_BEGIN_DECLS

typedef struct
{
  GString *text;
  PangoAttrList *attributes;
  GPtrArray *links; /* of AvowFlowLink */
} AvowRichText;

/**
 * avow_rich_text_new:
 * @publication: where it stands
 * @anchors: (element-type utf8 utf8) (nullable): what can be linked to; %NULL where there are to be no links
 * @inlines: (element-type AvowInline) (nullable): the line
 *
 * Facts are put in; one that is not known is named in brackets, in red.
 *
 * Returns: (transfer full): the text
 */
AvowRichText *avow_rich_text_new (AvowPublication *publication, GHashTable *anchors, GPtrArray *inlines);
void avow_rich_text_free (AvowRichText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowRichText, avow_rich_text_free)

G_END_DECLS
