/* avow-order.h: in which order the leaves of several ledgers stand in a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record-intake.h"
#include "avow-store-private.h"

G_BEGIN_DECLS

/* RECORDS, section 4: a store's order is its own ledger's, in which each intake is followed by the leaves that it brought.
 * After a restore another ledger takes the own one's place, and says so with its first record. Whoever walks the rows from the first on hands each to avow_order_take(), and learns what it is worth. */

typedef struct _AvowOrder AvowOrder;

/* Takes one thing that is wrong with a row, translated. */
typedef void (*AvowOrderFault) (char *fault /* (transfer full) */, gpointer data);

AvowOrder *avow_order_new (AvowStore *store);
void avow_order_free (AvowOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowOrder, avow_order_free)

/* Goes on behind @position, where all that an intake announced had come, and @own was the own ledger; then tells of each ledger how far it
 * had come. Before the first row is taken. */
void avow_order_resume (AvowOrder *self, gint64 position, const AvowDigest *own);
void avow_order_resume_ledger (AvowOrder *self, const AvowDigest *ledger, guint64 size, const AvowDigest *last);

/**
 * avow_order_take:
 * @self: an order
 * @row: the next row
 * @record: (nullable): what it says; %NULL where that is not there
 * @report: called for each thing that is wrong with its place; after a fault the walk goes on from what it found
 * @data: handed to @report
 */
void avow_order_take (AvowOrder *self, const AvowRow *row, AvowRecord *record, AvowOrderFault report, gpointer data);

/* Whether the leaves that the last intake announced have all come, and the last own ledger is the store's. */
gboolean avow_order_is_whole (AvowOrder *self);

/* Of the row that was taken last: */

/* Whether it counts here, and so has an event row: a ledger's word on roster, roles, rules and editions does where it is
 * the own one, or a desk's. */
gboolean avow_order_is_heard (AvowOrder *self, const AvowRecordKind *kind);
gboolean avow_order_is_foreign (AvowOrder *self);      /* it was taken in */
gboolean avow_order_may_be_withheld (AvowOrder *self); /* its payload, as its ledger was handed over in part */
gboolean avow_order_ends_intake (AvowOrder *self, AvowDigest *out_root); /* with it the ledger has the root that was announced */

G_END_DECLS
