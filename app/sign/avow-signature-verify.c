/* avow-signature-verify.c: whether a signature stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signature-private.h"

#include "avow-base64.h"
#include "avow-certificate-private.h"
#include "avow-sign-error.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <string.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>

/* Errors come back as an answer; standard error is not ours to write on. */
static void
ignore_error (const char *file, int line, const char *func, const char *object, const char *subject, int reason,
              const char *message)
{
}

gboolean
avow_signature_init_xmlsec (void)
{
  static gsize once = 0; /* 1: failed, 2: ready */

  if (g_once_init_enter (&once))
    {
      gboolean ready = xmlSecInit () == 0 && xmlSecCryptoInit () == 0;

      xmlSecErrorsSetCallback (ignore_error);
      g_once_init_leave (&once, ready ? 2 : 1);
    }

  return once == 2;
}

/* The key of the certificate that we read, not whatever xmlsec would find in KeyInfo. */
static xmlSecKeyPtr
new_key (AvowCertificate *certificate)
{
  EVP_PKEY *pkey = X509_get_pubkey (avow_certificate_get_x509 (certificate));
  xmlSecKeyDataPtr data = pkey != NULL ? xmlSecOpenSSLEvpKeyAdopt (pkey) : NULL;
  xmlSecKeyPtr key = data != NULL ? xmlSecKeyCreate () : NULL;

  if (key != NULL && xmlSecKeySetValue (key, data) == 0)
    return key;

  if (data != NULL)
    xmlSecKeyDataDestroy (data);
  else
    EVP_PKEY_free (pkey);
  if (key != NULL)
    xmlSecKeyDestroy (key);
  return NULL;
}

/* No algorithm and no place but those of our shape, whatever else xmlsec can do. */
static gboolean
restrict_context (xmlSecDSigCtxPtr context)
{
  context->flags = XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES;
  context->enabledReferenceUris = xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;

  return xmlSecDSigCtxEnableReferenceTransform (context, xmlSecTransformEnvelopedId) == 0
         && xmlSecDSigCtxEnableReferenceTransform (context, xmlSecTransformExclC14NId) == 0
         && xmlSecDSigCtxEnableReferenceTransform (context, xmlSecTransformSha256Id) == 0
         && xmlSecDSigCtxEnableSignatureTransform (context, xmlSecTransformExclC14NId) == 0
         && xmlSecDSigCtxEnableSignatureTransform (context, xmlSecTransformEcdsaSha256Id) == 0;
}

/* Returns: what xmlsec digested for the first reference: exclusive C14N of the document without its signature */
static xmlSecBufferPtr
get_digested (xmlSecDSigCtxPtr context)
{
  if (xmlSecPtrListGetSize (&context->signedInfoReferences) != 2)
    return NULL;

  return xmlSecDSigReferenceCtxGetPreDigestBuffer (xmlSecPtrListGetItem (&context->signedInfoReferences, 0));
}

/* Whether the document is, byte for byte, what avow_signature_sign() would have made. xmlsec has canonicalised all
 * but the signature, and of that the shape leaves one spelling only, so nothing is done twice. */
static gboolean
is_canonical (GBytes *document, const AvowSignatureParts *parts, xmlSecDSigCtxPtr context)
{
  g_autoptr (GString) signature = avow_signature_render (parts, AVOW_SIGNATURE_WHOLE);
  xmlSecBufferPtr digested = get_digested (context);
  const char *text, *rest, *end_tag;
  gsize length, rest_length, offset;

  if (digested == NULL)
    return FALSE;

  text = g_bytes_get_data (document, &length);
  rest = (const char *) xmlSecBufferGetData (digested);
  rest_length = xmlSecBufferGetSize (digested);
  end_tag = rest != NULL ? memrchr (rest, '<', rest_length) : NULL;
  if (end_tag == NULL || length != rest_length + signature->len)
    return FALSE;

  offset = (gsize) (end_tag - rest);
  return memcmp (text, rest, offset) == 0
         && memcmp (text + offset, signature->str, signature->len) == 0
         && memcmp (text + offset + signature->len, end_tag, rest_length - offset) == 0;
}

static gboolean
names_its_certificate (const AvowSignatureParts *parts, AvowCertificate *certificate)
{
  g_autofree char *base64 = NULL;
  AvowDigest fingerprint;

  avow_certificate_get_fingerprint (certificate, &fingerprint);
  base64 = g_base64_encode (fingerprint.bytes, AVOW_DIGEST_LENGTH);
  return strcmp (base64, parts->certificate_digest) == 0;
}

static gboolean
is_digest (const char *base64)
{
  g_autoptr (GBytes) bytes = avow_base64_decode (base64);

  return bytes != NULL && g_bytes_get_size (bytes) == AVOW_DIGEST_LENGTH;
}

