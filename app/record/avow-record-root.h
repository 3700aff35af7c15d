/* avow-record-root.h: a new root takes over from the one before; signed; subject: the organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *certificate;        /* base64 DER: of the new root, by the one before (avow_certificate_new_link()) */
  char *backup_certificate; /* base64 DER: the root that is kept in reserve from now on */
} AvowRecordRoot;

extern const AvowRecordKind avow_record_kind_root;

G_END_DECLS
