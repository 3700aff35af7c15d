/* avow-record-organisation.h: the organisation, first record of its first ledger; subject: the organisation's id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gboolean sample;          /* marks a sample store: RECORDS section 10 */
  char *root_certificate;   /* base64 DER */
  char *backup_certificate; /* base64 DER: the root that is kept in reserve */
} AvowRecordOrganisation;

extern const AvowRecordKind avow_record_kind_organisation;

G_END_DECLS
