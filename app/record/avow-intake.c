/* avow-intake.c: taking in what another installation handed over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-intake.h"

#include "avow-counting.h"
#include "avow-event.h"
#include "avow-incoming-private.h"
#include "avow-projection-private.h"
#include "avow-purges.h"
#include "avow-record-intake.h"
#include "avow-record-purge.h"
#include "avow-record-withdrawal.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What is known of the other ledger here. */
typedef struct
{
  AvowStore *store;
  AvowIncoming *incoming;
  AvowLedger *held;      /* nullable: nothing */
  guint64 size;          /* leaves that are here */
  AvowDigest last;       /* leaf hash of the last of them */
  AvowPurges *purges;    /* nullable: of those that count here */
  GData *memory;         /* of what counts */
} Intake;

static void
clear_intake (Intake *self)
{
  g_clear_pointer (&self->held, avow_ledger_free);
  g_clear_pointer (&self->purges, avow_purges_free);
  g_datalist_clear (&self->memory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Intake, clear_intake)

static gboolean
read_held (Intake *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  g_clear_pointer (&self->held, avow_ledger_free);
  self->held = avow_store_find_ledger (self->store, &self->incoming->checkpoint.ledger, &local_error);
  self->size = self->held != NULL ? self->held->checkpoint.size : 0;
  self->last = (AvowDigest) { { 0 } };
  if (self->size > 0)
    query = avow_store_query (self->store, "record/store:last-leaf", &local_error, "i", self->held->number);
  if (avow_query_next (query, &local_error))
    avow_query_digest (query, 1, &self->last);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* When the latest part that was taken was handed over. */
static gboolean
read_made (Intake *self, gint64 *out_made, GError **error)
{
  g_autofree char *id = avow_digest_to_hex (&self->incoming->checkpoint.ledger);
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "record/store:intake-made", error, "s", id);

  *out_made = G_MININT64;
  if (query == NULL || !avow_query_next (query, error))
    return FALSE;
  if (!avow_query_is_null (query, 0))
    *out_made = avow_query_integer (query, 0);
  return TRUE;
}

/* The other's ledger is no longer than what is here. */
static gboolean
judge_shorter (Intake *self, gint64 made, AvowIntakeVerdict *out_verdict, GError **error)
{
  const AvowCheckpoint *checkpoint = &self->incoming->checkpoint;
  AvowDigest root;
  gint64 before;

  if (!avow_store_get_root (self->store, self->held, checkpoint->size, &root, error) || !read_made (self, &before, error))
    return FALSE;
  if (!avow_digest_equal (&root, &checkpoint->root))
    *out_verdict = AVOW_INTAKE_VERDICT_FORK;
  else if (checkpoint->size == self->size)
    *out_verdict = AVOW_INTAKE_VERDICT_SAME;
  else
    *out_verdict = made > before && !self->held->own ? AVOW_INTAKE_VERDICT_ROLLBACK : AVOW_INTAKE_VERDICT_STALE;
  return TRUE;
}

/* The leaf at @sequence, which is among those that came. */
static const AvowRow *
get_row (Intake *self, guint64 sequence)
{
  const AvowVerifyJob *job = g_ptr_array_index (avow_incoming_get_jobs (self->incoming), (guint) (sequence - self->incoming->first));

  return job->row;
}

static gboolean
continues (Intake *self)
{
  return avow_digest_equal (&get_row (self, self->size)->leaf.previous, &self->last);
}

/* The root of what is here before @from, and of what came from there on, which has to be the one that the checkpoint names.
 * (transfer full): the tree. */
static AvowTree *
grow_tree (Intake *self, guint64 from, gboolean *out_sealed, GError **error)
{
  AvowTree *tree = avow_store_open_tree (self->store, self->held != NULL ? self->held->number : 0, from, error);
  AvowDigest root;

  if (tree == NULL)
    return NULL;
  for (guint64 i = from; i < self->incoming->next; i++)
    avow_tree_append (tree, &get_row (self, i)->hash);
  avow_tree_get_root (tree, &root);
  *out_sealed = self->incoming->next == self->incoming->checkpoint.size && avow_digest_equal (&root, &self->incoming->checkpoint.root);
  return tree;
}

static gboolean
fail_unsealed (GError **error)
{
  g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNSOUND,
                       _("The records in it are not those that its checkpoint seals: some were changed, or are missing."));
  return FALSE;
}

