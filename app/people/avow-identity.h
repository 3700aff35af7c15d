/* avow-identity.h: a person who has shown their passphrase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-access.h"

G_BEGIN_DECLS

/* The key of a person, with certificate and intermediates: what a signature needs. Made anew for each act,
 * for the passphrase is asked at every signature. */
typedef struct
{
  char *person;
  AvowKey *key;
  AvowCertificate *certificate;
  GPtrArray *chain; /* of AvowCertificate */
} AvowIdentity;

void avow_identity_free (AvowIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowIdentity, avow_identity_free)

/**
 * avow_identity_unlock:
 * @store: a store
 * @person: id of the person
 * @passphrase: theirs
 * @error: return location for a #GError
 *
 * Takes about 0.2 s. After wrong passphrases the wait grows: 1 s, 2 s, 4 s... up to a minute, kept in the
 * store so that restarting does not shorten it.
 *
 * Returns: (transfer full): the identity, or %NULL; %AVOW_PEOPLE_ERROR_SIGN_IN where the passphrase is wrong
 */
AvowIdentity *avow_identity_unlock (AvowStore *store, const char *person, const char *passphrase, GError **error);

/**
 * avow_identity_sign:
 * @self: an identity
 * @record: a record of a signed act
 * @commitment: what the act means
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the signed record
 */
AvowRecord *avow_identity_sign (AvowIdentity *self, AvowRecord *record, AvowCommitment commitment, GError **error);

/* Ids of people who have a key on this installation; (transfer full) of char*. */
GPtrArray *avow_identity_list (AvowStore *store, GError **error);

/**
 * avow_identity_choose:
 * @store: a store
 * @action: what somebody wants to do
 * @staff_number: (nullable): whose it is to do it; %NULL where there is but one who may, everybody's before a team's
 * @out_proven: (out) (optional): whether there is nothing left to prove: nobody else has a key here, so that the
 *   operating-system account says who it is; or it is a sample, whose passphrases everybody knows (RECORDS, 6 and 10)
 * @error: return location for a #GError
 *
 * For programs that nobody signs in to. Where it is not proven, whoever is chosen has yet to show their
 * passphrase, by avow_identity_unlock(): what they do is recorded under their name. A signature always asks for it.
 *
 * Returns: (transfer full): what they may; %AVOW_PEOPLE_ERROR_REFUSED, with what to do about it, where nobody may
 */
AvowAccess *avow_identity_choose (AvowStore *store, AvowAction action, const char *staff_number, gboolean *out_proven, GError **error);

G_END_DECLS
