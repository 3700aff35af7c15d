/* avow-course-block.h: what a page is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-condition.h"

G_BEGIN_DECLS

/* Blocks and inlines are immutable once their course has been loaded, and belong to it. They bear the
 * names that HTML gives to the same things, for that is what authors write. */

typedef enum
{
  AVOW_INLINE_TEXT,   /* text */
  AVOW_INLINE_STRONG, /* children */
  AVOW_INLINE_EM,     /* children */
  AVOW_INLINE_MARK,   /* children; in a message of an inbox, what tells that it is not genuine */
  AVOW_INLINE_LINK,   /* children; target is an https: or mailto: address, or "#page-id" */
  AVOW_INLINE_TERM,   /* children; target is the id of a glossary term */
  AVOW_INLINE_VAR,    /* target is the name of one of the organisation's facts */
  AVOW_INLINE_WHEN,   /* children; condition */
} AvowInlineKind;

typedef struct
{
  AvowInlineKind kind;
  char *text;          /* AVOW_INLINE_TEXT only: white space folded, NFC */
  char *target;        /* link, term and var only */
  GPtrArray *children; /* of AvowInline; all but text and var */
  AvowCondition *condition; /* when only */
} AvowInline;

typedef enum
{
  AVOW_BLOCK_HEADING,   /* inlines; level 2 to 4, as HTML's h2 to h4 */
  AVOW_BLOCK_PARAGRAPH, /* inlines */
  AVOW_BLOCK_LIST,      /* children: of AVOW_BLOCK_ITEM; ordered */
  AVOW_BLOCK_ITEM,      /* children: paragraphs and lists */
  AVOW_BLOCK_FIGURE,    /* source, alternative; inlines are the caption, perhaps none */
  AVOW_BLOCK_TABLE,     /* children: of AVOW_BLOCK_ROW; inlines are the caption, perhaps none */
  AVOW_BLOCK_ROW,       /* children: of AVOW_BLOCK_CELL */
  AVOW_BLOCK_CELL,      /* inlines; header */
  AVOW_BLOCK_ASIDE,     /* children: blocks; the role tells what it is */
  AVOW_BLOCK_DETAILS,   /* inlines are the summary; children: blocks */
  AVOW_BLOCK_WHEN,      /* children: blocks, which stand in its place where the condition holds */
} AvowBlockKind;

typedef enum
{
  AVOW_ASIDE_NOTE,  /* something beside the matter */
  AVOW_ASIDE_CASE,  /* the case that a page opens with */
  AVOW_ASIDE_HABIT, /* the one habit that a page ends with */
} AvowAsideRole;

typedef struct
{
  AvowBlockKind kind;
  char *id;            /* nullable */
  GPtrArray *inlines;  /* of AvowInline; nullable */
  GPtrArray *children; /* of AvowBlock; nullable */
  guint level;         /* headings */
  gboolean ordered;    /* lists */
  gboolean header;     /* cells: th rather than td */
  AvowAsideRole role;  /* asides */
  char *source;        /* figures: path of the picture inside the course's folder */
  char *alternative;   /* figures: what the picture shows, in words */
  AvowCondition *condition; /* when only */
} AvowBlock;

void avow_inline_free (AvowInline *self);
void avow_block_free (AvowBlock *self);

/**
 * avow_inlines_to_text:
 * @inlines: (element-type AvowInline): what to write out
 * @variables: (element-type utf8 utf8) (nullable): the organisation's facts by name
 *
 * Writes inlines as plain text. A variable that @variables lacks is written as its name in
 * square brackets, so that a gap is seen and never passed over. What stands under a condition that does
 * not hold is left out.
 *
 * Returns: (transfer full): the text
 */
char *avow_inlines_to_text (GPtrArray *inlines, GHashTable *variables);

/**
 * avow_blocks_to_text:
 * @blocks: (element-type AvowBlock): what to write out
 * @variables: (element-type utf8 utf8) (nullable): the organisation's facts by name
 *
 * Writes blocks as plain text, a blank line between blocks, list items with a dash or number.
 * This is the text that a declaration keeps of each clause.
 *
 * Returns: (transfer full): the text
 */
char *avow_blocks_to_text (GPtrArray *blocks, GHashTable *variables);

/* Adds to @names (a set) the facts that a text uses where @facts hold: what stands under a condition that does not hold uses
 * none. */
void avow_inlines_collect_variables (GPtrArray *inlines, GHashTable *facts, GHashTable *names);
void avow_blocks_collect_variables (GPtrArray *blocks, GHashTable *facts, GHashTable *names);

/**
 * avow_blocks_count_words:
 * @blocks: (element-type AvowBlock): what to count
 *
 * Returns: words in @blocks, alternative texts and captions included
 */
guint avow_blocks_count_words (GPtrArray *blocks);

G_END_DECLS
