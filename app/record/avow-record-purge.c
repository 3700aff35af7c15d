/* avow-record-purge.c: the fields of a purge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-purge.h"

#include "avow-record-accommodation.h"
#include "avow-record-attempt.h"
#include "avow-record-completion.h"
#include "avow-record-declaration.h"
#include "avow-record-enrolment.h"
#include "avow-record-export.h"
#include "avow-record-grant.h"
#include "avow-record-obligation.h"
#include "avow-record-person.h"

static const AvowField destroyed_fields[] = {
  AVOW_FIELD (AvowRecordDestroyed, ledger, "ledger", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordDestroyed, sequence, "sequence", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordDestroyed, leaf, "leaf", DIGEST, TRUE),
  AVOW_FIELD_END,
};

static const AvowField residue_fields[] = {
  AVOW_FIELD (AvowRecordResidue, kind, "kind", TEXT, TRUE),
  AVOW_FIELD (AvowRecordResidue, year, "year", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordResidue, count, "count", INTEGER, TRUE),
  AVOW_FIELD_END,
};

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordPurge, reason, "reason", TEXT, TRUE),
  AVOW_FIELD_ITEMS (AvowRecordPurge, destroyed, "destroyed", TRUE, "record", destroyed_fields, AvowRecordDestroyed),
  AVOW_FIELD_ITEMS (AvowRecordPurge, residue, "residue", TRUE, "group", residue_fields, AvowRecordResidue),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_purge = {
  .name = "purge",
  .code = 16,
  .signed_act = TRUE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordPurge),
};

gboolean
avow_record_may_be_purged (const AvowRecordKind *kind)
{
  static const AvowRecordKind *const kinds[] = {
    &avow_record_kind_person,     &avow_record_kind_enrolment,  &avow_record_kind_grant,  &avow_record_kind_obligation, &avow_record_kind_attempt,
    &avow_record_kind_completion, &avow_record_kind_declaration, &avow_record_kind_export, &avow_record_kind_accommodation,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      return TRUE;
  return FALSE;
}
