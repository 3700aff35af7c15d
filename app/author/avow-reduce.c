/* avow-reduce.c: text of other programs, reduced to the elements of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reduce.h"

#include "avow-html.h"
#include "avow-shift.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 48    /* lists in lists take two of a course's 64 each */
#define MAX_COLUMNS 50
#define MAX_TEXT 60000  /* bytes of a line: a course's limit is a little more */

typedef struct
{
  gboolean strong;
  gboolean em;
  const char *href; /* nullable; of the node */
} Style;

typedef struct
{
  GString *text;
  Style style;
} Run;

typedef struct
{
  AvowDraft *draft;
  AvowReduceHook hook;
  gpointer data;
  GPtrArray *blocks; /* of AvowBlock: where a paragraph goes that ends now */
  GArray *runs;      /* of Run: the paragraph */
  Style style;
  guint depth;
} Reducer;

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

static void reduce_children (Reducer *self, AvowNode *parent);
static GPtrArray *reduce_apart (Reducer *self, AvowNode *parent);

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
clear_run (Run *run)
{
  g_string_free (run->text, TRUE);
}

static GPtrArray *
create_blocks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);
}

static GPtrArray *
create_inlines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);
}

static GArray *
create_runs (void)
{
  GArray *runs = g_array_new (FALSE, TRUE, sizeof (Run));

  g_array_set_clear_func (runs, (GDestroyNotify) clear_run);
  return runs;
}

static AvowBlock *
create_block (AvowBlockKind kind)
{
  AvowBlock *block = g_new0 (AvowBlock, 1);

  block->kind = kind;
  return block;
}

static AvowInline *
create_inline (AvowInlineKind kind)
{
  AvowInline *part = g_new0 (AvowInline, 1);

  part->kind = kind;
  return part;
}

/* White space, and what looks like it. */
gboolean
avow_text_says (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0xA0 && c != 0xAD && c != 0xFEFF && !(c >= 0x200B && c <= 0x200F) && c != 0x2060)
        return TRUE;
    }

  return FALSE;
}

gboolean
avow_inlines_say (GPtrArray *inlines)
{
  for (guint i = 0; inlines != NULL && i < inlines->len; i++)
    {
      const AvowInline *part = g_ptr_array_index (inlines, i);

      if (part->kind == AVOW_INLINE_TEXT ? avow_text_says (part->text) : part->kind == AVOW_INLINE_VAR || avow_inlines_say (part->children))
        return TRUE;
    }

  return FALSE;
}

static void
add_text_inline (GPtrArray *inlines, const char *text)
{
  AvowInline *part = create_inline (AVOW_INLINE_TEXT);

  part->text = g_strdup (text);
  g_ptr_array_add (inlines, part);
}

static gpointer
copy_inline (gconstpointer source, gpointer data)
{
  const AvowInline *part = source;
  AvowInline *copy = create_inline (part->kind);

  copy->text = g_strdup (part->text);
  copy->target = g_strdup (part->target);
  if (part->children != NULL)
    copy->children = avow_inlines_copy (part->children);

  return copy;
}

GPtrArray *
avow_inlines_copy (GPtrArray *inlines)
{
  GPtrArray *copy = g_ptr_array_copy (inlines, (GCopyFunc) copy_inline, NULL);

  g_ptr_array_set_free_func (copy, (GDestroyNotify) avow_inline_free);
  return copy;
}

void
avow_inlines_join (GPtrArray *inlines, GPtrArray *more)
{
  if (avow_inlines_say (more))
    {
      if (inlines->len > 0)
        add_text_inline (inlines, " ");
      g_ptr_array_extend_and_steal (inlines, more);
    }
  else
    g_ptr_array_unref (more);
}

GPtrArray *
avow_reduce_words (const char *words)
{
  GPtrArray *inlines = create_inlines ();

  add_text_inline (inlines, words);
  return inlines;
}

static gboolean
style_is (const Style *a, const Style *b)
{
  return a->strong == b->strong && a->em == b->em && g_strcmp0 (a->href, b->href) == 0;
}

