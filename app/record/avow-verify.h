/* avow-verify.h: is every record as it was?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-projection.h"
#include "avow-trusted-point.h"

G_BEGIN_DECLS

/* One thing that is wrong. */
typedef struct
{
  gint64 position; /* of the record at fault; 0 where it is the store as a whole */
  char *kind;      /* nullable: of the record */
  char *subject;   /* nullable: of the record */
  char *message;   /* what is wrong with it, translated */
} AvowFinding;

/* A clock that was set back, by a minute or more: nothing wrong with a record, but worth knowing of its time. */
typedef struct
{
  gint64 position; /* of the first record after it */
  gint64 before;   /* time of the record before that one in its ledger, ms since 1970 UTC */
  gint64 time;     /* of that one */
} AvowSetback;

#define AVOW_SETBACKS_KEPT 20

typedef struct
{
  gint64 records;    /* looked at */
  gint64 signatures; /* verified */
  gint64 graded;     /* attempts graded again */
  gint64 purged;     /* whose text is gone, and whose purge is recorded */
  gint64 position;   /* P: the last record looked at */
  gint64 unread;     /* records that were not read, as a verification before had found them sound */
  AvowTrustedPoint *point; /* from which a later verification may go on, if this one finds all to be sound */
  AvowCheckpoint checkpoint; /* of the own ledger */
  GPtrArray *findings; /* of AvowFinding, by position */
  GArray *setbacks;      /* of AvowSetback, by position: the first AVOW_SETBACKS_KEPT */
  guint64 setback_count; /* all of them */
  GPtrArray *notes;    /* of AvowFinding: what could not be looked at, for a reason that is sound */
  GData *memory; /* what checks keep, by g_datalist_set_data_full (); cleared when the verification ends */
} AvowVerdict;

void avow_verdict_free (AvowVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowVerdict, avow_verdict_free)
/* @message is taken. */
void avow_verdict_note (AvowVerdict *self, gint64 position, const char *kind, const char *subject, char *message);
gboolean avow_verdict_is_sound (const AvowVerdict *self);

/**
 * AvowRecordCheck:
 *
 * What a room above knows to check of one record: that a score follows from its responses, that an
 * actor held the role. Called on one thread, in order of position.
 *
 * Returns: %FALSE with @error only where the question could not be asked; where the record is at
 *   fault, *@out_fault is set to a translated message (transfer full)
 */
typedef gboolean (*AvowRecordCheck) (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict,
                                     char **out_fault, GError **error);

/* Called by app/avow-rooms.c, before any thread verifies; a second time it changes nothing. @kind NULL: every record.
 * Records that are already at fault are not handed to checks. */
void avow_verify_register (const AvowRecordKind *kind, AvowRecordCheck check);

/**
 * avow_store_verify:
 * @self: a store
 * @progress: (nullable): told how far it is
 * @data: handed to @progress
 * @error: return location for a #GError
 *
 * Checks everything up to the position the store has now: leaf headers and their order, commitments,
 * tree and tiles, checkpoints, certificates and signatures (on all cores), what the rooms registered,
 * editions by digest, and that event and state tables are what the records say. No read transaction
 * lasts over 50 ms.
 *
 * Returns: (transfer full): what was found, or %NULL where it could not check
 */
AvowVerdict *avow_store_verify (AvowStore *self, AvowProgress progress, gpointer data, GError **error);

/**
 * avow_store_verify_since:
 * @self: a store
 * @point: how far it had come when it was found sound
 * @progress: (nullable): told how far it is
 * @data: handed to @progress
 * @error: return location for a #GError
 *
 * Checks that the ledgers go on from what they were, and each record since then. It takes as long as what is new takes, however
 * much there was before: of that it reads the first record, and the last one and the tree's right edge a ledger.
 *
 * What is found: records of before that were removed, replaced or rewritten, whoever sealed the ledger anew; and with new ones all
 * that avow_store_verify() finds of a record and its event row. What is not: a text, a row, a tile or a page of before that was
 * damaged; state tables, editions and local rows. What a new record is checked against, as that its actor held the role, is looked up in
 * event rows, also of before.
 *
 * Returns: (transfer full): what was found, or %NULL where it could not check
 */
AvowVerdict *avow_store_verify_since (AvowStore *self, const AvowTrustedPoint *point, AvowProgress progress, gpointer data,
                                      GError **error);

G_END_DECLS
