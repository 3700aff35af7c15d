/* avow-course-write.h: a course as XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* Each writes at the end of @out, indented by @depth steps of two spaces, in a form that people can go on with. */
void avow_write_blocks (GString *out, guint depth, GPtrArray *blocks);
void avow_write_inlines (GString *out, GPtrArray *inlines);
void avow_write_question (GString *out, guint depth, const AvowQuestion *question);
void avow_write_pool (GString *out, guint depth, const AvowPool *pool);
void avow_write_page (GString *out, guint depth, const AvowPage *page);

/* ` name="value"`; nothing where @value is %NULL. */
void avow_write_attribute (GString *out, const char *name, const char *value);

/* Starts a line. */
void avow_write_indent (GString *out, guint depth);

G_END_DECLS
