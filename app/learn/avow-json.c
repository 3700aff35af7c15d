/* avow-json.c: reading JSON that may be damaged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-json.h"

#include <string.h>

/* json-glib reads nested values by recursion, so depth is measured before it sees them */
static gboolean
is_shallow (const char *text)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (in_string)
        {
          if (*at == '\\' && at[1] != '\0')
            at++;
          else if (*at == '"')
            in_string = FALSE;
        }
      else if (*at == '"')
        in_string = TRUE;
      else if ((*at == '[' || *at == '{') && ++depth > AVOW_JSON_MAX_DEPTH)
        return FALSE;
      else if ((*at == ']' || *at == '}') && depth > 0)
        depth--;
    }

  return TRUE;
}

static gboolean
is_readable (const char *text)
{
  return text != NULL && strlen (text) <= AVOW_JSON_MAX_BYTES && g_utf8_validate (text, -1, NULL) && is_shallow (text);
}

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* json-glib takes escapes that JSON has not, by which text may become anything (RFC 8259, 7 and 8.1) */
static gboolean
is_text_throughout (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  return g_utf8_validate (text, -1, NULL);
}

JsonObject *
avow_json_parse (const char *text)
{
  g_autoptr (JsonNode) node = is_readable (text) ? json_from_string (text, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) && is_text_throughout (node))
    return json_node_dup_object (node);
  return json_object_new ();
}

const char *
avow_json_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
avow_json_get_integer (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? MAX (json_node_get_int (node), 0) : 0;
}

JsonObject *
avow_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

GPtrArray *
avow_json_get_texts (JsonObject *object, const char *name)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_STRING)
        g_ptr_array_add (texts, json_node_dup_string (item));
    }

  return texts;
}

GHashTable *
avow_json_get_set (JsonObject *object, const char *name)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) texts = avow_json_get_texts (object, name);

  for (guint i = 0; i < texts->len; i++)
    g_hash_table_add (set, g_strdup (g_ptr_array_index (texts, i)));
  return set;
}

void
avow_json_add_text (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

void
avow_json_add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
avow_json_add_texts (JsonBuilder *builder, const char *name, GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

void
avow_json_add_set (JsonBuilder *builder, const char *name, GHashTable *set)
{
  g_autoptr (GPtrArray) keys = avow_json_sort_keys (set);

  avow_json_add_texts (builder, name, keys);
}

GPtrArray *
avow_json_sort_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_sized_new (g_hash_table_size (table));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);

  g_ptr_array_sort (keys, compare_texts);
  return keys;
}

char *
avow_json_finish (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
