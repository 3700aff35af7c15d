/* avow-html-write.h: what a course says, as HTML for other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* Where it is written, and what could not be. */
typedef struct
{
  GString *out;
  const char *folder;  /* what stands before a picture's path */
  GPtrArray *pictures; /* nullable: of char*: paths of those that it shows */
  gboolean has_facts;      /* it has facts of an organisation, of which the names were written */
  gboolean has_conditions; /* it says something to some only, which HTML can't */
  gboolean has_looks;      /* some of its words lost what marked them */
  gboolean has_links;      /* it links to pages of the course, of which the words were written */
} AvowHtml;

/* Well-formed both as HTML and as XML. */
void avow_html_write_blocks (AvowHtml *self, GPtrArray *blocks);
void avow_html_write_inlines (AvowHtml *self, GPtrArray *inlines);

/* Text, escaped for either. */
void avow_html_write_text (GString *out, const char *text);

G_END_DECLS
