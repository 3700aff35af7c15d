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

/* XML 1.0, 2.2, by bytes: nearly every text holds, and to see that is quick. */
static gboolean
is_holdable (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if (*p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r')
        return FALSE;
      /* U+FFFE and U+FFFF */
      if (*p == 0xef && p[1] == 0xbf && (p[2] == 0xbe || p[2] == 0xbf))
        return FALSE;
    }
  return g_utf8_validate (text, -1, NULL);
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

/* Canonical XML 1.1, 1.1, "Text Nodes". */
static void
append_escaped (GString *out, const char *text)
{
  while (TRUE)
    {
      gsize run = strcspn (text, "&<>\r");

      g_string_append_len (out, text, run);
      text += run;
      switch (*text++)
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
        case '\r':
          g_string_append (out, "&#xD;");
          break;
        default:
          return;
        }
    }
}

static void
append_text (GString *out, const char *text)
{
  g_autofree char *held = is_holdable (text) ? NULL : make_holdable (text);

  append_escaped (out, held != NULL ? held : text);
}

static void
append_value (GString *out, const AvowField *field, gconstpointer values)
{
  g_autofree char *text = NULL;

  switch (field->type)
    {
    case AVOW_FIELD_TEXT:
    case AVOW_FIELD_DATE:
      append_text (out, avow_field_get_text (field, values));
      break;
    case AVOW_FIELD_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, avow_field_get_integer (field, values));
      break;
    case AVOW_FIELD_BOOLEAN:
      g_string_append (out, avow_field_get_integer (field, values) != 0 ? "true" : "false");
      break;
    case AVOW_FIELD_TIME:
      text = avow_time_to_iso (avow_field_get_integer (field, values));
      g_string_append (out, text);
      break;
    case AVOW_FIELD_DIGEST:
      text = avow_digest_to_hex (avow_field_get_digest (field, values));
      g_string_append (out, text);
      break;
    case AVOW_FIELD_LIST:
    default:
      g_assert_not_reached ();
    }
}

static void
append_line_break (GString *out, guint level)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < level; i++)
    g_string_append (out, "  ");
}

/* On a line of its own. */
static void
open_element (GString *out, guint level, const char *name)
{
  append_line_break (out, level);
  g_string_append_c (out, '<');
  g_string_append (out, name);
  g_string_append_c (out, '>');
}

static void
close_element (GString *out, const char *name)
{
  g_string_append (out, "</");
  g_string_append (out, name);
  g_string_append_c (out, '>');
}

static void
write_list (const AvowField *field, gconstpointer values, guint level, GString *out)
{
  GPtrArray *list = avow_field_get_list (field, values);

  if (list == NULL || list->len == 0)
    return;
  for (guint i = 0; i < list->len; i++)
    {
      gpointer item = g_ptr_array_index (list, i);

      open_element (out, level + 1, field->item_name);
      if (avow_field_is_list_of_texts (field))
        append_text (out, item);
      else
        avow_fields_write (field->item, item, level + 1, out);
      close_element (out, field->item_name);
    }
  append_line_break (out, level);
}

void
avow_fields_write (const AvowField *fields, gconstpointer values, guint level, GString *out)
{
  gsize before = out->len;

  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      if (!avow_field_is_written (field, values))
        continue;
      open_element (out, level + 1, field->name);
      if (field->type == AVOW_FIELD_LIST)
        write_list (field, values, level + 1, out);
      else
        append_value (out, field, values);
      close_element (out, field->name);
    }
  if (out->len > before)
    append_line_break (out, level);
}
