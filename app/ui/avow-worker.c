/* avow-worker.c: the one thread that touches the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-worker.h"

struct _AvowWorker
{
  GObject parent_instance;

  char *folder;
  GThread *thread;
  GAsyncQueue *jobs; /* of Job */
};

G_DEFINE_FINAL_TYPE (AvowWorker, avow_worker, G_TYPE_OBJECT)

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean reached;
} Barrier;

/* What to do: @run, or tell @barrier that all before it is done, or, where it has neither, end. */
typedef struct
{
  Barrier *barrier;
  AvowJob run;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask *task;
  gpointer result;
  GError *error;
} Job;

/* On the main thread, so that what a page handed in is freed where the page lives. */
static gboolean
deliver_job (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_object_unref (job->task);
  g_free (job);

  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(): where nobody runs the main loop just now, that would deliver on this thread. */
static void
send_home (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, deliver_job, job, NULL);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
run_job (Job *job, const char *folder, AvowStore **store)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    {
      /* tried again by each job, for a folder may get its store while the window stands */
      if (*store == NULL)
        *store = avow_store_open (folder, &job->error);
      if (*store != NULL)
        job->result = job->run (*store, job->data, cancellable, &job->error);
    }

  send_home (job);
}

typedef struct
{
  char *folder;
  GAsyncQueue *jobs;
} Work;

static void
reach_barrier (Barrier *barrier)
{
  g_mutex_lock (&barrier->mutex);
  barrier->reached = TRUE;
  g_cond_signal (&barrier->cond);
  g_mutex_unlock (&barrier->mutex);
}

static gpointer
work (gpointer data)
{
  Work *self = data;
  /* before anybody asks, while the window is being made; where it can't be opened, the first job says why */
  AvowStore *store = avow_store_open (self->folder, NULL);
  Job *job;

  for (job = g_async_queue_pop (self->jobs); job->run != NULL || job->barrier != NULL; job = g_async_queue_pop (self->jobs))
    if (job->run != NULL)
      {
        run_job (job, self->folder, &store);
      }
    else
      {
        reach_barrier (job->barrier);
        g_free (job);
      }

  g_free (job);
  g_clear_pointer (&store, avow_store_unref);
  g_async_queue_unref (self->jobs);
  g_free (self->folder);
  g_free (self);

  return NULL;
}

static void
avow_worker_finalize (GObject *object)
{
  AvowWorker *self = AVOW_WORKER (object);

  /* every job holds the worker, so nothing waits in the queue any more */
  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self->folder);

  G_OBJECT_CLASS (avow_worker_parent_class)->finalize (object);
}

static void
avow_worker_class_init (AvowWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_worker_finalize;
}

static void
avow_worker_init (AvowWorker *self)
{
  self->jobs = g_async_queue_new ();
}

AvowWorker *
avow_worker_new (const char *folder)
{
  AvowWorker *self;
  Work *data;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (AVOW_TYPE_WORKER, NULL);
  self->folder = g_strdup (folder);

  data = g_new0 (Work, 1);
  data->folder = g_strdup (folder);
  data->jobs = g_async_queue_ref (self->jobs);
  self->thread = g_thread_new ("avow-store", work, data);

  return self;
}

const char *
avow_worker_get_folder (AvowWorker *self)
{
  g_return_val_if_fail (AVOW_IS_WORKER (self), NULL);

  return self->folder;
}

void
avow_worker_run_async (AvowWorker *self, AvowJob run, gpointer data, GDestroyNotify free_data, GDestroyNotify free_result,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (AVOW_IS_WORKER (self));
  g_return_if_fail (run != NULL);

  job = g_new0 (Job, 1);
  job->run = run;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, avow_worker_run_async);
  g_async_queue_push (self->jobs, job);
}

gpointer
avow_worker_run_finish (AvowWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
avow_worker_flush (AvowWorker *self)
{
  Barrier barrier = { 0 };
  Job *job;

  g_return_if_fail (AVOW_IS_WORKER (self));

  g_mutex_init (&barrier.mutex);
  g_cond_init (&barrier.cond);
  job = g_new0 (Job, 1);
  job->barrier = &barrier;
  g_async_queue_push (self->jobs, job);

  g_mutex_lock (&barrier.mutex);
  while (!barrier.reached)
    g_cond_wait (&barrier.cond, &barrier.mutex);
  g_mutex_unlock (&barrier.mutex);
  g_mutex_clear (&barrier.mutex);
  g_cond_clear (&barrier.cond);
}
