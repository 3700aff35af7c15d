/* avow-reduce-block.c: lists, tables and pictures of other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reduce-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 50

/* What a list may not have in its items comes after the list. */
static void
settle_item (AvowBlock *list, AvowBlock *item, GPtrArray *after)
{
  GPtrArray *mixed = item->children;

  item->children = avow_blocks_new ();
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

void
avow_reducer_take_list (AvowReducer *self, AvowNode *node)
{
  AvowBlock *list = avow_block_new (AVOW_BLOCK_LIST);
  g_autoptr (GPtrArray) after = avow_blocks_new ();

  avow_reducer_end_paragraph (self);
  list->ordered = g_str_equal (node->name, "ol");
  list->children = avow_blocks_new ();
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name != NULL)
      {
        AvowBlock *item = avow_block_new (AVOW_BLOCK_ITEM);

        item->children = g_str_equal (child->name, "li") ? avow_reducer_take_apart (self, child) : avow_blocks_new ();
        if (!g_str_equal (child->name, "li"))
          {
            GPtrArray *outer = self->blocks;

            self->blocks = item->children;
            if (g_str_equal (child->name, "ul") || g_str_equal (child->name, "ol"))
              avow_reducer_take_list (self, child);
            else
              avow_reducer_take_children (self, child);
            avow_reducer_end_paragraph (self);
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
  AvowBlock *cell = avow_block_new (AVOW_BLOCK_CELL);

  cell->inlines = inlines;
  cell->header = header;
  g_ptr_array_add (row->children, cell);
}

/* Pictures in a cell come after the table. */
static GPtrArray *
take_figures (GPtrArray *blocks, GPtrArray *after)
{
  GPtrArray *others = avow_blocks_new ();

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
reduce_row (AvowReducer *self, AvowNode *node, AvowBlock *table, GPtrArray *after)
{
  AvowBlock *row = avow_block_new (AVOW_BLOCK_ROW);

  row->children = avow_blocks_new ();
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name != NULL && (g_str_equal (child->name, "td") || g_str_equal (child->name, "th")))
      {
        const char *span = avow_reducer_get (child, "colspan");
        guint columns = span != NULL ? CLAMP (g_ascii_strtoull (span, NULL, 10), 1, MAX_COLUMNS) : 1;
        GPtrArray *blocks = take_figures (avow_reducer_take_apart (self, child), after);

        add_cell (row, avow_reduce_to_line (self->draft, blocks), g_str_equal (child->name, "th"));
        for (guint i = 1; i < columns && row->children->len < MAX_COLUMNS; i++)
          add_cell (row, avow_inlines_new (), FALSE);
      }
  g_ptr_array_add (table->children, row);
}

static void
reduce_rows (AvowReducer *self, AvowNode *node, AvowBlock *table, GPtrArray *after)
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
        table->inlines = avow_reduce_to_line (self->draft, take_figures (avow_reducer_take_apart (self, child), after));
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
      add_cell (row, avow_inlines_new (), FALSE);

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

void
avow_reducer_take_table (AvowReducer *self, AvowNode *node)
{
  AvowBlock *table;
  g_autoptr (GPtrArray) after = NULL;

  avow_reducer_end_paragraph (self);
  /* one that holds others only says where they stand */
  if (has_inside (node, "table"))
    {
      avow_reducer_take_children (self, node);
      avow_reducer_end_paragraph (self);
      return;
    }

  after = avow_blocks_new ();
  table = avow_block_new (AVOW_BLOCK_TABLE);
  table->children = avow_blocks_new ();
  reduce_rows (self, node, table, after);
  if (table->inlines == NULL || !avow_inlines_say (table->inlines))
    {
      g_clear_pointer (&table->inlines, g_ptr_array_unref);
      table->inlines = avow_inlines_new ();
    }
  if (square_table (table) > 0)
    g_ptr_array_add (self->blocks, table);
  else
    avow_block_free (table);
  g_ptr_array_extend_and_steal (self->blocks, g_steal_pointer (&after));
}

/* A picture, with what it shows in words: a course has none without. */
static AvowBlock *
create_figure (AvowReducer *self, char *path, const char *words)
{
  AvowBlock *block = avow_block_new (AVOW_BLOCK_FIGURE);

  block->source = path;
  block->alternative = words != NULL && avow_text_says (words) ? g_strndup (words, g_utf8_offset_to_pointer (words, MIN (500, g_utf8_strlen (words, -1))) - words)
                                                               : g_path_get_basename (path);
  block->inlines = avow_inlines_new ();
  if (words == NULL || !avow_text_says (words))
    avow_draft_note (self->draft, _("a picture comes without words for whoever can’t see it; its name stands there now"),
                     _("say in alt=\"…\" what it shows"));

  return block;
}

void
avow_reducer_take_picture (AvowReducer *self, AvowNode *node, const char *address, const char *words)
{
  char *path = address != NULL ? avow_draft_add_picture (self->draft, address) : NULL;

  if (path != NULL)
    {
      avow_reducer_end_paragraph (self);
      g_ptr_array_add (self->blocks, create_figure (self, path, words));
    }
  else if (words != NULL && avow_text_says (words))
    {
      avow_reducer_add_text (self, " [");
      avow_reducer_add_text (self, words);
      avow_reducer_add_text (self, "] ");
    }
}

void
avow_reducer_take_figure (AvowReducer *self, AvowNode *node)
{
  guint before;

  avow_reducer_end_paragraph (self);
  before = self->blocks->len;
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name != NULL && g_str_equal (child->name, "figcaption") && self->blocks->len > before)
      {
        AvowBlock *last = g_ptr_array_index (self->blocks, self->blocks->len - 1);
        GPtrArray *caption = avow_reduce_to_line (self->draft, avow_reducer_take_apart (self, child));

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
        avow_reducer_take_children (self, &inside);
        child->next = next;
        avow_reducer_end_paragraph (self);
      }
}

void
avow_reducer_append_texts (GString *text, AvowNode *node)
{
  for (AvowNode *inner = node->first; inner != NULL; inner = avow_node_next (inner, node))
    if (inner->name == NULL)
      g_string_append (text, inner->text);
}

void
avow_reducer_take_object (AvowReducer *self, AvowNode *node)
{
  const char *type = avow_reducer_get (node, "type");
  g_autoptr (GString) words = g_string_new (NULL);

  avow_reducer_append_texts (words, node);
  if (type != NULL && g_str_has_prefix (type, "image/"))
    avow_reducer_take_picture (self, node, avow_reducer_get (node, "data"), words->str);
  else
    {
      avow_draft_note (self->draft, _("something embedded in the text is not taken"), _("say in words what it showed"));
      avow_reducer_take_children (self, node);
    }
}

/* Lines that are set as they are: each is a paragraph, and begins as far in as it did. */
void
avow_reducer_take_lines (AvowReducer *self, AvowNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (AvowNode *inner = node->first; inner != NULL; inner = avow_node_next (inner, node))
    if (inner->name == NULL)
      g_string_append (text, inner->text);
    else if (g_str_equal (inner->name, "br"))
      g_string_append_c (text, '\n');
  avow_reducer_end_paragraph (self);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      const char *p = lines[i];

      for (; *p == ' ' || *p == '\t'; p++)
        g_string_append (line, *p == ' ' ? "\xC2\xA0" : "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0");
      g_string_append (line, p);
      avow_reducer_add_text (self, line->str);
      avow_reducer_end_paragraph (self);
    }
}
