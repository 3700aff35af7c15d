/* avow-record-installation.c: the fields of an installation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-installation.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordInstallation, name, "name", TEXT, TRUE),
  AVOW_FIELD (AvowRecordInstallation, seal_certificate, "seal-certificate", TEXT, TRUE),
  AVOW_FIELD (AvowRecordInstallation, chain, "chain", TEXT, TRUE),
  AVOW_FIELD (AvowRecordInstallation, previous, "previous", TEXT, FALSE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_installation = {
  .name = "installation",
  .code = 2,
  .signed_act = FALSE,
  .fields = fields,
  .body_size = sizeof (AvowRecordInstallation),
};
