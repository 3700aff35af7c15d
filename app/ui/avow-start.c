/* avow-start.c: what the window has to know before it shows anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-start.h"

#include "people/avow-organisation.h"
#include "people/avow-programme.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const AvowPerson *first = *(const AvowPerson *const *) a;
  const AvowPerson *second = *(const AvowPerson *const *) b;

  return g_utf8_collate (first->name, second->name);
}

static GPtrArray *
list_people (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) ids = avow_identity_list (store, error);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_person_free);

  if (ids == NULL)
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      AvowPerson *person = avow_roster_get (store, g_ptr_array_index (ids, i), error);

      if (person == NULL)
        return NULL;
      g_ptr_array_add (people, person);
    }
  g_ptr_array_sort (people, compare_names);

  return g_steal_pointer (&people);
}

gpointer
avow_start_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (AvowStart) self = g_new0 (AvowStart, 1);
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  const GError *obstacle = avow_store_get_obstacle (store);

  if (organisation == NULL)
    return NULL;

  self->organisation = g_strdup (organisation->name);
  self->sample = organisation->sample;
  if (obstacle != NULL)
    self->obstacle = g_strdup (obstacle->message);
  else if (!avow_programme_open_due (store, error))
    return NULL;

  /* a sample without its list can still be signed in to, so a failure here is not one of the start */
  if (self->sample)
    self->sample_people = avow_store_get_local (store, "sample", "people", NULL);

  self->people = list_people (store, error);
  if (self->people == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
avow_start_free (AvowStart *self)
{
  g_free (self->organisation);
  g_free (self->sample_people);
  g_free (self->obstacle);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self);
}

void
avow_entry_free (AvowEntry *self)
{
  g_clear_pointer (&self->person, avow_person_free);
  g_clear_pointer (&self->access, avow_access_free);
  g_free (self);
}

void
avow_knock_free (AvowKnock *self)
{
  avow_secret_free (self->passphrase);
  g_free (self->staff_number);
  g_free (self->person);
  g_free (self);
}

/* One answer for a wrong number and a wrong passphrase: who works here is nobody else's business. */
static void
set_wrong (GError **error)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN,
                       _("The staff number or the passphrase is wrong. Please look at both and try again."));
}

static gboolean
unlock (AvowStore *store, const AvowKnock *knock, const AvowPerson *person, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (store, person->id, knock->passphrase, &local);

  if (identity != NULL)
    return TRUE;

  if (knock->person == NULL && g_error_matches (local, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN))
    set_wrong (error);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static AvowPerson *
find_person (AvowStore *store, const AvowKnock *knock, GError **error)
{
  g_autoptr (GError) local = NULL;
  AvowPerson *person;

  if (knock->person != NULL)
    return avow_roster_get (store, knock->person, error);

  person = avow_roster_find (store, knock->staff_number, &local);
  if (person == NULL && g_error_matches (local, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN))
    set_wrong (error);
  else if (person == NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return person;
}

gpointer
avow_start_enter (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const AvowKnock *knock = data;
  g_autoptr (AvowEntry) self = g_new0 (AvowEntry, 1);

  self->person = find_person (store, knock, error);
  if (self->person == NULL)
    return NULL;
  if (knock->passphrase != NULL && !unlock (store, knock, self->person, error))
    return NULL;

  self->access = avow_access_of (store, self->person->id, error);
  if (self->access == NULL)
    return NULL;

  return g_steal_pointer (&self);
}
