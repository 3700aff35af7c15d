/* avow-record-enrolment.h: a person has a key of their own; subject: that person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *certificate; /* base64 DER */
  char *chain;       /* of the invitation that issued it, up to the root: avow_certificate_list_to_text() */
} AvowRecordEnrolment;

extern const AvowRecordKind avow_record_kind_enrolment;

G_END_DECLS
