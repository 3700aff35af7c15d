/* avow-record-completion.c: the fields of a completion
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-completion.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordCompletion, item, "item", TEXT, TRUE),
  AVOW_FIELD (AvowRecordCompletion, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordCompletion, edition, "edition", TEXT, TRUE),
  AVOW_FIELD (AvowRecordCompletion, digest, "digest", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordCompletion, cycle, "cycle", TEXT, TRUE),
  AVOW_FIELD (AvowRecordCompletion, attempt_leaf, "attempt-leaf", DIGEST, FALSE),
  AVOW_FIELD (AvowRecordCompletion, right, "right", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordCompletion, asked, "asked", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordCompletion, points, "points", INTEGER, FALSE),
  AVOW_FIELD (AvowRecordCompletion, pass_percent, "pass-percent", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordCompletion, started, "started", TIME, TRUE),
  AVOW_FIELD (AvowRecordCompletion, finished, "finished", TIME, TRUE),
  AVOW_FIELD_ITEMS (AvowRecordCompletion, tested_out, "tested-out", FALSE, "module-passed", avow_record_tested_out_fields, AvowRecordTestedOut),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_completion = {
  .name = "completion",
  .code = 12,
  .signed_act = FALSE,
  .fields = fields,
  .body_size = sizeof (AvowRecordCompletion),
};
