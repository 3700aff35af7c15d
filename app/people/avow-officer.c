/* avow-officer.c: who looks after the records, and holds the organisation's key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-officer.h"

#include "avow-people-private.h"
#include "avow-root-key.h"
#include "avow-withdrawal.h"
#include "record/avow-record-grant.h"
#include "record/avow-record-officer.h"

#include <glib/gi18n-lib.h>

void
avow_officer_free (AvowOfficer *self)
{
  g_free (self->person);
  g_free (self);
}

static AvowOfficer *
find_officer (GPtrArray *officers, const char *person)
{
  for (guint i = 0; i < officers->len; i++)
    if (g_str_equal (((AvowOfficer *) g_ptr_array_index (officers, i))->person, person))
      return g_ptr_array_index (officers, i);
  return NULL;
}

static gboolean
collect (GPtrArray *officers, AvowStore *store, const char *statement, gboolean holds, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, statement, &local_error, "");

  while (avow_query_next (query, &local_error))
    {
      AvowOfficer *officer = find_officer (officers, avow_query_text (query, 0));

      if (officer == NULL)
        {
          officer = g_new0 (AvowOfficer, 1);
          officer->person = g_strdup (avow_query_text (query, 0));
          g_ptr_array_add (officers, officer);
        }
      officer->holds |= holds;
      officer->here = avow_root_key_exists (store, officer->person);
    }
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

GPtrArray *
avow_officer_list (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) officers = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_officer_free);

  if (!collect (officers, store, "people/roster:officers", FALSE, error) || !collect (officers, store, "people/keys:holders", TRUE, error))
    return NULL;
  return g_steal_pointer (&officers);
}

static gboolean
is_candidate (AvowStore *store, GPtrArray *officers, const AvowPerson *person, gboolean *out_is, GError **error)
{
  const AvowOfficer *officer = find_officer (officers, person->id);
  g_autoptr (AvowAccess) access = avow_access_of (store, person->id, error);

  *out_is = FALSE;
  if (access == NULL)
    return FALSE;
  if (!person->enrolled || access->roles == 0 || (officer != NULL && officer->holds && officer->here))
    return TRUE;
  return avow_withdrawal_has_key (store, person->id, out_is, error);
}

GPtrArray *
avow_officer_list_candidates (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) officers = avow_officer_list (store, error);
  g_autoptr (GPtrArray) people = officers != NULL ? avow_roster_list (store, NULL, error) : NULL;
  gboolean is;

  for (guint i = 0; people != NULL && i < people->len;)
    {
      if (!is_candidate (store, officers, g_ptr_array_index (people, i), &is, error))
        return NULL;
      if (is)
        i++;
      else
        g_ptr_array_remove_index (people, i);
    }
  return g_steal_pointer (&people);
}

static gboolean G_GNUC_PRINTF (3, 4)
refuse (GError **error, AvowPeopleError code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (AVOW_PEOPLE_ERROR, code, format, arguments));
  va_end (arguments);
  return FALSE;
}

static gboolean
add_signed (AvowIdentity *identity, AvowRecord *record, GPtrArray *records, GError **error)
{
  g_autoptr (AvowRecord) unsigned_record = record;
  AvowRecord *signed_record = avow_identity_sign (identity, unsigned_record, AVOW_COMMITMENT_AGREEMENT, error);

  if (signed_record != NULL)
    g_ptr_array_add (records, signed_record);
  return signed_record != NULL;
}

gboolean
avow_officer_add_holding (AvowIdentity *identity, const char *person, gboolean holds, GPtrArray *records, GError **error)
{
  AvowRecordOfficer body = { holds };

  return add_signed (identity, avow_record_new (&avow_record_kind_officer, person, identity->person, &body), records, error);
}

static gboolean
add_grant (AvowIdentity *identity, const char *person, gboolean granted, GPtrArray *records, GError **error)
{
  AvowRecordGrant body = { (char *) avow_role_to_name (AVOW_ROLE_OFFICER), NULL, granted };

  return add_signed (identity, avow_record_new (&avow_record_kind_grant, person, identity->person, &body), records, error);
}

static gboolean
has_role (AvowStore *store, const char *person, gboolean *out_has, GError **error)
{
  g_autoptr (AvowAccess) access = avow_access_of (store, person, error);

  *out_has = access != NULL && (access->roles & (1u << AVOW_ROLE_OFFICER)) != 0;
  return access != NULL;
}

/* What adding an officer writes. */
typedef struct
{
  const char *person;
  const char *passphrase;
  AvowRootKey *keys;
  AvowCertificate *link;
  GPtrArray *records;
} Adding;

static gboolean
write_officer (AvowStore *store, gpointer data, GError **error)
{
  Adding *self = data;

  /* the key first: once the records stand, everything does */
  return avow_root_key_save (self->keys, store, self->link, self->person, self->passphrase, error)
         && avow_store_append (store, self->records, error);
}

