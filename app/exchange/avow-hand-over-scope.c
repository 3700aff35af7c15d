/* avow-hand-over-scope.c: what of the records whoever is handed them may see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-hand-over-scope.h"

#include "people/avow-roster.h"
#include "record/avow-query.h"
#include "record/avow-record-accommodation.h"
#include "record/avow-record-attempt.h"
#include "record/avow-record-edition.h"
#include "record/avow-record-enrolment.h"
#include "record/avow-record-grant.h"
#include "record/avow-record-installation.h"
#include "record/avow-record-intake.h"
#include "record/avow-record-officer.h"
#include "record/avow-record-organisation.h"
#include "record/avow-record-purge.h"
#include "record/avow-record-root.h"
#include "record/avow-record-rule.h"
#include "record/avow-record-withdrawal.h"

#include <glib/gi18n-lib.h>

struct _AvowHandOverScope
{
  gboolean team;        /* for a manager's desk */
  GHashTable *subjects; /* nullable: everybody; else ids of whom it is about */
  GHashTable *officers; /* ids */
  GHashTable *partings; /* leaves, in hex, of the entries that tell that somebody is in the team no more */
  GHashTable *ledgers;  /* numbers (gint64) of those in which one of the subjects joined */
  GHashTable *intakes;  /* ids of these ledgers, which intakes are about */
};

void
avow_hand_over_scope_free (AvowHandOverScope *self)
{
  g_clear_pointer (&self->subjects, g_hash_table_unref);
  g_clear_pointer (&self->officers, g_hash_table_unref);
  g_clear_pointer (&self->partings, g_hash_table_unref);
  g_clear_pointer (&self->ledgers, g_hash_table_unref);
  g_clear_pointer (&self->intakes, g_hash_table_unref);
  g_free (self);
}

/* Takes the error of a query that came to its end. */
static gboolean
check_end (GError *local_error, GError **error)
{
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
add_texts (GHashTable *set, AvowStore *store, const char *statement, const char *parameter, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, statement, &local_error, parameter != NULL ? "s" : "", parameter);

  while (avow_query_next (query, &local_error))
    g_hash_table_add (set, g_strdup (avow_query_text (query, 0)));
  return check_end (local_error, error);
}

static gboolean
add_ledgers (AvowHandOverScope *self, AvowStore *store, const char *subject, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "exchange/exchange:ledgers-of", &local_error, "s", subject);

  while (avow_query_next (query, &local_error))
    {
      gint64 number = avow_query_integer (query, 0);

      g_hash_table_add (self->ledgers, g_memdup2 (&number, sizeof number));
      g_hash_table_add (self->intakes, g_strdup (avow_query_text (query, 1)));
    }
  return check_end (local_error, error);
}

static gboolean
add_all_ledgers (AvowHandOverScope *self, AvowStore *store, GError **error)
{
  GHashTableIter iter;
  gpointer subject;

  g_hash_table_iter_init (&iter, self->subjects);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    if (!add_ledgers (self, store, subject, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_partings (AvowHandOverScope *self, AvowStore *store, const char *team, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "exchange/exchange:partings", &local_error, "s", team);
  AvowDigest leaf;

  while (avow_query_next (query, &local_error))
    if (avow_query_digest (query, 0, &leaf))
      g_hash_table_add (self->partings, avow_digest_to_hex (&leaf));
  return check_end (local_error, error);
}

static gboolean
is_parting (AvowHandOverScope *self, const AvowDigest *leaf)
{
  g_autofree char *hex = avow_digest_to_hex (leaf);

  return g_hash_table_contains (self->partings, hex);
}

static gboolean
fill (AvowHandOverScope *self, AvowStore *store, const AvowHandOverTo *to, GError **error)
{
  if (!add_texts (self->officers, store, "exchange/exchange:officers", NULL, error))
    return FALSE;
  if (to->person != NULL)
    {
      g_hash_table_add (self->subjects, g_strdup (to->person));
      return add_ledgers (self, store, to->person, error);
    }
  if (!add_texts (self->subjects, store, "exchange/exchange:team", to->team, error) || !add_partings (self, store, to->team, error))
    return FALSE;
  if (g_hash_table_size (self->subjects) > 0)
    return add_all_ledgers (self, store, error);
  g_set_error (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_SCOPE,
               _("There is no team “%s” here. Look at the roster for how it is written."), to->team);
  return FALSE;
}

AvowHandOverScope *
avow_hand_over_scope_new (AvowStore *store, const AvowHandOverTo *to, GError **error)
{
  g_autoptr (AvowHandOverScope) self = g_new0 (AvowHandOverScope, 1);

  if (to->team == NULL && to->person == NULL)
    return g_steal_pointer (&self);
  self->team = to->person == NULL;
  self->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->officers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->partings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ledgers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->intakes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return fill (self, store, to, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
avow_hand_over_scope_is_partial (AvowHandOverScope *self)
{
  return self->subjects != NULL;
}

gboolean
avow_hand_over_scope_gives (AvowHandOverScope *self, AvowRecord *record, const AvowDigest *leaf)
{
  static const AvowRecordKind *const of_all[] = { &avow_record_kind_organisation, &avow_record_kind_installation,
                                                  &avow_record_kind_officer, &avow_record_kind_edition, &avow_record_kind_rule,
                                                  &avow_record_kind_root,
                                                  /* who has what it destroys can't be told any more, nor whom it names */
                                                  &avow_record_kind_purge };
  static const AvowRecordKind *const of_officers[] = { &avow_record_kind_enrolment, &avow_record_kind_grant,
                                                       &avow_record_kind_withdrawal };
  const AvowRecordKind *kind = avow_record_get_kind (record);
  const char *subject = avow_record_get_subject (record);

  if (self->subjects == NULL)
    return TRUE;
  /* who has passed is a manager's to know, not what they answered, nor who needed longer, and why */
  if (self->team && (kind == &avow_record_kind_attempt || kind == &avow_record_kind_accommodation))
    return FALSE;
  /* of whoever left the team that they did, and nothing more */
  if (g_hash_table_contains (self->subjects, subject) || is_parting (self, leaf))
    return TRUE;
  /* they show what of these ledgers stood before a key was withdrawn */
  if (kind == &avow_record_kind_intake && g_hash_table_contains (self->intakes, subject))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (of_all); i++)
    if (kind == of_all[i])
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (of_officers); i++)
    if (kind == of_officers[i])
      return g_hash_table_contains (self->officers, subject);
  return FALSE;
}

gboolean
avow_hand_over_scope_has_ledger (AvowHandOverScope *self, const AvowLedger *ledger)
{
  if (self->subjects == NULL || ledger->own)
    return TRUE;
  return g_hash_table_contains (self->ledgers, &ledger->number);
}
