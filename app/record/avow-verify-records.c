/* avow-verify-records.c: the ledger, record by record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-clock.h"
#include "avow-counting.h"
#include "avow-event.h"
#include "avow-purges.h"
#include "avow-record-edition.h"
#include "avow-record-purge.h"
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Both keep a read transaction short, and memory bounded. */
#define CHUNK_ROWS 64
#define CHUNK_BYTES (1024 * 1024)

/* Strangers are looked for in so many positions at once: a query a kind costs more than most of them read. */
#define STRANGERS_SPAN 1024

/* How long what reads in turn may go on in one read transaction: half of what RECORDS, section 3, allows. */
#define READING_MS 25

typedef struct
{
  AvowVerifier *verifier;
  AvowVerifyPool *pool;
  GHashTable *trees;   /* of AvowTreeCheck, by number of their ledger */
  AvowOrder *order;
  AvowPurges *purges;  /* (transfer none) */
  GQueue chunks;       /* of AvowVerifyChunk, on their way, in order of position */
  gint64 read;         /* the last position read */
  gboolean all_read;
  gboolean all_purges; /* also those of before what was verified */
  gint64 position;     /* of the last record looked at */
  gint64 searched;     /* up to here there are no strangers, or they were told */
} Walk;

/* The read transaction lasts no longer than the rows of one chunk. */
static AvowVerifyChunk *
read_chunk (Walk *self, GError **error)
{
  AvowStore *store = self->verifier->store;
  g_autoptr (AvowVerifyChunk) chunk = avow_verify_chunk_new ();
  GPtrArray *jobs = avow_verify_chunk_get_jobs (chunk);
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize bytes = 0;

  query = avow_store_query (store, "record/store:rows-after", &local_error, "ii", self->read, self->verifier->total);
  while (jobs->len < CHUNK_ROWS && bytes < CHUNK_BYTES && avow_query_next (query, &local_error))
    {
      AvowRow *row = avow_row_read (query);

      avow_verify_chunk_add (chunk, row);
      bytes += row->payload != NULL ? g_bytes_get_size (row->payload) : 0;
      self->read = row->position;
    }
  if (local_error == NULL)
    return g_steal_pointer (&chunk);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
fill_pool (Walk *self, GError **error)
{
  while (!self->all_read && self->chunks.length < avow_verify_pool_get_width (self->pool))
    {
      g_autoptr (GError) local_error = NULL;
      AvowVerifyChunk *chunk = read_chunk (self, &local_error);

      if (chunk == NULL)
        {
          /* what lies behind a damaged page can't be told */
          self->all_read = TRUE;
          return avow_verifier_absorb (self->verifier, g_steal_pointer (&local_error), error);
        }
      self->all_read = avow_verify_chunk_get_jobs (chunk)->len == 0;
      avow_verify_pool_push (self->pool, chunk);
      g_queue_push_tail (&self->chunks, chunk);
    }
  return TRUE;
}

static void
find_fault (Walk *self, AvowVerifyJob *job, char *fault)
{
  const AvowRecordKind *kind = avow_record_kind_by_code (job->row->leaf.kind);
  g_autofree char *subject = NULL;

  if (job->record != NULL)
    subject = g_strdup (avow_record_get_subject (job->record));
  else if (kind != NULL)
    subject = avow_event_get_subject (self->verifier->store, kind, job->row->position);
  avow_verifier_find (self->verifier, job->row->position, kind != NULL ? kind->name : NULL, subject, fault);
}

typedef struct
{
  Walk *walk;
  AvowVerifyJob *job;
} Place;

static void
find_misplaced (char *fault, gpointer data)
{
  const Place *place = data;

  find_fault (place->walk, place->job, fault);
}

/* With its last leaf a ledger that was taken in has the root that the intake announced. */
static void
check_intake_end (Walk *self, AvowVerifyJob *job, AvowTreeCheck *tree)
{
  AvowDigest announced, root;

  if (!avow_order_ends_intake (self->order, &announced))
    return;
  avow_tree_check_get_root (tree, &root);
  if (!avow_digest_equal (&root, &announced))
    find_fault (self, job, g_strdup (_("the records that were taken in up to it do not give the root that was announced")));
}

static void
check_order (Walk *self, AvowVerifyJob *job)
{
  AvowTreeCheck *tree = g_hash_table_lookup (self->trees, &job->row->ledger_number);
  Place place = { self, job };

  avow_order_take (self->order, job->row, job->record, find_misplaced, &place);
  self->position = job->row->position;
  job->unheard = job->record != NULL && !avow_order_is_heard (self->order, avow_record_get_kind (job->record));
  job->foreign = avow_order_is_foreign (self->order);
  job->may_lack = avow_order_may_be_withheld (self->order);
  if (tree == NULL)
    return;
  avow_tree_check_append (tree, &job->row->hash);
  check_intake_end (self, job, tree);
}

/* A text that is missing is sound where it was purged. The purge may have come after the row was read, so that its event
 * row is gone while its text was seen. */
static gboolean
is_purged (Walk *self, AvowVerifyJob *job, gboolean *out_purged, GError **error)
{
  const AvowRecordKind *kind = avow_record_kind_by_code (job->row->leaf.kind);
  AvowPlace place = avow_row_get_place (job->row);

  *out_purged = avow_purges_cover (self->purges, kind, &place);
  if (*out_purged)
    return TRUE;
  if (!self->all_purges)
    avow_purges_go_to (self->purges, 0);
  self->all_purges = TRUE;
  if (!avow_purges_read (self->purges, error))
    return FALSE;
  *out_purged = avow_purges_cover (self->purges, kind, &place);
  return TRUE;
}

/* A purge may have come before what it destroyed, and then be among what is not read again. */
static void
note_unread_purge (Walk *self, AvowVerifyJob *job)
{
  const AvowRecordKind *kind = avow_record_kind_by_code (job->row->leaf.kind);
  AvowPlace place = avow_row_get_place (job->row);
  gint64 purge = avow_purges_look_up (self->purges, &place);

  if (purge <= self->verifier->verdict->unread)
    avow_verdict_note (self->verifier->verdict, job->row->position, kind->name, NULL,
                       g_strdup_printf (_("it was destroyed by record %" PRId64 ", which was not read again"), purge));
}

static gboolean
check_missing (Walk *self, AvowVerifyJob *job, GError **error)
{
  const AvowRecordKind *kind = avow_record_kind_by_code (job->row->leaf.kind);
  g_autofree char *subject = kind != NULL ? avow_event_get_subject (self->verifier->store, kind, job->row->position) : NULL;
  gboolean purged;

  if (!is_purged (self, job, &purged, error))
    return FALSE;
  if (purged)
    {
      self->verifier->verdict->purged++;
      note_unread_purge (self, job);
    }
  if (!purged && !job->may_lack)
    find_fault (self, job, g_strdup (_("its text is missing, and no purge is recorded that destroyed it")));
  else if (subject != NULL)
    find_fault (self, job, g_strdup (_("its text is gone, but the event table still has its row")));
  return TRUE;
}

/* What was purged before the verification began can't be here. */
static void
check_left (Walk *self, AvowVerifyJob *job)
{
  AvowPlace place = avow_row_get_place (job->row);
  gint64 purge = avow_purges_look_up (self->purges, &place);

  if (purge > 0 && purge <= self->verifier->total)
    find_fault (self, job, g_strdup_printf (_("record %" PRId64 " says that it was purged, but its text is still here"), purge));
}

/* What counts for nothing is sound, and worth knowing. */
static gboolean
ask_counting (Walk *self, AvowVerifyJob *job, GError **error)
{
  AvowPlace place = avow_row_get_place (job->row);
  AvowVerdict *verdict = self->verifier->verdict;
  g_autofree char *reason = NULL;
  gboolean counts;

  if (job->record == NULL || job->fault != NULL || job->unheard
      || !avow_counting_concerns (avow_record_get_kind (job->record), job->foreign))
    return TRUE;
  if (!avow_counting_ask (self->verifier->store, job->record, &place, &verdict->memory, &counts, &reason, error))
    return FALSE;
  job->unheard = !counts;
  if (reason != NULL)
    avow_verdict_note (verdict, place.position, avow_record_get_kind (job->record)->name, avow_record_get_subject (job->record),
                       g_strdup_printf (_("it does not count: %s"), reason));
  return TRUE;
}

static void
check_unheard (Walk *self, AvowVerifyJob *job)
{
  g_autofree char *subject = avow_event_get_subject (self->verifier->store, avow_record_get_kind (job->record), job->row->position);

  if (subject != NULL)
    find_fault (self, job, g_strdup (_("it counts for nothing here, but the event table has a row for it")));
}

static gboolean
check_event (Walk *self, AvowVerifyJob *job, GError **error)
{
  AvowPlace place = avow_row_get_place (job->row);
  g_autofree char *fault = NULL;
  gboolean purged = FALSE;

  if (job->row->payload == NULL)
    return check_missing (self, job, error);
  check_left (self, job);
  if (!ask_counting (self, job, error))
    return FALSE;
  if (job->record != NULL && job->unheard)
    check_unheard (self, job);
  if (job->record == NULL || job->unheard)
    return TRUE;
  if (!avow_event_compare (self->verifier->store, job->record, &place, &fault, error)
      || (fault != NULL && !is_purged (self, job, &purged, error)))
    return FALSE;
  if (fault != NULL && !purged)
    find_fault (self, job, g_steal_pointer (&fault));
  return TRUE;
}

static gboolean
check_purge (Walk *self, AvowVerifyJob *job, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *fault;

  if (job->record == NULL || avow_record_get_kind (job->record) != &avow_record_kind_purge || job->unheard)
    return TRUE;
  fault = avow_purges_judge (self->verifier->store, job->record, &local_error);
  if (fault != NULL)
    find_fault (self, job, fault);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* An edition that a record adopts has to be in the store. */
static gboolean
check_cited (Walk *self, AvowVerifyJob *job, GError **error)
{
  const AvowRecordEdition *body;
  gboolean has;

  if (job->record == NULL || avow_record_get_kind (job->record) != &avow_record_kind_edition)
    return TRUE;
  body = avow_record_get_body (job->record);
  if (!avow_store_has_edition (self->verifier->store, &body->digest, &has, error))
    return FALSE;
  if (!has)
    find_fault (self, job, g_strdup (_("the files of the edition that it names are not in the store")));
  return TRUE;
}

/* Event rows that no record stands behind. */
static gboolean
check_strangers (Walk *self, gint64 up_to, GError **error)
{
  gint64 after = self->searched == 0 ? G_MININT64 : self->searched;
  const AvowRecordKind *const *kinds = avow_record_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr (GArray) strangers = avow_event_list_strangers (self->verifier->store, kinds[i], after, up_to, error);

      if (strangers == NULL)
        return FALSE;
      for (guint j = 0; j < strangers->len; j++)
        {
          gint64 position = g_array_index (strangers, gint64, j);
          g_autofree char *subject = avow_event_get_subject (self->verifier->store, kinds[i], position);

          avow_verifier_find (self->verifier, position, kinds[i]->name, subject,
                              g_strdup (_("the event table has a row for it, but there is no such record")));
        }
    }
  self->searched = up_to;
  return TRUE;
}

static gboolean
compare_trees (Walk *self, gboolean (*compare) (AvowTreeCheck *, GError **), GError **error)
{
  GHashTableIter iter;
  gpointer tree;

  g_hash_table_iter_init (&iter, self->trees);
  while (g_hash_table_iter_next (&iter, NULL, &tree))
    if (!compare (tree, error))
      return FALSE;
  return TRUE;
}

/* All that needs the database, in one short read transaction. */
static gboolean
check_against_tables (Walk *self, GPtrArray *jobs, GError **error)
{
  gint64 last = ((AvowVerifyJob *) g_ptr_array_index (jobs, jobs->len - 1))->row->position;

  for (guint i = 0; i < jobs->len; i++)
    if (!check_event (self, g_ptr_array_index (jobs, i), error) || !check_cited (self, g_ptr_array_index (jobs, i), error)
        || !check_purge (self, g_ptr_array_index (jobs, i), error))
      return FALSE;
  return (last - self->searched < STRANGERS_SPAN || check_strangers (self, last, error)) && compare_trees (self, avow_tree_check_compare, error);
}

static void
look_at_jobs (Walk *self, GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      AvowVerifyJob *job = g_ptr_array_index (jobs, i);

      if (job->fault != NULL)
        find_fault (self, job, g_strdup (job->fault));
      check_order (self, job);
      avow_verify_time (self->verifier, job->row);
      self->verifier->verdict->records++;
      self->verifier->verdict->signatures += job->verified ? 1 : 0;
    }
}

