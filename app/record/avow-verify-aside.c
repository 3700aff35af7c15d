/* avow-verify-aside.c: what does not go record by record, at the same time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-verify-private.h"

/* State tables, editions, and the file's pages need nothing of what is found of the records, but the database, which one
 * thread alone asks: done after the records, they would leave all other cores idle. So they have a connection of their own. */

struct _AvowVerifyAside
{
  AvowVerifier verifier;
  GThread *thread;
  GError *error; /* nullable: why something could not be looked at */
};

static gpointer
run (gpointer data)
{
  AvowVerifyAside *self = data;
  AvowVerifier *verifier = &self->verifier;

  if (avow_verify_states (verifier, &self->error) && avow_verify_editions (verifier, &self->error)
      && avow_verify_locals (verifier, &self->error))
    avow_verify_pages (verifier, &self->error);
  return NULL;
}

AvowVerifyAside *
avow_verify_aside_start (AvowVerifier *main, GError **error)
{
  g_autoptr (AvowVerifyAside) self = g_new0 (AvowVerifyAside, 1);

  self->verifier.store = avow_store_alloc (main->store->folder);
  self->verifier.verdict = avow_verdict_new ();
  self->verifier.schema_sound = main->schema_sound;
  if (!avow_store_connect (self->verifier.store, main->store->path, error))
    return NULL;
  self->thread = g_thread_try_new ("verify-aside", run, self, error);
  return self->thread != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
avow_verify_aside_finish (AvowVerifyAside *self, AvowVerdict *verdict, GError **error)
{
  g_clear_pointer (&self->thread, g_thread_join);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  g_ptr_array_extend_and_steal (verdict->findings, g_steal_pointer (&self->verifier.verdict->findings));
  self->verifier.verdict->findings = g_ptr_array_new ();
  return TRUE;
}

void
avow_verify_aside_free (AvowVerifyAside *self)
{
  g_atomic_int_set (&self->verifier.unwanted, TRUE);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_error (&self->error);
  avow_verdict_free (self->verifier.verdict);
  avow_store_unref (self->verifier.store);
  g_free (self);
}
