/* avow-access.c: who may do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-access.h"

#include "avow-people-private.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  NO,
  OWN,  /* what is theirs */
  TEAM, /* in the team that they manage */
  ALL,
} Reach;

/* The table of role by action. */
static const struct
{
  const char *name;
  const char *label;
  Reach reach[AVOW_ACTION_SEE_ANSWERS + 1];
} roles[] = {
  /*                                                                 learn see   export edit assign grant verify documents hand-over take-in purge accommodate answers */
  [AVOW_ROLE_STAFF]     = { "staff",     N_("Staff"),                { ALL, NO,   NO,   NO,  NO,    NO,   NO,  OWN, OWN, ALL, NO, NO, NO } },
  [AVOW_ROLE_MANAGER]   = { "manager",   N_("Manager"),              { ALL, TEAM, TEAM, NO,  NO,    NO,   NO,  OWN, OWN, ALL, NO, NO, NO } },
  [AVOW_ROLE_OFFICER]   = { "officer",   N_("Compliance officer"),   { ALL, ALL,  ALL,  ALL, ALL,   ALL,  ALL, ALL, ALL, ALL, ALL, ALL, ALL } },
  [AVOW_ROLE_EXECUTIVE] = { "executive", N_("Accountable executive"), { ALL, ALL, ALL,  NO,  NO,    NO,   ALL, ALL, OWN, ALL, NO, NO, NO } },
  [AVOW_ROLE_AUDITOR]   = { "auditor",   N_("Auditor"),              { ALL, ALL,  ALL,  NO,  NO,    NO,   ALL, ALL, OWN, ALL, NO, NO, NO } },
};

static const char *const refusals[] = {
  [AVOW_ACTION_LEARN] = N_("Only people of the organisation can take courses and sign. Ask your compliance team to add you."),
  [AVOW_ACTION_SEE_TEAM] = N_("Only managers and the compliance team can see how others stand. Ask a compliance officer for the role."),
  [AVOW_ACTION_EXPORT] = N_("Only managers and the compliance team can export reports. Ask a compliance officer for the role."),
  [AVOW_ACTION_EDIT_ROSTER] = N_("Only a compliance officer can add and invite people. Ask one of them to do it."),
  [AVOW_ACTION_ASSIGN] = N_("Only a compliance officer can adopt courses and set rules. Ask one of them to do it."),
  [AVOW_ACTION_GRANT] = N_("Only a compliance officer can grant roles. Ask one of them to do it."),
  [AVOW_ACTION_VERIFY] = N_("Only compliance officers, auditors and the accountable executive can run the verification. Ask one of them to do it."),
  [AVOW_ACTION_EXPORT_DOCUMENTS] = N_("Only people of the organisation can export signed documents. Ask a compliance officer to do it."),
  [AVOW_ACTION_HAND_OVER] = N_("Only people of the organisation can hand over its records. Ask a compliance officer to do it."),
  [AVOW_ACTION_TAKE_IN] = N_("Only people of the organisation can take in its records. Ask a compliance officer to do it."),
  [AVOW_ACTION_PURGE] = N_("Only a compliance officer can destroy what was recorded about a person. Ask one of them to do it."),
  [AVOW_ACTION_ACCOMMODATE] = N_("Only a compliance officer can give more time or more attempts, and see who has them. Ask one of them to do it."),
  [AVOW_ACTION_SEE_ANSWERS] = N_("Only a compliance officer can see how a course’s questions are answered. Ask one of them to do it."),
};

const char *
avow_role_to_name (AvowRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (roles), NULL);

  return roles[role].name;
}

gboolean
avow_role_from_name (const char *name, AvowRole *out_role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_strcmp0 (name, roles[i].name) != 0)
        continue;
      *out_role = i;
      return TRUE;
    }
  return FALSE;
}

const char *
avow_role_to_label (AvowRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (roles), NULL);

  return _(roles[role].label);
}

