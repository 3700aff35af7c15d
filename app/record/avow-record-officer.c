/* avow-record-officer.c: the fields of a change of officers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-officer.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordOfficer, holds, "holds", BOOLEAN, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_officer = {
  .name = "officer",
  .code = 3,
  .signed_act = TRUE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordOfficer),
};
