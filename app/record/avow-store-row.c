/* avow-store-row.c: a record as it lies in the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

/* Columns of `record/store:rows-after`. */
enum
{
  COLUMN_POSITION,
  COLUMN_LEDGER,
  COLUMN_SEQUENCE,
  COLUMN_KIND,
  COLUMN_PREVIOUS,
  COLUMN_TIME,
  COLUMN_COMMITMENT,
  COLUMN_HASH,
  COLUMN_SALT,
  COLUMN_CODEC,
  COLUMN_LENGTH,
  COLUMN_BYTES,
  COLUMN_LEDGER_NUMBER,
};

GBytes *
avow_payload_pack (GBytes *plain)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (plain, &length);
  uLongf packed_length = compressBound (length);
  g_autofree guint8 *packed = g_malloc (packed_length);

  if (compress (packed, &packed_length, data, length) != Z_OK || packed_length >= length)
    return NULL;
  return g_bytes_new (packed, packed_length);
}

static void
free_inflater (gpointer data)
{
  inflateEnd (data);
  g_free (data);
}

/* A thread's own, made once: zlib asks for 40 KB a stream. */
static z_stream *
get_inflater (void)
{
  static GPrivate private = G_PRIVATE_INIT (free_inflater);
  z_stream *stream = g_private_get (&private);

  if (stream != NULL)
    return inflateReset (stream) == Z_OK ? stream : NULL;
  stream = g_new0 (z_stream, 1);
  if (inflateInit (stream) != Z_OK)
    {
      g_free (stream);
      return NULL;
    }
  g_private_set (&private, stream);
  return stream;
}

static GBytes *
unpack (GBytes *packed, gint64 length)
{
  z_stream *stream = get_inflater ();
  g_autofree guint8 *plain = NULL;
  gsize packed_length;

  /* the length is the store's word, which may have been changed: it is never trusted with more memory than a record may take */
  if (stream == NULL || length < 0 || length > AVOW_RECORD_MAX_BYTES)
    return NULL;
  plain = g_malloc ((gsize) length + 1);
  stream->next_in = (Bytef *) g_bytes_get_data (packed, &packed_length);
  stream->avail_in = (uInt) packed_length;
  stream->next_out = plain;
  stream->avail_out = (uInt) length + 1;
  if (packed_length > G_MAXUINT || inflate (stream, Z_FINISH) != Z_STREAM_END || stream->total_out != (uLong) length
      || stream->avail_in != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&plain), (gsize) length);
}

AvowRow *
avow_row_read (AvowQuery *query)
{
  AvowRow *self = g_new0 (AvowRow, 1);
  g_autoptr (GBytes) salt = avow_query_bytes (query, COLUMN_SALT);

  self->position = avow_query_integer (query, COLUMN_POSITION);
  avow_query_digest (query, COLUMN_LEDGER, &self->leaf.ledger);
  self->leaf.sequence = avow_query_integer (query, COLUMN_SEQUENCE);
  self->leaf.kind = avow_query_integer (query, COLUMN_KIND);
  avow_query_digest (query, COLUMN_PREVIOUS, &self->leaf.previous);
  self->leaf.time = avow_query_integer (query, COLUMN_TIME);
  avow_query_digest (query, COLUMN_COMMITMENT, &self->leaf.commitment);
  avow_query_digest (query, COLUMN_HASH, &self->hash);
  if (salt != NULL)
    memcpy (self->salt, g_bytes_get_data (salt, NULL), MIN (g_bytes_get_size (salt), AVOW_SALT_LENGTH));
  self->packed = avow_query_integer (query, COLUMN_CODEC) != 0;
  self->length = avow_query_integer (query, COLUMN_LENGTH);
  self->payload = avow_query_bytes (query, COLUMN_BYTES);
  self->ledger_number = avow_query_integer (query, COLUMN_LEDGER_NUMBER);
  return self;
}

gboolean
avow_row_unpack (AvowRow *self)
{
  GBytes *plain;

  if (self->payload == NULL)
    return TRUE;
  if (!self->packed)
    return self->length == (gint64) g_bytes_get_size (self->payload);
  plain = unpack (self->payload, self->length);
  if (plain == NULL)
    return FALSE;
  g_bytes_unref (self->payload);
  self->payload = plain;
  self->packed = FALSE;
  return TRUE;
}

gboolean
avow_row_is_whole (AvowRow *self, const char **out_fault)
{
  AvowDigest digest;

  avow_leaf_hash (&self->leaf, &digest);
  if (!avow_digest_equal (&digest, &self->hash))
    {
      *out_fault = _("its leaf header was changed after it was kept");
      return FALSE;
    }
  if (self->payload == NULL)
    return TRUE;
  if (!avow_row_unpack (self))
    {
      *out_fault = _("its text can't be unpacked");
      return FALSE;
    }
  avow_leaf_commit (self->salt, self->payload, &digest);
  if (!avow_digest_equal (&digest, &self->leaf.commitment))
    {
      *out_fault = _("its text was changed after it was kept");
      return FALSE;
    }
  return TRUE;
}

AvowPlace
avow_row_get_place (AvowRow *self)
{
  return (AvowPlace) {
    .position = self->position,
    .sequence = self->leaf.sequence,
    .time = self->leaf.time,
    .ledger = self->leaf.ledger,
    .leaf = self->hash,
    .ledger_number = self->ledger_number,
  };
}

void
avow_row_free (AvowRow *self)
{
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self);
}