static void
add_text (Reducer *self, const char *text)
{
  Run *last = self->runs->len > 0 ? &g_array_index (self->runs, Run, self->runs->len - 1) : NULL;

  if (last == NULL && !avow_text_says (text))
    return;

  if (last == NULL || !style_is (&last->style, &self->style))
    {
      Run run = { g_string_new (NULL), self->style };

      g_array_append_val (self->runs, run);
      last = &g_array_index (self->runs, Run, self->runs->len - 1);
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
group_runs (GPtrArray *inlines, const Run *runs, guint n, guint level)
{
  for (guint i = 0, next; i < n; i = next)
    {
      AvowInline *part = NULL;

      if (level == 3)
        {
          add_text_inline (inlines, runs[i].text->str);
          next = i + 1;
          continue;
        }
      for (next = i + 1; next < n; next++)
        if (level == 0 ? g_strcmp0 (runs[i].style.href, runs[next].style.href) != 0
                       : level == 1 ? runs[i].style.strong != runs[next].style.strong : runs[i].style.em != runs[next].style.em)
          break;

      if (level == 0 ? runs[i].style.href != NULL : level == 1 ? runs[i].style.strong : runs[i].style.em)
        {
          part = create_inline (level == 0 ? AVOW_INLINE_LINK : level == 1 ? AVOW_INLINE_STRONG : AVOW_INLINE_EM);
          part->target = level == 0 ? g_strdup (runs[i].style.href) : NULL;
          part->children = create_inlines ();
        }
      group_runs (part != NULL ? part->children : inlines, runs + i, next - i, level + 1);
      if (part != NULL && avow_inlines_say (part->children))
        g_ptr_array_add (inlines, part);
      else if (part != NULL)
        {
          /* what only looks at spaces is none */
          add_text_inline (inlines, " ");
          avow_inline_free (part);
        }
    }
}

static GPtrArray *
take_runs (Reducer *self)
{
  GPtrArray *inlines = create_inlines ();

  group_runs (inlines, (const Run *) (gpointer) self->runs->data, self->runs->len, 0);
  g_array_set_size (self->runs, 0);
  return inlines;
}

static void
end_paragraph (Reducer *self)
{
  GPtrArray *inlines = take_runs (self);
  AvowBlock *block;

  if (!avow_inlines_say (inlines))
    {
      g_ptr_array_unref (inlines);
      return;
    }

  block = create_block (AVOW_BLOCK_PARAGRAPH);
  block->inlines = inlines;
  g_ptr_array_add (self->blocks, block);
}

static const char *
get_attribute (AvowNode *node, const char *name)
{
  const char *value = avow_node_get (node, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
reduce_styled (Reducer *self, AvowNode *node, Part part)
{
  Style before = self->style;

  if (part == PART_EM)
    self->style.em = TRUE;
  else
    self->style.strong = TRUE;
  reduce_children (self, node);
  self->style = before;
}

static void
reduce_link (Reducer *self, AvowNode *node)
{
  Style before = self->style;
  const char *address = get_attribute (node, "href");

  if (address != NULL && avow_value_is (AVOW_VALUE_LINK, address) && *address != '#')
    self->style.href = address;
  else if (address != NULL && *address != '#')
    avow_draft_note (self->draft, _("a link leads where links of a course can’t; its words are kept"),
                     _("write <a href=\"https://…\"> around them, if there is such a page"));
  reduce_children (self, node);
  self->style = before;
}

static void
reduce_heading (Reducer *self, AvowNode *node)
{
  end_paragraph (self);
  reduce_styled (self, node, PART_STRONG);
  end_paragraph (self);
}

/* What a list may not have in its items comes after the list. */
static void
settle_item (AvowBlock *list, AvowBlock *item, GPtrArray *after)
{
  GPtrArray *mixed = item->children;

  item->children = create_blocks ();
  for (guint i = 0; i < mixed->len; i++)
    {
      AvowBlock *block = g_steal_pointer (&g_ptr_array_index (mixed, i));

      if (block->kind == AVOW_BLOCK_PARAGRAPH || (block->kind == AVOW_BLOCK_LIST && item->children->len > 0))
        g_ptr_array_add (item->children, block);
      else if (block->kind == AVOW_BLOCK_LIST)
        {
          /* a list that stands in an item by itself is only further in */
          g_ptr_array_extend_and_steal (list->children, g_steal_pointer (&block->children));
          avow_block_free (block);
        }
      else
        g_ptr_array_add (after, block);
    }
  g_ptr_array_set_free_func (mixed, NULL);
  g_ptr_array_unref (mixed);

  if (item->children->len > 0)
    g_ptr_array_add (list->children, item);
  else
    avow_block_free (item);
}

static void
reduce_list (Reducer *self, AvowNode *node)
{
  AvowBlock *list = create_block (AVOW_BLOCK_LIST);
  g_autoptr (GPtrArray) after = create_blocks ();

  end_paragraph (self);
  list->ordered = g_str_equal (node->name, "ol");
  list->children = create_blocks ();
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name != NULL)
      {
        AvowBlock *item = create_block (AVOW_BLOCK_ITEM);

        item->children = g_str_equal (child->name, "li") ? reduce_apart (self, child) : create_blocks ();
        if (!g_str_equal (child->name, "li"))
          {
            GPtrArray *outer = self->blocks;

            self->blocks = item->children;
            if (find_part (child->name) == PART_LIST)
              reduce_list (self, child);
            else
              reduce_children (self, child);
            end_paragraph (self);
            self->blocks = outer;
          }
        settle_item (list, item, after);
      }

  if (list->children->len > 0)
    g_ptr_array_add (self->blocks, list);
  else
    avow_block_free (list);
  g_ptr_array_extend_and_steal (self->blocks, g_steal_pointer (&after));
}

static void
add_cell (AvowBlock *row, GPtrArray *inlines, gboolean header)
{
  AvowBlock *cell = create_block (AVOW_BLOCK_CELL);

  cell->inlines = inlines;
  cell->header = header;
  g_ptr_array_add (row->children, cell);
}

/* Pictures in a cell come after the table. */
static GPtrArray *
take_figures (GPtrArray *blocks, GPtrArray *after)
{
  GPtrArray *others = create_blocks ();

  for (guint i = 0; i < blocks->len; i++)
    {
      AvowBlock *block = g_steal_pointer (&g_ptr_array_index (blocks, i));

      g_ptr_array_add (block->kind == AVOW_BLOCK_FIGURE ? after : others, block);
    }
  g_ptr_array_set_free_func (blocks, NULL);
  g_ptr_array_unref (blocks);

  return others;
}

static void
reduce_row (Reducer *self, AvowNode *node, AvowBlock *table, GPtrArray *after)
{
  AvowBlock *row = create_block (AVOW_BLOCK_ROW);

  row->children = create_blocks ();
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name != NULL && (g_str_equal (child->name, "td") || g_str_equal (child->name, "th")))
      {
        const char *span = get_attribute (child, "colspan");
        guint columns = span != NULL ? CLAMP (g_ascii_strtoull (span, NULL, 10), 1, MAX_COLUMNS) : 1;
        GPtrArray *blocks = take_figures (reduce_apart (self, child), after);

        add_cell (row, avow_reduce_to_line (self->draft, blocks), g_str_equal (child->name, "th"));
        for (guint i = 1; i < columns && row->children->len < MAX_COLUMNS; i++)
          add_cell (row, create_inlines (), FALSE);
      }
  g_ptr_array_add (table->children, row);
}

static void
reduce_rows (Reducer *self, AvowNode *node, AvowBlock *table, GPtrArray *after)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name == NULL)
      continue;
    else if (g_str_equal (child->name, "tr"))
      reduce_row (self, child, table, after);
    else if (g_str_equal (child->name, "thead") || g_str_equal (child->name, "tbody") || g_str_equal (child->name, "tfoot"))
      reduce_rows (self, child, table, after);
    else if (g_str_equal (child->name, "caption"))
      {
        g_clear_pointer (&table->inlines, g_ptr_array_unref);
        table->inlines = avow_reduce_to_line (self->draft, take_figures (reduce_apart (self, child), after));
      }
}

