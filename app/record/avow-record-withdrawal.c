/* avow-record-withdrawal.c: the fields of a key's withdrawal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-withdrawal.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordWithdrawal, certificate, "certificate", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordWithdrawal, reason, "reason", TEXT, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_withdrawal = {
  .name = "withdrawal",
  .code = 7,
  .signed_act = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordWithdrawal),
};
