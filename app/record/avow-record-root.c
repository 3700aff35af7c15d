/* avow-record-root.c: the fields of a change of roots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-root.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordRoot, certificate, "certificate", TEXT, TRUE),
  AVOW_FIELD (AvowRecordRoot, backup_certificate, "backup-certificate", TEXT, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_root = {
  .name = "root",
  .code = 17,
  .signed_act = TRUE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordRoot),
};
