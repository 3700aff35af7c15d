/* avow-verify-pool.c: what can be said of a record by itself, on all cores
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>

/* Threads of our own, that are joined: those of a GThreadPool may still be ending when the process does, and what OpenSSL
 * keeps for each is then never freed. */
struct _AvowVerifyPool
{
  AvowVerifier *verifier;
  GAsyncQueue *errands;
  GPtrArray *threads; /* of GThread */
  GMutex lock;
  GCond done; /* a chunk is */
};

/* Some jobs of a chunk on their way to a thread: enough that waking it is worth while. */
#define JOBS_AN_ERRAND 16

typedef struct
{
  AvowVerifyChunk *chunk;
  guint from, to; /* of its jobs */
} Errand;

/* It owns its errands: those that no thread has taken as the pool is freed are dropped. */
struct _AvowVerifyChunk
{
  GPtrArray *jobs; /* of AvowVerifyJob */
  guint pending;   /* jobs; under the pool's lock */
  Errand *errands;
};

static void
free_job (gpointer data)
{
  AvowVerifyJob *job = data;

  avow_row_free (job->row);
  g_clear_pointer (&job->record, avow_record_unref);
  g_free (job->fault);
  g_free (job);
}

AvowVerifyChunk *
avow_verify_chunk_new (void)
{
  AvowVerifyChunk *self = g_new0 (AvowVerifyChunk, 1);

  self->jobs = g_ptr_array_new_with_free_func (free_job);
  return self;
}

void
avow_verify_chunk_add (AvowVerifyChunk *self, AvowRow *row)
{
  AvowVerifyJob *job = g_new0 (AvowVerifyJob, 1);

  job->row = row;
  g_ptr_array_add (self->jobs, job);
}

GPtrArray *
avow_verify_chunk_get_jobs (AvowVerifyChunk *self)
{
  return self->jobs;
}

void
avow_verify_chunk_free (AvowVerifyChunk *self)
{
  g_ptr_array_unref (self->jobs);
  g_free (self->errands);
  g_free (self);
}

/* @fault is taken, and may be NULL; the first one counts. */
static void
take_fault (AvowVerifyJob *job, char *fault)
{
  if (job->fault == NULL)
    job->fault = fault;
  else
    g_free (fault);
}

/* A changed record is parsed all the same: its name helps whoever has to look at it. */
static void
parse_record (AvowVerifier *verifier, AvowVerifyJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *signature_fault = NULL;

  if (job->row->payload == NULL || job->row->packed)
    return;
  if (job->fault != NULL)
    job->record = avow_record_parse (job->row->payload, &error);
  else
    job->record = avow_record_parse_and_verify (job->row->payload, verifier->root, &signature_fault, &error);
  if (job->record == NULL)
    take_fault (job, g_strdup_printf (_("its text is no record: %s"), error->message));
  else if (avow_record_get_kind (job->record)->code != job->row->leaf.kind)
    take_fault (job, g_strdup (_("its leaf header names another kind than its text")));
  if (job->fault != NULL)
    return;
  job->verified = avow_record_is_signed (job->record);
  take_fault (job, g_steal_pointer (&signature_fault));
}

static void
check_job (AvowVerifier *verifier, AvowVerifyJob *job)
{
  const char *fault = NULL;

  if (!avow_row_is_whole (job->row, &fault))
    take_fault (job, g_strdup (fault));
  parse_record (verifier, job);
  if (job->record == NULL || (job->fault != NULL && !job->verified))
    return;
  if (!job->verified && avow_record_get_kind (job->record)->signed_act)
    take_fault (job, g_strdup (_("it is an act of a person, and bears no signature")));
  take_fault (job, avow_verify_certificates (job->record, verifier->root));
}

/* What ends a thread. */
static Errand no_more;

static void
run_errand (AvowVerifyPool *self, const Errand *errand)
{
  for (guint i = errand->from; i < errand->to; i++)
    check_job (self->verifier, g_ptr_array_index (errand->chunk->jobs, i));
  g_mutex_lock (&self->lock);
  errand->chunk->pending -= errand->to - errand->from;
  if (errand->chunk->pending == 0)
    g_cond_signal (&self->done);
  g_mutex_unlock (&self->lock);
}

static gpointer
run_errands (gpointer data)
{
  AvowVerifyPool *self = data;
  const Errand *errand;

  while ((errand = g_async_queue_pop (self->errands)) != &no_more)
    run_errand (self, errand);
  return NULL;
}

AvowVerifyPool *
avow_verify_pool_new (AvowVerifier *verifier, GError **error)
{
  AvowVerifyPool *self = g_new0 (AvowVerifyPool, 1);

  self->verifier = verifier;
  g_mutex_init (&self->lock);
  g_cond_init (&self->done);
  self->errands = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  for (guint i = 0; i < g_get_num_processors (); i++)
    {
      GThread *thread = g_thread_try_new ("verify", run_errands, self, error);

      if (thread == NULL)
        {
          avow_verify_pool_free (self);
          return NULL;
        }
      g_ptr_array_add (self->threads, thread);
    }
  return self;
}

guint
avow_verify_pool_get_width (AvowVerifyPool *self)
{
  return 2 + g_get_num_processors ();
}

void
avow_verify_pool_push (AvowVerifyPool *self, AvowVerifyChunk *chunk)
{
  Errand *errand = chunk->errands = g_new (Errand, chunk->jobs->len / JOBS_AN_ERRAND + 1);

  g_mutex_lock (&self->lock);
  chunk->pending = chunk->jobs->len;
  g_mutex_unlock (&self->lock);
  for (guint from = 0; from < chunk->jobs->len; from += JOBS_AN_ERRAND, errand++)
    {
      *errand = (Errand) { chunk, from, MIN (from + JOBS_AN_ERRAND, chunk->jobs->len) };
      g_async_queue_push (self->errands, errand);
    }
}

void
avow_verify_pool_wait (AvowVerifyPool *self, AvowVerifyChunk *chunk)
{
  g_mutex_lock (&self->lock);
  while (chunk->pending > 0)
    g_cond_wait (&self->done, &self->lock);
  g_mutex_unlock (&self->lock);
}

void
avow_verify_pool_free (AvowVerifyPool *self)
{
  while (g_async_queue_try_pop (self->errands) != NULL)
    continue;
  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->errands, &no_more);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->errands);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->done);
  g_free (self);
}
