/* avow-export-private.h: what the writers of the formats share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-export.h"
#include "avow-html-write.h"

G_BEGIN_DECLS

/* Writes a question at the end of html->out; what it shows stands in html->pictures. */
void avow_export_write_moodle (AvowHtml *html, AvowCourse *course, const AvowQuestion *question);
void avow_export_write_item (AvowHtml *html, AvowCourse *course, const AvowQuestion *question);

/* What stands around them. */
void avow_export_begin_moodle (GString *out, const AvowPool *pool);
void avow_export_end_moodle (GString *out);

/* A manifest of items, each a file of its id's name with the pictures (nullable) that it shows. */
char *avow_export_write_manifest (const AvowPool *pool, GPtrArray *ids, GHashTable *pictures);

/* (transfer full): the first words of a question, for a title. */
char *avow_export_get_title (const AvowQuestion *question);

/* Whether its options read True and False. */
gboolean avow_export_is_plain_true_false (const AvowQuestion *question);

G_END_DECLS
