/* avow-invitation.h: how a person joins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-organisation.h"

G_BEGIN_DECLS

/**
 * avow_invitation_write:
 * @store: a desk's store
 * @actor: (id of) the officer who invites
 * @passphrase: the officer's: it opens the root key
 * @person: id of who is invited
 * @path: the file to write; `.avow-invitation`, a zip
 * @out_code: (out) (transfer full): the one-time code, to be told by another way than the file goes
 * @error: return location for a #GError
 *
 * Returns: whether the file stands
 */
gboolean avow_invitation_write (AvowStore *store, const char *actor, const char *passphrase, const char *person,
                                const char *path, char **out_code, GError **error);

typedef struct _AvowInvitation AvowInvitation;

/**
 * avow_invitation_open:
 * @path: a file
 * @error: return location for a #GError
 *
 * Reads an invitation without its code: who invites whom. Limits on size and entries hold before
 * anything is unpacked; nothing is believed before the root's signature is checked.
 *
 * Returns: (transfer full): the invitation, or %NULL
 */
AvowInvitation *avow_invitation_open (const char *path, GError **error);
void avow_invitation_unref (AvowInvitation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowInvitation, avow_invitation_unref)

const char *avow_invitation_get_organisation (AvowInvitation *self);
const char *avow_invitation_get_name (AvowInvitation *self);
const char *avow_invitation_get_staff_number (AvowInvitation *self);

/**
 * avow_invitation_accept:
 * @self: an invitation
 * @folder: the installation's folder: a store of the same organisation, or nothing yet
 * @code: the one-time code
 * @passphrase: what the person has chosen
 * @out_person: (out) (transfer full): the person's id
 * @error: return location for a #GError
 *
 * Certifies a new key of the person, and, where the folder has no store yet, makes one with a seal of
 * its own, the roster entry, the editions and what is owed. The invitation's own key is used in
 * memory and not kept.
 *
 * Returns: (transfer full): the store, or %NULL, in which case nothing is left behind
 */
AvowStore *avow_invitation_accept (AvowInvitation *self, const char *folder, const char *code, const char *passphrase,
                                   char **out_person, GError **error);

/**
 * avow_invitation_restore:
 * @self: an invitation
 * @folder: the folder of an installation that was restored from a backup
 * @code: the one-time code
 * @passphrase: what the person has chosen
 * @out_person: (out) (transfer full): the person's id
 * @error: return location for a #GError
 *
 * As avow_invitation_accept(), but the installation goes on in a new ledger (RECORDS, section 8): what it recorded after the
 * backup may lie on a desk, and a ledger that went on twice would be a fork.
 *
 * Returns: (transfer full): the store, or %NULL, in which case nothing is changed
 */
AvowStore *avow_invitation_restore (AvowInvitation *self, const char *folder, const char *code, const char *passphrase,
                                    char **out_person, GError **error);

G_END_DECLS
