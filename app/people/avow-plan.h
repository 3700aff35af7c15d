/* avow-plan.h: the rules and editions in force, and what follows from them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-roster.h"

G_BEGIN_DECLS

/* Loaded once, asked for many people. When and how often a rule asks is told in avow-cycle.h. */
typedef struct _AvowPlan AvowPlan;

AvowPlan *avow_plan_load (AvowStore *store, GError **error); /* (transfer full) */
void avow_plan_free (AvowPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowPlan, avow_plan_free)

/* What a person was asked for already, and which text they answered. */
typedef struct
{
  char *item;
  char *cycle;
  gboolean open;     /* neither done nor declined */
  AvowDigest answer; /* where it is not open */
} AvowOwed;

/* (transfer full) of arrays of AvowOwed, by the person's id; @person is %NULL for everyone. */
GHashTable *avow_plan_load_owed (AvowStore *store, const char *person, GError **error);

/**
 * avow_plan_open:
 * @self: a plan
 * @person: a roster entry; of it id, team, joined and left matter, and the roles that were given to them
 * @owed: (nullable) (element-type AvowOwed): what they were asked for already
 * @today: a date
 * @records: (element-type AvowRecord): where the obligations to open are added
 *
 * Nobody who has left by @today is asked for anything.
 */
void avow_plan_open (AvowPlan *self, const AvowPerson *person, GPtrArray *owed, const char *today, GPtrArray *records);

/* The place of an item among all that rules ask for, in the order to do them; unknown ones are last. */
guint avow_plan_get_rank (AvowPlan *self, const char *rule, const char *item);

G_END_DECLS
