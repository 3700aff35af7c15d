/* avow-record-rule.c: the fields of a rule
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-rule.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordRule, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordRule, team, "team", TEXT, FALSE),
  AVOW_FIELD (AvowRecordRule, role, "role", TEXT, FALSE),
  AVOW_FIELD (AvowRecordRule, due_days, "due-days", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordRule, cycle, "cycle", TEXT, TRUE),
  AVOW_FIELD (AvowRecordRule, since, "since", DATE, TRUE),
  AVOW_FIELD (AvowRecordRule, active, "active", BOOLEAN, TRUE),
  AVOW_FIELD_TEXTS (AvowRecordRule, items, "items", TRUE, "item"),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_rule = {
  .name = "rule",
  .code = 9,
  .signed_act = FALSE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordRule),
};
