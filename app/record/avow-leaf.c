/* avow-leaf.c: the header of one record in its ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-leaf.h"

#include "avow-tree.h"

#include <string.h>

#define COMMITMENT_PREFIX 0x02 /* 0x00 and 0x01 are the tree's, for leaves and nodes */

static void
append_field (GByteArray *bytes, gconstpointer data, guint16 length)
{
  guint16 prefix = GUINT16_TO_BE (length);

  g_byte_array_append (bytes, (const guint8 *) &prefix, sizeof prefix);
  g_byte_array_append (bytes, data, length);
}

static void
append_byte (GByteArray *bytes, guint8 value)
{
  append_field (bytes, &value, sizeof value);
}

static void
append_number (GByteArray *bytes, guint64 value)
{
  guint64 number = GUINT64_TO_BE (value);

  append_field (bytes, &number, sizeof number);
}

GBytes *
avow_leaf_serialise (const AvowLeaf *self)
{
  GByteArray *bytes = g_byte_array_sized_new (AVOW_LEAF_LENGTH);

  append_byte (bytes, AVOW_LEAF_VERSION);
  append_field (bytes, self->ledger.bytes, AVOW_DIGEST_LENGTH);
  append_number (bytes, self->sequence);
  append_byte (bytes, self->kind);
  append_field (bytes, self->previous.bytes, AVOW_DIGEST_LENGTH);
  append_number (bytes, self->time);
  append_field (bytes, self->commitment.bytes, AVOW_DIGEST_LENGTH);
  return g_byte_array_free_to_bytes (bytes);
}

/* The field at @*data, which has to have @length bytes; moves on behind it. */
static const guint8 *
take_field (const guint8 **data, guint16 length)
{
  const guint8 *field = *data + sizeof length;

  if (((*data)[0] << 8 | (*data)[1]) != length)
    return NULL;
  *data = field + length;
  return field;
}

static gboolean
take_digest (const guint8 **data, AvowDigest *out_digest)
{
  const guint8 *field = take_field (data, AVOW_DIGEST_LENGTH);

  if (field != NULL)
    memcpy (out_digest->bytes, field, AVOW_DIGEST_LENGTH);
  return field != NULL;
}

static gboolean
take_byte (const guint8 **data, guint8 *out_value)
{
  const guint8 *field = take_field (data, 1);

  if (field != NULL)
    *out_value = *field;
  return field != NULL;
}

static gboolean
take_number (const guint8 **data, guint64 *out_value)
{
  const guint8 *field = take_field (data, sizeof *out_value);

  if (field == NULL)
    return FALSE;
  memcpy (out_value, field, sizeof *out_value);
  *out_value = GUINT64_FROM_BE (*out_value);
  return TRUE;
}

gboolean
avow_leaf_parse (const guint8 data[AVOW_LEAF_LENGTH], AvowLeaf *out_leaf)
{
  guint8 version;
  guint64 time;

  if (!take_byte (&data, &version) || version != AVOW_LEAF_VERSION || !take_digest (&data, &out_leaf->ledger)
      || !take_number (&data, &out_leaf->sequence) || !take_byte (&data, &out_leaf->kind) || !take_digest (&data, &out_leaf->previous)
      || !take_number (&data, &time) || !take_digest (&data, &out_leaf->commitment))
    return FALSE;
  out_leaf->time = (gint64) time;
  return TRUE;
}

void
avow_leaf_hash (const AvowLeaf *self, AvowDigest *out_hash)
{
  g_autoptr (GBytes) bytes = avow_leaf_serialise (self);

  avow_tree_hash_leaf (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), out_hash);
}

void
avow_leaf_commit (const guint8 salt[AVOW_SALT_LENGTH], GBytes *payload, AvowDigest *out_commitment)
{
  const guint8 prefix = COMMITMENT_PREFIX;
  gsize size;
  gconstpointer data = g_bytes_get_data (payload, &size);
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (1 + AVOW_SALT_LENGTH + size);

  g_byte_array_append (bytes, &prefix, 1);
  g_byte_array_append (bytes, salt, AVOW_SALT_LENGTH);
  g_byte_array_append (bytes, data, size);
  avow_digest_compute (bytes->data, bytes->len, out_commitment);
}
