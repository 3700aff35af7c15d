/* avow-leaf.c: the header of one record in its ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-leaf.h"

#include "avow-tree.h"

#include <string.h>

#define COMMITMENT_PREFIX 0x02 /* 0x00 and 0x01 are the tree's, for leaves and nodes */

/* Where each value begins, behind its length. */
#define LEDGER_AT 5
#define SEQUENCE_AT 39
#define KIND_AT 49
#define PREVIOUS_AT 52
#define TIME_AT 86
#define COMMITMENT_AT 96

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

static guint64
read_number (const guint8 *bytes)
{
  guint64 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT64_FROM_BE (number);
}

gboolean
avow_leaf_parse (GBytes *bytes, AvowLeaf *out_leaf)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  g_autoptr (GBytes) again = NULL;

  if (g_bytes_get_size (bytes) != AVOW_LEAF_LENGTH)
    return FALSE;
  memcpy (out_leaf->ledger.bytes, data + LEDGER_AT, AVOW_DIGEST_LENGTH);
  out_leaf->sequence = read_number (data + SEQUENCE_AT);
  out_leaf->kind = data[KIND_AT];
  memcpy (out_leaf->previous.bytes, data + PREVIOUS_AT, AVOW_DIGEST_LENGTH);
  out_leaf->time = (gint64) read_number (data + TIME_AT);
  memcpy (out_leaf->commitment.bytes, data + COMMITMENT_AT, AVOW_DIGEST_LENGTH);
  again = avow_leaf_serialise (out_leaf);
  return g_bytes_equal (again, bytes);
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
