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

static void
sign_node (xmlNodePtr signature, AvowKey *key)
{
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate (NULL);
  EVP_PKEY *pkey = avow_key_get_pkey (key);

  EVP_PKEY_up_ref (pkey);
  context->signKey = xmlSecKeyCreate ();
  g_assert_cmpint (xmlSecKeySetValue (context->signKey, xmlSecOpenSSLEvpKeyAdopt (pkey)), ==, 0);
  g_assert_cmpint (xmlSecDSigCtxSign (context, signature), ==, 0);
  xmlSecDSigCtxDestroy (context);
}

GBytes *
plain_xmlsec_sign (const char *text, AvowKey *key)
{
  g_autoptr (xmlDoc) doc = NULL;
  xmlNodePtr signature, key_info, next;
  gboolean low;

  init ();
  doc = xmlReadMemory (text, (int) strlen (text), NULL, NULL, 0);
  g_assert_nonnull (doc);
  signature = xmlSecFindNode (xmlDocGetRootElement (doc), xmlSecNodeSignature, xmlSecDSigNs);
  g_assert_nonnull (signature);

  /* xmlsec would write its own KeyInfo, which is not signed anyway */
  key_info = xmlSecFindChild (signature, xmlSecNodeKeyInfo, xmlSecDSigNs);
  next = key_info->next;
  xmlUnlinkNode (key_info);
  do
    {
      xmlChar *value;

      sign_node (signature, key);
      value = xmlNodeGetContent (xmlSecFindChild (signature, xmlSecNodeSignatureValue, xmlSecDSigNs));
      low = avow_signature_value_check ((const char *) value);
      xmlFree (value);
    }
  while (!low);
  xmlAddPrevSibling (next, key_info);

  return avow_xml_canonicalise (doc);
}
