/* avow-record-grant.h: a role is granted or taken back; signed; subject: the person who has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *role;       /* as in people's table of roles */
  char *team;       /* nullable: a manager's team; otherwise everywhere */
  gboolean granted; /* FALSE takes it back */
} AvowRecordGrant;

extern const AvowRecordKind avow_record_kind_grant;

G_END_DECLS
