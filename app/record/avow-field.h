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

/* A table ends with an empty entry. */
#define AVOW_FIELD_END { NULL, 0, 0, FALSE, NULL, NULL, 0 }

void avow_fields_write (const AvowField *fields, gconstpointer values, xmlNodePtr parent);
gboolean avow_fields_read (const AvowField *fields, gpointer out_values, xmlNodePtr parent, GError **error);
void avow_fields_clear (const AvowField *fields, gpointer values);
void avow_fields_copy (const AvowField *fields, gconstpointer from, gpointer to);

G_END_DECLS