/* What was recorded here was bound by the rules as it was, whether it counts today or not. */
static gboolean
call_check (Walk *self, AvowVerifyJob *job, GError **error)
{
  AvowPlace place = avow_row_get_place (job->row);

  return job->fault != NULL || job->record == NULL || (job->unheard && job->foreign)
         || avow_verify_call_checks (self->verifier, job->record, &place, error);
}

/* As many as fit into one reading, from @i on; returns the next one, or -1. Each query would else open and close a reading
 * of its own, which takes longer than most of them do; and whoever wants to sign meanwhile must not wait long. */
static gint64
call_some_checks (Walk *self, GPtrArray *jobs, guint i, GError **error)
{
  gboolean done;
  gint64 end;

  if (!avow_store_begin_reading (self->verifier->store, error))
    return -1;
  end = avow_clock_elapsed () + READING_MS;
  do
    done = call_check (self, g_ptr_array_index (jobs, i++), error);
  while (done && i < jobs->len && avow_clock_elapsed () < end);
  avow_store_end_reading (self->verifier->store);
  return done ? (gint64) i : -1;
}

static gboolean
call_checks (Walk *self, GPtrArray *jobs, GError **error)
{
  gint64 i = 0;

  while (i >= 0 && i < jobs->len)
    i = call_some_checks (self, jobs, (guint) i, error);
  return i >= 0;
}

