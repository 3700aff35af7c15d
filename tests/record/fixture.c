/* fixture.c: bodies of any kind of record, filled in by its table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fixture.h"

#include "record/avow-record-error.h"

#include <string.h>

#define LIST_LENGTH 2

static void
fill_list (const AvowField *field, GPtrArray *list, gboolean is_full)
{
  for (guint i = 0; i < LIST_LENGTH; i++)
    {
      gpointer item;

      if (*field->item->name == '\0')
        {
          item = g_strdup_printf ("%s-%u", field->item_name, i + 1);
        }
      else
        {
          item = g_malloc0 (field->item_size);
          fixture_fill (field->item, item, is_full);
        }
      g_ptr_array_add (list, item);
    }
}

static void
fill_field (const AvowField *field, guint number, gpointer values, gboolean is_full)
{
  gpointer place = (guint8 *) values + field->offset;

  switch (field->type)
    {
    case AVOW_FIELD_TEXT:
      *(char **) place = g_strdup_printf ("%s & “%u”", field->name, number);
      break;
    case AVOW_FIELD_DATE:
      *(char **) place = g_strdup_printf ("2026-11-%02u", number);
      break;
    case AVOW_FIELD_INTEGER:
      *(gint64 *) place = 100 + number;
      break;
    case AVOW_FIELD_TIME:
      *(gint64 *) place = G_GINT64_CONSTANT (1795525500000) + number;
      break;
    case AVOW_FIELD_BOOLEAN:
      *(gboolean *) place = TRUE;
      break;
    case AVOW_FIELD_DIGEST:
      memset (place, number, sizeof (AvowDigest));
      break;
    case AVOW_FIELD_LIST:
    default:
      *(GPtrArray **) place = g_ptr_array_new ();
      fill_list (field, *(GPtrArray **) place, is_full);
      break;
    }
}

void
fixture_fill (const AvowField *fields, gpointer values, gboolean is_full)
{
  guint number = 1;

  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      if (is_full || field->required)
        fill_field (field, number, values, is_full);
      number++;
    }
}

static gboolean
is_equal_list (const AvowField *field, GPtrArray *one, GPtrArray *other)
{
  guint one_length = one != NULL ? one->len : 0;
  guint other_length = other != NULL ? other->len : 0;
  gboolean is_equal = one_length == other_length;

  for (guint i = 0; is_equal && i < one_length; i++)
    {
      gpointer item = g_ptr_array_index (one, i);
      gpointer other_item = g_ptr_array_index (other, i);

      is_equal = *field->item->name == '\0' ? g_str_equal (item, other_item) : fixture_equal (field->item, item, other_item);
    }
  return is_equal;
}

static gboolean
is_equal_field (const AvowField *field, gconstpointer one, gconstpointer other)
{
  switch (field->type)
    {
    case AVOW_FIELD_TEXT:
    case AVOW_FIELD_DATE:
      return g_strcmp0 (avow_field_get_text (field, one), avow_field_get_text (field, other)) == 0;
    case AVOW_FIELD_DIGEST:
      return memcmp ((guint8 *) one + field->offset, (guint8 *) other + field->offset, sizeof (AvowDigest)) == 0;
    case AVOW_FIELD_LIST:
      return is_equal_list (field, avow_field_get_list (field, one), avow_field_get_list (field, other));
    case AVOW_FIELD_INTEGER:
    case AVOW_FIELD_BOOLEAN:
    case AVOW_FIELD_TIME:
    default:
      return avow_field_get_integer (field, one) == avow_field_get_integer (field, other);
    }
}

gboolean
fixture_equal (const AvowField *fields, gconstpointer one, gconstpointer other)
{
  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      if (!is_equal_field (field, one, other))
        return FALSE;
    }
  return TRUE;
}

AvowRecord *
fixture_record (const AvowRecordKind *kind, gboolean is_full)
{
  g_autofree gpointer body = g_malloc0 (kind->body_size);
  AvowRecord *record;

  fixture_fill (kind->fields, body, is_full);
  record = avow_record_new (kind, "p-subject", "p-actor", body);
  g_assert_true (fixture_equal (kind->fields, body, avow_record_get_body (record)));
  avow_fields_clear (kind->fields, body);
  return record;
}

char *
fixture_payload (AvowRecord *record)
{
  gsize size;
  const char *data = g_bytes_get_data (avow_record_get_payload (record), &size);

  return g_strndup (data, size);
}

AvowRecord *
fixture_parse (const char *payload, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (payload, length >= 0 ? (gsize) length : strlen (payload));
  g_autoptr (GError) error = NULL;
  AvowRecord *record = avow_record_parse (bytes, &error);

  if (record != NULL)
    {
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, avow_record_get_payload (record)));
    }
  else
    {
      g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED);
      g_assert_cmpuint (strlen (error->message), >, 10);
    }
  return record;
}

gboolean
fixture_says_the_same (AvowRecord *one, AvowRecord *other)
{
  const AvowRecordKind *kind = avow_record_get_kind (one);

  return kind == avow_record_get_kind (other) && g_str_equal (avow_record_get_subject (one), avow_record_get_subject (other)) &&
         g_str_equal (avow_record_get_actor (one), avow_record_get_actor (other)) &&
         fixture_equal (kind->fields, avow_record_get_body (one), avow_record_get_body (other));
}

void
fixture_tell (const char *text)
{
  g_autofree char *start = g_strndup (text, 400);
  g_autofree char *escaped = g_strescape (start, NULL);

  g_test_message ("%s", escaped);
}
