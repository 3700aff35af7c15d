/* avow-field.h: the fields of a record, described once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign/avow-digest.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* A kind of record describes its struct once, as a table of fields. Its XML in, its XML out, its event
 * row and its freeing all follow from that table, so that they cannot disagree. */

typedef enum
{
  AVOW_FIELD_TEXT,    /* char *; NULL is an absent element */
  AVOW_FIELD_INTEGER, /* gint64 */
  AVOW_FIELD_BOOLEAN, /* gboolean; `true` or `false` */
  AVOW_FIELD_TIME,    /* gint64, ms since 1970 UTC; ISO 8601 in XML */
  AVOW_FIELD_DATE,    /* char *, YYYY-MM-DD; NULL is an absent element */
  AVOW_FIELD_DIGEST,  /* AvowDigest; all zero is an absent element; BLOB in an event row */
  AVOW_FIELD_LIST,    /* GPtrArray * of structs, described by @item; not in the event row */
} AvowFieldType;

typedef struct _AvowField AvowField;

struct _AvowField
{
  const char *name;      /* of the XML element; the column has `_` for `-` */
  AvowFieldType type;
  gsize offset;          /* in the struct */
  gboolean required;     /* whether it must be there */
  const char *item_name; /* lists: the element of one item */
  const AvowField *item; /* lists: the item's fields; a table of one TEXT field named "" makes a list of plain texts */
  gsize item_size;       /* lists: size of the item's struct */
};

/* The entries of a table. A field that is not required and is NULL, 0, FALSE, all zero or an empty list is
 * an absent element; a required one is always written. */
#define AVOW_FIELD(Struct, member, name, type, required) \
  { name, AVOW_FIELD_##type, G_STRUCT_OFFSET (Struct, member), required, NULL, NULL, 0 }
#define AVOW_FIELD_ITEMS(Struct, member, name, required, item_name, item, Item) \
  { name, AVOW_FIELD_LIST, G_STRUCT_OFFSET (Struct, member), required, item_name, item, sizeof (Item) }
#define AVOW_FIELD_TEXTS(Struct, member, name, required, item_name) \
  { name, AVOW_FIELD_LIST, G_STRUCT_OFFSET (Struct, member), required, item_name, avow_field_plain_text, \
    sizeof (char *) }

/* A table ends with an empty entry. */
#define AVOW_FIELD_END { NULL, 0, 0, FALSE, NULL, NULL, 0 }

/* The fields of an item that is a plain text: a list of them is a GPtrArray of char *. */
extern const AvowField avow_field_plain_text[];

/**
 * avow_fields_write:
 * @fields: a table
 * @values: the struct that it describes
 * @level: how deep the element stands that holds them; 0 for the root
 * @out: the text so far, which ends with that element's start tag
 *
 * Appends an element a field, each on a line of its own, two spaces a level, in canonical form. Characters that
 * XML can't hold (controls other than tab, line feed and carriage return; U+FFFE and U+FFFF; bytes that are
 * no UTF-8) become U+FFFD: what a person typed must never be a reason to fail. Nothing else is changed: no
 * normalisation, no trimming.
 */
void avow_fields_write (const AvowField *fields, gconstpointer values, guint level, GString *out);

/**
 * avow_fields_read:
 * @fields: a table
 * @out_values: (out caller-allocates): the struct that it describes, all zero
 * @parent: the element that holds them, in its document
 * @error: return location for a #GError
 *
 * Reads strictly: the elements in the table's order, each at most once, the required ones there, nothing
 * else, every value in exactly the form that avow_fields_write() gives. Lists are never NULL afterwards.
 *
 * Returns: %FALSE with %AVOW_RECORD_ERROR_MALFORMED otherwise; @out_values is then cleared
 */
gboolean avow_fields_read (const AvowField *fields, gpointer out_values, xmlNodePtr parent, GError **error);

/* Frees what @values holds; it is all zero afterwards. */
void avow_fields_clear (const AvowField *fields, gpointer values);

/* A deep copy; @to is overwritten. */
void avow_fields_copy (const AvowField *fields, gconstpointer from, gpointer to);

/* One field's value, for whoever turns a struct into something else, such as an event row. */

char *avow_field_to_column (const AvowField *self);                            /* (transfer full): name of its column */
const char *avow_field_get_text (const AvowField *self, gconstpointer values); /* (nullable): TEXT and DATE */
gint64 avow_field_get_integer (const AvowField *self, gconstpointer values);   /* INTEGER, BOOLEAN (0 or 1), TIME */
GPtrArray *avow_field_get_list (const AvowField *self, gconstpointer values);  /* (nullable) */

/* (nullable): NULL where it is all zero. */
const AvowDigest *avow_field_get_digest (const AvowField *self, gconstpointer values);

G_END_DECLS
