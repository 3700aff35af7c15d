/* avow-field-write.c: the fields of a record, out to XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-field-private.h"

#include "avow-clock.h"

#include <string.h>

#define REPLACEMENT_CHARACTER 0xfffd

/* XML 1.0, 2.2: what a document can hold. */
static gboolean
is_xml_character (gunichar character)
{
  if (character < 0x20)
    return character == '\t' || character == '\n' || character == '\r';
  return character != 0xfffe && character != 0xffff;
}

static char *
make_holdable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) held = g_string_sized_new (strlen (valid));
  const char *start = valid;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_xml_character (g_utf8_get_char (p)))
        continue;
      g_string_append_len (held, start, p - start);
      g_string_append_unichar (held, REPLACEMENT_CHARACTER);
      start = g_utf8_next_char (p);
    }
  g_string_append (held, start);
  return g_string_free (g_steal_pointer (&held), FALSE);
}

static char *
format_value (const AvowField *field, gconstpointer values)
{
  switch (field->type)
    {
    case AVOW_FIELD_TEXT:
    case AVOW_FIELD_DATE:
      return make_holdable (avow_field_get_text (field, values));
    case AVOW_FIELD_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, avow_field_get_integer (field, values));
    case AVOW_FIELD_BOOLEAN:
      return g_strdup (avow_field_get_integer (field, values) != 0 ? "true" : "false");
    case AVOW_FIELD_TIME:
      return avow_time_to_iso (avow_field_get_integer (field, values));
    case AVOW_FIELD_DIGEST:
      return avow_digest_to_hex (avow_field_get_digest (field, values));
    case AVOW_FIELD_LIST:
    default:
      g_assert_not_reached ();
    }
}

static guint
count_ancestors (xmlNodePtr node)
{
  guint count = 0;

  for (node = node->parent; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
    count++;
  return count;
}

static void
add_text (xmlNodePtr parent, const char *text)
{
  if (*text != '\0')
    xmlAddChild (parent, xmlNewDocText (parent->doc, (const xmlChar *) text));
}

static void
add_line_break (xmlNodePtr parent, guint level)
{
  g_autofree char *text = g_strdup_printf ("\n%*s", 2 * level, "");

  add_text (parent, text);
}

/* On a line of its own below @parent, which is at @level. */
static xmlNodePtr
add_element (xmlNodePtr parent, guint level, const char *name)
{
  add_line_break (parent, level + 1);
  return xmlAddChild (parent, xmlNewDocNode (parent->doc, parent->ns, (const xmlChar *) name, NULL));
}

static void
write_list (const AvowField *field, gconstpointer values, xmlNodePtr parent)
{
  GPtrArray *list = avow_field_get_list (field, values);
  guint level = count_ancestors (parent);

  if (list == NULL || list->len == 0)
    return;
  for (guint i = 0; i < list->len; i++)
    {
      gpointer item = g_ptr_array_index (list, i);
      xmlNodePtr element = add_element (parent, level, field->item_name);

      if (avow_field_is_list_of_texts (field))
        {
          g_autofree char *text = make_holdable (item);
          add_text (element, text);
        }
      else
        {
          avow_fields_write (field->item, item, element);
        }
    }
  add_line_break (parent, level);
}

void
avow_fields_write (const AvowField *fields, gconstpointer values, xmlNodePtr parent)
{
  guint level = count_ancestors (parent);

  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      xmlNodePtr element;

      if (!avow_field_is_written (field, values))
        continue;
      element = add_element (parent, level, field->name);
      if (field->type == AVOW_FIELD_LIST)
        {
          write_list (field, values, element);
        }
      else
        {
          g_autofree char *text = format_value (field, values);
          add_text (element, text);
        }
    }
  if (parent->children != NULL)
    add_line_break (parent, level);
}
