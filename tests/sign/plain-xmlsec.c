/* plain-xmlsec.c: what xmlsec alone makes of a document, as the control of what Avow refuses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plain-xmlsec.h"

#include "sign/avow-key-private.h"
#include "sign/avow-signature-private.h"

#include <libxml/parser.h>
#include <string.h>
#include <xmlsec/base64.h>
#include <xmlsec/crypto.h>
#include <xmlsec/keysmngr.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

static void
init (void)
{
  g_assert_true (avow_signature_init_xmlsec ());
  xmlSecBase64SetDefaultLineSize (0);
}

/* A manager reads the system's certificates too, which takes ten times as long as a verification, so the last is kept. */
static xmlSecKeysMngrPtr
get_manager (AvowCertificate *root)
{
  static xmlSecKeysMngrPtr manager = NULL;
  static AvowDigest of;
  g_autofree char *pem = avow_certificate_to_pem (root);
  AvowDigest fingerprint;

  avow_certificate_get_fingerprint (root, &fingerprint);
  if (manager != NULL && avow_digest_equal (&fingerprint, &of))
    return manager;

  if (manager != NULL)
    xmlSecKeysMngrDestroy (manager);
  manager = xmlSecKeysMngrCreate ();
  of = fingerprint;
  g_assert_cmpint (xmlSecCryptoAppDefaultKeysMngrInit (manager), ==, 0);
  g_assert_cmpint (xmlSecCryptoAppKeysMngrCertLoadMemory (manager, (const xmlSecByte *) pem, (xmlSecSize) strlen (pem),
                                                          xmlSecKeyDataFormatPem, xmlSecKeyDataTypeTrusted), ==, 0);
  return manager;
}

gboolean
plain_xmlsec_accepts (GBytes *document, AvowCertificate *root)
{
  g_autoptr (xmlDoc) doc = NULL;
  xmlNodePtr signature;
  xmlSecDSigCtxPtr context;
  gboolean accepted;

  init ();
  doc = xmlReadMemory (g_bytes_get_data (document, NULL), (int) g_bytes_get_size (document), NULL, NULL,
                       XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  signature = doc != NULL ? xmlSecFindNode (xmlDocGetRootElement (doc), xmlSecNodeSignature, xmlSecDSigNs) : NULL;
  if (signature == NULL)
    return FALSE;

  context = xmlSecDSigCtxCreate (get_manager (root));
  accepted = xmlSecDSigCtxVerify (context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded;
  xmlSecDSigCtxDestroy (context);

  return accepted;
}

/* Takes @key. */
static void
sign_node (xmlNodePtr signature, xmlSecKeyPtr key)
{
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate (NULL);

  context->signKey = key;
  g_assert_cmpint (xmlSecDSigCtxSign (context, signature), ==, 0);
  xmlSecDSigCtxDestroy (context);
}

static xmlSecKeyPtr
new_key (EVP_PKEY *pkey)
{
  xmlSecKeyPtr key = xmlSecKeyCreate ();

  EVP_PKEY_up_ref (pkey);
  g_assert_cmpint (xmlSecKeySetValue (key, xmlSecOpenSSLEvpKeyAdopt (pkey)), ==, 0);
  return key;
}

/* An ECDSA value of P-256 that is not low; others have but one form. */
static gboolean
is_high (xmlNodePtr signature)
{
  xmlChar *value = xmlNodeGetContent (xmlSecFindChild (signature, xmlSecNodeSignatureValue, xmlSecDSigNs));
  gboolean high = strlen ((const char *) value) == 88 && !avow_signature_value_check ((const char *) value);

  xmlFree (value);
  return high;
}

/* With @pkey, or else with @secret. */
static GBytes *
sign (const char *text, EVP_PKEY *pkey, GBytes *secret)
{
  g_autoptr (xmlDoc) doc = NULL;
  xmlNodePtr signature, key_info, next;

  init ();
  doc = xmlReadMemory (text, (int) strlen (text), NULL, NULL, 0);
  g_assert_nonnull (doc);
  xmlSecAddIDs (doc, xmlDocGetRootElement (doc), (const xmlChar *[]) { xmlSecAttrId, NULL });
  signature = xmlSecFindNode (xmlDocGetRootElement (doc), xmlSecNodeSignature, xmlSecDSigNs);
  g_assert_nonnull (signature);

  /* xmlsec would write its own KeyInfo, which is not signed anyway */
  key_info = xmlSecFindChild (signature, xmlSecNodeKeyInfo, xmlSecDSigNs);
  next = key_info->next;
  xmlUnlinkNode (key_info);
  do
    sign_node (signature, pkey != NULL ? new_key (pkey)
                                       : xmlSecKeyReadMemory (xmlSecKeyDataHmacId, g_bytes_get_data (secret, NULL),
                                                              (xmlSecSize) g_bytes_get_size (secret)));
  while (pkey != NULL && is_high (signature));
  if (next != NULL)
    xmlAddPrevSibling (next, key_info);
  else
    xmlAddChild (signature, key_info);

  return avow_xml_canonicalise (doc);
}

GBytes *
plain_xmlsec_sign (const char *text, AvowKey *key)
{
  return sign (text, avow_key_get_pkey (key), NULL);
}

GBytes *
plain_xmlsec_sign_with (const char *text, EVP_PKEY *pkey)
{
  return sign (text, pkey, NULL);
}

GBytes *
plain_xmlsec_sign_hmac (const char *text, GBytes *secret)
{
  return sign (text, NULL, secret);
}