static gboolean
check_to_add (AvowStore *store, const char *person, gboolean *out_role, GError **error)
{
  g_autoptr (AvowPerson) entry = avow_roster_get (store, person, error);
  g_autoptr (AvowAccess) access = entry != NULL ? avow_access_of (store, person, error) : NULL;
  gboolean has_key, holds;

  if (access == NULL || !avow_withdrawal_has_key (store, person, &has_key, error) || !avow_root_key_is_held (store, person, &holds, error))
    return FALSE;
  if (access->roles == 0)
    return refuse (error, AVOW_PEOPLE_ERROR_REFUSED, _("%s has left, and can’t become a compliance officer."), entry->name);
  *out_role = (access->roles & (1u << AVOW_ROLE_OFFICER)) != 0;
  if (*out_role && holds && avow_root_key_exists (store, person))
    return refuse (error, AVOW_PEOPLE_ERROR_INVALID,
                   _("%s is a compliance officer already, and holds the organisation’s key. If their passphrase is lost, remove them first."),
                   entry->name);
  if (!has_key || !entry->enrolled)
    return refuse (error, AVOW_PEOPLE_ERROR_REFUSED,
                   _("%s has no key on this computer yet. Invite them, let them accept the invitation here, then add them."), entry->name);
  return TRUE;
}

gboolean
avow_officer_add (AvowStore *store, AvowIdentity *identity, const char *passphrase, const char *person, const char *new_passphrase,
                  GError **error)
{
  g_autoptr (AvowOrganisation) organisation = NULL;
  g_autoptr (AvowRootKey) keys = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  Adding adding = { .person = person, .passphrase = new_passphrase, .records = records };
  g_autoptr (GError) local_error = NULL;
  gboolean role = FALSE;

  g_return_val_if_fail (identity != NULL && passphrase != NULL && person != NULL && new_passphrase != NULL, FALSE);

  if (!avow_access_require (store, identity->person, AVOW_ACTION_GRANT, error) || !check_to_add (store, person, &role, error))
    return FALSE;
  organisation = avow_organisation_get (store, error);
  keys = organisation != NULL ? avow_root_key_open (store, identity->person, passphrase, error) : NULL;
  if (keys == NULL || (!role && !add_grant (identity, person, TRUE, records, error))
      || !avow_officer_add_holding (identity, person, TRUE, records, error))
    return FALSE;
  adding.keys = keys;
  adding.link = organisation->links->len > 0 ? organisation->issuer : NULL;
  if (avow_people_run (store, write_officer, &adding, &local_error))
    return TRUE;
  /* where the records may stand, they need the key */
  if (!g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNCONFIRMED))
    avow_root_key_remove (store, person, NULL, NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether somebody besides @person holds the key, and can use it. */
static gboolean
check_another_holder (AvowStore *store, GPtrArray *officers, const char *person, GError **error)
{
  for (guint i = 0; i < officers->len; i++)
    {
      const AvowOfficer *officer = g_ptr_array_index (officers, i);
      gboolean has_key, role;

      if (!officer->holds || !officer->here || g_str_equal (officer->person, person))
        continue;
      if (!avow_withdrawal_has_key (store, officer->person, &has_key, error) || !has_role (store, officer->person, &role, error))
        return FALSE;
      if (has_key && role)
        return TRUE;
    }
  return refuse (error, AVOW_PEOPLE_ERROR_REFUSED,
                 "%s", _("This is the last officer who holds the organisation’s key. Add another one first, so that somebody can invite people."));
}

gboolean
avow_officer_remove (AvowStore *store, AvowIdentity *identity, const char *person, GError **error)
{
  g_autoptr (GPtrArray) officers = NULL;
  g_autoptr (AvowPerson) entry = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  const AvowOfficer *officer;
  gboolean role;

  g_return_val_if_fail (identity != NULL && person != NULL, FALSE);

  if (!avow_access_require (store, identity->person, AVOW_ACTION_GRANT, error))
    return FALSE;
  entry = avow_roster_get (store, person, error);
  officers = entry != NULL ? avow_officer_list (store, error) : NULL;
  if (officers == NULL || !has_role (store, person, &role, error))
    return FALSE;
  officer = find_officer (officers, person);
  if (officer == NULL && !avow_root_key_exists (store, person))
    return refuse (error, AVOW_PEOPLE_ERROR_INVALID, _("%s is no compliance officer. “avowctl officer list” shows who is."), entry->name);
  if (officer != NULL && !check_another_holder (store, officers, person, error))
    return FALSE;
  if (officer != NULL && officer->holds && !avow_officer_add_holding (identity, person, FALSE, records, error))
    return FALSE;
  if (officer != NULL && !add_grant (identity, person, FALSE, records, error))
    return FALSE;
  return (records->len == 0 || avow_store_append (store, records, error)) && avow_root_key_remove (store, person, NULL, error);
}