static gboolean
is_saying (const AvowBlock *row)
{
  for (guint i = 0; i < row->children->len; i++)
    if (avow_inlines_say (((AvowBlock *) g_ptr_array_index (row->children, i))->inlines))
      return TRUE;

  return FALSE;
}

/* Every row as many cells, and none without words. Gives how many cells a row has. */
static guint
square_table (AvowBlock *table)
{
  guint columns = 0;

  for (guint i = table->children->len; i > 0; i--)
    {
      AvowBlock *row = g_ptr_array_index (table->children, i - 1);

      if (is_saying (row))
        columns = MAX (columns, row->children->len);
      else
        g_ptr_array_remove_index (table->children, i - 1);
    }
  for (guint i = 0; i < table->children->len; i++)
    for (AvowBlock *row = g_ptr_array_index (table->children, i); row->children->len < columns;)
      add_cell (row, create_inlines (), FALSE);

  return columns;
}

static gboolean
has_inside (AvowNode *node, const char *name)
{
  for (AvowNode *inner = node->first != NULL ? node->first : NULL; inner != NULL; inner = avow_node_next (inner, node))
    if (inner->name != NULL && g_str_equal (inner->name, name))
      return TRUE;

  return FALSE;
}

static void
reduce_table (Reducer *self, AvowNode *node)
{
  AvowBlock *table;
  g_autoptr (GPtrArray) after = NULL;

  end_paragraph (self);
  /* one that holds others only says where they stand */
  if (has_inside (node, "table"))
    {
      reduce_children (self, node);
      end_paragraph (self);
      return;
    }

  after = create_blocks ();
  table = create_block (AVOW_BLOCK_TABLE);
  table->children = create_blocks ();
  reduce_rows (self, node, table, after);
  if (table->inlines == NULL || !avow_inlines_say (table->inlines))
    {
      g_clear_pointer (&table->inlines, g_ptr_array_unref);
      table->inlines = create_inlines ();
    }
  if (square_table (table) > 0)
    g_ptr_array_add (self->blocks, table);
  else
    avow_block_free (table);
  g_ptr_array_extend_and_steal (self->blocks, g_steal_pointer (&after));
}

