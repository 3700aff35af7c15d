/* avow-certificate.c: certificates, read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-certificate-private.h"

#include "avow-base64.h"
#include "avow-key-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>

#define MAX_LENGTH (8 * 1024) /* bytes of DER; ours take about 500 */

struct _AvowCertificate
{
  gatomicrefcount ref_count;
  GBytes *der;       /* nullable: until somebody looks at it, of what was read before */
  gsize is_read;     /* what follows, but for the fingerprint */
  X509 *x509;
  char *organisation;
  char *staff_number; /* nullable */
  char *name;
  AvowDigest fingerprint;
};

static gpointer
refuse (GError **error)
{
  g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED,
                       _("This is not a certificate that Avow made, or it is damaged."));
  ERR_clear_error ();
  return NULL;
}

static char *
get_text (const X509_NAME_ENTRY *entry)
{
  guchar *utf8 = NULL;
  int length = ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (entry));
  char *text = NULL;

  /* a NUL inside would let two readers see two names */
  if (length > 0 && strlen ((char *) utf8) == (gsize) length && g_utf8_validate ((char *) utf8, length, NULL))
    text = g_strdup ((char *) utf8);
  OPENSSL_free (utf8);

  return text;
}

/* Takes the text of the entry at @index, if it is of that type and stands alone in its set. */
static gboolean
take_entry (const X509_NAME *subject, int *index, int nid, char **out_text)
{
  const X509_NAME_ENTRY *entry = X509_NAME_get_entry (subject, *index);

  if (entry == NULL || OBJ_obj2nid (X509_NAME_ENTRY_get_object (entry)) != nid || X509_NAME_ENTRY_set (entry) != *index)
    return FALSE;

  *out_text = get_text (entry);
  (*index)++;
  return *out_text != NULL;
}

static gboolean
read_subject (AvowCertificate *self)
{
  const X509_NAME *subject = X509_get_subject_name (self->x509);
  int index = 0;

  if (!take_entry (subject, &index, NID_organizationName, &self->organisation))
    return FALSE;
  take_entry (subject, &index, NID_serialNumber, &self->staff_number);

  return take_entry (subject, &index, NID_commonName, &self->name) && index == X509_NAME_entry_count (subject);
}

static GBytes *
encode (X509 *x509)
{
  guchar *der = NULL;
  int length = i2d_X509 (x509, &der);
  GBytes *bytes;

  if (length < 0)
    return NULL;

  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  return bytes;
}

AvowCertificate *
avow_certificate_new_take (X509 *x509, GError **error)
{
  g_autoptr (AvowCertificate) self = g_new0 (AvowCertificate, 1);
  g_autoptr (GBytes) der = encode (x509);

  g_atomic_ref_count_init (&self->ref_count);
  self->is_read = 1;
  self->x509 = x509;
  if (der == NULL || !read_subject (self))
    return refuse (error);

  avow_digest_compute (g_bytes_get_data (der, NULL), g_bytes_get_size (der), &self->fingerprint);
  return g_steal_pointer (&self);
}

AvowCertificate *
avow_certificate_ref (AvowCertificate *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_certificate_unref (AvowCertificate *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->der, g_bytes_unref);
  X509_free (self->x509);
  g_free (self->organisation);
  g_free (self->staff_number);
  g_free (self->name);
  g_free (self);
}

AvowCertificate *
avow_certificate_read_base64 (const char *base64, GError **error)
{
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GBytes) again = NULL;
  const guchar *at;
  X509 *x509;

  der = avow_base64_decode (base64);
  if (der == NULL || g_bytes_get_size (der) > MAX_LENGTH)
    return refuse (error);

  /* a second encoding of the same certificate would have another fingerprint */
  at = g_bytes_get_data (der, NULL);
  x509 = d2i_X509 (NULL, &at, (long) g_bytes_get_size (der));
  again = x509 != NULL ? encode (x509) : NULL;
  if (again == NULL || !g_bytes_equal (der, again))
    {
      X509_free (x509);
      return refuse (error);
    }

  return avow_certificate_new_take (x509, error);
}

AvowCertificate *
avow_certificate_new_from_pem (const char *pem, GError **error)
{
  BIO *bio;
  X509 *x509;

  g_return_val_if_fail (pem != NULL, NULL);

  bio = BIO_new_mem_buf (pem, -1);
  x509 = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  BIO_free (bio);

  return x509 != NULL ? avow_certificate_new_take (x509, error) : refuse (error);
}

char *
avow_certificate_to_base64 (AvowCertificate *self)
{
  g_autoptr (GBytes) der = encode (avow_certificate_get_x509 (self));

  return g_base64_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der));
}

char *
avow_certificate_to_pem (AvowCertificate *self)
{
  g_autofree char *base64 = avow_certificate_to_base64 (self);
  GString *pem = g_string_new ("-----BEGIN CERTIFICATE-----\n");

  for (gsize i = 0, length = strlen (base64); i < length; i += 64)
    g_string_append_printf (pem, "%.64s\n", base64 + i);
  g_string_append (pem, "-----END CERTIFICATE-----\n");

  return g_string_free (pem, FALSE);
}

AvowCertificate *
avow_certificate_new_known (GBytes *der, const AvowDigest *fingerprint)
{
  AvowCertificate *self = g_new0 (AvowCertificate, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->der = g_bytes_ref (der);
  self->fingerprint = *fingerprint;
  return self;
}

static void
read_known (AvowCertificate *self)
{
  const guchar *at;

  if (!g_once_init_enter (&self->is_read))
    return;
  at = g_bytes_get_data (self->der, NULL);
  self->x509 = d2i_X509 (NULL, &at, (long) g_bytes_get_size (self->der));
  if (self->x509 == NULL || !read_subject (self))
    g_error ("Out of memory for a certificate");
  g_once_init_leave (&self->is_read, 1);
}

X509 *
avow_certificate_get_x509 (AvowCertificate *self)
{
  read_known (self);
  return self->x509;
}

const char *
avow_certificate_get_organisation (AvowCertificate *self)
{
  read_known (self);
  return self->organisation;
}

const char *
avow_certificate_get_staff_number (AvowCertificate *self)
{
  read_known (self);
  return self->staff_number;
}

const char *
avow_certificate_get_name (AvowCertificate *self)
{
  read_known (self);
  return self->name;
}

void
avow_certificate_get_fingerprint (AvowCertificate *self, AvowDigest *out_digest)
{
  *out_digest = self->fingerprint;
}

gboolean
avow_certificate_is_of_key (AvowCertificate *self, AvowKey *key)
{
  gboolean is = X509_check_private_key (avow_certificate_get_x509 (self), avow_key_get_pkey (key)) == 1;

  ERR_clear_error ();
  return is;
}

GBytes *
avow_certificate_get_public_raw (AvowCertificate *self)
{
  EVP_PKEY *pkey = X509_get0_pubkey (avow_certificate_get_x509 (self));
  guint8 raw[32];
  gsize length = sizeof raw;

  if (pkey == NULL || !EVP_PKEY_is_a (pkey, "ED25519") || EVP_PKEY_get_raw_public_key (pkey, raw, &length) != 1)
    return NULL;

  return g_bytes_new (raw, length);
}
