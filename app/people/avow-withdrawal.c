/* avow-withdrawal.c: a key that no longer speaks for its person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-withdrawal.h"

#include "avow-people-private.h"
#include "record/avow-record-withdrawal.h"

#include <glib/gi18n-lib.h>

#define SUPERSEDED "superseded"
#define MIN_FINGERPRINT 8 /* hex digits that name a key */

static const char *const reasons[] = { "lost", "stolen", SUPERSEDED, "left", NULL };

static void
free_key (gpointer data)
{
  AvowPersonKey *key = data;

  g_free (key->reason);
  g_free (key);
}

static gboolean
read_reason (AvowStore *store, const char *person, AvowPersonKey *key, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:withdrawn", &local_error, "sd", person, &key->fingerprint);

  if (avow_query_next (query, &local_error))
    key->reason = g_strdup (avow_query_text (query, 0));
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

GPtrArray *
avow_withdrawal_list_keys (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:keys", &local_error, "s", person);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (free_key);

  while (avow_query_next (query, &local_error))
    {
      g_autoptr (AvowCertificate) certificate = avow_certificate_new_from_base64 (avow_query_text (query, 0), error);
      AvowPersonKey *key;

      if (certificate == NULL)
        return NULL;
      key = g_new0 (AvowPersonKey, 1);
      g_ptr_array_add (keys, key);
      avow_certificate_get_fingerprint (certificate, &key->fingerprint);
      key->time = avow_query_integer (query, 1);
    }
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;
  for (guint i = 0; i < keys->len; i++)
    if (!read_reason (store, person, g_ptr_array_index (keys, i), error))
      return NULL;
  return g_steal_pointer (&keys);
}

gboolean
avow_withdrawal_has_key (AvowStore *store, const char *person, gboolean *out_has, GError **error)
{
  g_autoptr (GPtrArray) keys = avow_withdrawal_list_keys (store, person, error);

  *out_has = FALSE;
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    *out_has |= ((AvowPersonKey *) g_ptr_array_index (keys, i))->reason == NULL;
  return keys != NULL;
}

gboolean
avow_withdrawal_is_reason (const char *reason)
{
  return reason != NULL && g_strv_contains (reasons, reason);
}

static gboolean
refuse (GError **error, AvowPeopleError code, const char *message)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, code, message);
  return FALSE;
}

static gboolean
is_chosen (const AvowPersonKey *key, const char *prefix)
{
  g_autofree char *hex = avow_digest_to_hex (&key->fingerprint);
  g_autofree char *lower = g_ascii_strdown (prefix, -1);

  return strlen (lower) >= MIN_FINGERPRINT && g_str_has_prefix (hex, lower);
}

/* (transfer container): those of @keys that are to be withdrawn. */
static GPtrArray *
choose_keys (GPtrArray *keys, const char *reason, const char *prefix)
{
  GPtrArray *chosen = g_ptr_array_new ();
  const AvowPersonKey *latest = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      AvowPersonKey *key = g_ptr_array_index (keys, i);

      if (key->reason != NULL)
        continue;
      latest = key;
      if (prefix == NULL || is_chosen (key, prefix))
        g_ptr_array_add (chosen, key);
    }
  if (prefix == NULL && g_str_equal (reason, SUPERSEDED))
    g_ptr_array_remove (chosen, (gpointer) latest);
  return chosen;
}

static gboolean
add_record (AvowIdentity *identity, const char *person, const AvowPersonKey *key, const char *reason, GPtrArray *records, GError **error)
{
  AvowRecordWithdrawal body = { key->fingerprint, (char *) reason };
  g_autoptr (AvowRecord) record = avow_record_new (&avow_record_kind_withdrawal, person, identity->person, &body);
  AvowRecord *signed_record = avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, error);

  if (signed_record == NULL)
    return FALSE;
  g_ptr_array_add (records, signed_record);
  return TRUE;
}

/* Whether somebody is left who can sign as a compliance officer, if @person has no key any more. */
static gboolean
check_officer_remains (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/roster:officers", &local_error, "");
  g_autoptr (GPtrArray) officers = g_ptr_array_new_with_free_func (g_free);
  gboolean is_officer = FALSE;

  while (avow_query_next (query, &local_error))
    g_ptr_array_add (officers, g_strdup (avow_query_text (query, 0)));
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return FALSE;
  for (guint i = 0; i < officers->len; i++)
    {
      gboolean has;

      if (!avow_withdrawal_has_key (store, g_ptr_array_index (officers, i), &has, error))
        return FALSE;
      if (g_str_equal (g_ptr_array_index (officers, i), person))
        is_officer = TRUE;
      else if (has)
        return TRUE;
    }
  return !is_officer
         || refuse (error, AVOW_PEOPLE_ERROR_REFUSED,
                    _("This is the last key of a compliance officer, without which nobody could sign for the organisation. “avowctl recover” "
                      "withdraws it and gives a new one, by the recovery code."));
}

static gboolean
check_may (AvowStore *store, AvowIdentity *identity, const char *person, GError **error)
{
  return g_str_equal (identity->person, person) || avow_access_require (store, identity->person, AVOW_ACTION_EDIT_ROSTER, error);
}

