/* avow-signature-private.h: the one fixed shape of a signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-signature.h"
#include "avow-xml.h"

G_BEGIN_DECLS

#define AVOW_SIGNATURE_MAX_CERTIFICATES 9 /* the leaf, and what comes with it */
#define AVOW_SIGNATURE_VALUE_LENGTH 64    /* r and s, 32 bytes each (RFC 4050, 3.3) */

/* All in which one signature differs from another; each is the text of an element. Borrowed. */
typedef struct
{
  const char *document_digest;
  const char *properties_digest;
  const char *value;
  const char *certificates[AVOW_SIGNATURE_MAX_CERTIFICATES + 1]; /* %NULL-terminated, the leaf first */
  const char *time;
  const char *certificate_digest;
  const char *commitment;
} AvowSignatureParts;

/* Subtrees that are digested by themselves. */
typedef enum
{
  AVOW_SIGNATURE_WHOLE,
  AVOW_SIGNATURE_SIGNED_INFO,
  AVOW_SIGNATURE_SIGNED_PROPERTIES,
} AvowSignatureTree;

/**
 * avow_signature_render:
 * @parts: what is to stand in it
 * @tree: the whole signature or a subtree
 *
 * Returns: (transfer full): exclusive C14N of the signature as it stands in a document, or of the subtree alone
 */
GString *avow_signature_render (const AvowSignatureParts *parts, AvowSignatureTree tree);

/**
 * avow_signature_find:
 * @doc: a document
 *
 * Returns: (transfer none) (nullable): the signature, if the last child of the root is one
 */
xmlNodePtr avow_signature_find (xmlDocPtr doc);

/* Whether there is an element of XML Signature in @doc, other than in @signature (nullable), or a node that is
 * neither an element nor text, or an xml:id, to which a reference could be led astray, or a relative namespace. */
gboolean avow_signature_has_strangers (xmlDocPtr doc, xmlNodePtr signature);

/**
 * avow_signature_match:
 * @signature: what avow_signature_find() found
 * @out_parts: (out): its parts, which live as long as the document
 *
 * Returns: whether it has our one fixed shape: each element, attribute and algorithm, and nothing else
 */
gboolean avow_signature_match (xmlNodePtr signature, AvowSignatureParts *out_parts);

/**
 * avow_signature_info_new:
 * @parts: parts of a signature
 *
 * Returns: (transfer full) (nullable): what they claim, %NULL where a value is none
 */
AvowSignatureInfo *avow_signature_info_new (const AvowSignatureParts *parts);

char *avow_signature_format_time (gint64 time);                     /* (transfer full) (nullable) */
const char *avow_signature_commitment_uri (AvowCommitment commitment);

/* Starts xmlsec, which leaks when it is started twice. Returns: whether it is ready. */
gboolean avow_signature_init_xmlsec (void);

/**
 * avow_signature_value_encode:
 * @der: an ECDSA signature by a P-256 key, as OpenSSL makes it
 * @length: of @der
 *
 * Of the two values of s that both verify, the lower is taken, so that nobody can make a second signature of one
 * that stands.
 *
 * Returns: (transfer full) (nullable): the text of SignatureValue: r and s side by side, in base64
 */
char *avow_signature_value_encode (const guint8 *der, gsize length);

/* Whether @value is the text of a SignatureValue as avow_signature_value_encode() writes it: canonical base64,
 * r and s in 1 to n - 1, s low. */
gboolean avow_signature_value_check (const char *value);

G_END_DECLS
