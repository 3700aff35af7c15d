/* avow-record-withdrawal.h: a key no longer speaks for its person; signed; subject: that person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  AvowDigest certificate; /* its fingerprint */
  char *reason;           /* lost, stolen, superseded, left */
} AvowRecordWithdrawal;

extern const AvowRecordKind avow_record_kind_withdrawal;

G_END_DECLS
