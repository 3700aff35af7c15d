/* avow-signing-job.h: a declaration and the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "learn/avow-signing.h"

G_BEGIN_DECLS

/* #AvowJob that takes an #AvowDuty and gives an #AvowSigning. */
gpointer avow_signing_job_load (AvowStore *store, gpointer duty, GCancellable *cancellable, GError **error);

/* Keeps the draft as it is now. @callback learns, by avow_worker_run_finish(), whether it could be kept. */
void avow_signing_job_save (AvowWorker *worker, AvowSigning *signing, GAsyncReadyCallback callback, gpointer user_data);

/* What to do with a declaration. */
typedef struct
{
  AvowSigning *signing; /* as it stood when this was decided; what the page does to its own meanwhile is another matter */
  gboolean declines;
  char *reason;     /* nullable */
  char *passphrase;
} AvowDecision;

AvowDecision *avow_decision_new (AvowSigning *signing, gboolean declines, const char *reason, const char *passphrase);
void avow_decision_free (AvowDecision *self);

/* #AvowJob that takes an #AvowDecision and gives a gint64 *: the position of the declaration, to be freed. */
gpointer avow_decision_run (AvowStore *store, gpointer decision, GCancellable *cancellable, GError **error);

G_END_DECLS
