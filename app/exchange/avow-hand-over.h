/* avow-hand-over.h: handing records over to another machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-hand-over-file.h"

G_BEGIN_DECLS

/* To whom: neither is to the compliance team's desk, which gets everything that is here; a team is its manager's desk, a
 * person is the installation where they work. */
typedef struct
{
  const char *team;   /* nullable */
  const char *person; /* nullable: an id */
  gboolean whole;     /* from each ledger's beginning, rather than from where the desk last said that it stands */
} AvowHandOverTo;

/* What was handed over. */
typedef struct
{
  guint ledgers;
  guint64 records;  /* leaves */
  guint64 payloads; /* of them with what they say */
} AvowHandOverSummary;

/**
 * avow_hand_over_write:
 * @store: a store
 * @actor: id of who hands over
 * @to: to whom
 * @path: the file
 * @out_summary: (out): what it holds
 * @error: return location for a #GError
 *
 * Handing over changes nothing here, but for the note of when it was done last: a file may be lost, and made again.
 *
 * Returns: whether the file is written; %AVOW_PEOPLE_ERROR_REFUSED where @actor may not
 */
gboolean avow_hand_over_write (AvowStore *store, const char *actor, const AvowHandOverTo *to, const char *path,
                               AvowHandOverSummary *out_summary, GError **error);

/* When records were handed over to them last, in ms since 1970 UTC; 0 where they never were. */
gint64 avow_hand_over_get_last (AvowStore *store, const AvowHandOverTo *to);

/**
 * avow_hand_over_is_due:
 * @store: a store
 * @person: id of a person
 * @out_due: (out): whether they have finished, signed or declined anything here that was not handed over to the compliance
 *   team since
 * @error: return location for a #GError
 *
 * Where a compliance officer works, everything is where it has to be.
 *
 * Returns: whether it could be read
 */
gboolean avow_hand_over_is_due (AvowStore *store, const char *person, gboolean *out_due, GError **error);

/* What a desk says that it has of the own ledger: kept, so that the next hand-over goes on from there. */
gboolean avow_hand_over_note_known (AvowStore *store, const AvowDigest *ledger, guint64 size, GError **error);

G_END_DECLS
