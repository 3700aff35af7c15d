/* avow-record-installation.h: an installation and its ledger; subject: the ledger's id in hex
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;             /* of the machine or desk, for people */
  char *seal_certificate; /* base64 DER */
  char *chain;            /* base64 DER of its issuing invitation */
  char *previous;         /* nullable: the last checkpoint of the ledger that this one takes the place of, after a restore */
} AvowRecordInstallation;

extern const AvowRecordKind avow_record_kind_installation;

G_END_DECLS
