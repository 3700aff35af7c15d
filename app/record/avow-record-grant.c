/* avow-record-grant.c: the fields of a grant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-grant.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordGrant, role, "role", TEXT, TRUE),
  AVOW_FIELD (AvowRecordGrant, team, "team", TEXT, FALSE),
  AVOW_FIELD (AvowRecordGrant, granted, "granted", BOOLEAN, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_grant = {
  .name = "grant",
  .code = 6,
  .signed_act = TRUE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordGrant),
};
