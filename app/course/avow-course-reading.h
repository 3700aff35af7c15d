/* avow-course-reading.h: the XML of an edition, as it was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-node.h"
#include "avow-edition.h"

G_BEGIN_DECLS

/* The XML of an edition is read, held against the grammar and normalised once; the edition keeps what came of it, for
 * its digest and for every course or document that is made of it. Nothing in it changes from then on. */
typedef struct
{
  AvowTree *tree;    /* nullable: the text is not well-formed, or past a limit */
  AvowSource source; /* with what is wrong in syntax and grammar */
} AvowReading;

AvowReading *avow_reading_new (GBytes *text); /* borrows @text */
void avow_reading_free (AvowReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowReading, avow_reading_free)

gboolean avow_reading_is_valid (const AvowReading *self); /* as the grammar says */
gboolean avow_reading_is_document (const AvowReading *self); /* rather than a course */

/* Begins @out_source as one on the same text, by another @name, with what was found so far in @diagnostics. */
void avow_reading_continue (const AvowReading *self, const char *name, GPtrArray *diagnostics, AvowSource *out_source);

/* Of the source; and, (nullable), of a translation. */
const AvowReading *avow_edition_get_reading (AvowEdition *self);
const AvowReading *avow_edition_get_translation (AvowEdition *self, const char *language);

G_END_DECLS
