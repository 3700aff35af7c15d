/* avow-grant.c: roles given and taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-grant.h"

#include "avow-people-private.h"
#include "avow-programme.h"
#include "record/avow-record-grant.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_another_officer (AvowStore *store, const char *person, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/roster:officers", &local_error, "");
  gboolean another = FALSE;

  while (avow_query_next (query, &local_error))
    another |= g_strcmp0 (avow_query_text (query, 0), person) != 0;
  if (!avow_people_check_end (local_error, error))
    return FALSE;
  if (another)
    return TRUE;
  return refuse (error, _("This is the last compliance officer. Name another one first, so that somebody can look after the records."));
}

/* Some rules ask only whoever has a role. */
static gboolean
append_grant (AvowStore *store, gpointer data, GError **error)
{
  return avow_store_append (store, data, error) && avow_programme_open_due (store, error);
}

gboolean
avow_grant_role (AvowStore *store, AvowIdentity *identity, const char *person, AvowRole role, const char *team, gboolean granted,
                 GError **error)
{
  g_autoptr (AvowPerson) entry = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (AvowAccess) access = NULL;
  AvowRecordGrant body = { NULL };

  g_return_val_if_fail (identity != NULL && person != NULL, FALSE);

  if (!avow_access_require (store, identity->person, AVOW_ACTION_GRANT, error))
    return FALSE;
  entry = avow_roster_get (store, person, error);
  access = entry != NULL ? avow_access_of (store, person, error) : NULL;
  if (access == NULL)
    return FALSE;
  if (role == AVOW_ROLE_STAFF)
    return refuse (error, _("Everyone in the roster is staff; the role can’t be given or taken back. Choose another one."));
  if (role == AVOW_ROLE_MANAGER && granted && (team == NULL || *team == '\0'))
    return refuse (error, _("A manager manages a team. Name the team."));
  if (granted && access->roles == 0)
    return refuse (error, _("Who has left gets no role any more."));
  if (!granted && access->roles != 0 && (access->roles & (1u << role)) == 0)
    return refuse (error, _("They don’t have this role, so it can’t be taken back."));
  if (role == AVOW_ROLE_OFFICER && !granted && !check_another_officer (store, person, error))
    return FALSE;

  body.role = (char *) avow_role_to_name (role);
  body.team = role == AVOW_ROLE_MANAGER ? (char *) team : NULL;
  body.granted = granted;
  record = avow_record_new (&avow_record_kind_grant, person, identity->person, &body);
  signed_record = avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, error);
  if (signed_record == NULL)
    return FALSE;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_ptr_array_add (records, g_steal_pointer (&signed_record));
  return avow_people_run (store, append_grant, records, error);
}
