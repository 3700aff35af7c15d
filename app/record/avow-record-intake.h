/* avow-record-intake.h: what another installation handed over was taken in; subject: the ledger's id in hex
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

#define AVOW_INTAKE_OK "ok"     /* the leaves from first up to size follow in the store */
#define AVOW_INTAKE_FORK "fork" /* nothing follows: checkpoint and held are both sealed, and no ledger can have both */

/* RECORDS, section 4: store order is the own ledger's sequence with each intake expanded in place. */
typedef struct
{
  char *verdict;
  gint64 first;     /* sequence of the first leaf that follows */
  gint64 size;      /* of the ledger as of the checkpoint */
  AvowDigest root;
  gint64 made;      /* when it was handed over, by the other's clock; ms since 1970 UTC */
  gboolean desk;    /* whether its word on roster, roles, rules and editions counts here */
  gboolean partial; /* whether payloads may be withheld */
  char *checkpoint; /* as it came: a signed note */
  char *held;       /* nullable: of a fork, the checkpoint that was here before */
} AvowRecordIntake;

extern const AvowRecordKind avow_record_kind_intake;

G_END_DECLS