/* A picture, with what it shows in words: a course has none without. */
static AvowBlock *
create_figure (Reducer *self, char *path, const char *words)
{
  AvowBlock *block = create_block (AVOW_BLOCK_FIGURE);

  block->source = path;
  block->alternative = words != NULL && avow_text_says (words) ? g_strndup (words, g_utf8_offset_to_pointer (words, MIN (500, g_utf8_strlen (words, -1))) - words)
                                                               : g_path_get_basename (path);
  block->inlines = create_inlines ();
  if (words == NULL || !avow_text_says (words))
    avow_draft_note (self->draft, _("a picture comes without words for whoever can’t see it; its name stands there now"),
                     _("say in alt=\"…\" what it shows"));

  return block;
}

static void
reduce_picture (Reducer *self, AvowNode *node, const char *address, const char *words)
{
  char *path = address != NULL ? avow_draft_add_picture (self->draft, address) : NULL;

  if (path != NULL)
    {
      end_paragraph (self);
      g_ptr_array_add (self->blocks, create_figure (self, path, words));
    }
  else if (words != NULL && avow_text_says (words))
    {
      add_text (self, " [");
      add_text (self, words);
      add_text (self, "] ");
    }
}

static void
reduce_figure (Reducer *self, AvowNode *node)
{
  guint before;

  end_paragraph (self);
  before = self->blocks->len;
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name != NULL && g_str_equal (child->name, "figcaption") && self->blocks->len > before)
      {
        AvowBlock *last = g_ptr_array_index (self->blocks, self->blocks->len - 1);
        GPtrArray *caption = avow_reduce_to_line (self->draft, reduce_apart (self, child));

        if (last->kind == AVOW_BLOCK_FIGURE)
          avow_inlines_join (last->inlines, caption);
        else
          g_ptr_array_unref (caption);
      }
    else if (child->name != NULL)
      {
        AvowNode inside = { .first = child, .last = child };
        AvowNode *next = child->next;

        child->next = NULL;
        reduce_children (self, &inside);
        child->next = next;
        end_paragraph (self);
      }
}

static void
append_texts (GString *text, AvowNode *node)
{
  for (AvowNode *inner = node->first; inner != NULL; inner = avow_node_next (inner, node))
    if (inner->name == NULL)
      g_string_append (text, inner->text);
}

static void
reduce_object (Reducer *self, AvowNode *node)
{
  const char *type = get_attribute (node, "type");
  g_autoptr (GString) words = g_string_new (NULL);

  append_texts (words, node);
  if (type != NULL && g_str_has_prefix (type, "image/"))
    reduce_picture (self, node, get_attribute (node, "data"), words->str);
  else
    {
      avow_draft_note (self->draft, _("something embedded in the text is not taken"), _("say in words what it showed"));
      reduce_children (self, node);
    }
}

/* Lines that are set as they are: each is a paragraph, and begins as far in as it did. */
static void
reduce_lines (Reducer *self, AvowNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (AvowNode *inner = node->first; inner != NULL; inner = avow_node_next (inner, node))
    if (inner->name == NULL)
      g_string_append (text, inner->text);
    else if (g_str_equal (inner->name, "br"))
      g_string_append_c (text, '\n');
  end_paragraph (self);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      const char *p = lines[i];

      for (; *p == ' ' || *p == '\t'; p++)
        g_string_append (line, *p == ' ' ? "\xC2\xA0" : "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0");
      g_string_append (line, p);
      add_text (self, line->str);
      end_paragraph (self);
    }
}

static void
reduce_shifted (Reducer *self, AvowNode *node, gboolean up)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shifted = NULL;

  append_texts (text, node);
  shifted = avow_shift (g_strstrip (text->str), up);
  add_text (self, shifted);
}

