/* avow-field.c: the fields of a record, in XML and out of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-field.h"

#include "avow-clock.h"
#include "avow-record-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REPLACEMENT_CHARACTER 0xfffd

const AvowField avow_field_plain_text[] = {
  { "", AVOW_FIELD_TEXT, 0, TRUE, NULL, NULL, 0 },
  AVOW_FIELD_END,
};

static gpointer
locate (const AvowField *field, gconstpointer values)
{
  return (guint8 *) values + field->offset;
}

/* Lists of plain texts hold char * directly, not structs. */
static gboolean
is_list_of_texts (const AvowField *field)
{
  return *field->item->name == '\0';
}

static gboolean
is_written (const AvowField *field, gconstpointer values)
{
  switch (field->type)
    {
    case AVOW_FIELD_TEXT:
    case AVOW_FIELD_DATE:
      return avow_field_get_text (field, values) != NULL;
    case AVOW_FIELD_INTEGER:
    case AVOW_FIELD_BOOLEAN:
    case AVOW_FIELD_TIME:
      return field->required || avow_field_get_integer (field, values) != 0;
    case AVOW_FIELD_DIGEST:
      return avow_field_get_digest (field, values) != NULL;
    case AVOW_FIELD_LIST:
      {
        GPtrArray *list = avow_field_get_list (field, values);
        return field->required || (list != NULL && list->len > 0);
      }
    default:
      g_assert_not_reached ();
    }
}

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

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      g_string_append_unichar (held, is_xml_character (character) ? character : REPLACEMENT_CHARACTER);
    }
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

static gboolean
parse_integer (const char *text, gint64 *out_value)
{
  g_autofree char *canonical = NULL;

  *out_value = g_ascii_strtoll (text, NULL, 10);
  canonical = g_strdup_printf ("%" G_GINT64_FORMAT, *out_value);
  return g_str_equal (canonical, text);
}

static gboolean
parse_boolean (const char *text, gboolean *out_value)
{
  *out_value = g_str_equal (text, "true");
  return *out_value || g_str_equal (text, "false");
}

/* Takes @text in the form that format_value() gives, and no other. */
static gboolean
parse_value (const AvowField *field, char *text, gpointer out_values)
{
  gpointer place = locate (field, out_values);
  g_autofree char *owned = text;

  switch (field->type)
    {
    case AVOW_FIELD_DATE:
      if (!avow_date_is_valid (text))
        return FALSE;
      *(char **) place = g_steal_pointer (&owned);
      return TRUE;
    case AVOW_FIELD_TEXT:
      *(char **) place = g_steal_pointer (&owned);
      return TRUE;
    case AVOW_FIELD_INTEGER:
      return parse_integer (text, place);
    case AVOW_FIELD_BOOLEAN:
      return parse_boolean (text, place);
    case AVOW_FIELD_TIME:
      return avow_time_parse (text, place);
    case AVOW_FIELD_DIGEST:
      return avow_digest_parse (text, place);
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

      if (is_list_of_texts (field))
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

      if (!is_written (field, values))
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

static gboolean
is_blank (xmlNodePtr node)
{
  return node->type == XML_TEXT_NODE && xmlIsBlankNode (node);
}

static xmlNodePtr
skip_blanks (xmlNodePtr node)
{
  while (node != NULL && is_blank (node))
    node = node->next;
  return node;
}

/* Whether @node is the element @name: no other namespace than its parent's, no attributes. */
static gboolean
is_element (xmlNodePtr node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name) &&
         node->ns != NULL && node->ns == node->parent->ns && node->nsDef == NULL && node->properties == NULL;
}

/* (transfer full) (nullable): the text in @element; NULL where it holds anything but text. */
static char *
get_text (xmlNodePtr element)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (xmlNodePtr node = element->children; node != NULL; node = node->next)
    {
      if (node->type != XML_TEXT_NODE)
        return NULL;
      g_string_append (text, (const char *) node->content);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
fail_on_value (xmlNodePtr element, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
               /* Translators: %1$s is the name of an XML element, %2$s that of the element around it */
               _("In “%2$s”, “%1$s” does not hold what it should."), element->name, element->parent->name);
  return FALSE;
}

static gboolean
fail_on_absence (xmlNodePtr parent, const char *name, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
               /* Translators: %1$s is the name of an XML element, %2$s that of the element around it */
               _("In “%2$s”, “%1$s” is missing."), name, parent->name);
  return FALSE;
}

static gboolean
fail_on_presence (xmlNodePtr node, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
               /* Translators: %1$s is the name of an XML element, %2$s that of the element around it */
               _("In “%2$s”, “%1$s” stands where it should not."), node->name, node->parent->name);
  return FALSE;
}

static gpointer
read_item (const AvowField *field, xmlNodePtr element, GError **error)
{
  g_autofree gpointer item = NULL;

  if (is_list_of_texts (field))
    {
      char *text = get_text (element);

      if (text == NULL)
        fail_on_value (element, error);
      return text;
    }
  item = g_malloc0 (field->item_size);
  return avow_fields_read (field->item, item, element, error) ? g_steal_pointer (&item) : NULL;
}

