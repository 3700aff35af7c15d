/* avow-accommodation-check.h: whether more time or attempts were granted by whom they say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-verify.h"

G_BEGIN_DECLS

/**
 * avow_accommodation_check_cited:
 * @store: a store
 * @record: an accommodation that an attempt cites
 * @place: where it stands
 * @verdict: the verification under way
 * @out_fault: (out) (transfer full) (nullable): why it grants nothing, translated
 * @error: return location for a #GError
 *
 * Whoever owns a computer can write anything into its ledger, and such a record is not asked about where it does not count:
 * whether an officer signed it has to be asked where it is cited. Whether the signature stands is asked of every record.
 *
 * Returns: %FALSE where the store can't be read
 */
gboolean avow_accommodation_check_cited (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict,
                                         char **out_fault, GError **error);

G_END_DECLS