static gboolean
look_at_chunk (Walk *self, AvowVerifyChunk *chunk, GError **error)
{
  GPtrArray *jobs = avow_verify_chunk_get_jobs (chunk);
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (jobs->len == 0)
    return TRUE;
  look_at_jobs (self, jobs);
  if (!avow_store_begin_reading (self->verifier->store, error))
    return FALSE;
  done = check_against_tables (self, jobs, &local_error);
  avow_store_end_reading (self->verifier->store);
  if (!done && !avow_verifier_absorb (self->verifier, g_steal_pointer (&local_error), error))
    return FALSE;
  return call_checks (self, jobs, error) && avow_verifier_report (self->verifier, self->position, error);
}

static gboolean
walk (Walk *self, GError **error)
{
  while (fill_pool (self, error))
    {
      AvowVerifyChunk *chunk = g_queue_peek_head (&self->chunks);

      if (chunk == NULL)
        return TRUE;
      avow_verify_pool_wait (self->pool, chunk);
      if (!look_at_chunk (self, chunk, error))
        return FALSE;
      avow_verify_chunk_free (g_queue_pop_head (&self->chunks));
    }
  return FALSE;
}

/* Rows behind the last record, and the rest of the tree. What was appended since this began has its leaf. */
static gboolean
finish (Walk *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (!avow_store_begin_reading (self->verifier->store, error))
    return FALSE;
  if (!avow_order_is_whole (self->order))
    avow_verifier_find (self->verifier, 0, NULL, NULL, g_strdup (_("the last of the records that were taken in are missing")));
  done = check_strangers (self, G_MAXINT64, &local_error) && compare_trees (self, avow_tree_check_finish, &local_error);
  avow_store_end_reading (self->verifier->store);
  return done || avow_verifier_absorb (self->verifier, g_steal_pointer (&local_error), error);
}

