/* avow-course-write.c: a course as XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-write.h"

#include <string.h>

static void
append_text (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;

      case '<':
        g_string_append (out, "&lt;");
        break;

      case '>':
        g_string_append (out, "&gt;");
        break;

      case '"':
        g_string_append (out, "&quot;");
        break;

      default:
        g_string_append_c (out, *p);
        break;
      }
}

void
avow_write_attribute (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (out, " %s=\"", name);
  append_text (out, value);
  g_string_append_c (out, '"');
}

void
avow_write_indent (GString *out, guint depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

static void
write_condition (GString *out, const AvowCondition *condition)
{
  if (condition == NULL)
    return;
  avow_write_attribute (out, "jurisdiction", condition->jurisdictions);
  avow_write_attribute (out, "role", condition->roles);
}

static const struct
{
  const char *name;
  const char *target; /* attribute, nullable */
} inline_names[] = {
  [AVOW_INLINE_TEXT] = { NULL, NULL },
  [AVOW_INLINE_STRONG] = { "strong", NULL },
  [AVOW_INLINE_EM] = { "em", NULL },
  [AVOW_INLINE_MARK] = { "mark", NULL },
  [AVOW_INLINE_LINK] = { "a", "href" },
  [AVOW_INLINE_TERM] = { "term", "ref" },
  [AVOW_INLINE_VAR] = { "var", "name" },
  [AVOW_INLINE_WHEN] = { "when", NULL },
};

/* Text within a line: the end of a line in it is a space, so that lines of the file are its lines. */
static void
write_words (GString *out, const char *text)
{
  gsize begin = out->len;

  append_text (out, text);
  for (char *p = out->str + begin; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r' || *p == '\t')
      *p = ' ';
}

void
avow_write_inlines (GString *out, GPtrArray *inlines)
{
  for (guint i = 0; i < inlines->len; i++)
    {
      const AvowInline *part = g_ptr_array_index (inlines, i);
      const char *name = inline_names[part->kind].name;

      if (name == NULL)
        {
          write_words (out, part->text);
          continue;
        }
      g_string_append_printf (out, "<%s", name);
      if (inline_names[part->kind].target != NULL)
        avow_write_attribute (out, inline_names[part->kind].target, part->target);
      write_condition (out, part->condition);
      if (part->children == NULL)
        {
          g_string_append (out, "/>");
          continue;
        }
      g_string_append_c (out, '>');
      avow_write_inlines (out, part->children);
      g_string_append_printf (out, "</%s>", name);
    }
}

/* <name …>words</name> on a line of its own; @id nullable. */
static void
write_line (GString *out, guint depth, const char *name, const char *id, GPtrArray *inlines)
{
  avow_write_indent (out, depth);
  g_string_append_printf (out, "<%s", name);
  avow_write_attribute (out, "id", id);
  g_string_append_c (out, '>');
  avow_write_inlines (out, inlines);
  g_string_append_printf (out, "</%s>\n", name);
}

static void
write_open (GString *out, guint depth, const char *name, const char *id)
{
  avow_write_indent (out, depth);
  g_string_append_printf (out, "<%s", name);
  avow_write_attribute (out, "id", id);
  g_string_append (out, ">\n");
}

static void
write_close (GString *out, guint depth, const char *name)
{
  avow_write_indent (out, depth);
  g_string_append_printf (out, "</%s>\n", name);
}

static void
write_container (GString *out, guint depth, const char *name, const AvowBlock *block)
{
  write_open (out, depth, name, block->id);
  avow_write_blocks (out, depth + 1, block->children);
  write_close (out, depth, name);
}

/* Words with perhaps lists below them, where it is no more than that. */
static void
write_item (GString *out, guint depth, const AvowBlock *item)
{
  const AvowBlock *first = item->children->len > 0 ? g_ptr_array_index (item->children, 0) : NULL;
  gboolean plain = first != NULL && first->id == NULL;

  for (guint i = 1; i < item->children->len; i++)
    plain = plain && ((AvowBlock *) g_ptr_array_index (item->children, i))->kind == AVOW_BLOCK_LIST;
  if (!plain)
    {
      write_container (out, depth, "li", item);
      return;
    }

  if (item->children->len == 1)
    {
      write_line (out, depth, "li", NULL, first->inlines);
      return;
    }
  avow_write_indent (out, depth);
  g_string_append (out, "<li>");
  avow_write_inlines (out, first->inlines);
  g_string_append_c (out, '\n');
  for (guint i = 1; i < item->children->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, g_ptr_array_index (item->children, i));
      avow_write_blocks (out, depth + 1, one);
    }
  write_close (out, depth, "li");
}

