/* avow-reduce.c: text of other programs, reduced to the elements of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reduce-private.h"

#include "avow-html.h"
#include "avow-shift.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 48    /* lists in lists take two of a course's 64 each */
#define MAX_TEXT 60000  /* bytes of a line: a course's limit is a little more */

typedef enum
{
  PART_INSIDE, /* what is in it counts, it itself does not */
  PART_BLOCK,  /* begins and ends a paragraph */
  PART_BREAK,
  PART_STRONG,
  PART_EM,
  PART_LINK,
  PART_QUOTE,
  PART_SUPERSCRIPT,
  PART_SUBSCRIPT,
  PART_HEADING,
  PART_LIST,
  PART_TABLE,
  PART_FIGURE,
  PART_PICTURE,
  PART_OBJECT,
  PART_LINES,
  PART_SCRIPT,
  PART_STYLE,
  PART_EMBEDDED,
  PART_FORMULA,
  PART_NOTHING,
} Part;

static const struct
{
  const char *name;
  Part part;
} parts[] = {
  { "p", PART_BLOCK }, { "div", PART_BLOCK }, { "section", PART_BLOCK }, { "article", PART_BLOCK },
  { "header", PART_BLOCK }, { "footer", PART_BLOCK }, { "main", PART_BLOCK }, { "aside", PART_BLOCK },
  { "nav", PART_BLOCK }, { "blockquote", PART_BLOCK }, { "address", PART_BLOCK }, { "center", PART_BLOCK },
  { "dl", PART_BLOCK }, { "dt", PART_BLOCK }, { "dd", PART_BLOCK }, { "li", PART_BLOCK }, { "fieldset", PART_BLOCK },
  { "legend", PART_BLOCK }, { "figcaption", PART_BLOCK }, { "caption", PART_BLOCK }, { "details", PART_BLOCK },
  { "summary", PART_BLOCK }, { "tr", PART_BLOCK }, { "td", PART_BLOCK }, { "th", PART_BLOCK }, { "form", PART_BLOCK },
  { "br", PART_BREAK }, { "hr", PART_BREAK },
  { "strong", PART_STRONG }, { "b", PART_STRONG }, { "mark", PART_STRONG },
  { "em", PART_EM }, { "i", PART_EM }, { "cite", PART_EM }, { "dfn", PART_EM }, { "var", PART_EM },
  { "a", PART_LINK }, { "q", PART_QUOTE }, { "sup", PART_SUPERSCRIPT }, { "sub", PART_SUBSCRIPT },
  { "h1", PART_HEADING }, { "h2", PART_HEADING }, { "h3", PART_HEADING }, { "h4", PART_HEADING }, { "h5", PART_HEADING },
  { "h6", PART_HEADING },
  { "ul", PART_LIST }, { "ol", PART_LIST }, { "table", PART_TABLE }, { "figure", PART_FIGURE }, { "img", PART_PICTURE },
  { "object", PART_OBJECT }, { "pre", PART_LINES },
  { "script", PART_SCRIPT }, { "style", PART_STYLE }, { "link", PART_STYLE },
  { "iframe", PART_EMBEDDED }, { "embed", PART_EMBEDDED }, { "applet", PART_EMBEDDED }, { "audio", PART_EMBEDDED },
  { "video", PART_EMBEDDED }, { "canvas", PART_EMBEDDED }, { "svg", PART_EMBEDDED }, { "input", PART_EMBEDDED },
  { "select", PART_EMBEDDED }, { "textarea", PART_EMBEDDED }, { "button", PART_EMBEDDED }, { "noscript", PART_NOTHING },
  { "math", PART_FORMULA }, { "head", PART_NOTHING }, { "title", PART_NOTHING }, { "meta", PART_NOTHING },
  { "template", PART_NOTHING }, { "param", PART_NOTHING }, { "colgroup", PART_NOTHING },
};

static Part
find_part (const char *name)
{
  static GHashTable *by_name;
  static gsize ready;
  gpointer found;

  if (g_once_init_enter (&ready))
    {
      by_name = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        g_hash_table_insert (by_name, (gpointer) parts[i].name, GUINT_TO_POINTER (parts[i].part));
      g_once_init_leave (&ready, 1);
    }

  return g_hash_table_lookup_extended (by_name, name, NULL, &found) ? GPOINTER_TO_UINT (found) : PART_INSIDE;
}

static void
clear_run (AvowRun *run)
{
  g_string_free (run->text, TRUE);
}

GPtrArray *
avow_blocks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);
}