static gboolean
check_chosen (AvowStore *store, GPtrArray *keys, GPtrArray *chosen, const char *person, const char *prefix, GError **error)
{
  guint left = 0;

  for (guint i = 0; i < keys->len; i++)
    left += ((AvowPersonKey *) g_ptr_array_index (keys, i))->reason == NULL ? 1 : 0;
  if (chosen->len == 0)
    return refuse (error, AVOW_PEOPLE_ERROR_UNKNOWN,
                   prefix != NULL ? _("The person has no such key that is not withdrawn yet. “avowctl key list” shows their fingerprints.")
                                  : _("The person has no key to withdraw. “avowctl key list” shows which they had."));
  return chosen->len < left || check_officer_remains (store, person, error);
}

gboolean
avow_withdrawal_write (AvowStore *store, AvowIdentity *identity, const char *person, const char *reason, const char *key, guint *out_count,
                       GError **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  g_return_val_if_fail (identity != NULL && person != NULL, FALSE);

  if (!avow_withdrawal_is_reason (reason))
    return refuse (error, AVOW_PEOPLE_ERROR_INVALID, _("The reason has to be one of: lost, stolen, superseded, left."));
  keys = check_may (store, identity, person, error) ? avow_withdrawal_list_keys (store, person, error) : NULL;
  if (keys == NULL)
    return FALSE;
  chosen = choose_keys (keys, reason, key);
  if (!check_chosen (store, keys, chosen, person, key, error))
    return FALSE;
  for (guint i = 0; i < chosen->len; i++)
    if (!add_record (identity, person, g_ptr_array_index (chosen, i), reason, records, error))
      return FALSE;
  if (out_count != NULL)
    *out_count = chosen->len;
  return avow_store_append (store, records, error);
}

gboolean
avow_withdrawal_add_earlier (AvowStore *store, AvowIdentity *identity, const char *reason, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) keys = avow_withdrawal_list_keys (store, identity->person, error);
  AvowDigest own;

  avow_certificate_get_fingerprint (identity->certificate, &own);
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const AvowPersonKey *key = g_ptr_array_index (keys, i);

      if (key->reason == NULL && !avow_digest_equal (&key->fingerprint, &own)
          && !add_record (identity, identity->person, key, reason, records, error))
        return FALSE;
    }
  return keys != NULL;
}

gboolean
avow_withdrawal_is_before (AvowStore *store, gint64 position, gint64 end, gboolean *out_before, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:is-before", error, "ii", position, end);
  gint64 before;

  if (query == NULL || !avow_people_look_up (query, &before, error))
    return FALSE;
  *out_before = before != 0;
  return TRUE;
}

static gboolean
list_withdrawals (AvowStore *store, const char *person, const AvowDigest *fingerprint, gint64 before, GArray *positions, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:withdrawals", &local_error, "sdi", person, fingerprint,
                                                  before);

  while (avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);

      g_array_append_val (positions, position);
    }
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

/* An invitation copies withdrawals into the ledger that it founds. Copies are of one act, and it is enough to be before one of
 * them; acts that are only alike are each one's own. */
static gboolean
note_act (AvowStore *store, GHashTable *acts, gint64 position, gint64 end, GError **error)
{
  g_autoptr (AvowRecord) record = NULL;
  gboolean before;
  GBytes *payload;

  if (!avow_withdrawal_is_before (store, position, end, &before, error))
    return FALSE;
  record = avow_store_get_record (store, end, NULL, error);
  if (record == NULL)
    return FALSE;
  payload = avow_record_get_payload (record);
  if (before || !g_hash_table_contains (acts, payload))
    g_hash_table_insert (acts, g_bytes_ref (payload), GINT_TO_POINTER (before));
  return TRUE;
}

static gboolean
is_any (AvowStore *store, const char *person, gboolean *out_any, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:any-withdrawal", error, "s", person);
  gint64 any;

  if (query == NULL || !avow_people_look_up (query, &any, error))
    return FALSE;
  *out_any = any != 0;
  return TRUE;
}

gboolean
avow_withdrawal_ends (AvowStore *store, const char *person, const char *certificate, gint64 position, gint64 before, gboolean *out_ends,
                      GError **error)
{
  g_autoptr (GHashTable) acts = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (AvowCertificate) x509 = NULL;
  AvowDigest fingerprint;
  GHashTableIter iter;
  gpointer is_before;
  gboolean any;

  *out_ends = FALSE;
  if (!is_any (store, person, &any, error))
    return FALSE;
  x509 = any && certificate != NULL ? avow_certificate_new_from_base64 (certificate, NULL) : NULL;
  if (x509 == NULL)
    return TRUE;
  avow_certificate_get_fingerprint (x509, &fingerprint);
  if (!list_withdrawals (store, person, &fingerprint, before, positions, error))
    return FALSE;
  for (guint i = 0; i < positions->len; i++)
    if (!note_act (store, acts, position, g_array_index (positions, gint64, i), error))
      return FALSE;
  g_hash_table_iter_init (&iter, acts);
  while (g_hash_table_iter_next (&iter, NULL, &is_before))
    *out_ends |= !GPOINTER_TO_INT (is_before);
  return TRUE;
}