static gboolean
fail_broken (Intake *self, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNSOUND, _("Number %" PRIu64 " of a ledger in it is damaged: %s."),
               self->size, _("it does not follow from the record before it"));
  return FALSE;
}

/* Anybody can write leaves that don't go on from what is here. That its own seal contradicts itself is shown only where the
 * checkpoint seals other leaves in place of some that are here, which the one that is here seals. */
static gboolean
judge_longer (Intake *self, AvowIntakeVerdict *out_verdict, GError **error)
{
  g_autoptr (AvowTree) tree = NULL;
  gboolean sealed, goes_on;

  *out_verdict = AVOW_INTAKE_VERDICT_GAP;
  if (self->incoming->first > self->size)
    return TRUE;
  goes_on = self->incoming->next <= self->size || continues (self);
  tree = grow_tree (self, goes_on ? self->size : self->incoming->first, &sealed, error);
  if (tree == NULL)
    return FALSE;
  if (!sealed)
    return fail_unsealed (error);
  if (!goes_on && self->incoming->first == self->size)
    return fail_broken (self, error);
  *out_verdict = goes_on ? AVOW_INTAKE_VERDICT_OK : AVOW_INTAKE_VERDICT_FORK;
  return TRUE;
}

static gboolean
judge (Intake *self, gint64 made, AvowIntakeVerdict *out_verdict, GError **error)
{
  if (!read_held (self, error))
    return FALSE;
  *out_verdict = AVOW_INTAKE_VERDICT_SAME;
  if (self->incoming->checkpoint.size == 0)
    return TRUE;
  if (self->held != NULL && self->incoming->checkpoint.size <= self->size)
    return judge_shorter (self, made, out_verdict, error);
  if (self->held == NULL || !self->held->own)
    return judge_longer (self, out_verdict, error);
  *out_verdict = AVOW_INTAKE_VERDICT_ROLLBACK;
  return TRUE;
}

gboolean
avow_store_judge (AvowStore *self, AvowIncoming *incoming, gint64 made, AvowIntakeVerdict *out_verdict, GError **error)
{
  g_auto (Intake) intake = { .store = self, .incoming = incoming };
  gboolean done;

  g_return_val_if_fail (self != NULL && incoming != NULL && out_verdict != NULL, FALSE);

  /* one state of the store; within a transaction it is one anyway */
  if (self->depth > 0)
    return judge (&intake, made, out_verdict, error);
  if (!avow_store_begin_reading (self, error))
    return FALSE;
  done = judge (&intake, made, out_verdict, error);
  avow_store_end_reading (self);
  return done;
}

static gboolean
fail_unsound (const AvowRow *row, AvowRecord *record, const char *fault, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNSOUND, _("Number %" PRIu64 " of the ledger (%s) does not stand: %s"),
               row->leaf.sequence, record != NULL ? avow_record_get_kind (record)->name : _("unreadable"), fault);
  return FALSE;
}

static gboolean
run_pool (AvowVerifier *verifier, AvowVerifyChunk *chunk, GError **error)
{
  g_autoptr (AvowVerifyPool) pool = avow_verify_pool_new (verifier, error);

  if (pool == NULL)
    return FALSE;
  avow_verify_pool_push (pool, chunk);
  avow_verify_pool_wait (pool, chunk);
  return TRUE;
}

