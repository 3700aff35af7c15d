/* avow-record-intake.c: the fields of an intake
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-intake.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordIntake, verdict, "verdict", TEXT, TRUE),
  AVOW_FIELD (AvowRecordIntake, first, "first", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordIntake, size, "size", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordIntake, root, "root", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordIntake, made, "made", TIME, TRUE),
  AVOW_FIELD (AvowRecordIntake, desk, "desk", BOOLEAN, TRUE),
  AVOW_FIELD (AvowRecordIntake, partial, "partial", BOOLEAN, TRUE),
  AVOW_FIELD (AvowRecordIntake, checkpoint, "checkpoint", TEXT, TRUE),
  AVOW_FIELD (AvowRecordIntake, held, "held", TEXT, FALSE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_intake = {
  .name = "intake",
  .code = 15,
  .signed_act = FALSE,
  .fields = fields,
  .body_size = sizeof (AvowRecordIntake),
};
