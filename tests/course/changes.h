/* changes.h: courses changed at random
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Names of attributes and values for them, right and wrong; both end in NULL. */
extern const char *change_attributes[];
extern const char *change_values[];

/* Adds @node, its siblings, and all elements in them to @elements. */
void change_collect (xmlNode *node, GPtrArray *elements);

/* Changes one to three things: elements renamed, moved, doubled, taken away, attributes and text likewise. Appends
 * what it did to @history. */
void change_at_random (xmlDoc *document, GRand *rand, GString *history);

G_END_DECLS
