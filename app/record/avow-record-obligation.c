/* avow-record-obligation.c: the fields of an obligation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-obligation.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordObligation, item, "item", TEXT, TRUE),
  AVOW_FIELD (AvowRecordObligation, item_kind, "item-kind", TEXT, TRUE),
  AVOW_FIELD (AvowRecordObligation, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordObligation, edition, "edition", TEXT, TRUE),
  AVOW_FIELD (AvowRecordObligation, digest, "digest", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordObligation, rule, "rule", TEXT, TRUE),
  AVOW_FIELD (AvowRecordObligation, cycle, "cycle", TEXT, TRUE),
  AVOW_FIELD (AvowRecordObligation, assigned, "assigned", DATE, TRUE),
  AVOW_FIELD (AvowRecordObligation, due, "due", DATE, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_obligation = {
  .name = "obligation",
  .code = 10,
  .signed_act = FALSE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordObligation),
};
