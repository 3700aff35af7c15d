/* avow-certificate.h: who a key belongs to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-digest.h"
#include "avow-key.h"

G_BEGIN_DECLS

/* An immutable X.509 certificate (RFC 5280). All are valid to 99991231235959Z (4.1.2.5):
 * ends are stated by records, never by a date in a certificate. */
typedef struct _AvowCertificate AvowCertificate;

/* Subject: O = organisation, serialNumber = staff number, CN = name, in this order, so that a name
 * constraint on the first two covers exactly one person. */

/**
 * avow_certificate_new_root:
 * @key: a P-256 key
 * @organisation: name of the organisation
 * @name: CN, e.g. "Sample root"
 * @error: return location for a #GError
 *
 * Returns: (transfer full): a self-signed CA certificate (keyCertSign, pathLen 1), or %NULL
 */
AvowCertificate *avow_certificate_new_root (AvowKey *key, const char *organisation, const char *name, GError **error);

/**
 * avow_certificate_new_invitation:
 * @key: the invitation's own P-256 key
 * @issuer: the root certificate
 * @issuer_key: the root's key
 * @staff_number: the one person whom it may certify
 * @error: return location for a #GError
 *
 * Returns: (transfer full): a CA certificate (pathLen 0) whose name constraints permit only
 *   O = the root's organisation, serialNumber = @staff_number; or %NULL
 */
AvowCertificate *avow_certificate_new_invitation (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key,
                                                  const char *staff_number, GError **error);

/**
 * avow_certificate_new_link:
 * @key: a new root's P-256 key
 * @issuer: the certificate of the root before it
 * @issuer_key: that root's key
 * @error: return location for a #GError
 *
 * The new root bears the name of the old one, so that this certificate is self-issued (RFC 4210, 4.4: “new with old”) and
 * takes no place in the path that the old one's pathLen 1 allows (RFC 5280, 4.2.1.9): whoever trusts the old root goes on
 * accepting what the new one certifies.
 *
 * Returns: (transfer full): a CA certificate (keyCertSign, pathLen 1), or %NULL
 */
AvowCertificate *avow_certificate_new_link (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key, GError **error);

/**
 * avow_certificate_new_person:
 * @key: the person's P-256 key
 * @issuer: an invitation's certificate
 * @issuer_key: its key
 * @staff_number: the person's
 * @name: the person's, as in the roster
 * @error: return location for a #GError
 *
 * Returns: (transfer full): an end-entity certificate (nonRepudiation), or %NULL
 */
AvowCertificate *avow_certificate_new_person (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key,
                                              const char *staff_number, const char *name, GError **error);

/**
 * avow_certificate_new_seal:
 * @key: the installation's Ed25519 key
 * @issuer: an invitation's certificate
 * @issuer_key: its key
 * @staff_number: of the person whose invitation it was
 * @ledger_id: the ledger's id, SHA-256 of the raw public key
 * @error: return location for a #GError
 *
 * Returns: (transfer full): an end-entity certificate (digitalSignature; CN "seal " and @ledger_id in hex), or %NULL
 */
AvowCertificate *avow_certificate_new_seal (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key,
                                            const char *staff_number, const AvowDigest *ledger_id, GError **error);

AvowCertificate *avow_certificate_ref (AvowCertificate *self);
void avow_certificate_unref (AvowCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowCertificate, avow_certificate_unref)

/* DER as base64 on one line is how records hold certificates; PEM is how auditors get them. The same certificate
 * stands in thousands of records, and OpenSSL 3 takes longer to read the key of one than to verify a signature with it:
 * what was read from base64 before is the same object. */
AvowCertificate *avow_certificate_new_from_base64 (const char *base64, GError **error);

/* The same, of one that comes beside another and leads to the root: where it was read before, it is read again only when somebody
 * looks at more than its fingerprint. */
AvowCertificate *avow_certificate_new_beside (const char *base64, GError **error);
AvowCertificate *avow_certificate_new_from_pem (const char *pem, GError **error);
char *avow_certificate_to_base64 (AvowCertificate *self); /* (transfer full) */
char *avow_certificate_to_pem (AvowCertificate *self);    /* (transfer full) */

/* A chain as records hold it: the certificates in base64, the nearest first, a space between two. */
GPtrArray *avow_certificate_list_from_text (const char *text, GError **error); /* (transfer full) of AvowCertificate; one at least */
char *avow_certificate_list_to_text (GPtrArray *list);                         /* (transfer full) */

const char *avow_certificate_get_organisation (AvowCertificate *self);
const char *avow_certificate_get_staff_number (AvowCertificate *self); /* (nullable) */
const char *avow_certificate_get_name (AvowCertificate *self);         /* CN */

/**
 * avow_certificate_get_fingerprint:
 * @self: a certificate
 * @out_digest: (out): SHA-256 over its DER
 */
void avow_certificate_get_fingerprint (AvowCertificate *self, AvowDigest *out_digest);

/* Whether it certifies @key. */
gboolean avow_certificate_is_of_key (AvowCertificate *self, AvowKey *key);

/**
 * avow_certificate_get_public_raw:
 * @self: a seal's certificate
 *
 * Returns: (transfer full) (nullable): its 32-byte Ed25519 public key, %NULL where it has another kind of key
 */
GBytes *avow_certificate_get_public_raw (AvowCertificate *self);

/* Whether a certificate is what avow_certificate_new_link() makes, by the key of @issuer. */
gboolean avow_certificate_is_link_of (AvowCertificate *self, AvowCertificate *issuer);

/* What a certificate has to be good for. */
typedef enum
{
  AVOW_PURPOSE_PERSON, /* nonRepudiation, and has a staff number */
  AVOW_PURPOSE_SEAL,   /* digitalSignature, Ed25519, CN names the ledger of its own key */
} AvowPurpose;

/**
 * avow_certificate_verify:
 * @self: an end-entity certificate
 * @chain: (element-type AvowCertificate): the intermediates that came with it
 * @root: the one root that is trusted
 * @purpose: what it has to be good for
 * @out_valid: (out): whether it is; %FALSE first thing
 * @out_reason: (out) (transfer full) (optional) (nullable): why not, translated
 * @error: return location for a #GError
 *
 * Path validation as in RFC 5280, section 6, name constraints included. Results are cached by
 * fingerprint, as the same certificate stands in thousands of records.
 *
 * Returns: %FALSE only where the question could not be asked
 */
gboolean avow_certificate_verify (AvowCertificate *self, GPtrArray *chain, AvowCertificate *root, AvowPurpose purpose,
                                  gboolean *out_valid, char **out_reason, GError **error);

G_END_DECLS
