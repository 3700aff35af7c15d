/* avow-intake-fill.c: texts that were withheld, and come later
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-counting.h"
#include "avow-event.h"
#include "avow-incoming-private.h"
#include "avow-projection-private.h"
#include "avow-purges.h"
#include "avow-record-purge.h"
#include "avow-record-withdrawal.h"

/* A leaf that is here without its text, as it was handed over in part. */
typedef struct
{
  gint64 position;
  gint64 ledger_number;
  guint64 sequence;
  AvowDigest hash;
  gboolean desk; /* whether what its intake brought is heard as a desk's word */
} Withheld;

/* (transfer full) (element-type Withheld): those of which the text may have come, in order. */
static GArray *
list_withheld (AvowStore *store, AvowIncoming *incoming, GError **error)
{
  g_autoptr (GArray) withheld = g_array_new (FALSE, FALSE, sizeof (Withheld));
  g_autofree char *id = avow_digest_to_hex (&incoming->checkpoint.ledger);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:withheld", &local_error, "siid", id, (gint64) incoming->first,
                                                  (gint64) incoming->next, &incoming->checkpoint.ledger);

  while (avow_query_next (query, &local_error))
    {
      Withheld leaf = {
        .position = avow_query_integer (query, 0),
        .ledger_number = avow_query_integer (query, 1),
        .sequence = (guint64) avow_query_integer (query, 2),
        .desk = avow_query_integer (query, 4) != 0,
      };

      avow_query_digest (query, 3, &leaf.hash);
      g_array_append_val (withheld, leaf);
    }
  if (local_error == NULL)
    return g_steal_pointer (&withheld);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* What came for @leaf; NULL where it is withheld still, or of another ledger that has the same name. */
static AvowVerifyJob *
find_job (AvowIncoming *incoming, const Withheld *leaf)
{
  GPtrArray *jobs = avow_incoming_get_jobs (incoming);
  AvowVerifyJob *job = g_ptr_array_index (jobs, (guint) (leaf->sequence - incoming->first));

  return job->row->payload != NULL && avow_digest_equal (&job->row->hash, &leaf->hash) ? job : NULL;
}

gboolean
avow_store_lacks (AvowStore *self, AvowIncoming *incoming, gboolean *out_lacks, GError **error)
{
  g_autoptr (GArray) withheld = NULL;

  g_return_val_if_fail (self != NULL && incoming != NULL && out_lacks != NULL, FALSE);

  withheld = list_withheld (self, incoming, error);
  *out_lacks = FALSE;
  for (guint i = 0; withheld != NULL && i < withheld->len && !*out_lacks; i++)
    *out_lacks = find_job (incoming, &g_array_index (withheld, Withheld, i)) != NULL;
  return withheld != NULL;
}

typedef struct
{
  AvowStore *store;
  AvowIncoming *incoming;
  AvowPurges *purges;
  GHashTable *subjects;
  GData *memory; /* of what counts */
} Filling;

static void
clear_filling (Filling *self)
{
  g_clear_pointer (&self->purges, avow_purges_free);
  g_clear_pointer (&self->subjects, g_hash_table_unref);
  g_datalist_clear (&self->memory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, clear_filling)

/* As when it would have come with its leaf. */
static gboolean
count (Filling *self, const Withheld *leaf, AvowVerifyJob *job, const AvowPlace *place, GError **error)
{
  g_autofree char *reason = NULL;
  gboolean counts;

  job->unheard = !leaf->desk && avow_record_get_kind (job->record)->of_desk;
  if (job->unheard)
    return TRUE;
  if (!avow_counting_ask (self->store, job->record, place, &self->memory, &counts, &reason, error))
    return FALSE;
  job->unheard = !counts;
  if (!counts)
    return TRUE;
  avow_subjects_note (self->subjects, job->record);
  return avow_event_add (self->store, job->record, place, error)
         && (avow_record_get_kind (job->record) != &avow_record_kind_withdrawal
             || avow_counting_review (self->store, avow_record_get_subject (job->record), error))
         && (avow_record_get_kind (job->record) != &avow_record_kind_purge
             || avow_store_carry_out_purge (self->store, job->record, error));
}

static gboolean
fill (Filling *self, const Withheld *leaf, AvowVerifyJob *job, GError **error)
{
  AvowPlace place;

  job->row->position = leaf->position;
  job->row->ledger_number = leaf->ledger_number;
  place = avow_row_get_place (job->row);
  if (avow_purges_cover (self->purges, avow_record_get_kind (job->record), &place))
    return TRUE;
  g_ptr_array_add (self->incoming->filled, job);
  return avow_store_add_payload (self->store, leaf->position, job->row->salt, job->row->payload, error)
         && count (self, leaf, job, &place, error);
}

gboolean
avow_store_fill_in (AvowStore *self, AvowIncoming *incoming, guint64 *out_filled, GError **error)
{
  g_auto (Filling) filling = { .store = self, .incoming = incoming };
  g_autoptr (GArray) withheld = NULL;

  g_return_val_if_fail (self != NULL && self->depth > 0 && incoming != NULL && incoming->verified && out_filled != NULL, FALSE);

  *out_filled = 0;
  withheld = list_withheld (self, incoming, error);
  if (withheld == NULL || withheld->len == 0)
    return withheld != NULL;
  filling.purges = avow_purges_new (self);
  filling.subjects = avow_subjects_new ();
  if (!avow_purges_read (filling.purges, error))
    return FALSE;
  for (guint i = 0; i < withheld->len; i++)
    {
      const Withheld *leaf = &g_array_index (withheld, Withheld, i);
      AvowVerifyJob *job = find_job (incoming, leaf);

      if (job != NULL && !fill (&filling, leaf, job, error))
        return FALSE;
    }
  *out_filled = incoming->filled->len;
  return avow_subjects_refresh (filling.subjects, self, error);
}
