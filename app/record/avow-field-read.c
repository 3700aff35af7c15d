/* avow-field-read.c: the fields of a record, in from XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-field-private.h"

#include "avow-clock.h"
#include "avow-record-error.h"

#include <glib/gi18n-lib.h>

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
  gpointer place = avow_field_locate (field, out_values);
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

  if (avow_field_is_list_of_texts (field))
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
  return avow_field_is_written (field, values) || fail_on_presence (element, error);
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
        *(GPtrArray **) avow_field_locate (field, out_values) = g_ptr_array_new ();
    }
  if (read_fields (fields, out_values, parent, error))
    return TRUE;
  avow_fields_clear (fields, out_values);
  return FALSE;
}
