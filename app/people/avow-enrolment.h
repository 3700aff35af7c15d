/* avow-enrolment.h: how a person gets a key of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"
#include "avow-organisation.h"

G_BEGIN_DECLS

/* root → issuer → person (RECORDS, section 6). An issuer is a certificate authority for one staff number
 * with its key: what an invitation carries, made in memory where a desk founds its organisation or a sample
 * enrols its people. There is no other way to a key. */
typedef struct
{
  AvowCertificate *certificate;
  AvowKey *key;
  GPtrArray *links; /* of AvowCertificate: between @certificate and the first root */
} AvowIssuer;

/* Of an organisation, whose root may have been renewed. (transfer full) */
AvowIssuer *avow_issuer_new_for (const AvowOrganisation *organisation, AvowKey *root_key, const char *staff_number, GError **error);

AvowIssuer *avow_issuer_new (AvowCertificate *root, AvowKey *root_key, const char *staff_number, GError **error); /* (transfer full) */
void avow_issuer_free (AvowIssuer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowIssuer, avow_issuer_free)

/**
 * avow_issuer_enrol:
 * @self: an issuer
 * @root: the organisation's root
 * @person: the roster entry; its staff number must be the one that @self is for
 * @error: return location for a #GError
 *
 * Makes a new key and certifies it. Nothing is kept: avow_enrolment_to_record() and
 * avow_enrolment_save_key() do that.
 *
 * Returns: (transfer full): the identity, or %NULL
 */
AvowIdentity *avow_issuer_enrol (AvowIssuer *self, AvowCertificate *root, const AvowPerson *person, GError **error);

/* (transfer full): the certificate of an installation's seal. */
AvowCertificate *avow_issuer_certify_seal (AvowIssuer *self, AvowKey *seal_key, const char *staff_number, GError **error);

/* (transfer full): the record that tells of an identity; UNIQUE by issuer, so that none serves twice. */
AvowRecord *avow_enrolment_to_record (AvowIdentity *identity, const char *actor);

/**
 * avow_enrolment_save_key:
 * @store: a store
 * @identity: a new identity, not recorded yet
 * @passphrase: what is to open its key
 * @sample: whether it is a sample's, whose first record may not be there yet
 * @error: return location for a #GError
 *
 * Writes the key file. To be called in the transaction that records the enrolment, before it is committed;
 * if that fails, the caller removes the file.
 *
 * Returns: (transfer full): path of the file, or %NULL
 */
char *avow_enrolment_save_key (AvowStore *store, AvowIdentity *identity, const char *passphrase, gboolean sample, GError **error);

/* Refuses a weak passphrase, but in a sample, whose passphrases stand in its README. */
gboolean avow_enrolment_check_passphrase (const char *passphrase, const AvowPerson *person, const char *organisation,
                                          gboolean sample, GError **error);

/**
 * avow_enrolment_open_root:
 * @store: a desk's store
 * @officer: id of an officer who holds the root's key
 * @passphrase: the officer's
 * @error: return location for a #GError
 *
 * Takes about 0.2 s.
 *
 * Returns: (transfer full): the root's key, or %NULL; %AVOW_PEOPLE_ERROR_SIGN_IN where the passphrase is wrong,
 *   %AVOW_PEOPLE_ERROR_REFUSED where the officer does not hold the key here
 */
AvowKey *avow_enrolment_open_root (AvowStore *store, const char *officer, const char *passphrase, GError **error);

G_END_DECLS
