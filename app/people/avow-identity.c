/* avow-identity.c: a person who has shown their passphrase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-identity.h"

#include "avow-key-file.h"
#include "avow-organisation.h"
#include "avow-people-private.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

void
avow_identity_free (AvowIdentity *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_clear_pointer (&self->key, avow_key_unref);
  g_clear_pointer (&self->certificate, avow_certificate_unref);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_free (self);
}

static AvowIdentity *
read_enrolment (const char *person, const char *certificate, const char *chain, GError **error)
{
  g_autoptr (AvowIdentity) self = g_new0 (AvowIdentity, 1);

  self->person = g_strdup (person);
  self->certificate = avow_certificate_new_from_base64 (certificate, error);
  if (self->certificate == NULL)
    return NULL;
  self->chain = avow_certificate_list_from_text (chain, error);
  if (self->chain == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/* (transfer full) of AvowIdentity without keys: the latest enrolment first. */
static GPtrArray *
list_enrolments (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/identity:enrolments", &local_error, "s", person);
  g_autoptr (GPtrArray) enrolments = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_identity_free);

  while (avow_query_next (query, &local_error))
    {
      AvowIdentity *identity = read_enrolment (person, avow_query_text (query, 0), avow_query_text (query, 1), error);

      if (identity == NULL)
        return NULL;
      g_ptr_array_add (enrolments, identity);
    }
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;
  return g_steal_pointer (&enrolments);
}

static gboolean
is_withdrawn (AvowStore *store, AvowIdentity *identity, gboolean *out_withdrawn, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;
  AvowDigest fingerprint;

  avow_certificate_get_fingerprint (identity->certificate, &fingerprint);
  query = avow_store_query (store, "people/identity:withdrawn", &local_error, "sd", identity->person, &fingerprint);
  *out_withdrawn = avow_query_next (query, &local_error);
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

/* The path of the key file that belongs to an enrolment; NULL where it is not on this installation. */
static char *
find_key (AvowStore *store, GPtrArray *enrolments, guint index)
{
  AvowIdentity *identity = g_ptr_array_index (enrolments, index);
  g_autofree char *later = avow_key_file_get_path (store, identity->person, identity->certificate);
  g_autofree char *first = avow_key_file_get_path (store, identity->person, NULL);

  if (g_file_test (later, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&later);
  if (index == enrolments->len - 1 && g_file_test (first, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&first);
  return NULL;
}

/* Whoever puts their own key file where another's was knows its passphrase, but is not the other. */
static gboolean
open_key (AvowStore *store, AvowIdentity *identity, const char *path, const char *passphrase, GError **error)
{
  identity->key = avow_key_file_open (store, identity->person, path, passphrase, error);
  if (identity->key == NULL || avow_certificate_is_of_key (identity->certificate, identity->key))
    return identity->key != NULL;
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
               _("The key in “%s” is another person’s. Put the right file back from a backup, or ask your compliance team for a new "
                 "invitation."), path);
  return FALSE;
}

AvowIdentity *
avow_identity_unlock (AvowStore *store, const char *person, const char *passphrase, GError **error)
{
  g_autoptr (GPtrArray) enrolments = NULL;
  gboolean withdrawn = FALSE;

  g_return_val_if_fail (person != NULL && passphrase != NULL, NULL);

  enrolments = list_enrolments (store, person, error);
  if (enrolments == NULL)
    return NULL;

  for (guint i = 0; i < enrolments->len; i++)
    {
      AvowIdentity *identity = g_ptr_array_index (enrolments, i);
      g_autofree char *path = find_key (store, enrolments, i);

      if (path == NULL)
        continue;
      if (!is_withdrawn (store, identity, &withdrawn, error))
        return NULL;
      if (withdrawn)
        break;
      return open_key (store, identity, path, passphrase, error) ? g_ptr_array_steal_index (enrolments, i) : NULL;
    }

  if (withdrawn)
    g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                         _("Your key has been withdrawn and can’t sign any more. Ask your compliance team for a new invitation."));
  else
    avow_key_file_set_wrong (error);
  return NULL;
}

AvowRecord *
avow_identity_sign (AvowIdentity *self, AvowRecord *record, AvowCommitment commitment, GError **error)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return avow_record_sign (record, self->key, self->certificate, self->chain, commitment, avow_clock_now (), error);
}

GPtrArray *
avow_identity_list (AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/identity:enrolled", &local_error, "");
  g_autoptr (GHashTable) keys = avow_key_file_list (store);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);

  while (avow_query_next (query, &local_error))
    if (g_hash_table_contains (keys, avow_query_text (query, 0)))
      g_ptr_array_add (people, g_strdup (avow_query_text (query, 0)));
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;
  return g_steal_pointer (&people);
}

static AvowAccess *
choose_named (AvowStore *store, GPtrArray *people, AvowAction action, const char *staff_number, GError **error)
{
  g_autoptr (AvowPerson) person = avow_roster_find (store, staff_number, error);

  if (person == NULL)
    return NULL;
  if (!g_ptr_array_find_with_equal_func (people, person->id, g_str_equal, NULL))
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                   _("%s (%s) has no key in “%s”, so can’t act there. Let somebody do it who has one."), person->name, staff_number,
                   avow_store_get_folder (store));
      return NULL;
    }
  return avow_access_require (store, person->id, action, error) ? avow_access_of (store, person->id, error) : NULL;
}

/* Whoever may do it for everybody comes before who may for a team. */
static AvowAccess *
choose_only (AvowStore *store, GPtrArray *people, AvowAction action, GError **error)
{
  g_autoptr (AvowAccess) chosen = NULL;
  guint choices = 0;

  for (guint i = 0; i < people->len; i++)
    {
      g_autoptr (AvowAccess) access = avow_access_of (store, g_ptr_array_index (people, i), error);
      gboolean wider;

      if (access == NULL)
        return NULL;
      if (!avow_access_allows (access, action))
        continue;
      wider = chosen != NULL && avow_access_get_scope (chosen, action) != NULL && avow_access_get_scope (access, action) == NULL;
      if (chosen == NULL || wider)
        {
          g_clear_pointer (&chosen, avow_access_free);
          chosen = g_steal_pointer (&access);
          choices = 1;
        }
      else if ((avow_access_get_scope (chosen, action) == NULL) == (avow_access_get_scope (access, action) == NULL))
        choices++;
    }
  if (choices == 1)
    return g_steal_pointer (&chosen);
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
               choices == 0 ? _("Nobody who may do this has a key in “%s”. Do it on the desk where the organisation was set up.")
                            : _("More than one person who may do this has a key in “%s”. Say whose act it is, by staff number."),
               avow_store_get_folder (store));
  return NULL;
}

AvowAccess *
avow_identity_choose (AvowStore *store, AvowAction action, const char *staff_number, gboolean *out_proven, GError **error)
{
  g_autoptr (GPtrArray) people = avow_identity_list (store, error);
  g_autoptr (AvowOrganisation) organisation = people != NULL ? avow_organisation_get (store, error) : NULL;

  if (organisation == NULL)
    return NULL;
  if (out_proven != NULL)
    *out_proven = people->len == 1 || organisation->sample;
  return staff_number != NULL ? choose_named (store, people, action, staff_number, error) : choose_only (store, people, action, error);
}
