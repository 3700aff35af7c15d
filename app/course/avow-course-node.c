/* avow-course-node.c: a course as elements and text, with their places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-node.h"

#include "avow-course-prescan.h"

#include <string.h>

/* A course has thousands of nodes, which all go at once. */
#define BLOCK_BYTES (64 * 1024)

AvowTree *
avow_tree_new (void)
{
  AvowTree *self = g_new0 (AvowTree, 1);

  self->strings = g_string_chunk_new (16 * 1024);
  self->used = BLOCK_BYTES;

  return self;
}

void
avow_node_tree_free (AvowTree *self)
{
  if (self == NULL)
    return;

  g_string_chunk_free (self->strings);
  g_slist_free_full (self->blocks, g_free);
  g_free (self);
}

gpointer
avow_tree_alloc (AvowTree *self, gsize size)
{
  const gsize alignment = G_ALIGNOF (AvowNode);
  gpointer place;

  size = (size + alignment - 1) / alignment * alignment;
  g_assert (size <= BLOCK_BYTES);
  if (size > BLOCK_BYTES - self->used)
    {
      self->blocks = g_slist_prepend (self->blocks, g_malloc0 (BLOCK_BYTES));
      self->used = 0;
    }
  place = (char *) self->blocks->data + self->used;
  self->used += size;

  return place;
}

AvowNode *
avow_tree_add (AvowTree *self, AvowNode *parent)
{
  AvowNode *node = avow_tree_alloc (self, sizeof *node);

  node->parent = parent;
  if (parent == NULL)
    self->root = node;
  else if (parent->last == NULL)
    parent->first = parent->last = node;
  else
    parent->last = parent->last->next = node;

  return node;
}

char *
avow_tree_keep (AvowTree *self, const char *text, gssize length)
{
  return g_string_chunk_insert_len (self->strings, text, length);
}

AvowNode *
avow_node_next (AvowNode *node, AvowNode *top)
{
  if (node->first != NULL)
    return node->first;

  while (node != top && node->next == NULL)
    node = node->parent;

  return node == top ? NULL : node->next;
}

gboolean
avow_node_is (const AvowNode *node, const char *key)
{
  return node->element != NULL && g_str_equal (node->element->key, key);
}

AvowNode *
avow_node_find (AvowNode *node, const char *key)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (avow_node_is (child, key))
      return child;

  return NULL;
}

const char *
avow_node_get (const AvowNode *node, const char *attribute)
{
  AvowNodeNamespace namespace = AVOW_NODE_FORMAT;

  if (g_str_has_prefix (attribute, "xml:"))
    {
      namespace = AVOW_NODE_XML;
      attribute += strlen ("xml:");
    }
  else if (g_str_has_prefix (attribute, "its:"))
    {
      namespace = AVOW_NODE_ITS;
      attribute += strlen ("its:");
    }

  for (guint i = 0; i < node->n_attributes; i++)
    if (node->attributes[i].namespace == namespace && g_str_equal (node->attributes[i].name, attribute))
      return node->attributes[i].value;

  return NULL;
}

gboolean
avow_node_get_yes (const AvowNode *node, const char *attribute)
{
  return g_strcmp0 (avow_node_get (node, attribute), "yes") == 0;
}

guint
avow_node_get_number (const AvowNode *node, const char *attribute)
{
  const char *value = avow_node_get (node, attribute);

  /* the grammar allows four digits at most */
  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
}

void
avow_node_report (AvowNode *node, const char *attribute, AvowSource *source, AvowDiagnosticCause cause,
                  char *message, char *remedy)
{
  AvowNode *element = node->name != NULL ? node : node->parent;
  gsize offset = node->offset;

  if (node->name == NULL)
    offset = avow_prescan_find_text (source, node->offset);
  else if (attribute != NULL)
    offset = avow_prescan_find_attribute (source, node->offset, attribute);

  avow_source_add (source, cause, offset, element->name, message, remedy);
}
