/* avow-record-export.c: the fields of an export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-export.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordExport, report, "report", TEXT, TRUE),
  AVOW_FIELD (AvowRecordExport, format, "format", TEXT, TRUE),
  AVOW_FIELD (AvowRecordExport, file_name, "file-name", TEXT, TRUE),
  AVOW_FIELD (AvowRecordExport, team, "team", TEXT, FALSE),
  AVOW_FIELD (AvowRecordExport, as_of, "as-of", TIME, TRUE),
  AVOW_FIELD (AvowRecordExport, position, "as-of-position", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordExport, rows, "rows", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordExport, digest, "digest", DIGEST, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_export = {
  .name = "export",
  .code = 14,
  .signed_act = FALSE,
  .fields = fields,
  .body_size = sizeof (AvowRecordExport),
};
