/* avow-record-enrolment.c: the fields of an enrolment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-enrolment.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordEnrolment, certificate, "certificate", TEXT, TRUE),
  AVOW_FIELD (AvowRecordEnrolment, chain, "chain", TEXT, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_enrolment = {
  .name = "enrolment",
  .code = 5,
  .signed_act = FALSE,
  .fields = fields,
  .body_size = sizeof (AvowRecordEnrolment),
};
