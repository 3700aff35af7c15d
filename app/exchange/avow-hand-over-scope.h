/* avow-hand-over-scope.h: what of the records whoever is handed them may see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-hand-over.h"

G_BEGIN_DECLS

/* Everything, or what a team's or a person's desk needs: about them all, about the others only what bears out who may say
 * what to whom. Leaves are never left out: without them nobody could tell what is withheld from what is lost. */
typedef struct _AvowHandOverScope AvowHandOverScope;

/* (transfer full): or NULL with %AVOW_EXCHANGE_ERROR_SCOPE where there is no such team or person. */
AvowHandOverScope *avow_hand_over_scope_new (AvowStore *store, const AvowHandOverTo *to, GError **error);
void avow_hand_over_scope_free (AvowHandOverScope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowHandOverScope, avow_hand_over_scope_free)

gboolean avow_hand_over_scope_is_partial (AvowHandOverScope *self);
gboolean avow_hand_over_scope_gives (AvowHandOverScope *self, AvowRecord *record, const AvowDigest *leaf);
gboolean avow_hand_over_scope_has_ledger (AvowHandOverScope *self, const AvowLedger *ledger);

G_END_DECLS
