/* avow-signing-record.c: a declaration becomes a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signing-private.h"

#include "avow-session-private.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

#define OUTCOME_SIGNED "signed"
#define OUTCOME_DECLINED "declined"

/* borrows from the signing */
static GPtrArray *
collect_clauses (AvowSigning *self)
{
  GPtrArray *clauses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (self->document->clauses, i);
      const AvowClauseState *state = g_ptr_array_index (self->clauses, i);
      AvowRecordClause *kept = g_new0 (AvowRecordClause, 1);

      kept->clause = clause->id;
      kept->title = clause->title;
      kept->text = state->text;
      kept->viewed = state->viewed;
      kept->agreed = state->agreed;
      g_ptr_array_add (clauses, kept);
    }

  return clauses;
}

static char *
format_local_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / 1000);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
}

static AvowRecord *
make_declaration (AvowSigning *self, const AvowClosing *closing, const char *outcome, const char *reason)
{
  g_autofree char *local_time = format_local_time (avow_clock_now ());
  g_autoptr (GPtrArray) clauses = collect_clauses (self);
  AvowDocument *document = self->document;
  AvowRecordDeclaration declaration = {
    .organisation = self->organisation,
    .item = self->duty->item,
    .item_kind = (char *) avow_document_get_kind_name (document),
    .title = document->title,
    .edition = document->edition,
    .language = document->language,
    .digest = self->duty->digest,
    .cycle = self->duty->cycle,
    .outcome = (char *) outcome,
    .preamble = self->preamble,
    .clauses = clauses,
    .statement = self->statement,
    .staff_number = self->staff_number,
    .name = self->name,
    .typed_name = g_str_equal (outcome, OUTCOME_SIGNED) ? self->typed_name : NULL,
    .reason = (char *) reason,
    .course = closing->course,
    .completion_leaf = closing->leaf,
    .local_time = local_time,
  };

  return avow_record_new (&avow_record_kind_declaration, self->person, self->person, &declaration);
}

/* the constraint in the store is what refuses a second one; this says so in plain words, before a passphrase is asked */
static gboolean
check_not_signed (AvowSigning *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:signed", error, "sss",
                                                  self->person, self->duty->item, self->duty->cycle);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (avow_query_next (query, &local_error))
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                   _("You have signed “%s” already. Its receipt is under My records."), self->document->title);
      return FALSE;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Whether what is in use now is the text that the person has before them: another edition, or the same one adopted
 * with other facts, is not. */
static gboolean
check_in_use (AvowSigning *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:edition-in-use", error, "s", self->duty->item);
  g_autoptr (AvowSigning) current = query != NULL ? avow_signing_load_same (self, store, error) : NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *shown = avow_signing_digest_text (self);
  g_autofree char *in_use = current != NULL ? avow_signing_digest_text (current) : NULL;
  AvowDigest digest;
  gboolean other_edition;

  if (current == NULL)
    return FALSE;

  other_edition = avow_query_next (query, &local_error) && avow_query_digest (query, 0, &digest)
                  && !avow_digest_equal (&digest, &self->duty->digest);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!other_edition && g_str_equal (shown, in_use))
    return TRUE;

  g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
               _("The text of “%s” has changed since you opened it. Nothing was signed. Open it again to read it."),
               self->document->title);
  return FALSE;
}

/* appends the declaration and removes the draft, or neither */
static gint64
keep (AvowSigning *self, AvowStore *store, AvowRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  gint64 position;

  if (!avow_store_begin (store, error))
    return 0;

  g_ptr_array_add (records, record);
  if (!avow_store_append (store, records, error)
      || !avow_signing_save (store, self->person, self->duty->item, self->duty->cycle, NULL, error)
      || !avow_store_read_position (store, &position, error))
    {
      avow_store_rollback (store);
      return 0;
    }

  return avow_store_commit (store, error) ? position : 0;
}

