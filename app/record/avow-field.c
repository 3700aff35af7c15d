/* avow-field.c: the fields of a record, in its struct
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-field-private.h"

#include <string.h>

const AvowField avow_field_plain_text[] = {
  { "", AVOW_FIELD_TEXT, 0, TRUE, NULL, NULL, 0 },
  AVOW_FIELD_END,
};

gpointer
avow_field_locate (const AvowField *self, gconstpointer values)
{
  return (guint8 *) values + self->offset;
}

gboolean
avow_field_is_list_of_texts (const AvowField *self)
{
  return *self->item->name == '\0';
}

gboolean
avow_field_is_written (const AvowField *self, gconstpointer values)
{
  switch (self->type)
    {
    case AVOW_FIELD_TEXT:
    case AVOW_FIELD_DATE:
      return avow_field_get_text (self, values) != NULL;
    case AVOW_FIELD_INTEGER:
    case AVOW_FIELD_BOOLEAN:
    case AVOW_FIELD_TIME:
      return self->required || avow_field_get_integer (self, values) != 0;
    case AVOW_FIELD_DIGEST:
      return avow_field_get_digest (self, values) != NULL;
    case AVOW_FIELD_LIST:
      {
        GPtrArray *list = avow_field_get_list (self, values);
        return self->required || (list != NULL && list->len > 0);
      }
    default:
      g_assert_not_reached ();
    }
}

static void
clear_list (const AvowField *field, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      gpointer item = g_ptr_array_index (list, i);

      if (!avow_field_is_list_of_texts (field))
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
      gpointer place = avow_field_locate (field, values);

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

      if (avow_field_is_list_of_texts (field))
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
      gpointer place = avow_field_locate (field, to);

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
          memcpy (place, avow_field_locate (field, from), sizeof (AvowDigest));
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
  return *(char **) avow_field_locate (self, values);
}

gint64
avow_field_get_integer (const AvowField *self, gconstpointer values)
{
  gpointer place = avow_field_locate (self, values);

  if (self->type == AVOW_FIELD_BOOLEAN)
    return *(gboolean *) place ? 1 : 0;
  return *(gint64 *) place;
}

const AvowDigest *
avow_field_get_digest (const AvowField *self, gconstpointer values)
{
  static const AvowDigest zero = { { 0 } };
  const AvowDigest *digest = avow_field_locate (self, values);

  return memcmp (digest, &zero, sizeof zero) == 0 ? NULL : digest;
}

GPtrArray *
avow_field_get_list (const AvowField *self, gconstpointer values)
{
  return *(GPtrArray **) avow_field_locate (self, values);
}
