/* avow-record-officer.h: a person holds, or no longer holds, the root's key; signed; subject: that person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean holds;
} AvowRecordOfficer;

extern const AvowRecordKind avow_record_kind_officer;

G_END_DECLS
