/* avow-worker.h: the one thread that touches the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-store.h"

G_BEGIN_DECLS

/* The main loop never waits on a disk or a key derivation: every use of the store is a job, and jobs run
 * one after the other on a thread of their own, which has its own store. */
#define AVOW_TYPE_WORKER (avow_worker_get_type ())
G_DECLARE_FINAL_TYPE (AvowWorker, avow_worker, AVOW, WORKER, GObject)

/**
 * avow_worker_new:
 * @folder: the store's folder; opened by the first job
 *
 * Returns: (transfer full): a worker
 */
AvowWorker *avow_worker_new (const char *folder);
const char *avow_worker_get_folder (AvowWorker *self);

/* Runs on the worker's thread. Returns a result (freed by the job's @free_result if nobody takes it), or
 * NULL; with @error set where it failed. */
typedef gpointer (*AvowJob) (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

/**
 * avow_worker_run_async:
 * @self: a worker
 * @job: what to do
 * @data: (transfer full): handed to @job
 * @free_data: (nullable): frees @data after the job, on the main thread
 * @free_result: (nullable): frees the result
 * @cancellable: (nullable): cancels
 * @callback: called on the main thread; call avow_worker_run_finish() there
 * @user_data: handed to @callback
 */
void avow_worker_run_async (AvowWorker *self, AvowJob job, gpointer data, GDestroyNotify free_data, GDestroyNotify free_result,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer avow_worker_run_finish (AvowWorker *self, GAsyncResult *result, GError **error); /* (transfer full) */

/**
 * avow_worker_flush:
 * @self: a worker
 *
 * Waits until the jobs given so far are done. Only when the application ends: what was typed is then kept.
 */
void avow_worker_flush (AvowWorker *self);

G_END_DECLS