static void
write_figure (GString *out, guint depth, const AvowBlock *block)
{
  write_open (out, depth, "figure", block->id);
  avow_write_indent (out, depth + 1);
  g_string_append (out, "<img");
  avow_write_attribute (out, "src", block->source);
  avow_write_attribute (out, "alt", block->alternative);
  g_string_append (out, "/>\n");
  if (block->inlines->len > 0)
    write_line (out, depth + 1, "figcaption", NULL, block->inlines);
  write_close (out, depth, "figure");
}

static void
write_table (GString *out, guint depth, const AvowBlock *block)
{
  write_open (out, depth, "table", block->id);
  if (block->inlines->len > 0)
    write_line (out, depth + 1, "caption", NULL, block->inlines);
  avow_write_blocks (out, depth + 1, block->children);
  write_close (out, depth, "table");
}

static void
write_aside (GString *out, guint depth, const AvowBlock *block)
{
  static const char *const roles[] = { [AVOW_ASIDE_NOTE] = "note", [AVOW_ASIDE_CASE] = "case", [AVOW_ASIDE_HABIT] = "habit" };

  avow_write_indent (out, depth);
  g_string_append (out, "<aside");
  avow_write_attribute (out, "id", block->id);
  avow_write_attribute (out, "role", roles[block->role]);
  g_string_append (out, ">\n");
  avow_write_blocks (out, depth + 1, block->children);
  write_close (out, depth, "aside");
}

static void
write_when (GString *out, guint depth, const AvowBlock *block)
{
  avow_write_indent (out, depth);
  g_string_append (out, "<when");
  write_condition (out, block->condition);
  g_string_append (out, ">\n");
  avow_write_blocks (out, depth + 1, block->children);
  write_close (out, depth, "when");
}

static void
write_block (GString *out, guint depth, const AvowBlock *block)
{
  char heading[] = { 'h', '0' + block->level, '\0' };

  switch (block->kind)
    {
    case AVOW_BLOCK_HEADING:
      write_line (out, depth, heading, block->id, block->inlines);
      break;

    case AVOW_BLOCK_PARAGRAPH:
      write_line (out, depth, "p", block->id, block->inlines);
      break;

    case AVOW_BLOCK_LIST:
      write_container (out, depth, block->ordered ? "ol" : "ul", block);
      break;

    case AVOW_BLOCK_ITEM:
      write_item (out, depth, block);
      break;

    case AVOW_BLOCK_FIGURE:
      write_figure (out, depth, block);
      break;

    case AVOW_BLOCK_TABLE:
      write_table (out, depth, block);
      break;

    case AVOW_BLOCK_ROW:
      write_container (out, depth, "tr", block);
      break;

    case AVOW_BLOCK_CELL:
      write_line (out, depth, block->header ? "th" : "td", NULL, block->inlines);
      break;

    case AVOW_BLOCK_ASIDE:
      write_aside (out, depth, block);
      break;

    case AVOW_BLOCK_DETAILS:
      write_open (out, depth, "details", block->id);
      write_line (out, depth + 1, "summary", NULL, block->inlines);
      avow_write_blocks (out, depth + 1, block->children);
      write_close (out, depth, "details");
      break;

    case AVOW_BLOCK_WHEN:
    default:
      write_when (out, depth, block);
      break;
    }
}

void
avow_write_blocks (GString *out, guint depth, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    write_block (out, depth, g_ptr_array_index (blocks, i));
}

static void
write_prompt (GString *out, guint depth, const AvowQuestion *question)
{
  write_open (out, depth, "prompt", NULL);
  avow_write_blocks (out, depth + 1, question->prompt);
  write_close (out, depth, "prompt");
}

static void
write_feedback (GString *out, guint depth, GPtrArray *feedback)
{
  if (feedback != NULL && feedback->len > 0)
    write_line (out, depth, "feedback", NULL, feedback);
}

static void
append_option (GString *out, const AvowOption *option)
{
  g_string_append (out, "<option");
  avow_write_attribute (out, "id", option->id);
  avow_write_attribute (out, "correct", option->correct ? "yes" : NULL);
  g_string_append_c (out, '>');
  avow_write_inlines (out, option->inlines);
  if (option->feedback != NULL && option->feedback->len > 0)
    {
      g_string_append (out, "<feedback>");
      avow_write_inlines (out, option->feedback);
      g_string_append (out, "</feedback>");
    }
  g_string_append (out, "</option>");
}