static void
reduce_formula (Reducer *self, AvowNode *node)
{
  const char *words = get_attribute (node, "alttext");

  if (words != NULL)
    {
      avow_draft_note (self->draft, _("a formula became its description in words"), _("see whether it can be understood"));
      add_text (self, words);
    }
  else
    avow_draft_refuse (self->draft, g_strdup (_("it has a formula (MathML)")), g_strdup (_("write it in letters and signs")));
}

static void
reduce_element (Reducer *self, AvowNode *node)
{
  Part part = find_part (node->name);

  switch (part)
    {
    case PART_BLOCK:
      end_paragraph (self);
      reduce_children (self, node);
      end_paragraph (self);
      break;

    case PART_BREAK:
      end_paragraph (self);
      break;

    case PART_STRONG:
    case PART_EM:
      reduce_styled (self, node, part);
      break;

    case PART_LINK:
      reduce_link (self, node);
      break;

    case PART_QUOTE:
      add_text (self, "“");
      reduce_children (self, node);
      add_text (self, "”");
      break;

    case PART_SUPERSCRIPT:
    case PART_SUBSCRIPT:
      reduce_shifted (self, node, part == PART_SUPERSCRIPT);
      break;

    case PART_HEADING:
      reduce_heading (self, node);
      break;

    case PART_LIST:
      reduce_list (self, node);
      break;

    case PART_TABLE:
      reduce_table (self, node);
      break;

    case PART_FIGURE:
      reduce_figure (self, node);
      break;

    case PART_PICTURE:
      reduce_picture (self, node, get_attribute (node, "src"),
                      get_attribute (node, "alt") != NULL ? get_attribute (node, "alt") : get_attribute (node, "title"));
      break;

    case PART_OBJECT:
      reduce_object (self, node);
      break;

    case PART_LINES:
      reduce_lines (self, node);
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
      reduce_children (self, node);
      break;
    }
}

static void
reduce_children (Reducer *self, AvowNode *parent)
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
      add_text (self, child->text);
    else if (self->hook != NULL && self->hook (child, written, self->data))
      {
        add_text (self, written->str);
        g_string_truncate (written, 0);
      }
    else
      reduce_element (self, child);
  self->depth--;
}

/* What is in @parent, and nothing of what is around it. */
static GPtrArray *
reduce_apart (Reducer *self, AvowNode *parent)
{
  GPtrArray *outer = self->blocks, *inner = create_blocks ();
  GArray *runs = self->runs;

  self->blocks = inner;
  self->runs = create_runs ();
  reduce_children (self, parent);
  end_paragraph (self);
  g_array_unref (self->runs);
  self->blocks = outer;
  self->runs = runs;

  return inner;
}

GPtrArray *
avow_reduce_node_blocks (AvowDraft *draft, AvowNode *parent, AvowReduceHook hook, gpointer data)
{
  Reducer self = { .draft = draft, .hook = hook, .data = data };

  return reduce_apart (&self, parent);
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
        add_text_inline (inlines, ",");
      avow_inlines_join (inlines, g_steal_pointer (&block->inlines));
      break;

    case AVOW_BLOCK_FIGURE:
      avow_draft_note (draft, _("a picture stands where a course has words only; its description is kept"),
                       _("show it in the question"));
      avow_inlines_join (inlines, avow_reduce_words (block->alternative));
      break;

    case AVOW_BLOCK_ITEM:
    case AVOW_BLOCK_ROW:
      if (avow_inlines_say (inlines))
        add_text_inline (inlines, ";");
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
  GPtrArray *inlines = create_inlines ();

  for (guint i = 0; i < blocks->len; i++)
    join_block (draft, inlines, g_ptr_array_index (blocks, i));
  g_ptr_array_unref (blocks);

  return inlines;
}

/* Each line is a paragraph: nothing in it means anything but itself. */
static GPtrArray *
reduce_plain (AvowDraft *draft, const char *text)
{
  Reducer self = { .draft = draft, .blocks = create_blocks (), .runs = create_runs () };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      add_text (&self, lines[i]);
      end_paragraph (&self);
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
  return tree != NULL ? avow_reduce_node_blocks (draft, tree->root, NULL, NULL) : create_blocks ();
}

GPtrArray *
avow_reduce_inlines (AvowDraft *draft, const char *text, AvowTextFormat format)
{
  return avow_reduce_to_line (draft, avow_reduce_blocks (draft, text, format));
}
