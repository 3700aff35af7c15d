/* avow-course-content.c: blocks and inlines from what was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-content.h"

#include <string.h>

static const struct
{
  const char *key;
  AvowInlineKind kind;
  const char *target; /* attribute */
} inline_kinds[] = {
  { "strong", AVOW_INLINE_STRONG, NULL },
  { "em", AVOW_INLINE_EM, NULL },
  { "mark", AVOW_INLINE_MARK, NULL },
  { "a", AVOW_INLINE_LINK, "href" },
  { "term:inline", AVOW_INLINE_TERM, "ref" },
  { "var", AVOW_INLINE_VAR, "name" },
  { "when:inline", AVOW_INLINE_WHEN, NULL },
};

static const struct
{
  const char *key;
  AvowBlockKind kind;
} block_kinds[] = {
  { "p", AVOW_BLOCK_PARAGRAPH },
  { "li", AVOW_BLOCK_ITEM },
  { "ul", AVOW_BLOCK_LIST },
  { "ol", AVOW_BLOCK_LIST },
  { "h2", AVOW_BLOCK_HEADING },
  { "h3", AVOW_BLOCK_HEADING },
  { "h4", AVOW_BLOCK_HEADING },
  { "td", AVOW_BLOCK_CELL },
  { "th", AVOW_BLOCK_CELL },
  { "tr", AVOW_BLOCK_ROW },
  { "table", AVOW_BLOCK_TABLE },
  { "figure", AVOW_BLOCK_FIGURE },
  { "aside", AVOW_BLOCK_ASIDE },
  { "details", AVOW_BLOCK_DETAILS },
  { "when", AVOW_BLOCK_WHEN },
};

static AvowCondition *
read_condition (AvowNode *node)
{
  AvowCondition *condition = g_new0 (AvowCondition, 1);

  condition->jurisdictions = g_strdup (avow_node_get (node, "jurisdiction"));
  condition->roles = g_strdup (avow_node_get (node, "role"));

  return condition;
}

static AvowInline *
read_inline (AvowNode *node)
{
  AvowInline *part;

  if (node->name == NULL)
    {
      if (*node->text == '\0')
        return NULL;

      part = g_new0 (AvowInline, 1);
      part->kind = AVOW_INLINE_TEXT;
      part->text = g_strdup (node->text);
      return part;
    }

  for (guint i = 0; i < G_N_ELEMENTS (inline_kinds); i++)
    if (avow_node_is (node, inline_kinds[i].key))
      {
        part = g_new0 (AvowInline, 1);
        part->kind = inline_kinds[i].kind;
        if (inline_kinds[i].target != NULL)
          part->target = g_strdup (avow_node_get (node, inline_kinds[i].target));
        if (part->kind == AVOW_INLINE_WHEN)
          part->condition = read_condition (node);
        if (part->kind != AVOW_INLINE_VAR)
          part->children = avow_content_read_inlines (node);
        return part;
      }

  return NULL;
}

GPtrArray *
avow_content_read_inlines (AvowNode *parent)
{
  GPtrArray *inlines = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);

  for (AvowNode *child = parent != NULL ? parent->first : NULL; child != NULL; child = child->next)
    {
      AvowInline *part = read_inline (child);

      if (part != NULL)
        g_ptr_array_add (inlines, part);
    }

  return inlines;
}

static void
read_figure (AvowBlock *block, AvowNode *node)
{
  AvowNode *picture = avow_node_find (node, "img");

  block->source = g_strdup (avow_node_get (picture, "src"));
  block->alternative = g_strdup (avow_node_get (picture, "alt"));
  block->inlines = avow_content_read_inlines (avow_node_find (node, "figcaption"));
}

static AvowAsideRole
read_role (AvowNode *node)
{
  const char *role = avow_node_get (node, "role");

  if (g_str_equal (role, "case"))
    return AVOW_ASIDE_CASE;
  if (g_str_equal (role, "habit"))
    return AVOW_ASIDE_HABIT;

  return AVOW_ASIDE_NOTE;
}

/* An item may be written as words alone; it becomes a paragraph with perhaps lists after it. */
static void
read_item (AvowBlock *block, AvowNode *node)
{
  g_autoptr(GPtrArray) words = avow_content_read_inlines (node);

  block->children = avow_content_read_blocks (node);
  if (words->len > 0)
    {
      AvowBlock *paragraph = g_new0 (AvowBlock, 1);

      paragraph->kind = AVOW_BLOCK_PARAGRAPH;
      paragraph->inlines = g_steal_pointer (&words);
      g_ptr_array_insert (block->children, 0, paragraph);
    }
}

static void
read_block_content (AvowBlock *block, AvowNode *node)
{
  switch (block->kind)
    {
    case AVOW_BLOCK_HEADING:
      block->level = node->name[1] - '0';
      block->inlines = avow_content_read_inlines (node);
      break;

    case AVOW_BLOCK_PARAGRAPH:
      block->inlines = avow_content_read_inlines (node);
      break;

    case AVOW_BLOCK_CELL:
      block->header = avow_node_is (node, "th");
      block->inlines = avow_content_read_inlines (node);
      break;

    case AVOW_BLOCK_LIST:
      block->ordered = avow_node_is (node, "ol");
      block->children = avow_content_read_blocks (node);
      break;

    case AVOW_BLOCK_ITEM:
      read_item (block, node);
      break;

    case AVOW_BLOCK_FIGURE:
      read_figure (block, node);
      break;

    case AVOW_BLOCK_TABLE:
      block->inlines = avow_content_read_inlines (avow_node_find (node, "caption"));
      block->children = avow_content_read_blocks (node);
      break;

    case AVOW_BLOCK_ASIDE:
      block->role = read_role (node);
      block->children = avow_content_read_blocks (node);
      break;

    case AVOW_BLOCK_DETAILS:
      block->inlines = avow_content_read_inlines (avow_node_find (node, "summary:details"));
      block->children = avow_content_read_blocks (node);
      break;

    case AVOW_BLOCK_WHEN:
      block->condition = read_condition (node);
      block->children = avow_content_read_blocks (node);
      break;

    case AVOW_BLOCK_ROW:
    default:
      block->children = avow_content_read_blocks (node);
      break;
    }
}

GPtrArray *
avow_content_read_blocks (AvowNode *parent)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);

  for (AvowNode *child = parent != NULL ? parent->first : NULL; child != NULL; child = child->next)
    for (guint i = 0; i < G_N_ELEMENTS (block_kinds); i++)
      if (avow_node_is (child, block_kinds[i].key))
        {
          AvowBlock *block = g_new0 (AvowBlock, 1);

          block->kind = block_kinds[i].kind;
          block->id = g_strdup (avow_node_get (child, "id"));
          read_block_content (block, child);
          g_ptr_array_add (blocks, block);
          break;
        }

  return blocks;
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

GPtrArray *
avow_content_read_variables (AvowTree *tree)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    {
      const char *name = avow_node_is (node, "var") ? avow_node_get (node, "name") : NULL;

      if ((avow_node_is (node, "when") || avow_node_is (node, "when:inline")) && avow_node_get (node, "jurisdiction") != NULL)
        name = AVOW_FACT_JURISDICTION;
      if (name != NULL && g_hash_table_add (seen, (gpointer) name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_strings);

  return names;
}