static GArray *
create_runs (void)
{
  GArray *runs = g_array_new (FALSE, TRUE, sizeof (AvowRun));

  g_array_set_clear_func (runs, (GDestroyNotify) clear_run);
  return runs;
}

AvowBlock *
avow_block_new (AvowBlockKind kind)
{
  AvowBlock *block = g_new0 (AvowBlock, 1);

  block->kind = kind;
  return block;
}

static gboolean
style_is (const AvowStyle *a, const AvowStyle *b)
{
  return a->strong == b->strong && a->em == b->em && g_strcmp0 (a->href, b->href) == 0;
}

void
avow_reducer_add_text (AvowReducer *self, const char *text)
{
  AvowRun *last = self->runs->len > 0 ? &g_array_index (self->runs, AvowRun, self->runs->len - 1) : NULL;

  if (last == NULL && !avow_text_says (text))
    return;

  if (last == NULL || !style_is (&last->style, &self->style))
    {
      AvowRun run = { g_string_new (NULL), self->style };

      g_array_append_val (self->runs, run);
      last = &g_array_index (self->runs, AvowRun, self->runs->len - 1);
    }
  g_string_append (last->text, text);
  if (last->text->len > MAX_TEXT)
    {
      avow_draft_refuse (self->draft, g_strdup (_("it has a text that is too long")), g_strdup (_("divide it into paragraphs")));
      g_string_truncate (last->text, 0);
    }
}

/* Makes inlines of some runs: those that lead to the same place are one link, and so on within it. */
static void
group_runs (GPtrArray *inlines, const AvowRun *runs, guint n, guint level)
{
  for (guint i = 0, next; i < n; i = next)
    {
      AvowInline *part = NULL;

      if (level == 3)
        {
          avow_inlines_add_text (inlines, runs[i].text->str);
          next = i + 1;
          continue;
        }
      for (next = i + 1; next < n; next++)
        if (level == 0 ? g_strcmp0 (runs[i].style.href, runs[next].style.href) != 0
                       : level == 1 ? runs[i].style.strong != runs[next].style.strong : runs[i].style.em != runs[next].style.em)
          break;

      if (level == 0 ? runs[i].style.href != NULL : level == 1 ? runs[i].style.strong : runs[i].style.em)
        {
          part = avow_inline_new (level == 0 ? AVOW_INLINE_LINK : level == 1 ? AVOW_INLINE_STRONG : AVOW_INLINE_EM);
          part->target = level == 0 ? g_strdup (runs[i].style.href) : NULL;
          part->children = avow_inlines_new ();
        }
      group_runs (part != NULL ? part->children : inlines, runs + i, next - i, level + 1);
      if (part != NULL && avow_inlines_say (part->children))
        g_ptr_array_add (inlines, part);
      else if (part != NULL)
        {
          /* what only looks at spaces is none; the spaces stay */
          for (guint k = i; k < next; k++)
            avow_inlines_add_text (inlines, runs[k].text->str);
          avow_inline_free (part);
        }
    }
}

