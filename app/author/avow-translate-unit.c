/* avow-translate-unit.c: what there is to translate in a text, piece by piece
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-translate-unit.h"

#include "course/avow-course-translation.h"

#include <string.h>

static void
free_unit (gpointer data)
{
  AvowTranslateUnit *unit = data;

  g_free (unit->text);
  g_free (unit);
}

static gboolean
is_inline (const AvowNode *node)
{
  return node->name == NULL || (node->element->flags & AVOW_ELEMENT_INLINE) != 0;
}

/* As itstool does: quotation marks stand for themselves in text. */
static void
append_text (GString *out, const char *text, gboolean in_attribute)
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
        g_string_append (out, in_attribute ? "&quot;" : "\"");
        break;
      default:
        g_string_append_c (out, *p);
      }
}

static void
append_attribute (GString *out, const AvowNodeAttribute *attribute)
{
  const char *prefix = attribute->namespace == AVOW_NODE_XML ? "xml:" : attribute->namespace == AVOW_NODE_ITS ? "its:" : "";

  g_string_append_printf (out, " %s%s=\"", prefix, attribute->name);
  append_text (out, attribute->value, TRUE);
  g_string_append_c (out, '"');
}

static void
append_node (GString *out, const AvowNode *node)
{
  if (node->name == NULL)
    {
      append_text (out, node->text, FALSE);
      return;
    }

  g_string_append_printf (out, "<%s", node->name);
  for (guint i = 0; i < node->n_attributes; i++)
    append_attribute (out, &node->attributes[i]);
  if (node->first == NULL)
    {
      g_string_append (out, "/>");
      return;
    }
  g_string_append_c (out, '>');
  for (const AvowNode *child = node->first; child != NULL; child = child->next)
    append_node (out, child);
  g_string_append_printf (out, "</%s>", node->name);
}

/* A line that is but a fact of the organisation says the same in every language. */
static gboolean
has_words (const AvowNode *node)
{
  if (node->name == NULL)
    return *node->text != '\0' && strspn (node->text, " ") < strlen (node->text);

  for (const AvowNode *child = node->first; child != NULL; child = child->next)
    if (is_inline (child) && has_words (child))
      return TRUE;

  return FALSE;
}

static void
add_unit (GPtrArray *units, AvowNode *node, const AvowNodeAttribute *attribute, char *text)
{
  AvowTranslateUnit *unit = g_new0 (AvowTranslateUnit, 1);

  unit->node = node;
  unit->attribute = attribute;
  unit->text = text;
  g_ptr_array_add (units, unit);
}

static void
add_attributes (GPtrArray *units, AvowNode *node)
{
  for (guint i = 0; i < node->n_attributes; i++)
    if (avow_translation_has_words (node, &node->attributes[i]))
      {
        GString *text = g_string_new (NULL);

        append_text (text, node->attributes[i].value, FALSE);
        add_unit (units, node, &node->attributes[i], g_string_free (text, FALSE));
      }
}

static void
add_line (GPtrArray *units, AvowNode *node)
{
  GString *text;

  if (!has_words (node))
    return;

  text = g_string_new (NULL);
  for (const AvowNode *child = node->first; child != NULL && is_inline (child); child = child->next)
    append_node (text, child);
  add_unit (units, node, NULL, g_string_free (text, FALSE));
}

static void
add_node (GPtrArray *units, AvowNode *node, gboolean translate)
{
  const char *said = avow_node_get (node, "its:translate");

  if (said != NULL)
    translate = g_str_equal (said, "yes");
  add_attributes (units, node);
  if (translate && avow_model_has_text (node->element->model))
    add_line (units, node);

  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (!is_inline (child))
      add_node (units, child, translate);
}

GPtrArray *
avow_translate_list_units (AvowTree *tree)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (free_unit);

  add_node (units, tree->root, TRUE);
  return units;
}
