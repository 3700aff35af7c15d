/* avow-incoming.c: a part of a ledger on its way into a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-incoming-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

AvowIncoming *
avow_incoming_new (GBytes *seal_public, const char *note, guint64 first, GError **error)
{
  g_autoptr (AvowIncoming) self = g_new0 (AvowIncoming, 1);
  gboolean valid;

  g_return_val_if_fail (seal_public != NULL && note != NULL, NULL);

  self->seal_public = g_bytes_ref (seal_public);
  self->note = g_strdup (note);
  self->first = self->next = first;
  self->chunk = avow_verify_chunk_new ();
  self->filled = g_ptr_array_new ();
  if (!avow_checkpoint_verify (note, seal_public, &self->checkpoint, &valid, error))
    return NULL;
  if (valid && first <= self->checkpoint.size)
    return g_steal_pointer (&self);
  g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
                       valid ? _("A ledger in it begins behind its own end.")
                             : _("A checkpoint in it is not signed by the key that seals its ledger."));
  return NULL;
}

void
avow_incoming_free (AvowIncoming *self)
{
  g_clear_pointer (&self->chunk, avow_verify_chunk_free);
  g_clear_pointer (&self->seal_public, g_bytes_unref);
  g_ptr_array_unref (self->filled);
  g_free (self->reason);
  g_free (self->note);
  g_free (self);
}

const AvowCheckpoint *
avow_incoming_get_checkpoint (AvowIncoming *self)
{
  return &self->checkpoint;
}

guint64
avow_incoming_get_discounted (AvowIncoming *self, const char **out_reason)
{
  *out_reason = self->reason;
  return self->discounted;
}

GPtrArray *
avow_incoming_get_jobs (AvowIncoming *self)
{
  return avow_verify_chunk_get_jobs (self->chunk);
}

static gboolean
fail (guint64 sequence, const char *fault, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED, _("Number %" PRIu64 " of a ledger in it is damaged: %s."),
               sequence, fault);
  return FALSE;
}

static gboolean
follows (AvowIncoming *self, const AvowLeaf *leaf, GError **error)
{
  GPtrArray *jobs = avow_incoming_get_jobs (self);
  const AvowVerifyJob *last = jobs->len > 0 ? g_ptr_array_index (jobs, jobs->len - 1) : NULL;

  if (!avow_digest_equal (&leaf->ledger, &self->checkpoint.ledger))
    return fail (self->next, _("it belongs to another ledger"), error);
  if (leaf->sequence != self->next || self->next >= self->checkpoint.size)
    return fail (self->next, _("another number stands in its place"), error);
  if (last != NULL && !avow_digest_equal (&leaf->previous, &last->row->hash))
    return fail (self->next, _("it does not follow from the record before it"), error);
  return TRUE;
}

gboolean
avow_incoming_add (AvowIncoming *self, const AvowLeaf *leaf, const guint8 *salt, GBytes *payload, GError **error)
{
  g_autoptr (AvowRow) row = NULL;
  const char *fault = NULL;

  g_return_val_if_fail (self != NULL && leaf != NULL && (salt == NULL) == (payload == NULL), FALSE);

  if (!follows (self, leaf, error))
    return FALSE;
  row = g_new0 (AvowRow, 1);
  row->leaf = *leaf;
  avow_leaf_hash (leaf, &row->hash);
  if (payload != NULL)
    {
      memcpy (row->salt, salt, AVOW_SALT_LENGTH);
      row->payload = g_bytes_ref (payload);
      row->length = (gint64) g_bytes_get_size (payload);
    }
  if (!avow_row_is_whole (row, &fault))
    return fail (self->next, fault, error);
  self->next++;
  avow_verify_chunk_add (self->chunk, g_steal_pointer (&row));
  return TRUE;
}

AvowRecord *
avow_incoming_find (AvowIncoming *self, const AvowRecordKind *kind, const char *subject)
{
  GPtrArray *jobs = avow_incoming_get_jobs (self);

  for (guint i = 0; i < jobs->len; i++)
    {
      const AvowVerifyJob *job = g_ptr_array_index (jobs, i);
      g_autoptr (AvowRecord) record = NULL;

      if (job->row->leaf.kind != kind->code || job->row->payload == NULL)
        continue;
      record = avow_record_parse (job->row->payload, NULL);
      if (record != NULL && avow_record_get_kind (record) == kind
          && (subject == NULL || g_str_equal (avow_record_get_subject (record), subject)))
        return g_steal_pointer (&record);
    }
  return NULL;
}

static void
call_with (const AvowVerifyJob *job, AvowIncomingFunc func, gpointer data)
{
  if (job->record != NULL)
    func (job->record, data);
}

void
avow_incoming_foreach_taken (AvowIncoming *self, AvowIncomingFunc func, gpointer data)
{
  GPtrArray *jobs;

  g_return_if_fail (self != NULL && func != NULL);

  jobs = avow_incoming_get_jobs (self);
  for (guint i = 0; i < self->filled->len; i++)
    call_with (g_ptr_array_index (self->filled, i), func, data);
  for (guint64 i = self->from; self->taken && i < self->next; i++)
    call_with (g_ptr_array_index (jobs, (guint) (i - self->first)), func, data);
}
