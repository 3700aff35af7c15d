/* avow-accommodation.c: more time, or more attempts, for somebody who needs them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-accommodation.h"

#include "avow-people-private.h"
#include "record/avow-record-accommodation.h"

#include <glib/gi18n-lib.h>

void
avow_accommodation_free (AvowAccommodation *self)
{
  if (self == NULL)
    return;
  g_free (self->item);
  g_free (self->title);
  g_free (self->cycle);
  g_free (self->reason);
  g_free (self->actor);
  g_free (self);
}

gboolean
avow_accommodation_is_any (const AvowAccommodation *self)
{
  return self->extra_time > 0 || self->untimed || self->extra_attempts > 0;
}

static char *
describe_time (guint extra_time, gboolean untimed)
{
  if (untimed)
    return g_strdup (_("no time limit"));
  if (extra_time == 0)
    return NULL;
  if (extra_time == 50)
    return g_strdup (_("half as much time again"));
  if (extra_time == 100)
    return g_strdup (_("twice the time"));
  /* Translators: a share of the time that everybody has */
  return g_strdup_printf (_("%u %% more time"), extra_time);
}

char *
avow_accommodation_describe (guint extra_time, gboolean untimed, guint extra_attempts)
{
  g_autofree char *time = describe_time (extra_time, untimed);
  g_autofree char *attempts = extra_attempts > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more attempt", "%u more attempts",
                                                                                 extra_attempts), extra_attempts)
                                                 : NULL;

  if (time != NULL && attempts != NULL)
    /* Translators: “half as much time again, 2 more attempts” */
    return g_strdup_printf (_("%s, %s"), time, attempts);
  if (time != NULL)
    return g_steal_pointer (&time);
  return attempts != NULL ? g_steal_pointer (&attempts) : g_strdup (_("nothing"));
}

guint
avow_accommodation_stretch (guint seconds, guint extra_time, gboolean untimed)
{
  if (untimed)
    return 0;
  return (guint) (((guint64) seconds * (100 + extra_time) + 99) / 100);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_granted (const AvowAccommodation *granted, GError **error)
{
  g_autofree char *reason = g_strstrip (g_strdup (granted->reason != NULL ? granted->reason : ""));

  if (granted->extra_time > AVOW_ACCOMMODATION_MAX_EXTRA_TIME)
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                   _("%u %% more time is more than ten times what others have. Grant up to %u %%, or no time limit at all."),
                   granted->extra_time, AVOW_ACCOMMODATION_MAX_EXTRA_TIME);
      return FALSE;
    }
  if (granted->extra_attempts > AVOW_ACCOMMODATION_MAX_EXTRA_ATTEMPTS)
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, _("Grant up to %u more attempts."),
                   AVOW_ACCOMMODATION_MAX_EXTRA_ATTEMPTS);
      return FALSE;
    }
  if (granted->extra_time > 0 && granted->untimed)
    return refuse (error, _("Grant either more time or no time limit, not both."));
  if (*reason == '\0')
    return refuse (error, _("Say why, in a few words: what was agreed is enough. The compliance team and the person can read it."));
  return TRUE;
}

/* The course as it was asked of them, by which it is called in the record. */
static char *
find_title (AvowStore *store, const char *person, const char *item, const char *cycle, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/accommodation:asked", &local_error, "sss", person, item, cycle);
  g_autofree char *title = NULL;

  if (avow_query_next (query, &local_error))
    title = g_strdup (avow_query_text (query, 0));
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;
  if (title == NULL)
    g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                 _("No course “%s” is asked of them in the cycle “%s”. Look at what is asked of them."), item, cycle);
  return g_steal_pointer (&title);
}

gboolean
avow_accommodation_grant (AvowStore *store, AvowIdentity *identity, const char *person, const AvowAccommodation *granted, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  AvowRecordAccommodation body = { NULL };

  g_return_val_if_fail (identity != NULL && person != NULL && granted != NULL, FALSE);

  if (!avow_access_require (store, identity->person, AVOW_ACTION_ACCOMMODATE, error) || !check_granted (granted, error))
    return FALSE;
  title = find_title (store, person, granted->item, granted->cycle, error);
  if (title == NULL)
    return FALSE;

  body.item = granted->item;
  body.title = title;
  body.cycle = granted->cycle;
  body.extra_time_percent = granted->extra_time;
  body.untimed = granted->untimed;
  body.extra_attempts = granted->extra_attempts;
  body.reason = granted->reason;
  record = avow_record_new (&avow_record_kind_accommodation, person, identity->person, &body);
  signed_record = avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, error);
  if (signed_record == NULL)
    return FALSE;
  g_ptr_array_add (records, signed_record);
  return avow_store_append (store, records, error);
}

static AvowAccommodation *
read_accommodation (AvowQuery *query)
{
  AvowAccommodation *self = g_new0 (AvowAccommodation, 1);

  self->item = g_strdup (avow_query_text (query, 0));
  self->title = g_strdup (avow_query_text (query, 1));
  self->cycle = g_strdup (avow_query_text (query, 2));
  self->extra_time = (guint) CLAMP (avow_query_integer (query, 3), 0, AVOW_ACCOMMODATION_MAX_EXTRA_TIME);
  self->untimed = avow_query_integer (query, 4) != 0;
  self->extra_attempts = (guint) CLAMP (avow_query_integer (query, 5), 0, AVOW_ACCOMMODATION_MAX_EXTRA_ATTEMPTS);
  self->reason = g_strdup (avow_query_text (query, 6));
  self->actor = g_strdup (avow_query_text (query, 7));
  self->time = avow_query_integer (query, 8);
  avow_query_digest (query, 9, &self->leaf);
  return self;
}

AvowAccommodation *
avow_accommodation_find (AvowStore *store, const char *person, const char *item, const char *cycle, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/accommodation:of-duty", &local_error, "sss", person, item, cycle);
  g_autoptr (AvowAccommodation) self = NULL;

  if (avow_query_next (query, &local_error))
    self = read_accommodation (query);
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;
  return g_steal_pointer (&self);
}

GPtrArray *
avow_accommodation_list (AvowStore *store, const AvowAccess *access, const char *person, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_accommodation_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  if (!avow_access_check (store, access, AVOW_ACTION_ACCOMMODATE, NULL, error))
    return NULL;
  query = avow_store_query (store, "people/accommodation:of-person", &local_error, "s", person);
  while (avow_query_next (query, &local_error))
    g_ptr_array_add (list, read_accommodation (query));
  return avow_people_check_end (g_steal_pointer (&local_error), error) ? g_steal_pointer (&list) : NULL;
}
