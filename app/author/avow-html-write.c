/* avow-html-write.c: what a course says, as HTML for other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-html-write.h"

void
avow_html_write_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
write_element (AvowHtml *self, const char *name, GPtrArray *inlines)
{
  g_string_append_printf (self->out, "<%s>", name);
  avow_html_write_inlines (self, inlines);
  g_string_append_printf (self->out, "</%s>", name);
}

static void
write_link (AvowHtml *self, const AvowInline *part)
{
  if (part->target == NULL || *part->target == '#')
    {
      self->has_links = TRUE;
      avow_html_write_inlines (self, part->children);
      return;
    }

  g_string_append (self->out, "<a href=\"");
  avow_html_write_text (self->out, part->target);
  g_string_append (self->out, "\">");
  avow_html_write_inlines (self, part->children);
  g_string_append (self->out, "</a>");
}

static void
write_inline (AvowHtml *self, const AvowInline *part)
{
  switch (part->kind)
    {
    case AVOW_INLINE_TEXT:
      avow_html_write_text (self->out, part->text);
      break;

    case AVOW_INLINE_STRONG:
      write_element (self, "strong", part->children);
      break;

    case AVOW_INLINE_EM:
      write_element (self, "em", part->children);
      break;

    case AVOW_INLINE_LINK:
      write_link (self, part);
      break;

    case AVOW_INLINE_VAR:
      self->has_facts = TRUE;
      g_string_append_printf (self->out, "[%s]", part->target);
      break;

    case AVOW_INLINE_WHEN:
      self->has_conditions = TRUE;
      break;

    case AVOW_INLINE_MARK:
    case AVOW_INLINE_TERM:
    default:
      avow_html_write_inlines (self, part->children);
      break;
    }
}

void
avow_html_write_inlines (AvowHtml *self, GPtrArray *inlines)
{
  for (guint i = 0; inlines != NULL && i < inlines->len; i++)
    write_inline (self, g_ptr_array_index (inlines, i));
}

static void
write_container (AvowHtml *self, const char *name, const AvowBlock *block)
{
  g_string_append_printf (self->out, "<%s>", name);
  avow_html_write_blocks (self, block->children);
  g_string_append_printf (self->out, "</%s>", name);
}

/* An item that is a line of words is written as one. */
static void
write_item (AvowHtml *self, const AvowBlock *item)
{
  const AvowBlock *first = item->children->len > 0 ? g_ptr_array_index (item->children, 0) : NULL;

  if (item->children->len == 1 && first->kind == AVOW_BLOCK_PARAGRAPH)
    write_element (self, "li", first->inlines);
  else
    write_container (self, "li", item);
}

static void
write_figure (AvowHtml *self, const AvowBlock *block)
{
  g_string_append (self->out, "<figure><img src=\"");
  avow_html_write_text (self->out, self->folder);
  avow_html_write_text (self->out, block->source);
  g_string_append (self->out, "\" alt=\"");
  avow_html_write_text (self->out, block->alternative);
  g_string_append (self->out, "\"/>");
  if (block->inlines->len > 0)
    write_element (self, "figcaption", block->inlines);
  g_string_append (self->out, "</figure>");
  if (self->pictures != NULL)
    g_ptr_array_add (self->pictures, g_strdup (block->source));
}

static void
write_block (AvowHtml *self, const AvowBlock *block)
{
  const char heading[] = { 'h', '0' + block->level, '\0' };

  switch (block->kind)
    {
    case AVOW_BLOCK_HEADING:
      write_element (self, heading, block->inlines);
      break;

    case AVOW_BLOCK_PARAGRAPH:
      write_element (self, "p", block->inlines);
      break;

    case AVOW_BLOCK_LIST:
      write_container (self, block->ordered ? "ol" : "ul", block);
      break;

    case AVOW_BLOCK_ITEM:
      write_item (self, block);
      break;

    case AVOW_BLOCK_FIGURE:
      write_figure (self, block);
      break;

    case AVOW_BLOCK_TABLE:
      g_string_append (self->out, "<table>");
      if (block->inlines->len > 0)
        write_element (self, "caption", block->inlines);
      g_string_append (self->out, "<tbody>");
      avow_html_write_blocks (self, block->children);
      g_string_append (self->out, "</tbody></table>");
      break;

    case AVOW_BLOCK_ROW:
      write_container (self, "tr", block);
      break;

    case AVOW_BLOCK_CELL:
      write_element (self, block->header ? "th" : "td", block->inlines);
      break;

    case AVOW_BLOCK_WHEN:
      self->has_conditions = TRUE;
      break;

    case AVOW_BLOCK_ASIDE:
    case AVOW_BLOCK_DETAILS:
    default:
      write_container (self, "div", block);
      break;
    }
}

void
avow_html_write_blocks (AvowHtml *self, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    write_block (self, g_ptr_array_index (blocks, i));
}