static gboolean
add_trees (Walk *self, GError **error)
{
  for (guint i = 0; i < self->verifier->ledgers->len; i++)
    {
      AvowLedger *ledger = g_ptr_array_index (self->verifier->ledgers, i);
      AvowTreeCheck *tree = avow_tree_check_new (self->verifier, ledger, error);

      if (tree == NULL)
        return FALSE;
      g_hash_table_insert (self->trees, &ledger->number, tree);
    }
  return TRUE;
}

/* Purges of before are read where a text is missing, and only then. */
static gboolean
resume (Walk *self, GError **error)
{
  gint64 position = self->verifier->since->position;

  self->read = self->position = self->searched = position;
  self->all_purges = FALSE;
  avow_purges_go_to (self->purges, position);
  return avow_verify_resume (self->verifier, self->order, error);
}

gboolean
avow_verify_records (AvowVerifier *self, GError **error)
{
  g_autoptr (GHashTable) trees = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) avow_tree_check_free);
  g_autoptr (AvowOrder) order = avow_order_new (self->store);
  g_autoptr (AvowVerifyPool) pool = avow_verify_pool_new (self, error);
  AvowPurges *purges = avow_verdict_get_purges (self->verdict, self->store);
  Walk state = { .verifier = self, .pool = pool, .trees = trees, .order = order, .purges = purges, .all_purges = TRUE, .chunks = G_QUEUE_INIT };
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (pool == NULL || !add_trees (&state, error))
    return FALSE;
  if (self->since != NULL && !resume (&state, error))
    return FALSE;
  if (!avow_purges_read (purges, &local_error) && !avow_verifier_absorb (self, g_steal_pointer (&local_error), error))
    return FALSE;
  done = walk (&state, error) && finish (&state, error);

  /* threads first: they may still hold a chunk */
  g_clear_pointer (&pool, avow_verify_pool_free);
  g_queue_clear_full (&state.chunks, (GDestroyNotify) avow_verify_chunk_free);
  return done;
}
