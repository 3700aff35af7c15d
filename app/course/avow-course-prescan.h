/* avow-course-prescan.h: what is looked at before libxml2 sees a byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-source.h"

G_BEGIN_DECLS

/* No course comes near these. They keep a broken or hostile file from costing time and memory: 60,000 attributes on
 * one element, in 0.65 MB, cost libxml2 almost five seconds. */
#define AVOW_COURSE_MAX_BYTES (8 * 1024 * 1024)
#define AVOW_COURSE_MAX_DEPTH 64
#define AVOW_COURSE_MAX_ELEMENTS 20000 /* eight times what eighteen topics need */
#define AVOW_COURSE_MAX_ATTRIBUTES 32
#define AVOW_COURSE_MAX_VALUE 4096 /* bytes of an attribute's value */
#define AVOW_COURSE_MAX_NAME 100   /* bytes of a name */
#define AVOW_COURSE_MAX_TEXT 65536 /* bytes of text between two tags */

#define AVOW_PRESCAN_MAX_DEPTH 128 /* that any limits may have: libxml2 goes to 256 */

/* What other files than courses are held to. */
typedef struct
{
  gsize bytes;
  guint depth;           /* AVOW_PRESCAN_MAX_DEPTH at most */
  guint elements;
  gsize value;           /* bytes of an attribute's value */
  gsize text;            /* bytes of text between two tags */
  gboolean instructions; /* whether there may be processing instructions; they are passed over */
} AvowPrescanLimits;

/**
 * avow_prescan:
 * @source: what to look at
 * @limits: (nullable): what it is held to, %NULL for those of a course
 *
 * Reads the tags of @source without making anything of them, and holds the limits. Refused are other encodings than
 * UTF-8, a DOCTYPE, entities, processing instructions, a file that is cut off, and tags that don't match; the first
 * such thing is added to @source, with what to do about it.
 *
 * Returns: (transfer full) (nullable): offset (guint32) of each tag's `<`, in order, with an empty element counted
 *   as two tags at the same place; %NULL where something was refused
 */
GArray *avow_prescan (AvowSource *source, const AvowPrescanLimits *limits);

/**
 * avow_prescan_find_attribute:
 * @source: a source that passed
 * @tag: offset of a start tag
 * @name: name of one of its attributes, with its prefix
 *
 * Returns: offset of the attribute, or @tag where it has no such attribute
 */
gsize avow_prescan_find_attribute (AvowSource *source, gsize tag, const char *name);

/**
 * avow_prescan_find_text:
 * @source: a source that passed
 * @tag: offset of a tag
 *
 * Returns: offset of the first thing after the tag that is neither white space nor a comment
 */
gsize avow_prescan_find_text (AvowSource *source, gsize tag);

G_END_DECLS
