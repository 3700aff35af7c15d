/* avow-record-purge.h: what was recorded about a person was destroyed; signed by an officer; subject: that person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

/* One record whose text is gone; its leaf stays. */
typedef struct
{
  AvowDigest ledger;
  gint64 sequence;
  AvowDigest leaf; /* leaf hash */
} AvowRecordDestroyed;

/* What is left to count by. A group of fewer than five people is merged upward, edition, outcome and team given up. A
 * purge is about one person, who is never five, however many records they leave: so what remains is kind and year, which
 * the leaf headers tell anyway. Anything finer would say of a single person, whose id stands above, what they did. */
typedef struct
{
  char *kind;
  gint64 year; /* UTC, in which it was recorded */
  gint64 count;
} AvowRecordResidue;

typedef struct
{
  char *reason;
  GPtrArray *destroyed; /* of AvowRecordDestroyed */
  GPtrArray *residue;   /* of AvowRecordResidue */
} AvowRecordPurge;

extern const AvowRecordKind avow_record_kind_purge;

/* Whether records of that kind may be destroyed: those that tell of a person, and of files that left. Not withdrawals,
 * which keep a lost key from signing again, nor purges, nor what others stand on. */
gboolean avow_record_may_be_purged (const AvowRecordKind *kind);

G_END_DECLS
