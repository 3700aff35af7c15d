/* avow-rule.h: which rules there are, and what they say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-record-rule.h"
#include "record/avow-store.h"

G_BEGIN_DECLS

/* (transfer full) of AvowRecord: the latest edition of each rule, in order of their first; those out of force, too. */
GPtrArray *avow_rule_list (AvowStore *store, GError **error);

/* The latest edition of one of them; NULL without error where there is none. */
gboolean avow_rule_find (AvowStore *store, const char *id, AvowRecord **out_rule /* (transfer full) (nullable) */, GError **error);

/* (transfer none) (nullable): the first rule in force that asks for an item. */
AvowRecord *avow_rule_list_find_item (GPtrArray *rules, const char *item);

gboolean avow_rule_asks_for (const AvowRecordRule *self, const char *item);

/* (transfer full): when a rule asks whom, as people say it, e.g. “Asked once: Manager”. */
char *avow_rule_describe (const AvowRecordRule *self);

G_END_DECLS
