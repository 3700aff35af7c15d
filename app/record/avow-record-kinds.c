/* avow-record-kinds.c: every kind of record there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-accommodation.h"
#include "avow-record-attempt.h"
#include "avow-record-completion.h"
#include "avow-record-declaration.h"
#include "avow-record-edition.h"
#include "avow-record-enrolment.h"
#include "avow-record-export.h"
#include "avow-record-grant.h"
#include "avow-record-installation.h"
#include "avow-record-intake.h"
#include "avow-record-obligation.h"
#include "avow-record-officer.h"
#include "avow-record-organisation.h"
#include "avow-record-person.h"
#include "avow-record-purge.h"
#include "avow-record-root.h"
#include "avow-record-rule.h"
#include "avow-record-withdrawal.h"

/* In order of code. */
static const AvowRecordKind *const kinds[] = {
  &avow_record_kind_organisation,
  &avow_record_kind_installation,
  &avow_record_kind_officer,
  &avow_record_kind_person,
  &avow_record_kind_enrolment,
  &avow_record_kind_grant,
  &avow_record_kind_withdrawal,
  &avow_record_kind_edition,
  &avow_record_kind_rule,
  &avow_record_kind_obligation,
  &avow_record_kind_attempt,
  &avow_record_kind_completion,
  &avow_record_kind_declaration,
  &avow_record_kind_export,
  &avow_record_kind_intake,
  &avow_record_kind_purge,
  &avow_record_kind_root,
  &avow_record_kind_accommodation,
  NULL,
};

const AvowRecordKind *const *
avow_record_kinds (void)
{
  return kinds;
}

const AvowRecordKind *
avow_record_kind_by_name (const char *name)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (g_strcmp0 (kinds[i]->name, name) == 0)
        return kinds[i];
    }
  return NULL;
}

const AvowRecordKind *
avow_record_kind_by_code (guint8 code)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (kinds[i]->code == code)
        return kinds[i];
    }
  return NULL;
}
