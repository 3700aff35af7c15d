/* avow-take-in.h: taking in what another machine handed over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-exchange.h"

G_BEGIN_DECLS

/* What became of one ledger in the file. */
typedef struct
{
  AvowDigest ledger;
  char *name;                /* whose it is, for people */
  AvowIntakeVerdict verdict;
  gboolean own;              /* this installation's own ledger came back */
  guint64 added;             /* new records */
  guint64 filled;            /* records that were here, and have what they say only now */
  guint64 discounted;        /* of them, those that count for nothing (record/avow-counting.h) */
  char *reason;              /* nullable: why the first of them does not */
} AvowTakenIn;

void avow_taken_in_free (AvowTakenIn *self);

const char *avow_intake_verdict_to_name (AvowIntakeVerdict verdict); /* OK, SAME, STALE, GAP, ROLLBACK, FORK, UNKNOWN */
char *avow_taken_in_describe (const AvowTakenIn *self);              /* (transfer full): what it means, and what to do; translated */
gboolean avow_taken_in_is_fine (const AvowTakenIn *self);            /* nobody has to look into it */

/**
 * avow_take_in_file:
 * @store: a store
 * @actor: id of who takes it in
 * @path: a hand-over file
 * @error: return location for a #GError
 *
 * Verifies everything in the file, and takes in all of it or nothing. Done again with the same file, it changes nothing.
 *
 * Returns: (transfer full) (element-type AvowTakenIn): what became of each ledger, or %NULL: %AVOW_EXCHANGE_ERROR_DAMAGED
 *   where the file is none, %AVOW_RECORD_ERROR_UNSOUND where a record in it does not stand
 */
GPtrArray *avow_take_in_file (AvowStore *store, const char *actor, const char *path, GError **error);

/* What was taken in from an installation last. */
typedef struct
{
  char *name;                /* whose it is, for people */
  AvowIntakeVerdict verdict; /* OK or FORK */
  gint64 time;               /* ms since 1970 UTC */
  guint64 size;              /* of its ledger then */
  gboolean partial;          /* it came with what concerns this desk */
} AvowTakenBefore;

void avow_taken_before_free (AvowTakenBefore *self);

/* (transfer full) (element-type AvowTakenBefore): the last first. */
GPtrArray *avow_take_in_list (AvowStore *store, GError **error);

G_END_DECLS
