/* avow-record-organisation.c: the fields of an organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-organisation.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordOrganisation, name, "name", TEXT, TRUE),
  AVOW_FIELD (AvowRecordOrganisation, sample, "sample", BOOLEAN, TRUE),
  AVOW_FIELD (AvowRecordOrganisation, root_certificate, "root-certificate", TEXT, TRUE),
  AVOW_FIELD (AvowRecordOrganisation, backup_certificate, "backup-certificate", TEXT, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_organisation = {
  .name = "organisation",
  .code = 1,
  .signed_act = FALSE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordOrganisation),
};
