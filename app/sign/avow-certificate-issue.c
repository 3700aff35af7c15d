/* avow-certificate-issue.c: certificates, made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-certificate-private.h"

#include "avow-key-private.h"
#include "avow-sign-error-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

#define SERIAL_LENGTH 16        /* bytes: 128 random bits */
#define MAX_TEXT 200            /* characters of a name */
#define MAX_STAFF_NUMBER 64     /* ub-serial-number, RFC 5280, appendix A */
#define NOT_BEFORE "20000101000000Z" /* before Avow: a slow clock must not make a new certificate invalid */

/* What distinguishes one sort of certificate from another. */
typedef struct
{
  const char *basic_constraints;
  const char *key_usage;
  gboolean constrained; /* whoever it certifies must have its own organisation and staff number */
} Profile;

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED, why);
  return FALSE;
}

/* PrintableString, as X.520 demands of a serialNumber. */
static gboolean
check_staff_number (const char *staff_number, GError **error)
{
  const char *at = staff_number;

  while (*at != '\0' && (g_ascii_isalnum (*at) || strchr (" '()+,-./:=?", *at) != NULL))
    at++;

  if (*at != '\0' || at == staff_number || at - staff_number > MAX_STAFF_NUMBER)
    return refuse (_("A staff number must have 1 to 64 signs: unaccented letters, digits, spaces and "
                     "' ( ) + , - . / : = ?"), error);
  return TRUE;
}

static gboolean
check_text (const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL) || text[0] == '\0' || g_utf8_strlen (text, -1) > MAX_TEXT)
    return refuse (_("The name of a person or an organisation must have 1 to 200 characters."), error);

  return TRUE;
}

/* The type is given, not left to OpenSSL's table, which would cut a CN off at 64 characters. */
static gboolean
add_entry (X509_NAME *name, int nid, int type, const char *text)
{
  return text == NULL || X509_NAME_add_entry_by_NID (name, nid, type, (const guchar *) text, -1, -1, 0) == 1;
}

static X509_NAME *
new_name (const char *organisation, const char *staff_number, const char *name, GError **error)
{
  X509_NAME *subject;

  if (!check_text (organisation, error) || (name != NULL && !check_text (name, error))
      || (staff_number != NULL && !check_staff_number (staff_number, error)))
    return NULL;

  subject = X509_NAME_new ();
  if (subject == NULL
      || !add_entry (subject, NID_organizationName, V_ASN1_UTF8STRING, organisation)
      || !add_entry (subject, NID_serialNumber, V_ASN1_PRINTABLESTRING, staff_number)
      || !add_entry (subject, NID_commonName, V_ASN1_UTF8STRING, name))
    {
      X509_NAME_free (subject);
      avow_sign_set_openssl_error (error, _("The name could not be put into a certificate"));
      return NULL;
    }

  return subject;
}

static gboolean
add_extension (X509 *x509, X509V3_CTX *context, int nid, const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, context, nid, value);
  gboolean ok = extension != NULL && X509_add_ext (x509, extension, -1) == 1;

  X509_EXTENSION_free (extension);
  return ok;
}

/* RFC 5280, 4.2.1.10: whoever stands below must have a subject that begins with this one. */
static gboolean
add_name_constraints (X509 *x509)
{
  const X509_NAME *subject = X509_get_subject_name (x509);
  GENERAL_SUBTREE *subtree = GENERAL_SUBTREE_new ();
  NAME_CONSTRAINTS *constraints = NAME_CONSTRAINTS_new ();
  X509_NAME *base = X509_NAME_new ();
  gboolean ok;

  for (int i = 0; i < 2; i++)
    X509_NAME_add_entry (base, X509_NAME_get_entry (subject, i), -1, 0);

  subtree->base->type = GEN_DIRNAME;
  subtree->base->d.directoryName = base;
  constraints->permittedSubtrees = sk_GENERAL_SUBTREE_new_null ();
  sk_GENERAL_SUBTREE_push (constraints->permittedSubtrees, subtree);
  ok = X509_add1_ext_i2d (x509, NID_name_constraints, constraints, TRUE, X509V3_ADD_DEFAULT) == 1;
  NAME_CONSTRAINTS_free (constraints);

  return ok;
}

static gboolean
set_serial (X509 *x509)
{
  guint8 random[SERIAL_LENGTH];
  BIGNUM *number;
  gboolean ok;

  avow_random_bytes (random, sizeof random);
  random[0] |= 1; /* not zero, and of full length */
  number = BN_bin2bn (random, sizeof random, NULL);
  ok = number != NULL && BN_to_ASN1_INTEGER (number, X509_get_serialNumber (x509)) != NULL;
  BN_free (number);

  return ok;
}

static gboolean
fill (X509 *x509, AvowKey *key, X509_NAME *subject, X509 *issuer)
{
  return X509_set_version (x509, X509_VERSION_3) == 1
         && set_serial (x509)
         && ASN1_TIME_set_string_X509 (X509_getm_notBefore (x509), NOT_BEFORE) == 1
         && ASN1_TIME_set_string_X509 (X509_getm_notAfter (x509), AVOW_CERTIFICATE_NOT_AFTER) == 1
         && X509_set_subject_name (x509, subject) == 1
         && X509_set_issuer_name (x509, X509_get_subject_name (issuer)) == 1
         && X509_set_pubkey (x509, avow_key_get_pkey (key)) == 1;
}

