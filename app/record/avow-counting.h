/* avow-counting.h: whether a record that was taken in counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-store.h"

G_BEGIN_DECLS

/* A true record of its ledger may be worth nothing all the same, as what was signed with a key that had been withdrawn
 * (RECORDS, section 6). It is taken in, since the ledger goes on behind it, and has no event row, so that no list and no
 * report knows of it. This is the one place where that is decided: as it is taken in, as the tables are made again, and as
 * they are verified. */

/**
 * AvowCountingRule:
 * @store: a store
 * @record: one that another installation's ledger brought, and that is heard here; or one's own declaration
 * @place: where it stands
 * @memory: what is kept from one record to the next, by g_datalist_set_data_full ()
 * @out_reason: (out) (transfer full) (nullable): why it counts for nothing, translated; a full sentence
 * @error: return location for a #GError
 *
 * May look at what stands ahead of @place, and at nothing else: the answer has to be the same for ever. Of declarations it may
 * look at all withdrawals (avow_counting_review()).
 *
 * Returns: %FALSE only where the question could not be asked
 */
typedef gboolean (*AvowCountingRule) (AvowStore *store, AvowRecord *record, const AvowPlace *place, GData **memory,
                                      char **out_reason, GError **error);

/* Declarations are more than others: nothing stands on them, so that a withdrawal that comes later, from a desk that did not know
 * of one, can end it. The rule is asked again of those of @subject, whose keys were withdrawn, and their event rows are added or
 * removed; in a transaction, once all of what tells of them stands in the tables. */
gboolean avow_counting_review (AvowStore *store, const char *subject, GError **error);
gboolean avow_counting_review_all (AvowStore *store, GError **error); /* as the tables are made again; before state tables are filled */

/* Called by app/avow-rooms.c, before any store is opened. There is one rule, of the room that knows of keys. */
void avow_counting_register (AvowCountingRule rule);

/* Whether the rule is asked of a record: of one's own only declarations are, which a withdrawal that comes later may end. */
gboolean avow_counting_concerns (const AvowRecordKind *kind, gboolean foreign);

/* Asks the rule; @out_counts: whether it has an event row. Keys and computers have one in any case: by them it is known what
 * else does not count. */
gboolean avow_counting_ask (AvowStore *store, AvowRecord *record, const AvowPlace *place, GData **memory, gboolean *out_counts,
                            char **out_reason, GError **error);

G_END_DECLS
