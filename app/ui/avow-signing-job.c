/* avow-signing-job.c: a declaration and the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signing-job.h"

#include "sign/avow-secret.h"

#include <string.h>

typedef struct
{
  char *person;
  char *item;
  char *cycle;
  char *state;
} Draft;

gpointer
avow_signing_job_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const AvowDuty *duty = data;

  return avow_signing_load (store, duty->person, duty, error);
}

static void
free_draft (gpointer data)
{
  Draft *draft = data;

  g_free (draft->person);
  g_free (draft->item);
  g_free (draft->cycle);
  g_free (draft->state);
  g_free (draft);
}

static gpointer
save_draft (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Draft *draft = data;

  return GINT_TO_POINTER (avow_signing_save (store, draft->person, draft->item, draft->cycle, draft->state, error));
}

void
avow_signing_job_save (AvowWorker *worker, AvowSigning *signing, GAsyncReadyCallback callback, gpointer user_data)
{
  const AvowDuty *duty = avow_signing_get_duty (signing);
  Draft *draft = g_new0 (Draft, 1);

  draft->person = g_strdup (duty->person);
  draft->item = g_strdup (duty->item);
  draft->cycle = g_strdup (duty->cycle);
  draft->state = avow_signing_get_state (signing);
  avow_worker_run_async (worker, save_draft, draft, free_draft, NULL, NULL, callback, user_data);
}

AvowDecision *
avow_decision_new (AvowSigning *signing, gboolean declines, const char *reason, const char *passphrase)
{
  AvowDecision *self = g_new0 (AvowDecision, 1);

  self->signing = avow_signing_copy (signing);
  self->declines = declines;
  self->reason = g_strdup (reason);
  self->passphrase = avow_secret_dup (passphrase);

  return self;
}

void
avow_decision_free (AvowDecision *self)
{
  avow_secret_free (self->passphrase);
  g_free (self->reason);
  avow_signing_unref (self->signing);
  g_free (self);
}

gpointer
avow_decision_run (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  AvowDecision *decision = data;
  gint64 position = decision->declines ? avow_signing_decline (decision->signing, store, decision->reason, decision->passphrase, error)
                                     : avow_signing_sign (decision->signing, store, decision->passphrase, error);

  return position != 0 ? g_memdup2 (&position, sizeof position) : NULL;
}