static gint64
sign_and_keep (AvowSigning *self, AvowStore *store, AvowIdentity *identity, const AvowClosing *closing,
               const char *outcome, const char *reason, GError **error)
{
  AvowCommitment commitment = g_str_equal (outcome, OUTCOME_SIGNED) ? AVOW_COMMITMENT_AGREEMENT : AVOW_COMMITMENT_REFUSAL;
  g_autoptr (AvowRecord) plain = make_declaration (self, closing, outcome, reason);
  g_autoptr (AvowRecord) record = avow_identity_sign (identity, plain, commitment, error);

  return record != NULL ? keep (self, store, record, error) : 0;
}

static gboolean
check_can_sign (AvowSigning *self, AvowStore *store, AvowClosing *out_closing, GError **error)
{
  if (!avow_access_require (store, self->person, AVOW_ACTION_LEARN, error) || !avow_signing_check (self, error)
      || !check_not_signed (self, store, error) || !check_in_use (self, store, error)
      || !avow_closing_find (store, self->person, self->duty, out_closing, error))
    return FALSE;

  if (out_closing->obstacle != NULL)
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                   _("Complete “%s” first. What you have ticked here is kept."), out_closing->obstacle);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_can_decline (AvowSigning *self, AvowStore *store, AvowClosing *out_closing, GError **error)
{
  return avow_access_require (store, self->person, AVOW_ACTION_LEARN, error) && check_not_signed (self, store, error)
         && check_in_use (self, store, error) && avow_closing_find (store, self->person, self->duty, out_closing, error);
}

/* an empty reason is none */
static char *
trim_reason (const char *reason)
{
  g_autofree char *trimmed = reason != NULL ? g_strstrip (g_strdup (reason)) : NULL;

  return trimmed != NULL && trimmed[0] != '\0' ? g_steal_pointer (&trimmed) : NULL;
}

gint64
avow_signing_sign_as (AvowSigning *self, AvowStore *store, AvowIdentity *identity, GError **error)
{
  g_auto (AvowClosing) closing = { 0 };

  g_return_val_if_fail (g_str_equal (identity->person, self->person), 0);

  if (!check_can_sign (self, store, &closing, error))
    return 0;

  return sign_and_keep (self, store, identity, &closing, OUTCOME_SIGNED, NULL, error);
}

gint64
avow_signing_sign (AvowSigning *self, AvowStore *store, const char *passphrase, GError **error)
{
  g_auto (AvowClosing) closing = { 0 };
  g_autoptr (AvowIdentity) identity = NULL;

  /* all that can be wrong is said before the passphrase is looked at */
  if (!check_can_sign (self, store, &closing, error))
    return 0;

  identity = avow_identity_unlock (store, self->person, passphrase, error);
  return identity != NULL ? sign_and_keep (self, store, identity, &closing, OUTCOME_SIGNED, NULL, error) : 0;
}

gint64
avow_signing_decline_as (AvowSigning *self, AvowStore *store, const char *reason, AvowIdentity *identity, GError **error)
{
  g_auto (AvowClosing) closing = { 0 };
  g_autofree char *trimmed = trim_reason (reason);

  g_return_val_if_fail (g_str_equal (identity->person, self->person), 0);

  if (!check_can_decline (self, store, &closing, error))
    return 0;

  return sign_and_keep (self, store, identity, &closing, OUTCOME_DECLINED, trimmed, error);
}

gint64
avow_signing_decline (AvowSigning *self, AvowStore *store, const char *reason, const char *passphrase, GError **error)
{
  g_auto (AvowClosing) closing = { 0 };
  g_autoptr (AvowIdentity) identity = NULL;
  g_autofree char *trimmed = trim_reason (reason);

  if (!check_can_decline (self, store, &closing, error))
    return 0;

  identity = avow_identity_unlock (store, self->person, passphrase, error);
  return identity != NULL ? sign_and_keep (self, store, identity, &closing, OUTCOME_DECLINED, trimmed, error) : 0;
}
