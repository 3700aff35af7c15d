/* avow-access.h: who may do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-roster.h"

G_BEGIN_DECLS

/* The one place that says who may do what, as a table of role by action (avow-access.c). Roles limit what
 * Avow shows; only the operating-system account limits what the file shows. */

typedef enum
{
  AVOW_ROLE_STAFF,     /* everyone */
  AVOW_ROLE_MANAGER,   /* of one team */
  AVOW_ROLE_OFFICER,   /* compliance */
  AVOW_ROLE_EXECUTIVE, /* accountable */
  AVOW_ROLE_AUDITOR,
} AvowRole;

typedef enum
{
  AVOW_ACTION_LEARN,        /* take courses, sign */
  AVOW_ACTION_SEE_TEAM,     /* see the state of others */
  AVOW_ACTION_EXPORT,       /* export reports */
  AVOW_ACTION_EDIT_ROSTER,  /* add people, invite */
  AVOW_ACTION_ASSIGN,       /* adopt editions, set rules */
  AVOW_ACTION_GRANT,        /* grant roles */
  AVOW_ACTION_VERIFY,       /* run verification */
  AVOW_ACTION_EXPORT_DOCUMENTS, /* export signed documents: everybody's, or their own */
  AVOW_ACTION_HAND_OVER,    /* hand over records: everybody's, or those of this installation */
  AVOW_ACTION_TAKE_IN,      /* take in what others hand over; each record of it is verified */
  AVOW_ACTION_PURGE,        /* destroy what was recorded about who has left */
  AVOW_ACTION_ACCOMMODATE,  /* give more time or attempts, and see who has them, and why */
  AVOW_ACTION_SEE_ANSWERS,  /* see how the questions of a course are answered, of groups */
} AvowAction;

const char *avow_role_to_name (AvowRole role); /* as records have it */
gboolean avow_role_from_name (const char *name, AvowRole *out_role);
const char *avow_role_to_label (AvowRole role); /* translated */

/* What a person is allowed, worked out once when they sign in. */
typedef struct
{
  char *person;  /* id */
  guint roles;   /* bit set, 1 << AvowRole */
  char *team;    /* nullable: the team that they manage */
} AvowAccess;

AvowAccess *avow_access_of (AvowStore *store, const char *person, GError **error); /* (transfer full) */
AvowAccess *avow_access_copy (const AvowAccess *self); /* (transfer full) */
void avow_access_free (AvowAccess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowAccess, avow_access_free)

/* (transfer full): the names of all their roles, as records have them, with spaces between them. */
char *avow_access_list_roles (const AvowAccess *self);

gboolean avow_access_allows (const AvowAccess *self, AvowAction action);

/* The one team that the action is limited to; NULL where it is not limited, and empty where it is limited to
 * themselves. Ask only if it is allowed. */
const char *avow_access_get_scope (const AvowAccess *self, AvowAction action);

/**
 * avow_access_require:
 * @store: a store
 * @actor: id of who wants to act
 * @action: what they want to do
 * @error: return location for a #GError
 *
 * Returns: whether they may; %AVOW_PEOPLE_ERROR_REFUSED, with what to do about it, where they may not
 */
gboolean avow_access_require (AvowStore *store, const char *actor, AvowAction action, GError **error);

/**
 * avow_access_check:
 * @store: a store
 * @access: what they were allowed when they signed in
 * @action: what they want to do
 * @out_scope: (out) (optional) (transfer full) (nullable): as avow_access_get_scope(), the narrower of then and now
 * @error: return location for a #GError
 *
 * A role may have been taken back since somebody signed in: what they may now counts, too.
 *
 * Returns: whether they may; %AVOW_PEOPLE_ERROR_REFUSED where they may not
 */
gboolean avow_access_check (AvowStore *store, const AvowAccess *access, AvowAction action, char **out_scope, GError **error);

G_END_DECLS
