/* avow-record-person.c: the fields of a roster entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-person.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordPerson, staff_number, "staff-number", TEXT, TRUE),
  AVOW_FIELD (AvowRecordPerson, name, "name", TEXT, TRUE),
  AVOW_FIELD (AvowRecordPerson, email, "email", TEXT, FALSE),
  AVOW_FIELD (AvowRecordPerson, team, "team", TEXT, TRUE),
  AVOW_FIELD (AvowRecordPerson, joined, "joined", DATE, TRUE),
  AVOW_FIELD (AvowRecordPerson, left, "left", DATE, FALSE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_person = {
  .name = "person",
  .code = 4,
  .signed_act = FALSE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordPerson),
};
