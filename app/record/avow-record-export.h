/* avow-record-export.h: a report, or the signed documents, left the system; subject: the organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *report;       /* completion, attestation, declarations, or evidence */
  char *format;       /* csv, pdf, xml, or zip */
  char *file_name;    /* of declarations: the folder's */
  char *team;         /* nullable: everyone */
  gint64 as_of;       /* time T of the pair */
  gint64 position;    /* position P of the pair; `as-of-position` in XML and in the event row, which has a position itself */
  gint64 rows;
  AvowDigest digest;  /* of the file's bytes; of declarations: of the folder's SHA256SUMS */
} AvowRecordExport;

extern const AvowRecordKind avow_record_kind_export;

G_END_DECLS
