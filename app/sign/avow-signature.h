/* avow-signature.h: a person's signature on a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-certificate.h"
#include "avow-xml.h"

G_BEGIN_DECLS

/* One enveloped XAdES baseline B-B signature (ETSI EN 319 132-1): exclusive C14N, ECDSA P-256 with
 * SHA-256, SigningTime, SigningCertificateV2, DataObjectFormat, CommitmentTypeIndication. Exactly two
 * references: the document, and SignedProperties. */

#define AVOW_SIGNATURE_MAX_DOCUMENT (8 * 1024 * 1024) /* bytes, its signature included */

/* What the act means (ETSI EN 319 132-1, 5.2.3; ETSI TS 119 172-1, annex B). */
typedef enum
{
  AVOW_COMMITMENT_AGREEMENT, /* proofOfApproval: signs, acknowledges, grants, adopts */
  AVOW_COMMITMENT_REFUSAL,   /* our own: the person was shown the text and declines it */
} AvowCommitment;

/**
 * avow_signature_sign:
 * @document: a document in its fixed serialisation (exclusive C14N), without a signature
 * @key: the person's key
 * @certificate: the person's certificate
 * @chain: (element-type AvowCertificate): the intermediates, carried in KeyInfo
 * @commitment: what the act means
 * @time: (in): when, ms since 1970 UTC
 * @error: return location for a #GError
 *
 * The signature is put before the root's end tag. ECDSA values are low-S.
 *
 * Returns: (transfer full): the signed document, again in its fixed serialisation, or %NULL
 */
GBytes *avow_signature_sign (GBytes *document, AvowKey *key, AvowCertificate *certificate, GPtrArray *chain,
                             AvowCommitment commitment, gint64 time, GError **error);

typedef struct
{
  AvowCertificate *certificate; /* of whoever signed */
  GPtrArray *chain;             /* of AvowCertificate: the intermediates it carried */
  AvowCommitment commitment;
  gint64 time;                  /* SigningTime, ms since 1970 UTC: as claimed, not proven */
} AvowSignatureInfo;

void avow_signature_info_free (AvowSignatureInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowSignatureInfo, avow_signature_info_free)

/**
 * avow_signature_read:
 * @document: a signed document
 * @error: return location for a #GError
 *
 * Checks the one fixed shape and reads who claims to have signed. Nothing is verified.
 *
 * Returns: (transfer full): what it claims, or %NULL where the shape is wrong
 */
AvowSignatureInfo *avow_signature_read (GBytes *document, GError **error);

/**
 * avow_signature_verify:
 * @document: a signed document
 * @root: the one root that is trusted
 * @out_valid: (out): whether the signature stands; %FALSE first thing
 * @out_reason: (out) (transfer full) (optional) (nullable): why not, translated
 * @error: return location for a #GError
 *
 * In this order: our one fixed shape, before xmlsec sees it (xmlsec alone says OK to wrapping
 * forgeries); the signature; the chain; low-S; canonical base64; byte-equality with our own
 * serialisation. Safe to call from several threads at once.
 *
 * Returns: %FALSE with %AVOW_SIGN_ERROR_MALFORMED where it is no signed document at all; %TRUE otherwise
 */
gboolean avow_signature_verify (GBytes *document, AvowCertificate *root, gboolean *out_valid, char **out_reason,
                                GError **error);

/**
 * avow_signature_verify_and_read:
 * @document: a signed document
 * @root: the one root that is trusted
 * @out_valid: (out): whether the signature stands; %FALSE first thing
 * @out_reason: (out) (transfer full) (optional) (nullable): why not, translated
 * @out_info: (out) (transfer full) (optional) (nullable): who signed, and when; %NULL where the signature does not stand
 * @error: return location for a #GError
 *
 * As avow_signature_verify() and avow_signature_read() together, at the price of the first.
 *
 * Returns: %FALSE with %AVOW_SIGN_ERROR_MALFORMED where it is no signed document at all; %TRUE otherwise
 */
gboolean avow_signature_verify_and_read (GBytes *document, AvowCertificate *root, gboolean *out_valid,
                                         char **out_reason, AvowSignatureInfo **out_info, GError **error);

/* The same of a document whose XML was parsed already, by avow_xml_parse(), and not changed since. */
gboolean avow_signature_verify_parsed (xmlDocPtr doc, GBytes *document, AvowCertificate *root, gboolean *out_valid,
                                       char **out_reason, AvowSignatureInfo **out_info, GError **error);

G_END_DECLS
