/* avow-invitation-private.h: an invitation as its files have it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-invitation.h"

G_BEGIN_DECLS

struct _AvowInvitation
{
  gatomicrefcount ref_count;
  GHashTable *entries;      /* bytes by name: avow-invitation-file.h */
  AvowRecord *organisation; /* its body is an AvowRecordOrganisation */
  AvowRecord *person;       /* its body is an AvowRecordPerson */
};

/* (transfer full): the record in an entry, or %NULL where there is none, or one of another kind than @kind (if given). */
AvowRecord *avow_invitation_read_record (AvowInvitation *self, const char *name, const AvowRecordKind *kind, GError **error);

char *avow_invitation_read_text (AvowInvitation *self, const char *name, GError **error); /* (transfer full) */

/* (transfer container): names of the entries in a folder, in order. */
GPtrArray *avow_invitation_list (AvowInvitation *self, const char *folder);

G_END_DECLS