/* Single spaces, and none at either end: as whoever reads the course's XML wants it. */
static void
fold_runs (GArray *runs)
{
  gboolean space = TRUE;

  for (guint i = 0; i < runs->len; i++)
    {
      GString *text = g_array_index (runs, AvowRun, i).text;
      char *to = text->str;

      for (const char *from = text->str; *from != '\0'; from++)
        {
          gboolean is_space = strchr (" \n\t\r", *from) != NULL;

          if (!is_space || !space)
            *to++ = is_space ? ' ' : *from;
          space = is_space;
        }
      g_string_truncate (text, to - text->str);
    }
  for (guint i = runs->len; i > 0; i--)
    {
      GString *text = g_array_index (runs, AvowRun, i - 1).text;

      if (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
      if (text->len > 0)
        return;
    }
}

static GPtrArray *
take_runs (AvowReducer *self)
{
  GPtrArray *inlines = avow_inlines_new ();

  fold_runs (self->runs);
  group_runs (inlines, (const AvowRun *) (gpointer) self->runs->data, self->runs->len, 0);
  g_array_set_size (self->runs, 0);
  return inlines;
}

void
avow_reducer_end_paragraph (AvowReducer *self)
{
  GPtrArray *inlines = take_runs (self);
  AvowBlock *block;

  if (!avow_inlines_say (inlines))
    {
      g_ptr_array_unref (inlines);
      return;
    }

  block = avow_block_new (AVOW_BLOCK_PARAGRAPH);
  block->inlines = inlines;
  g_ptr_array_add (self->blocks, block);
}

const char *
avow_reducer_get (AvowNode *node, const char *name)
{
  const char *value = avow_node_get (node, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
reduce_styled (AvowReducer *self, AvowNode *node, Part part)
{
  AvowStyle before = self->style;

  if (part == PART_EM)
    self->style.em = TRUE;
  else
    self->style.strong = TRUE;
  avow_reducer_take_children (self, node);
  self->style = before;
}

static void
reduce_link (AvowReducer *self, AvowNode *node)
{
  AvowStyle before = self->style;
  const char *address = avow_reducer_get (node, "href");

  if (address != NULL && avow_value_is (AVOW_VALUE_LINK, address) && *address != '#')
    self->style.href = address;
  else if (address != NULL && *address != '#')
    avow_draft_note (self->draft, _("a link leads where links of a course can’t; its words are kept"),
                     _("write <a href=\"https://…\"> around them, if there is such a page"));
  avow_reducer_take_children (self, node);
  self->style = before;
}

static void
reduce_heading (AvowReducer *self, AvowNode *node)
{
  avow_reducer_end_paragraph (self);
  reduce_styled (self, node, PART_STRONG);
  avow_reducer_end_paragraph (self);
}

static void
reduce_shifted (AvowReducer *self, AvowNode *node, gboolean up)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shifted = NULL;

  avow_reducer_append_texts (text, node);
  shifted = avow_shift (g_strstrip (text->str), up);
  avow_reducer_add_text (self, shifted);
}

static void
reduce_formula (AvowReducer *self, AvowNode *node)
{
  const char *words = avow_reducer_get (node, "alttext");

  if (words != NULL)
    {
      avow_draft_note (self->draft, _("a formula became its description in words"), _("see whether it can be understood"));
      avow_reducer_add_text (self, words);
    }
  else
    avow_draft_refuse (self->draft, g_strdup (_("it has a formula (MathML)")), g_strdup (_("write it in letters and signs")));
}

static void
reduce_element (AvowReducer *self, AvowNode *node)
{
  Part part = find_part (node->name);

  switch (part)
    {
    case PART_BLOCK:
      avow_reducer_end_paragraph (self);
      avow_reducer_take_children (self, node);
      avow_reducer_end_paragraph (self);
      break;

    case PART_BREAK:
      avow_reducer_end_paragraph (self);
      break;

    case PART_STRONG:
    case PART_EM:
      reduce_styled (self, node, part);
      break;

    case PART_LINK:
      reduce_link (self, node);
      break;

    case PART_QUOTE:
      avow_reducer_add_text (self, "“");
      avow_reducer_take_children (self, node);
      avow_reducer_add_text (self, "”");
      break;

    case PART_SUPERSCRIPT:
    case PART_SUBSCRIPT:
      reduce_shifted (self, node, part == PART_SUPERSCRIPT);
      break;

    case PART_HEADING:
      reduce_heading (self, node);
      break;

    case PART_LIST:
      avow_reducer_take_list (self, node);
      break;

    case PART_TABLE:
      avow_reducer_take_table (self, node);
      break;

    case PART_FIGURE:
      avow_reducer_take_figure (self, node);
      break;

    case PART_PICTURE:
      avow_reducer_take_picture (self, node, avow_reducer_get (node, "src"),
                      avow_reducer_get (node, "alt") != NULL ? avow_reducer_get (node, "alt") : avow_reducer_get (node, "title"));
      break;

    case PART_OBJECT:
      avow_reducer_take_object (self, node);
      break;

    case PART_LINES:
      avow_reducer_take_lines (self, node);
      break;

    case PART_SCRIPT:
      avow_draft_note (self->draft, _("a script is not taken"), _("say in words what it did, if it mattered"));
      break;

    case PART_STYLE:
      avow_draft_note (self->draft, _("a style sheet is not taken"), _("see whether the text can be understood without it"));
      break;

    case PART_EMBEDDED:
      avow_draft_note (self->draft, _("something embedded in the text is not taken"), _("say in words what it showed"));
      break;

    case PART_FORMULA:
      reduce_formula (self, node);
      break;

    case PART_NOTHING:
      break;

    case PART_INSIDE:
    default:
      avow_reducer_take_children (self, node);
      break;
    }
}

void
avow_reducer_take_children (AvowReducer *self, AvowNode *parent)
{
  g_autoptr (GString) written = g_string_new (NULL);

  if (self->depth == MAX_DEPTH)
    {
      avow_draft_refuse (self->draft, g_strdup_printf (_("elements of its text lie more than %d deep in one another"), MAX_DEPTH),
                         g_strdup (_("write the text more simply")));
      return;
    }

  self->depth++;
  for (AvowNode *child = parent->first; child != NULL; child = child->next)
    if (child->name == NULL)
      avow_reducer_add_text (self, child->text);
    else if (self->hook != NULL && self->hook (child, written, self->data))
      {
        avow_reducer_add_text (self, written->str);
        g_string_truncate (written, 0);
      }
    else
      reduce_element (self, child);
  self->depth--;
}

/* What is in @parent, and nothing of what is around it. */
GPtrArray *
avow_reducer_take_apart (AvowReducer *self, AvowNode *parent)
{
  GPtrArray *outer = self->blocks, *inner = avow_blocks_new ();
  GArray *runs = self->runs;

  self->blocks = inner;
  self->runs = create_runs ();
  avow_reducer_take_children (self, parent);
  avow_reducer_end_paragraph (self);
  g_array_unref (self->runs);
  self->blocks = outer;
  self->runs = runs;

  return inner;
}

GPtrArray *
avow_reduce_node_blocks (AvowDraft *draft, AvowNode *parent, AvowReduceHook hook, gpointer data)
{
  AvowReducer self = { .draft = draft, .hook = hook, .data = data };

  return avow_reducer_take_apart (&self, parent);
}

GPtrArray *
avow_reduce_node_inlines (AvowDraft *draft, AvowNode *parent, AvowReduceHook hook, gpointer data)
{
  return avow_reduce_to_line (draft, avow_reduce_node_blocks (draft, parent, hook, data));
}

static void
join_block (AvowDraft *draft, GPtrArray *inlines, AvowBlock *block)
{
  switch (block->kind)
    {
    case AVOW_BLOCK_PARAGRAPH:
      avow_inlines_join (inlines, g_steal_pointer (&block->inlines));
      break;

    case AVOW_BLOCK_CELL:
      if (avow_inlines_say (inlines) && avow_inlines_say (block->inlines))
        avow_inlines_add_text (inlines, ",");
      avow_inlines_join (inlines, g_steal_pointer (&block->inlines));
      break;

    case AVOW_BLOCK_FIGURE:
      avow_draft_note (draft, _("a picture stands where a course has words only; its description is kept"),
                       _("show it in the question"));
      avow_inlines_join (inlines, avow_inlines_new_words (block->alternative));
      break;

    case AVOW_BLOCK_ITEM:
    case AVOW_BLOCK_ROW:
      if (avow_inlines_say (inlines))
        avow_inlines_add_text (inlines, ";");
      G_GNUC_FALLTHROUGH;

    default:
      for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        join_block (draft, inlines, g_ptr_array_index (block->children, i));
      break;
    }
}

GPtrArray *
avow_reduce_to_line (AvowDraft *draft, GPtrArray *blocks)
{
  GPtrArray *inlines = avow_inlines_new ();

  for (guint i = 0; i < blocks->len; i++)
    join_block (draft, inlines, g_ptr_array_index (blocks, i));
  g_ptr_array_unref (blocks);

  return inlines;
}

/* Each line is a paragraph: nothing in it means anything but itself. */
static GPtrArray *
reduce_plain (AvowDraft *draft, const char *text)
{
  AvowReducer self = { .draft = draft, .blocks = avow_blocks_new (), .runs = create_runs () };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      avow_reducer_add_text (&self, lines[i]);
      avow_reducer_end_paragraph (&self);
    }
  g_array_unref (self.runs);

  return self.blocks;
}

GPtrArray *
avow_reduce_blocks (AvowDraft *draft, const char *text, AvowTextFormat format)
{
  g_autofree char *clean = avow_draft_clean (text, -1);
  g_autoptr (AvowTree) tree = NULL;

  if (format == AVOW_TEXT_PLAIN || (format != AVOW_TEXT_MARKDOWN && strpbrk (clean, "<&") == NULL))
    {
      if (format == AVOW_TEXT_HTML)
        g_strdelimit (clean, "\r\n", ' ');
      return reduce_plain (draft, clean);
    }

  tree = avow_html_read (draft, clean, format);
  return tree != NULL ? avow_reduce_node_blocks (draft, tree->root, NULL, NULL) : avow_blocks_new ();
}

GPtrArray *
avow_reduce_inlines (AvowDraft *draft, const char *text, AvowTextFormat format)
{
  return avow_reduce_to_line (draft, avow_reduce_blocks (draft, text, format));
}
