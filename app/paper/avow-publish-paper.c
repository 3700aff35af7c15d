/* avow-publish-paper.c: a course or document on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-publish-paper.h"

#include "avow-flow.h"
#include "avow-paper-picture.h"
#include "avow-publish-table.h"
#include "avow-rich-text.h"

#include <glib/gi18n-lib.h>

#define LIST_INDENT 18.0
#define ASIDE_INDENT 12.0
#define AFTER_BLOCK 6.0
#define BEFORE_HEADING 8.0
#define DEEPEST_HEADING 6
#define SCALE_STEP 0.95
#define LEAST_SCALE 0.6

typedef struct
{
  AvowFlow *flow;
  AvowPublication *publication;
  GHashTable *anchors; /* of char*: ids that can be linked to */
  guint level;         /* of the last heading */
  guint base;          /* what is added to levels within blocks */
} Setter;

static void add_blocks (Setter *self, GPtrArray *blocks);

static void
add_inlines (Setter *self, AvowTextStyle style, const char *tag, GPtrArray *inlines)
{
  g_autoptr (AvowRichText) rich = avow_rich_text_new (self->publication, self->anchors, inlines);

  avow_flow_add_rich_text (self->flow, style, tag, rich->text->str, rich->attributes, rich->links);
}

/* A heading is at most one level below the one before it. */
static const char *
begin_heading (Setter *self, guint level)
{
  static const char *const tags[] = { "H1", "H1", "H2", "H3", "H4", "H5", "H6" };

  self->level = MIN (MIN (level, self->level + 1), DEEPEST_HEADING);

  return tags[self->level];
}

static void
add_heading (Setter *self, const AvowBlock *block)
{
  avow_flow_add_space (self->flow, BEFORE_HEADING / 2);
  add_inlines (self, AVOW_TEXT_SUBHEADING, begin_heading (self, block->level + self->base), block->inlines);
  avow_flow_add_space (self->flow, 2);
}

static void
add_list (Setter *self, const AvowBlock *block)
{
  avow_flow_begin (self->flow, "L");
  avow_flow_indent (self->flow, LIST_INDENT, FALSE);
  for (guint i = 0; i < block->children->len; i++)
    {
      const AvowBlock *item = g_ptr_array_index (block->children, i);
      g_autofree char *marker = block->ordered ? g_strdup_printf ("%u.", i + 1) : g_strdup ("•");

      avow_flow_begin (self->flow, "LI");
      avow_flow_set_marker (self->flow, marker);
      avow_flow_begin (self->flow, "LBody");
      add_blocks (self, item->children);
      avow_flow_end (self->flow);
      avow_flow_end (self->flow);
    }
  avow_flow_unindent (self->flow);
  avow_flow_end (self->flow);
}

static void
add_caption (Setter *self, GPtrArray *inlines, AvowTextStyle style)
{
  if (inlines != NULL && inlines->len > 0)
    add_inlines (self, style, "Caption", inlines);
}

static void
add_figure (Setter *self, const AvowBlock *block)
{
  avow_flow_add_space (self->flow, AFTER_BLOCK);
  avow_paper_picture_add (self->flow, avow_edition_get_file (self->publication->files, block->source), block->alternative);
  add_caption (self, block->inlines, AVOW_TEXT_SMALL);
  avow_flow_add_space (self->flow, 2 * AFTER_BLOCK);
}

static void
add_table (Setter *self, const AvowBlock *block)
{
  add_caption (self, block->inlines, AVOW_TEXT_SUBHEADING);
  avow_flow_add_space (self->flow, 3);
  avow_publish_table_add (self->flow, self->publication, block);
  avow_flow_add_space (self->flow, 2 * AFTER_BLOCK);
}

