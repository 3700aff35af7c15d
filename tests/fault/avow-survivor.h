/* avow-survivor.h: what a store still holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-verify.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 position; /* of the last record; -1: there is no store */
  GBytes *leaves;  /* leaf hashes, in order */
  char *last;      /* digest of the text of the last record */
  char *rest;      /* digest of what is kept beside the records: editions, progress, drafts */
  char *fault;     /* nullable: why it is not usable, or what verification finds */
  guint keys;      /* files of keys */
  guint telling;   /* of a store that was opened: files that tell of who is purged, once it is closed again */
} Survivor;

Survivor *survivor_of_store (AvowStore *store);       /* (transfer full): as it is now */
Survivor *survivor_open (const char *folder, gboolean verify); /* (transfer full): as whoever opens it next finds it */
void survivor_free (Survivor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Survivor, survivor_free)

/* What becomes of a store that was @before when an act was acknowledged and would have been @after the next one. */
typedef enum
{
  SURVIVOR_BEFORE,  /* the next act is not there at all */
  SURVIVOR_AFTER,   /* it is there whole; or by the same signed record, where the next opening carried it out (a purge) */
  SURVIVOR_BETWEEN, /* of an act of several transactions, some are there */
  SURVIVOR_LOST,    /* something acknowledged is not there */
  SURVIVOR_BROKEN,  /* what is there was never so, or is not sound */
} SurvivorFate;

SurvivorFate survivor_judge (const Survivor *self, const Survivor *before, const Survivor *after);

G_END_DECLS
