/* avow-person-acts.h: what the compliance team can do about a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "people/avow-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What decides which of it there is to do. */
typedef struct
{
  AvowPerson *person;
  gboolean has_key;    /* one that is not withdrawn */
  guint roles;         /* bit set, 1 << AvowRole */
  char *team;          /* nullable: the one that they manage */
  GPtrArray *courses;  /* of AvowDuty: courses that they have to do */
  char *accommodation; /* nullable: what they were granted in one of these, in words */
} AvowPersonFacts;

AvowPersonFacts *avow_person_facts_copy (const AvowPersonFacts *self); /* (transfer full) */
void avow_person_facts_free (AvowPersonFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowPersonFacts, avow_person_facts_free)

/* #AvowJob that takes a person's id and gives an #AvowPersonFacts. */
gpointer avow_person_facts_load (AvowStore *store, gpointer person, GCancellable *cancellable, GError **error);

typedef struct
{
  const char *title;                                 /* to be translated */
  char *(*describe) (const AvowPersonFacts *facts);  /* (transfer full) (nullable): nothing of the kind is to be done */
  /* Opens the page on which it is done; what stands in the way is shown in @problem. */
  void (*open) (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem);
} AvowPersonAct;

/* Ended by an entry without a title. */
extern const AvowPersonAct avow_person_acts[];

G_END_DECLS
