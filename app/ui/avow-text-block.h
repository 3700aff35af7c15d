/* avow-text-block.h: one paragraph, with its links and terms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A link inside a text has no object of its own on the accessibility bus, so links and terms stand in the
 * text and as buttons below it. Tab visits the buttons only. A link to a page activates the action
 * `page.open` with the page's id. */
#define AVOW_TYPE_TEXT_BLOCK (avow_text_block_get_type ())
G_DECLARE_FINAL_TYPE (AvowTextBlock, avow_text_block, AVOW, TEXT_BLOCK, GtkWidget)

/**
 * avow_text_block_new:
 * @role: what the text is: a label, a heading, a cell
 * @inlines: (element-type AvowInline) (nullable): the text
 * @variables: (element-type utf8 utf8) (nullable): the organisation's facts by name
 * @course: (nullable): where terms are explained
 *
 * Returns: (transfer floating): the text
 */
GtkWidget *avow_text_block_new (GtkAccessibleRole role, GPtrArray *inlines, GHashTable *variables, AvowCourse *course);

void avow_text_block_set_text (AvowTextBlock *self, const char *text); /* plain */
GtkLabel *avow_text_block_get_label (AvowTextBlock *self);

/* Puts the focus on the text, where a screen reader then reads on. */
void avow_text_block_focus_text (AvowTextBlock *self);

G_END_DECLS