static gboolean
read_roles (AvowAccess *self, AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/roster:roles", &local_error, "s", self->person);

  while (avow_query_next (query, &local_error))
    {
      const char *team = avow_query_text (query, 1);
      AvowRole role;

      if (!avow_role_from_name (avow_query_text (query, 0), &role))
        continue;
      /* a manager of no team manages nobody, rather than everybody */
      if (role == AVOW_ROLE_MANAGER && (team == NULL || *team == '\0'))
        continue;
      self->roles |= 1u << role;
      if (role == AVOW_ROLE_MANAGER)
        self->team = g_strdup (team);
    }
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

AvowAccess *
avow_access_of (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (AvowAccess) self = NULL;
  g_autoptr (AvowPerson) entry = NULL;
  g_autofree char *today = avow_time_to_date (avow_clock_now ());

  g_return_val_if_fail (person != NULL, NULL);

  entry = avow_roster_get (store, person, error);
  if (entry == NULL)
    return NULL;

  self = g_new0 (AvowAccess, 1);
  self->person = g_strdup (person);
  /* whoever has left may do nothing any more */
  if (entry->left != NULL && strcmp (entry->left, today) <= 0)
    return g_steal_pointer (&self);

  self->roles = 1u << AVOW_ROLE_STAFF;
  if (!read_roles (self, store, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
avow_access_free (AvowAccess *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_free (self->team);
  g_free (self);
}

static Reach
find_reach (const AvowAccess *self, AvowAction action)
{
  Reach reach = NO;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if ((self->roles & (1u << i)) != 0)
      reach = MAX (reach, roles[i].reach[action]);
  return reach;
}

gboolean
avow_access_allows (const AvowAccess *self, AvowAction action)
{
  g_return_val_if_fail (self != NULL && action < G_N_ELEMENTS (refusals), FALSE);

  return find_reach (self, action) != NO;
}

const char *
avow_access_get_scope (const AvowAccess *self, AvowAction action)
{
  g_return_val_if_fail (self != NULL && action < G_N_ELEMENTS (refusals), "");

  switch (find_reach (self, action))
    {
    case ALL:
      return NULL;
    case TEAM:
      return self->team;
    case NO:
    case OWN:
    default:
      /* no team is called so: whoever did not ask first sees nothing */
      return "";
    }
}

gboolean
avow_access_require (AvowStore *store, const char *actor, AvowAction action, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowAccess) access = avow_access_of (store, actor, &local_error);

  if (access == NULL && !g_error_matches (local_error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (access != NULL && avow_access_allows (access, action))
    return TRUE;

  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED, _(refusals[action]));
  return FALSE;
}

gboolean
avow_access_check (AvowStore *store, const AvowAccess *access, AvowAction action, char **out_scope, GError **error)
{
  g_autoptr (AvowAccess) now = NULL;
  const char *then_scope, *now_scope;

  if (!avow_access_allows (access, action))
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED, _(refusals[action]));
      return FALSE;
    }
  now = avow_access_require (store, access->person, action, error) ? avow_access_of (store, access->person, error) : NULL;
  if (now == NULL)
    return FALSE;
  if (out_scope == NULL)
    return TRUE;

  then_scope = avow_access_get_scope (access, action);
  now_scope = avow_access_get_scope (now, action);
  /* their own is narrower than any team; of two teams, the one that they manage now */
  *out_scope = g_strdup (now_scope == NULL || g_strcmp0 (then_scope, "") == 0 ? then_scope : now_scope);
  return TRUE;
}

char *
avow_access_list_roles (const AvowAccess *self)
{
  GString *names = g_string_new (NULL);

  for (guint role = AVOW_ROLE_STAFF; role <= AVOW_ROLE_AUDITOR; role++)
    if ((self->roles & (1u << role)) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", avow_role_to_name (role));

  return g_string_free (names, FALSE);
}

AvowAccess *
avow_access_copy (const AvowAccess *self)
{
  AvowAccess *copy = g_new0 (AvowAccess, 1);

  copy->person = g_strdup (self->person);
  copy->roles = self->roles;
  copy->team = g_strdup (self->team);

  return copy;
}
