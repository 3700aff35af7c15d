/* avow-purges.h: what the purge records of a store say is gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-verify.h"

G_BEGIN_DECLS

typedef struct _AvowPurges AvowPurges;

AvowPurges *avow_purges_new (AvowStore *store);
void avow_purges_free (AvowPurges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowPurges, avow_purges_free)

/* Takes up what was recorded since it was last called. */
gboolean avow_purges_read (AvowPurges *self, GError **error);
void avow_purges_go_to (AvowPurges *self, gint64 position); /* the next reading begins behind it */

/* Position of the purge record that names the leaf at @place, its ledger and its sequence; 0 where none that was read does. */
gint64 avow_purges_look_up (AvowPurges *self, const AvowPlace *place);

/* The same of a leaf that another record cites; what was recorded meanwhile is taken up first. */
gboolean avow_purges_find (AvowPurges *self, const AvowDigest *leaf, gint64 *out_purge, GError **error);

/* Whether no text of that kind at @place may be here any more. */
gboolean avow_purges_cover (AvowPurges *self, const AvowRecordKind *kind /* nullable */, const AvowPlace *place);

/* (transfer full) (nullable): why @purge names what it can't destroy; %NULL where nothing is wrong with it, or with @error. A
 * leaf of a ledger that is not here may be anything. */
char *avow_purges_judge (AvowStore *store, AvowRecord *purge, GError **error);

/* (transfer none): those of a verification under way, for checks. */
AvowPurges *avow_verdict_get_purges (AvowVerdict *verdict, AvowStore *store);

G_END_DECLS