gboolean
avow_store_verify_incoming (AvowStore *self, AvowIncoming *incoming, GError **error)
{
  g_autoptr (AvowVerdict) verdict = avow_verdict_new ();
  AvowVerifier verifier = { .store = self, .verdict = verdict, .total = 1 };
  GPtrArray *jobs;
  gboolean done;

  g_return_val_if_fail (self != NULL && incoming != NULL && !incoming->verified, FALSE);

  jobs = avow_incoming_get_jobs (incoming);
  done = avow_verify_find_root (&verifier, error) && run_pool (&verifier, incoming->chunk, error);
  g_clear_pointer (&verifier.root, avow_certificate_unref);
  for (guint i = 0; done && i < jobs->len; i++)
    {
      const AvowVerifyJob *job = g_ptr_array_index (jobs, i);

      if (job->fault != NULL)
        done = fail_unsound (job->row, job->record, job->fault, error);
    }
  incoming->verified = done;
  return done;
}

static AvowRecord *
compose_record (Intake *self, const AvowIntakeTerms *terms, const char *verdict)
{
  g_autofree char *id = avow_digest_to_hex (&self->incoming->checkpoint.ledger);
  AvowRecordIntake body = {
    .verdict = (char *) verdict,
    .first = (gint64) self->size,
    .size = (gint64) self->incoming->checkpoint.size,
    .root = self->incoming->checkpoint.root,
    .made = terms->made,
    .desk = terms->desk,
    .partial = terms->partial,
    .checkpoint = self->incoming->note,
    .held = g_str_equal (verdict, AVOW_INTAKE_FORK) ? self->held->note : NULL,
  };

  return avow_record_new (&avow_record_kind_intake, id, terms->actor, &body);
}

static gboolean
add_record (Intake *self, const AvowIntakeTerms *terms, const char *verdict, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  g_ptr_array_add (records, compose_record (self, terms, verdict));
  return avow_store_append (self->store, records, error);
}

/* Whether the same fork was recorded before. */
static gboolean
is_known_fork (Intake *self, gboolean *out_known, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "record/store:intake-fork", error, "s", self->incoming->note);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  *out_known = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_ledger (Intake *self, GError **error)
{
  if (self->held != NULL)
    return TRUE;
  if (!avow_store_execute (self->store, "record/store:add-ledger", error, "db", &self->incoming->checkpoint.ledger,
                           self->incoming->seal_public))
    return FALSE;
  self->held = avow_store_find_ledger (self->store, &self->incoming->checkpoint.ledger, error);
  return self->held != NULL;
}

