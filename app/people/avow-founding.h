/* avow-founding.h: a store that stands whole, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-enrolment.h"

G_BEGIN_DECLS

/* A new store has no meaning before its first records are in it and its keys beside it: until then it is none, even if the
 * program is killed or the power fails. */
typedef struct _AvowFounding AvowFounding;

AvowFounding *avow_founding_begin (const char *folder, AvowKey *seal_key, GError **error); /* (transfer full) */

AvowStore *avow_founding_get_store (AvowFounding *self); /* (transfer none) */

/* (transfer full): the store, which now stays; another one than avow_founding_get_store() gave. Or %NULL, where nothing stays. */
AvowStore *avow_founding_finish (AvowFounding *self, GError **error);

/* Removes everything that was made, and the folder where it was not there before; unless it is finished. */
void avow_founding_free (AvowFounding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowFounding, avow_founding_free)

/* (transfer full): the record of the installation whose store it is, and whose seal @issuer certifies. @previous (nullable) is
 * the last checkpoint of the ledger that this one takes the place of. */
AvowRecord *avow_founding_to_record (AvowStore *store, AvowIssuer *issuer, AvowKey *seal_key, const AvowPerson *person,
                                     const char *previous, GError **error);

G_END_DECLS