static gboolean
read_list (const AvowField *field, GPtrArray *list, xmlNodePtr parent, GError **error)
{
  for (xmlNodePtr node = skip_blanks (parent->children); node != NULL; node = skip_blanks (node->next))
    {
      gpointer item;

      if (!is_element (node, field->item_name))
        return fail_on_presence (node, error);
      item = read_item (field, node, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (list, item);
    }
  return TRUE;
}

static gboolean
read_field (const AvowField *field, gpointer values, xmlNodePtr element, GError **error)
{
  char *text;

  if (field->type == AVOW_FIELD_LIST)
    {
      if (!read_list (field, avow_field_get_list (field, values), element, error))
        return FALSE;
    }
  else
    {
      text = get_text (element);
      if (text == NULL || !parse_value (field, text, values))
        return fail_on_value (element, error);
    }

  /* what would be left out in writing must not be there in reading */
  return is_written (field, values) || fail_on_presence (element, error);
}

static gboolean
read_fields (const AvowField *fields, gpointer values, xmlNodePtr parent, GError **error)
{
  xmlNodePtr node = skip_blanks (parent->children);

  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      if (is_element (node, field->name))
        {
          if (!read_field (field, values, node, error))
            return FALSE;
          node = skip_blanks (node->next);
        }
      else if (field->required)
        {
          return fail_on_absence (parent, field->name, error);
        }
    }
  return node == NULL || fail_on_presence (node, error);
}

gboolean
avow_fields_read (const AvowField *fields, gpointer out_values, xmlNodePtr parent, GError **error)
{
  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      if (field->type == AVOW_FIELD_LIST)
        *(GPtrArray **) locate (field, out_values) = g_ptr_array_new ();
    }
  if (read_fields (fields, out_values, parent, error))
    return TRUE;
  avow_fields_clear (fields, out_values);
  return FALSE;
}

static void
clear_list (const AvowField *field, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      gpointer item = g_ptr_array_index (list, i);

      if (!is_list_of_texts (field))
        avow_fields_clear (field->item, item);
      g_free (item);
    }
  g_ptr_array_set_free_func (list, NULL);
  g_ptr_array_unref (list);
}

void
avow_fields_clear (const AvowField *fields, gpointer values)
{
  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      gpointer place = locate (field, values);

      switch (field->type)
        {
        case AVOW_FIELD_TEXT:
        case AVOW_FIELD_DATE:
          g_clear_pointer ((char **) place, g_free);
          break;
        case AVOW_FIELD_INTEGER:
        case AVOW_FIELD_TIME:
          *(gint64 *) place = 0;
          break;
        case AVOW_FIELD_BOOLEAN:
          *(gboolean *) place = FALSE;
          break;
        case AVOW_FIELD_DIGEST:
          memset (place, 0, sizeof (AvowDigest));
          break;
        case AVOW_FIELD_LIST:
          if (*(GPtrArray **) place != NULL)
            clear_list (field, *(GPtrArray **) place);
          *(GPtrArray **) place = NULL;
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static GPtrArray *
copy_list (const AvowField *field, GPtrArray *list)
{
  GPtrArray *copy;

  if (list == NULL)
    return NULL;
  copy = g_ptr_array_sized_new (list->len);
  for (guint i = 0; i < list->len; i++)
    {
      gpointer item;

      if (is_list_of_texts (field))
        {
          item = g_strdup (g_ptr_array_index (list, i));
        }
      else
        {
          item = g_malloc0 (field->item_size);
          avow_fields_copy (field->item, g_ptr_array_index (list, i), item);
        }
      g_ptr_array_add (copy, item);
    }
  return copy;
}

void
avow_fields_copy (const AvowField *fields, gconstpointer from, gpointer to)
{
  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      gpointer place = locate (field, to);

      switch (field->type)
        {
        case AVOW_FIELD_TEXT:
        case AVOW_FIELD_DATE:
          *(char **) place = g_strdup (avow_field_get_text (field, from));
          break;
        case AVOW_FIELD_INTEGER:
        case AVOW_FIELD_TIME:
          *(gint64 *) place = avow_field_get_integer (field, from);
          break;
        case AVOW_FIELD_BOOLEAN:
          *(gboolean *) place = avow_field_get_integer (field, from) != 0;
          break;
        case AVOW_FIELD_DIGEST:
          memcpy (place, locate (field, from), sizeof (AvowDigest));
          break;
        case AVOW_FIELD_LIST:
          *(GPtrArray **) place = copy_list (field, avow_field_get_list (field, from));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

char *
avow_field_to_column (const AvowField *self)
{
  return g_strdelimit (g_strdup (self->name), "-", '_');
}

const char *
avow_field_get_text (const AvowField *self, gconstpointer values)
{
  return *(char **) locate (self, values);
}

gint64
avow_field_get_integer (const AvowField *self, gconstpointer values)
{
  gpointer place = locate (self, values);

  if (self->type == AVOW_FIELD_BOOLEAN)
    return *(gboolean *) place ? 1 : 0;
  return *(gint64 *) place;
}

const AvowDigest *
avow_field_get_digest (const AvowField *self, gconstpointer values)
{
  static const AvowDigest zero = { { 0 } };
  const AvowDigest *digest = locate (self, values);

  return memcmp (digest, &zero, sizeof zero) == 0 ? NULL : digest;
}

GPtrArray *
avow_field_get_list (const AvowField *self, gconstpointer values)
{
  return *(GPtrArray **) locate (self, values);
}
