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
 * `page.open` with the page's id.
 *
 * Properties: `text` (plain), `text-role` (what it is: a label, a cell, a status), `level` (of a heading, 1 to 4;
 * 0 where it is none). The last two are given when it is made. */
#define AVOW_TYPE_TEXT_BLOCK (avow_text_block_get_type ())
G_DECLARE_FINAL_TYPE (AvowTextBlock, avow_text_block, AVOW, TEXT_BLOCK, GtkWidget)

GtkWidget *avow_text_block_new (GtkAccessibleRole role);
GtkWidget *avow_text_block_new_heading (guint level);

/**
 * avow_text_block_set_inlines:
 * @self: a text
 * @inlines: (element-type AvowInline) (nullable): what to show; has to outlive @self
 * @variables: (element-type utf8 utf8) (nullable): the organisation's facts by name
 * @course: (nullable): where terms are explained
 */
void avow_text_block_set_inlines (AvowTextBlock *self, GPtrArray *inlines, GHashTable *variables, AvowCourse *course);

void avow_text_block_set_text (AvowTextBlock *self, const char *text); /* plain */
GtkLabel *avow_text_block_get_label (AvowTextBlock *self);

/* Puts the focus on the text, where a screen reader then reads on. */
void avow_text_block_focus_text (AvowTextBlock *self);

G_END_DECLS