/* What may happen once in a ledger and stands in it twice was put there by no Avow. */
static gboolean
add_event (Intake *self, AvowVerifyJob *job, const AvowPlace *place, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (avow_event_add (self->store, job->record, place, &local_error))
    return TRUE;
  if (g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS))
    return fail_unsound (job->row, job->record, _("it stands in its ledger twice, and can happen only once"), error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What is not heard here, or counts for nothing, has no event row, and the rooms are not asked about it. */
static gboolean
find_unheard (Intake *self, AvowVerifyJob *job, const AvowPlace *place, const AvowIntakeTerms *terms, GError **error)
{
  g_autofree char *reason = NULL;
  gboolean counts;

  job->unheard = !terms->desk && avow_record_get_kind (job->record)->of_desk;
  if (job->unheard)
    return TRUE;
  if (!avow_counting_ask (self->store, job->record, place, &self->memory, &counts, &reason, error))
    return FALSE;
  job->unheard = !counts;
  self->incoming->discounted += reason != NULL;
  if (self->incoming->reason == NULL)
    self->incoming->reason = g_steal_pointer (&reason);
  return TRUE;
}

static gboolean
add_row (Intake *self, AvowVerifyJob *job, const AvowIntakeTerms *terms, GError **error)
{
  AvowRow *row = job->row;
  const AvowRecordKind *kind = avow_record_kind_by_code (row->leaf.kind);
  AvowPlace place;

  row->position = ++self->store->head.position;
  row->ledger_number = self->held->number;
  place = avow_row_get_place (row);
  if (!avow_store_add_leaf (self->store, &place, &row->leaf, error))
    return FALSE;
  if (job->record == NULL || avow_purges_cover (self->purges, kind, &place))
    {
      job->unheard = TRUE;
      return TRUE;
    }
  return avow_store_add_payload (self->store, row->position, row->salt, row->payload, error)
         && find_unheard (self, job, &place, terms, error)
         && (job->unheard || add_event (self, job, &place, error));
}

/* What somebody signed elsewhere may not count any more. */
static gboolean
review_withdrawn (Intake *self, GError **error)
{
  GPtrArray *jobs = avow_incoming_get_jobs (self->incoming);

  for (guint64 i = self->size; i < self->incoming->next; i++)
    {
      const AvowVerifyJob *job = g_ptr_array_index (jobs, (guint) (i - self->incoming->first));

      if (!job->unheard && avow_record_get_kind (job->record) == &avow_record_kind_withdrawal
          && !avow_counting_review (self->store, avow_record_get_subject (job->record), error))
        return FALSE;
    }
  return TRUE;
}

/* What a purge that came with them names is destroyed, wherever it stands. */
static gboolean
carry_out_purges (Intake *self, GError **error)
{
  GPtrArray *jobs = avow_incoming_get_jobs (self->incoming);

  for (guint64 i = self->size; i < self->incoming->next; i++)
    {
      const AvowVerifyJob *job = g_ptr_array_index (jobs, (guint) (i - self->incoming->first));

      if (!job->unheard && avow_record_get_kind (job->record) == &avow_record_kind_purge
          && !avow_store_carry_out_purge (self->store, job->record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_rows (Intake *self, const AvowIntakeTerms *terms, GError **error)
{
  GPtrArray *jobs = avow_incoming_get_jobs (self->incoming);
  g_autoptr (GHashTable) subjects = avow_subjects_new ();

  for (guint64 i = self->size; i < self->incoming->next; i++)
    {
      AvowVerifyJob *job = g_ptr_array_index (jobs, (guint) (i - self->incoming->first));

      if (!add_row (self, job, terms, error))
        return FALSE;
      if (!job->unheard)
        avow_subjects_note (subjects, job->record);
    }
  return avow_subjects_refresh (subjects, self->store, error);
}

static gboolean
seal (Intake *self, GError **error)
{
  gboolean sealed;
  g_autoptr (AvowTree) tree = grow_tree (self, self->size, &sealed, error);
  const AvowCheckpoint *checkpoint = &self->incoming->checkpoint;

  return tree != NULL && avow_store_write_tiles (self->store, self->held->number, tree, error)
         && avow_store_execute (self->store, "record/store:set-checkpoint", error, "iids", self->held->number,
                                (gint64) checkpoint->size, &checkpoint->root, self->incoming->note);
}

static gboolean
take (Intake *self, const AvowIntakeTerms *terms, GError **error)
{
  AvowIncoming *incoming = self->incoming;

  self->purges = avow_purges_new (self->store);
  if (!avow_purges_read (self->purges, error) || !add_record (self, terms, AVOW_INTAKE_OK, error)
      || !avow_store_read_head (self->store, error) || !add_ledger (self, error) || !add_rows (self, terms, error)
      || !seal (self, error) || !review_withdrawn (self, error) || !carry_out_purges (self, error))
    return FALSE;
  incoming->taken = TRUE;
  incoming->partial = terms->partial;
  incoming->from = self->size;
  return TRUE;
}

static gboolean
take_fork (Intake *self, const AvowIntakeTerms *terms, GError **error)
{
  gboolean known;

  return is_known_fork (self, &known, error) && (known || add_record (self, terms, AVOW_INTAKE_FORK, error));
}

/* As avow_store_judge() takes it. */
static gint64
get_made (const AvowIntakeTerms *terms)
{
  return terms->relayed ? G_MININT64 : terms->made;
}

/* Whoever was faster may have changed what is here: it is judged again now that nobody can. */
static gboolean
take_locked (Intake *self, const AvowIntakeTerms *terms, AvowIntakeVerdict *out_verdict, GError **error)
{
  if (!judge (self, get_made (terms), out_verdict, error))
    return FALSE;
  if (*out_verdict == AVOW_INTAKE_VERDICT_OK)
    return take (self, terms, error);
  return *out_verdict != AVOW_INTAKE_VERDICT_FORK || take_fork (self, terms, error);
}

gboolean
avow_store_take_in (AvowStore *self, AvowIncoming *incoming, const AvowIntakeTerms *terms, AvowIntakeVerdict *out_verdict,
                    guint64 *out_added, GError **error)
{
  g_auto (Intake) intake = { .store = self, .incoming = incoming };

  g_return_val_if_fail (self != NULL && self->depth > 0 && incoming != NULL && incoming->verified, FALSE);
  g_return_val_if_fail (terms != NULL && terms->actor != NULL && out_verdict != NULL && out_added != NULL, FALSE);

  *out_added = 0;
  if (!judge (&intake, get_made (terms), out_verdict, error))
    return FALSE;
  if (*out_verdict != AVOW_INTAKE_VERDICT_OK && *out_verdict != AVOW_INTAKE_VERDICT_FORK)
    return TRUE;
  if (!avow_store_begin (self, error))
    return FALSE;
  if (!take_locked (&intake, terms, out_verdict, error))
    {
      avow_store_rollback (self);
      return FALSE;
    }
  if (*out_verdict == AVOW_INTAKE_VERDICT_OK)
    *out_added = incoming->next - intake.size;
  return avow_store_commit (self, error);
}

/* The rooms' checks are of what counts here, and is not purged by whatever came with it. */
static gboolean
check_job (AvowVerifier *verifier, AvowPurges *purges, const AvowVerifyJob *job, gboolean may_lack, GError **error)
{
  AvowPlace place = avow_row_get_place (job->row);
  g_autofree char *fault = NULL;
  g_autoptr (GError) local_error = NULL;

  if (avow_purges_cover (purges, avow_record_kind_by_code (job->row->leaf.kind), &place))
    return TRUE;
  if (job->record == NULL)
    return may_lack || fail_unsound (job->row, NULL, _("its text is missing, and nothing that came with it says that it was purged"), error);
  if (job->unheard)
    return TRUE;
  if (avow_record_get_kind (job->record) == &avow_record_kind_purge)
    fault = avow_purges_judge (verifier->store, job->record, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (fault != NULL)
    return fail_unsound (job->row, job->record, fault, error);
  if (!avow_verify_call_checks (verifier, job->record, &place, error))
    return FALSE;
  return verifier->verdict->findings->len == 0
         || fail_unsound (job->row, job->record, ((AvowFinding *) g_ptr_array_index (verifier->verdict->findings, 0))->message, error);
}

gboolean
avow_store_check_taken_in (AvowStore *self, AvowIncoming *incoming, GError **error)
{
  g_autoptr (AvowVerdict) verdict = avow_verdict_new ();
  AvowVerifier verifier = { .store = self, .verdict = verdict, .schema_sound = TRUE };
  AvowPurges *purges;
  GPtrArray *jobs;

  g_return_val_if_fail (self != NULL && self->depth > 0 && incoming != NULL, FALSE);

  if (!incoming->taken && incoming->filled->len == 0)
    return TRUE;
  jobs = avow_incoming_get_jobs (incoming);
  purges = avow_verdict_get_purges (verdict, self);
  if (!avow_purges_read (purges, error))
    return FALSE;
  for (guint i = 0; i < incoming->filled->len; i++)
    if (!check_job (&verifier, purges, g_ptr_array_index (incoming->filled, i), TRUE, error))
      return FALSE;
  for (guint64 i = incoming->from; incoming->taken && i < incoming->next; i++)
    if (!check_job (&verifier, purges, g_ptr_array_index (jobs, (guint) (i - incoming->first)), incoming->partial, error))
      return FALSE;
  return TRUE;
}
