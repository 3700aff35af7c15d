/* avow-verify.c: is every record as it was?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-verify.h"

#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const AvowRecordKind *kind; /* nullable: every kind */
  AvowRecordCheck check;
} Registration;

static GArray *registrations; /* of Registration */

static gboolean
is_registered (const AvowRecordKind *kind, AvowRecordCheck check)
{
  for (guint i = 0; i < registrations->len; i++)
    {
      const Registration *registration = &g_array_index (registrations, Registration, i);

      if (registration->kind == kind && registration->check == check)
        return TRUE;
    }
  return FALSE;
}

void
avow_verify_register (const AvowRecordKind *kind, AvowRecordCheck check)
{
  Registration registration = { kind, check };

  g_return_if_fail (check != NULL);

  if (registrations == NULL)
    registrations = g_array_new (FALSE, FALSE, sizeof (Registration));
  if (is_registered (kind, check))
    return;
  g_array_append_val (registrations, registration);
}

static void
free_finding (gpointer data)
{
  AvowFinding *finding = data;

  g_free (finding->kind);
  g_free (finding->subject);
  g_free (finding->message);
  g_free (finding);
}

AvowVerdict *
avow_verdict_new (void)
{
  AvowVerdict *self = g_new0 (AvowVerdict, 1);

  self->findings = g_ptr_array_new_with_free_func (free_finding);
  self->notes = g_ptr_array_new_with_free_func (free_finding);
  self->setbacks = g_array_new (FALSE, FALSE, sizeof (AvowSetback));
  g_datalist_init (&self->memory);
  return self;
}

void
avow_verdict_free (AvowVerdict *self)
{
  g_datalist_clear (&self->memory);
  g_ptr_array_unref (self->findings);
  g_array_unref (self->setbacks);
  g_clear_pointer (&self->point, avow_trusted_point_free);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static void
add_finding (GPtrArray *findings, gint64 position, const char *kind, const char *subject, char *message)
{
  AvowFinding *finding = g_new0 (AvowFinding, 1);

  finding->position = position;
  finding->kind = g_strdup (kind);
  /* what was changed from outside need not be text */
  finding->subject = subject != NULL ? g_utf8_make_valid (subject, -1) : NULL;
  finding->message = g_utf8_make_valid (message, -1);
  g_free (message);
  g_ptr_array_add (findings, finding);
}

void
avow_verdict_note (AvowVerdict *self, gint64 position, const char *kind, const char *subject, char *message)
{
  add_finding (self->notes, position, kind, subject, message);
}

gboolean
avow_verdict_is_sound (const AvowVerdict *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->findings->len == 0;
}

void
avow_verifier_find (AvowVerifier *self, gint64 position, const char *kind, const char *subject, char *message)
{
  add_finding (self->verdict->findings, position, kind, subject, message);
}

gboolean
avow_verifier_absorb (AvowVerifier *self, GError *problem, GError **error)
{
  gboolean damaged = g_error_matches (problem, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  gboolean known = !self->schema_sound && g_error_matches (problem, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE);

  if (!damaged && !known)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  /* a table that is missing has been found already */
  if (damaged)
    avow_verifier_find (self, 0, NULL, NULL, g_strdup (problem->message));
  g_error_free (problem);
  return TRUE;
}

gboolean
avow_verifier_report (AvowVerifier *self, gint64 done, GError **error)
{
  if (!g_atomic_int_get (&self->unwanted) && (self->progress == NULL || self->progress (done, self->total, self->data)))
    return TRUE;
  g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_CANCELLED, _("Verification was cancelled."));
  return FALSE;
}

gboolean
avow_verify_call_checks (AvowVerifier *self, AvowRecord *record, const AvowPlace *place, GError **error)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);

  for (guint i = 0; registrations != NULL && i < registrations->len; i++)
    {
      const Registration *registration = &g_array_index (registrations, Registration, i);
      g_autoptr (GError) local_error = NULL;
      char *fault = NULL;

      if (registration->kind != NULL && registration->kind != kind)
        continue;
      if (!registration->check (self->store, record, place, self->verdict, &fault, &local_error)
          && !avow_verifier_absorb (self, g_steal_pointer (&local_error), error))
        return FALSE;
      if (fault != NULL)
        avow_verifier_find (self, place->position, kind->name, avow_record_get_subject (record), fault);
    }
  return TRUE;
}