static gboolean
extend (X509 *x509, X509 *issuer, const Profile *profile)
{
  X509V3_CTX context;

  X509V3_set_ctx (&context, issuer, x509, NULL, NULL, 0);
  return add_extension (x509, &context, NID_basic_constraints, profile->basic_constraints)
         && add_extension (x509, &context, NID_key_usage, profile->key_usage)
         && add_extension (x509, &context, NID_subject_key_identifier, "hash")
         && add_extension (x509, &context, NID_authority_key_identifier, "keyid:always")
         && (!profile->constrained || add_name_constraints (x509));
}

/* Takes @subject, which is NULL with @error set where it could not be made. @issuer is NULL for a root. */
static AvowCertificate *
issue (AvowKey *key, X509_NAME *subject, AvowCertificate *issuer, AvowKey *issuer_key, const Profile *profile,
       GError **error)
{
  EVP_PKEY *issuer_pkey = avow_key_get_pkey (issuer_key);
  X509 *x509, *issuer_x509;
  gboolean ok;

  if (subject == NULL)
    return NULL;

  x509 = X509_new ();
  issuer_x509 = issuer != NULL ? avow_certificate_get_x509 (issuer) : x509;
  ok = x509 != NULL
       && fill (x509, key, subject, issuer_x509)
       && extend (x509, issuer_x509, profile)
       && X509_check_private_key (issuer_x509, issuer_pkey) == 1
       && X509_sign (x509, issuer_pkey, EVP_sha256 ()) > 0;
  X509_NAME_free (subject);

  if (ok)
    return avow_certificate_new_take (x509, error);

  X509_free (x509);
  avow_sign_set_openssl_error (error, _("The certificate could not be made"));
  return NULL;
}

AvowCertificate *
avow_certificate_new_root (AvowKey *key, const char *organisation, const char *name, GError **error)
{
  static const Profile profile = { "critical,CA:TRUE,pathlen:1", "critical,keyCertSign", FALSE };

  g_return_val_if_fail (avow_key_get_kind (key) == AVOW_KEY_P256, NULL);

  return issue (key, new_name (organisation, NULL, name, error), NULL, key, &profile, error);
}

AvowCertificate *
avow_certificate_new_link (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key, GError **error)
{
  static const Profile profile = { "critical,CA:TRUE,pathlen:1", "critical,keyCertSign", FALSE };

  g_return_val_if_fail (avow_key_get_kind (key) == AVOW_KEY_P256, NULL);

  return issue (key, new_name (avow_certificate_get_organisation (issuer), NULL, avow_certificate_get_name (issuer), error), issuer,
                issuer_key, &profile, error);
}

AvowCertificate *
avow_certificate_new_invitation (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key, const char *staff_number,
                                 GError **error)
{
  static const Profile profile = { "critical,CA:TRUE,pathlen:0", "critical,keyCertSign", TRUE };
  const char *organisation = avow_certificate_get_organisation (issuer);
  g_autofree char *name = NULL;
  guint64 random;

  g_return_val_if_fail (avow_key_get_kind (key) == AVOW_KEY_P256, NULL);

  /* no two alike, and none like a person's: a certificate that bears its issuer's name would be free of
   * its constraints (RFC 5280, 6.1.3 b) */
  avow_random_bytes (&random, sizeof random);
  name = g_strdup_printf ("Avow invitation %016" G_GINT64_MODIFIER "x", random);

  return issue (key, new_name (organisation, staff_number, name, error), issuer, issuer_key, &profile, error);
}

AvowCertificate *
avow_certificate_new_person (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key, const char *staff_number,
                             const char *name, GError **error)
{
  static const Profile profile = { "critical,CA:FALSE", "critical,nonRepudiation", FALSE };
  const char *organisation = avow_certificate_get_organisation (issuer);

  g_return_val_if_fail (avow_key_get_kind (key) == AVOW_KEY_P256, NULL);

  return issue (key, new_name (organisation, staff_number, name, error), issuer, issuer_key, &profile, error);
}

AvowCertificate *
avow_certificate_new_seal (AvowKey *key, AvowCertificate *issuer, AvowKey *issuer_key, const char *staff_number,
                           const AvowDigest *ledger_id, GError **error)
{
  static const Profile profile = { "critical,CA:FALSE", "critical,digitalSignature", FALSE };
  const char *organisation = avow_certificate_get_organisation (issuer);
  g_autofree char *hex = avow_digest_to_hex (ledger_id);
  g_autofree char *name = g_strconcat ("seal ", hex, NULL);

  g_return_val_if_fail (avow_key_get_kind (key) == AVOW_KEY_ED25519, NULL);

  return issue (key, new_name (organisation, staff_number, name, error), issuer, issuer_key, &profile, error);
}
