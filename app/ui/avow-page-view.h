/* avow-page-view.h: a page of a course or document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Blocks one below the other, in a column. It does not scroll by itself. Tab visits links, terms and details;
 * Ctrl+Down and Ctrl+Up walk from block to block (avow-walk.h). A link to another page activates the action
 * `page.open` (s: its id), which is for whoever shows the page to have. */
#define AVOW_TYPE_PAGE_VIEW (avow_page_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowPageView, avow_page_view, AVOW, PAGE_VIEW, AdwBin)

GtkWidget *avow_page_view_new (void);

/* The heading of the first level, above the blocks; NULL for none. To be set before the blocks. */
void avow_page_view_set_title (AvowPageView *self, const char *title);

/**
 * avow_page_view_set_blocks:
 * @self: a page
 * @blocks: (element-type AvowBlock) (nullable): what is on it
 * @variables: (element-type utf8 utf8) (nullable): the organisation's facts by name
 * @course: (nullable): where terms are explained and pictures lie
 *
 * Shows @blocks in place of what was shown.
 */
void avow_page_view_set_blocks (AvowPageView *self, GPtrArray *blocks, GHashTable *variables, AvowCourse *course);

G_END_DECLS