/* Whatever the table says, the own ledger is the one that the store was opened with. */
static void
note_own_ledger (AvowVerifier *self)
{
  AvowLedger *own = self->ledgers->len > 0 ? g_ptr_array_index (self->ledgers, 0) : NULL;

  if (own == NULL || own->number != self->store->ledger_number)
    {
      own = g_new0 (AvowLedger, 1);
      own->number = self->store->ledger_number;
      own->id = self->store->ledger;
      own->seal_public = g_bytes_ref (self->store->seal_public);
      own->own = TRUE;
      g_ptr_array_insert (self->ledgers, 0, own);
    }
  self->verdict->checkpoint = own->checkpoint;
}

/* What is damaged is told where it is looked at; what can't be read now is not taken for empty. */
static gboolean
read_total (AvowVerifier *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (avow_store_read_position (self->store, &self->total, &local_error)
      || g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Position and checkpoints of one moment. */
static gboolean
note_extent (AvowVerifier *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!avow_store_begin_reading (self->store, error))
    return FALSE;
  if (read_total (self, &local_error))
    self->ledgers = avow_store_list_ledgers (self->store, &local_error);
  avow_store_end_reading (self->store);
  self->verdict->position = self->total;

  /* that the own checkpoint is missing is told where the tree is compared with it */
  if (self->ledgers == NULL && g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
    self->ledgers = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_ledger_free);
  if (self->ledgers == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  note_own_ledger (self);
  return TRUE;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const AvowFinding *first = *(const AvowFinding *const *) a;
  const AvowFinding *second = *(const AvowFinding *const *) b;

  return (first->position > second->position) - (first->position < second->position);
}

static gboolean
verify_all (AvowVerifier *self, GError **error)
{
  g_autoptr (AvowVerifyAside) aside = avow_verify_aside_start (self, error);

  return aside != NULL && avow_verify_records (self, error) && avow_verify_aside_finish (aside, self->verdict, error);
}

/* Where what is here does not go on from what was, there is nothing that records could be new to. */
static gboolean
verify_new (AvowVerifier *self, GError **error)
{
  guint before = self->verdict->findings->len;

  if (!avow_verify_trusted (self, error))
    return FALSE;
  return self->verdict->findings->len > before || avow_verify_records (self, error);
}

static gboolean
verify (AvowVerifier *self, GError **error)
{
  if (!avow_verify_schema (self, error) || !note_extent (self, error) || !avow_verify_find_root (self, error))
    return FALSE;
  if (!(self->since != NULL ? verify_new (self, error) : verify_all (self, error)) || !avow_verify_owed (self, error))
    return FALSE;
  g_ptr_array_sort (self->verdict->findings, compare_findings);
  return avow_verifier_report (self, self->total, error);
}

/* What a newer version has added can't be told from damage. */
static gboolean
can_verify (AvowStore *store, GError **error)
{
  if (!g_error_matches (store->obstacle, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NEWER))
    return TRUE;
  g_propagate_error (error, g_error_copy (store->obstacle));
  return FALSE;
}

/* Ledgers that were still empty have nothing to go on from. */
static AvowTrustedPoint *
make_point (AvowVerifier *self)
{
  AvowTrustedPoint *point = avow_trusted_point_new (self->total);

  for (guint i = 0; i < self->ledgers->len; i++)
    {
      const AvowLedger *ledger = g_ptr_array_index (self->ledgers, i);

      if (ledger->checkpoint.size > 0)
        avow_trusted_point_add (point, &ledger->checkpoint);
    }
  return point;
}

static AvowVerdict *
verify_from (AvowStore *self, const AvowTrustedPoint *since, AvowProgress progress, gpointer data, GError **error)
{
  g_autoptr (AvowVerdict) verdict = NULL;
  AvowVerifier verifier = { .store = self, .since = since, .progress = progress, .data = data };
  gboolean done;

  if (!can_verify (self, error))
    return NULL;
  verdict = avow_verdict_new ();
  verifier.verdict = verdict;
  done = verify (&verifier, error);
  if (done)
    verdict->point = make_point (&verifier);
  g_datalist_clear (&verdict->memory);
  g_clear_pointer (&verifier.ledgers, g_ptr_array_unref);
  g_clear_pointer (&verifier.root, avow_certificate_unref);
  return done ? g_steal_pointer (&verdict) : NULL;
}

AvowVerdict *
avow_store_verify (AvowStore *self, AvowProgress progress, gpointer data, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return verify_from (self, NULL, progress, data, error);
}

AvowVerdict *
avow_store_verify_since (AvowStore *self, const AvowTrustedPoint *point, AvowProgress progress, gpointer data, GError **error)
{
  g_return_val_if_fail (self != NULL && point != NULL, NULL);

  /* an empty store is nothing to go on from */
  return verify_from (self, point->ledgers->len > 0 ? point : NULL, progress, data, error);
}
