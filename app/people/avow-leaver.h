/* avow-leaver.h: people who have left, and what of them is destroyed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"

G_BEGIN_DECLS

/**
 * avow_leaver_enter:
 * @store: a store
 * @actor: id of who enters it
 * @person: id of who leaves
 * @left: the first day on which they are no longer there
 * @error: return location for a #GError
 *
 * Returns: whether it is done; %AVOW_PEOPLE_ERROR_INVALID where the day is none, or lies before they joined, and for a
 *   compliance officer
 */
gboolean avow_leaver_enter (AvowStore *store, const char *actor, const char *person, const char *left, GError **error);

/* How many records of a kind. */
typedef struct
{
  const char *kind;
  guint count;
} AvowPurgeGroup;

/* What is to be destroyed, before anybody has decided it. */
typedef struct
{
  char *person;       /* id */
  char *staff_number; /* nullable, as @name: of somebody whose entry was purged before */
  char *name;
  GArray *positions;  /* of gint64: of the records */
  GArray *groups;     /* of AvowPurgeGroup, in order of kind */
} AvowPurgePlan;

/**
 * avow_purge_plan_new:
 * @store: a store
 * @actor: id of who wants it
 * @person: a staff number; or the id of somebody whose entry was purged, but of whom records have come since
 * @error: return location for a #GError
 *
 * All records about the person, and those of files that left under a name that tells theirs. Refused for who has not
 * left; and for who was a compliance officer, as what an officer signed bears their name, and others' records stand on it.
 *
 * Returns: (transfer full): the plan, or %NULL
 */
AvowPurgePlan *avow_purge_plan_new (AvowStore *store, const char *actor, const char *person, GError **error);
void avow_purge_plan_free (AvowPurgePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowPurgePlan, avow_purge_plan_free)

/* (transfer full): what of it is destroyed and what stays, in words, some lines. */
char *avow_purge_plan_describe (const AvowPurgePlan *self);

/**
 * avow_purge_plan_check_typed:
 * @self: a plan
 * @typed: what was typed to confirm it
 * @error: return location for a #GError
 *
 * Returns: whether it is what avow_purge_plan_get_word() says
 */
gboolean avow_purge_plan_check_typed (const AvowPurgePlan *self, const char *typed, GError **error);
const char *avow_purge_plan_get_word (const AvowPurgePlan *self); /* their staff number, or the id of whose entry is gone */

/**
 * avow_purge_plan_check_reason:
 * @self: a plan
 * @reason: why; it stays when all else is gone
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %AVOW_PEOPLE_ERROR_INVALID where it is none, or tells the person's name or staff number
 */
gboolean avow_purge_plan_check_reason (const AvowPurgePlan *self, const char *reason, GError **error);

/**
 * avow_purge_plan_run:
 * @self: a plan
 * @store: the store
 * @identity: the officer, who signs
 * @reason: why
 * @out_position: (out): of the record of the purge
 * @error: return location for a #GError
 *
 * Returns: whether it is done; %AVOW_PEOPLE_ERROR_INVALID where more has been recorded about the person since the plan was made
 */
gboolean avow_purge_plan_run (const AvowPurgePlan *self, AvowStore *store, AvowIdentity *identity, const char *reason, gint64 *out_position,
                              GError **error);

G_END_DECLS
