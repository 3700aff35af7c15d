/* avow-signature-sign.c: signing a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signature-private.h"

#include "avow-certificate-private.h"
#include "avow-key-private.h"
#include "avow-sign-error-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/evp.h>
#include <string.h>

/* Texts of which the parts borrow. */
typedef struct
{
  GPtrArray *certificates; /* of char * */
  char *document_digest;
  char *properties_digest;
  char *value;
  char *time;
  char *certificate_digest;
} Texts;

static void
clear_texts (Texts *self)
{
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_free (self->document_digest);
  g_free (self->properties_digest);
  g_free (self->value);
  g_free (self->time);
  g_free (self->certificate_digest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, clear_texts)

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED, why);
  return FALSE;
}

static gboolean
check_document (GBytes *document, GError **error)
{
  g_autoptr (xmlDoc) doc = avow_xml_parse (document, AVOW_SIGNATURE_MAX_DOCUMENT, error);
  g_autoptr (GBytes) canonical = NULL;

  if (doc == NULL)
    return FALSE;

  canonical = avow_xml_canonicalise (doc);
  if (canonical == NULL || !g_bytes_equal (canonical, document))
    return refuse (_("The document is not in the one serialisation that Avow signs."), error);
  if (avow_signature_has_strangers (doc, NULL))
    return refuse (_("The document bears a signature already, or an xml:id, which can’t be signed."), error);

  return TRUE;
}

static gboolean
check_signer (AvowKey *key, AvowCertificate *certificate, GPtrArray *chain, GError **error)
{
  if (avow_key_get_kind (key) != AVOW_KEY_P256
      || X509_check_private_key (avow_certificate_get_x509 (certificate), avow_key_get_pkey (key)) != 1)
    {
      avow_sign_set_openssl_error (error, _("The key and the certificate don’t belong together"));
      return FALSE;
    }
  if (chain->len >= AVOW_SIGNATURE_MAX_CERTIFICATES)
    return refuse (_("The certificate comes with too many others."), error);

  return TRUE;
}

static char *
encode_digest (gconstpointer data, gsize length)
{
  AvowDigest digest;

  avow_digest_compute (data, length, &digest);
  return g_base64_encode (digest.bytes, AVOW_DIGEST_LENGTH);
}

static char *
encode_fingerprint (AvowCertificate *certificate)
{
  AvowDigest fingerprint;

  avow_certificate_get_fingerprint (certificate, &fingerprint);
  return g_base64_encode (fingerprint.bytes, AVOW_DIGEST_LENGTH);
}

static char *
compute_value (const GString *signed_info, AvowKey *key, GError **error)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 der[128];
  gsize length = sizeof der;
  char *value = NULL;

  if (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, avow_key_get_pkey (key)) == 1
      && EVP_DigestSign (context, der, &length, (const guint8 *) signed_info->str, signed_info->len) == 1)
    value = avow_signature_value_encode (der, length);
  EVP_MD_CTX_free (context);

  if (value == NULL)
    avow_sign_set_openssl_error (error, _("The document could not be signed"));
  return value;
}

static void
set_certificates (Texts *texts, AvowSignatureParts *parts, AvowCertificate *certificate, GPtrArray *chain)
{
  texts->certificates = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (texts->certificates, avow_certificate_to_base64 (certificate));
  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (texts->certificates, avow_certificate_to_base64 (chain->pdata[i]));

  for (guint i = 0; i < texts->certificates->len; i++)
    parts->certificates[i] = texts->certificates->pdata[i];
}

/* Fills in what only the rest of the signature tells. */
static gboolean
complete (Texts *texts, AvowSignatureParts *parts, AvowKey *key, GError **error)
{
  g_autoptr (GString) properties = avow_signature_render (parts, AVOW_SIGNATURE_SIGNED_PROPERTIES);
  g_autoptr (GString) signed_info = NULL;

  parts->properties_digest = texts->properties_digest = encode_digest (properties->str, properties->len);
  signed_info = avow_signature_render (parts, AVOW_SIGNATURE_SIGNED_INFO);
  parts->value = texts->value = compute_value (signed_info, key, error);
  return parts->value != NULL;
}

static GBytes *
insert (GBytes *document, const GString *signature)
{
  gsize length;
  const char *text = g_bytes_get_data (document, &length);
  const char *end_tag = memrchr (text, '<', length);
  GByteArray *out = g_byte_array_sized_new ((guint) (length + signature->len));

  g_byte_array_append (out, (const guint8 *) text, (guint) (end_tag - text));
  g_byte_array_append (out, (const guint8 *) signature->str, (guint) signature->len);
  g_byte_array_append (out, (const guint8 *) end_tag, (guint) (text + length - end_tag));
  return g_byte_array_free_to_bytes (out);
}

GBytes *
avow_signature_sign (GBytes *document, AvowKey *key, AvowCertificate *certificate, GPtrArray *chain,
                     AvowCommitment commitment, gint64 time, GError **error)
{
  g_auto (Texts) texts = { 0, };
  g_autoptr (GString) signature = NULL;
  AvowSignatureParts parts = { 0, };
  gconstpointer data;
  gsize length;

  if (!check_document (document, error) || !check_signer (key, certificate, chain, error))
    return NULL;

  data = g_bytes_get_data (document, &length);
  parts.document_digest = texts.document_digest = encode_digest (data, length);
  parts.certificate_digest = texts.certificate_digest = encode_fingerprint (certificate);
  parts.commitment = avow_signature_commitment_uri (commitment);
  parts.time = texts.time = avow_signature_format_time (time);
  if (parts.time == NULL)
    {
      refuse (_("The time of a signature must lie in the years 1970 to 9999."), error);
      return NULL;
    }
  set_certificates (&texts, &parts, certificate, chain);
  if (!complete (&texts, &parts, key, error))
    return NULL;

  signature = avow_signature_render (&parts, AVOW_SIGNATURE_WHOLE);
  return insert (document, signature);
}