static void
write_options (GString *out, guint depth, GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++)
    {
      avow_write_indent (out, depth);
      append_option (out, g_ptr_array_index (options, i));
      g_string_append_c (out, '\n');
    }
}

static void
write_match (GString *out, guint depth, const AvowQuestion *question)
{
  for (guint i = 0; i < question->parts->len; i++)
    {
      const AvowPart *part = g_ptr_array_index (question->parts, i);

      write_open (out, depth, "pair", part->id);
      write_line (out, depth + 1, "left", NULL, part->inlines);
      write_line (out, depth + 1, "right", NULL, part->correct->inlines);
      write_close (out, depth, "pair");
    }
  for (guint i = 0; i < question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);

      if (!option->correct)
        write_line (out, depth, "decoy", option->id, option->inlines);
    }
}

static void
write_order (GString *out, guint depth, const AvowQuestion *question)
{
  for (guint i = 0; i < question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);

      write_line (out, depth, "entry", option->id, option->inlines);
    }
}

/* All on one line: white space in it counts. */
static void
write_passage (GString *out, guint depth, const AvowQuestion *question)
{
  avow_write_indent (out, depth);
  g_string_append (out, "<passage>");
  for (guint i = 0; i < question->passage->len; i++)
    {
      const AvowPiece *piece = g_ptr_array_index (question->passage, i);

      if (piece->part == NULL)
        {
          write_words (out, piece->text);
          continue;
        }
      g_string_append (out, "<gap");
      avow_write_attribute (out, "id", piece->part->id);
      g_string_append (out, ">\n");
      write_options (out, depth + 2, piece->part->options);
      avow_write_indent (out, depth + 1);
      g_string_append (out, "</gap>");
    }
  g_string_append (out, "</passage>\n");
}

static void
write_accepted (GString *out, guint depth, const AvowQuestion *question)
{
  for (guint i = 0; i < question->accepted->len; i++)
    {
      avow_write_indent (out, depth);
      g_string_append (out, "<accept>");
      write_words (out, g_ptr_array_index (question->accepted, i));
      g_string_append (out, "</accept>\n");
    }
}

void
avow_write_question (GString *out, guint depth, const AvowQuestion *question)
{
  static const struct
  {
    const char *name;
    const char *kind; /* nullable */
    void (*write) (GString *out, guint depth, const AvowQuestion *question);
  } kinds[] = {
    [AVOW_QUESTION_SINGLE] = { "question", "single", NULL },
    [AVOW_QUESTION_MULTIPLE] = { "question", "multiple", NULL },
    [AVOW_QUESTION_TRUE_FALSE] = { "question", "true-false", NULL },
    [AVOW_QUESTION_MATCH] = { "match", NULL, write_match },
    [AVOW_QUESTION_ORDER] = { "order", NULL, write_order },
    [AVOW_QUESTION_INLINE_CHOICE] = { "inline-choice", NULL, write_passage },
    [AVOW_QUESTION_TEXT_ENTRY] = { "text-entry", NULL, write_accepted },
  };

  g_return_if_fail (question->kind < G_N_ELEMENTS (kinds));

  avow_write_indent (out, depth);
  g_string_append_printf (out, "<%s", kinds[question->kind].name);
  avow_write_attribute (out, "id", question->id);
  avow_write_attribute (out, "kind", kinds[question->kind].kind);
  g_string_append (out, ">\n");
  write_prompt (out, depth + 1, question);
  if (kinds[question->kind].write != NULL)
    kinds[question->kind].write (out, depth + 1, question);
  else
    write_options (out, depth + 1, question->options);
  write_feedback (out, depth + 1, question->feedback);
  write_close (out, depth, kinds[question->kind].name);
}

void
avow_write_pool (GString *out, guint depth, const AvowPool *pool)
{
  avow_write_indent (out, depth);
  g_string_append (out, "<pool");
  avow_write_attribute (out, "id", pool->id);
  avow_write_attribute (out, "title", pool->title);
  avow_write_attribute (out, "topic", pool->topic);
  g_string_append (out, ">\n");
  for (guint i = 0; i < pool->questions->len; i++)
    avow_write_question (out, depth + 1, g_ptr_array_index (pool->questions, i));
  write_close (out, depth, "pool");
}

void
avow_write_page (GString *out, guint depth, const AvowPage *page)
{
  avow_write_indent (out, depth);
  g_string_append (out, "<page");
  avow_write_attribute (out, "id", page->id);
  avow_write_attribute (out, "title", page->title);
  g_string_append (out, ">\n");
  avow_write_blocks (out, depth + 1, page->blocks);
  write_close (out, depth, "page");
}