/* What was folded up is open on paper. */
static void
add_boxed (Setter *self, const char *label, GPtrArray *inlines, GPtrArray *children)
{
  avow_flow_add_space (self->flow, 2);
  avow_flow_begin (self->flow, "Sect");
  avow_flow_indent (self->flow, ASIDE_INDENT, TRUE);
  if (label != NULL)
    {
      g_autoptr (PangoAttrList) bold = pango_attr_list_new ();

      pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      avow_flow_add_rich_text (self->flow, AVOW_TEXT_BODY, "P", label, bold, NULL);
    }
  else
    {
      g_autoptr (AvowRichText) rich = avow_rich_text_new (self->publication, self->anchors, inlines);

      pango_attr_list_insert (rich->attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      avow_flow_add_rich_text (self->flow, AVOW_TEXT_BODY, "P", rich->text->str, rich->attributes, rich->links);
    }
  add_blocks (self, children);
  avow_flow_unindent (self->flow);
  avow_flow_end (self->flow);
  avow_flow_add_space (self->flow, 2 * AFTER_BLOCK);
}

static void
add_paragraph (Setter *self, const AvowBlock *block)
{
  if (block->id != NULL)
    avow_flow_set_anchor (self->flow, block->id, NULL, 0);
  add_inlines (self, AVOW_TEXT_BODY, "P", block->inlines);
  avow_flow_add_space (self->flow, self->publication->one_page ? AFTER_BLOCK / 2 : AFTER_BLOCK);
}

static void
add_block (Setter *self, const AvowBlock *block)
{
  switch (block->kind)
    {
    case AVOW_BLOCK_HEADING:
      add_heading (self, block);
      break;
    case AVOW_BLOCK_LIST:
      add_list (self, block);
      break;
    case AVOW_BLOCK_FIGURE:
      add_figure (self, block);
      break;
    case AVOW_BLOCK_TABLE:
      add_table (self, block);
      break;
    case AVOW_BLOCK_ASIDE:
      add_boxed (self, avow_aside_role_to_label (block->role), NULL, block->children);
      break;
    case AVOW_BLOCK_DETAILS:
      add_boxed (self, NULL, block->inlines, block->children);
      break;
    case AVOW_BLOCK_WHEN:
      add_blocks (self, block->children);
      break;
    case AVOW_BLOCK_PARAGRAPH:
    case AVOW_BLOCK_ITEM: /* these three stand in what they are part of */
    case AVOW_BLOCK_ROW:
    case AVOW_BLOCK_CELL:
    default:
      add_paragraph (self, block);
      break;
    }
}

static void
add_blocks (Setter *self, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);

      if (avow_condition_holds (block->condition, self->publication->variables))
        add_block (self, block);
    }
}

static void
add_title (Setter *self)
{
  const AvowPublication *publication = self->publication;
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < publication->particulars->len; i++)
    {
      const AvowParticular *particular = g_ptr_array_index (publication->particulars, i);

      /* Translators: a fact about a document, e.g. “Edition: 2026.1” */
      g_string_append_printf (line, "%s", i > 0 ? " · " : "");
      g_string_append_printf (line, _("%s: %s"), particular->label, particular->value);
    }
  self->level = 1;
  avow_flow_add_text (self->flow, AVOW_TEXT_TITLE, publication->title);
  avow_flow_add_space (self->flow, 2);
  avow_flow_add_text (self->flow, AVOW_TEXT_SMALL, line->str);
  avow_flow_add_space (self->flow, 2 * AFTER_BLOCK);
}

static void
add_section (Setter *self, const AvowSection *section)
{
  avow_flow_add_space (self->flow, section->level == 2 ? BEFORE_HEADING : BEFORE_HEADING / 2);
  avow_flow_set_anchor (self->flow, section->id, section->title, section->level - 2);
  avow_flow_add_rich_text (self->flow, section->level == 2 && !self->publication->one_page ? AVOW_TEXT_SECTION : AVOW_TEXT_HEADING,
                           begin_heading (self, section->level), section->title, NULL, NULL);
  avow_flow_add_space (self->flow, 3);
  self->base = section->level - 1;
  add_blocks (self, section->blocks);
}

static void
collect_anchors (GHashTable *anchors, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == AVOW_BLOCK_PARAGRAPH && block->id != NULL)
        g_hash_table_add (anchors, block->id);
    }
}

static GHashTable *
list_anchors (const AvowPublication *publication)
{
  GHashTable *anchors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < publication->sections->len; i++)
    {
      const AvowSection *section = g_ptr_array_index (publication->sections, i);

      g_hash_table_add (anchors, section->id);
      collect_anchors (anchors, section->blocks);
    }

  return anchors;
}

static AvowFlow *
set_pages (AvowPublication *publication, double scale)
{
  g_autoptr (GHashTable) anchors = list_anchors (publication);
  AvowFlow *flow = avow_flow_new (AVOW_A4_SHORT, AVOW_A4_LONG);
  Setter setter = { flow, publication, anchors, 0, 0 };
  g_autofree char *footer = g_strdup_printf ("%s · %s", publication->publisher, publication->title);

  avow_flow_set_language (flow, publication->language);
  avow_flow_set_scale (flow, scale);
  avow_flow_set_footer (flow, footer);
  add_title (&setter);
  add_blocks (&setter, publication->preamble);
  for (guint i = 0; i < publication->sections->len; i++)
    add_section (&setter, g_ptr_array_index (publication->sections, i));

  return flow;
}

GBytes *
avow_publish_paper (AvowPublication *publication)
{
  g_autoptr (AvowFlow) flow = NULL;
  double scale = 1;

  g_return_val_if_fail (publication != NULL, NULL);

  flow = set_pages (publication, scale);
  while (publication->one_page && avow_flow_get_n_pages (flow) > 1 && scale * SCALE_STEP >= LEAST_SCALE)
    {
      scale *= SCALE_STEP;
      avow_flow_free (flow);
      flow = set_pages (publication, scale);
    }

  return avow_flow_to_pdf (flow, publication->title, publication->publisher);
}