/* What xmlsec would let pass: a second spelling of the same signature. */
static gboolean
is_spelt_once (GBytes *document, const AvowSignatureParts *parts, xmlSecDSigCtxPtr context)
{
  return avow_signature_value_check (parts->value)
         && is_digest (parts->document_digest)
         && is_digest (parts->properties_digest)
         && is_canonical (document, parts, context);
}

/* Sets @out_reason to the first thing wrong; the order is the header's. */
static gboolean
check_with (xmlSecDSigCtxPtr context, GBytes *document, xmlNodePtr signature, const AvowSignatureParts *parts,
            AvowSignatureInfo *info, AvowCertificate *root, char **out_reason, GError **error)
{
  gboolean valid;

  context->signKey = new_key (info->certificate);
  if (context->signKey == NULL || xmlSecDSigCtxVerify (context, signature) != 0
      || context->status != xmlSecDSigStatusSucceeded)
    {
      *out_reason = g_strdup (_("The document or its signature was altered after it was signed."));
      return TRUE;
    }
  if (!names_its_certificate (parts, info->certificate))
    {
      *out_reason = g_strdup (_("The signature was made with another certificate than the one beside it."));
      return TRUE;
    }
  if (!avow_certificate_verify (info->certificate, info->chain, root, AVOW_PURPOSE_PERSON, &valid, out_reason, error))
    return FALSE;
  if (valid && !is_spelt_once (document, parts, context))
    *out_reason = g_strdup (_("The document was written anew after it was signed; it is not the file that Avow made."));

  return TRUE;
}

static gboolean
check (GBytes *document, xmlNodePtr signature, const AvowSignatureParts *parts, AvowSignatureInfo *info,
       AvowCertificate *root, char **out_reason, GError **error)
{
  xmlSecDSigCtxPtr context = avow_signature_init_xmlsec () ? xmlSecDSigCtxCreate (NULL) : NULL;
  gboolean asked = FALSE;

  if (context == NULL || !restrict_context (context))
    g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_CRYPTO,
                         _("Signatures can’t be checked: the library for XML signatures did not start."));
  else
    asked = check_with (context, document, signature, parts, info, root, out_reason, error);

  if (context != NULL)
    xmlSecDSigCtxDestroy (context);
  ERR_clear_error ();
  return asked;
}

/* Returns: (nullable): who claims to have signed, %NULL where the shape is not ours */
static AvowSignatureInfo *
read_shape (xmlDocPtr doc, xmlNodePtr signature, AvowSignatureParts *out_parts)
{
  if (avow_signature_has_strangers (doc, signature) || !avow_signature_match (signature, out_parts))
    return NULL;

  return avow_signature_info_new (out_parts);
}

gboolean
avow_signature_verify_parsed (xmlDocPtr doc, GBytes *document, AvowCertificate *root, gboolean *out_valid, char **out_reason,
                              AvowSignatureInfo **out_info, GError **error)
{
  g_autoptr (AvowSignatureInfo) info = NULL;
  g_autofree char *reason = NULL;
  AvowSignatureParts parts;
  xmlNodePtr signature;

  *out_valid = FALSE;
  if (out_reason != NULL)
    *out_reason = NULL;
  if (out_info != NULL)
    *out_info = NULL;

  signature = avow_signature_find (doc);
  if (signature == NULL)
    {
      g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED, _("The document bears no signature."));
      return FALSE;
    }

  info = read_shape (doc, signature, &parts);
  if (info == NULL)
    reason = g_strdup (_("The signature does not have the one form that Avow makes."));
  else if (!check (document, signature, &parts, info, root, &reason, error))
    return FALSE;

  *out_valid = reason == NULL;
  if (out_reason != NULL)
    *out_reason = g_steal_pointer (&reason);
  if (out_info != NULL && *out_valid)
    *out_info = g_steal_pointer (&info);
  return TRUE;
}

gboolean
avow_signature_verify_and_read (GBytes *document, AvowCertificate *root, gboolean *out_valid, char **out_reason,
                                AvowSignatureInfo **out_info, GError **error)
{
  g_autoptr (xmlDoc) doc = avow_xml_parse (document, AVOW_SIGNATURE_MAX_DOCUMENT, error);

  *out_valid = FALSE;
  if (out_reason != NULL)
    *out_reason = NULL;
  if (out_info != NULL)
    *out_info = NULL;

  return doc != NULL && avow_signature_verify_parsed (doc, document, root, out_valid, out_reason, out_info, error);
}

gboolean
avow_signature_verify (GBytes *document, AvowCertificate *root, gboolean *out_valid, char **out_reason, GError **error)
{
  return avow_signature_verify_and_read (document, root, out_valid, out_reason, NULL, error);
}
