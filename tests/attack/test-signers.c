/* test-signers.c: signed well, by whom Avow must not believe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "forged-xml.h"
#include "plain-xmlsec.h"
#include "sign/avow-certificate-private.h"
#include "sign/avow-key-private.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#define MORE "http://www.w3.org/2001/04/xmldsig-more#"

/* A certificate of any making. Zero, or %NULL: as Avow would. */
typedef struct
{
  const char *staff_number;
  const char *organisation;
  const char *name;
  const char *key_usage;
  const char *basic_constraints;
  const char *not_after;
  long version;
  const EVP_MD *digest;
} Making;

static void
add_entry (X509_NAME *name, const char *field, const char *text)
{
  if (text != NULL)
    X509_NAME_add_entry_by_txt (name, field, MBSTRING_UTF8, (const guchar *) text, -1, -1, 0);
}

static void
add_extension (X509 *x509, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, issuer, x509, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  g_assert_nonnull (extension);
  X509_add_ext (x509, extension, -1);
  X509_EXTENSION_free (extension);
}

static AvowCertificate *
make (const Making *making, EVP_PKEY *pkey, AvowCertificate *issuer, AvowKey *issuer_key)
{
  X509 *issuer_x509 = avow_certificate_get_x509 (issuer);
  X509 *x509 = X509_new ();
  X509_NAME *subject = X509_NAME_new ();
  AvowCertificate *certificate;
  g_autoptr (GError) error = NULL;

  add_entry (subject, "O", making->organisation != NULL ? making->organisation : "Sample");
  add_entry (subject, "serialNumber", making->staff_number != NULL ? making->staff_number : WORLD_STAFF_NUMBER);
  add_entry (subject, "CN", making->name != NULL ? making->name : "Mallory");
  X509_set_version (x509, making->version != 0 ? making->version - 1 : X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (x509), 4711);
  ASN1_TIME_set_string_X509 (X509_getm_notBefore (x509), "20000101000000Z");
  ASN1_TIME_set_string_X509 (X509_getm_notAfter (x509), making->not_after != NULL ? making->not_after : AVOW_CERTIFICATE_NOT_AFTER);
  X509_set_subject_name (x509, subject);
  X509_set_issuer_name (x509, X509_get_subject_name (issuer_x509));
  X509_set_pubkey (x509, pkey);
  if (making->version != 1)
    {
      add_extension (x509, issuer_x509, NID_basic_constraints,
                     making->basic_constraints != NULL ? making->basic_constraints : "critical,CA:FALSE");
      add_extension (x509, issuer_x509, NID_key_usage, making->key_usage != NULL ? making->key_usage : "critical,nonRepudiation");
      add_extension (x509, issuer_x509, NID_subject_key_identifier, "hash");
      add_extension (x509, issuer_x509, NID_authority_key_identifier, "keyid:always");
    }
  g_assert_cmpint (X509_sign (x509, avow_key_get_pkey (issuer_key), making->digest != NULL ? making->digest : EVP_sha256 ()), >, 0);
  X509_NAME_free (subject);
  certificate = avow_certificate_new_take (x509, &error);
  g_assert_no_error (error);
  return certificate;
}

/* --- whose key it is */

static const struct
{
  const char *name;
  Making making;
  gboolean plain; /* whether xmlsec1 alone accepts it */
} makings[] = {
  { "a staff number outside the invitation's", { .staff_number = "4712" }, FALSE },
  { "a staff number that begins like it", { .staff_number = WORLD_STAFF_NUMBER "1" }, FALSE },
  { "a staff number with a space behind it", { .staff_number = WORLD_STAFF_NUMBER " " }, TRUE },
  { "another organisation", { .organisation = "Elsewhere" }, FALSE },
  { "the organisation in other letters", { .organisation = "SAMPLE" }, TRUE },
  { "a key for digital signatures", { .key_usage = "critical,digitalSignature" }, TRUE },
  { "a key for that, too", { .key_usage = "critical,nonRepudiation,digitalSignature" }, TRUE },
  { "a key to encipher with", { .key_usage = "critical,keyEncipherment" }, TRUE },
  { "a key to certify with", { .key_usage = "critical,nonRepudiation,keyCertSign", .basic_constraints = "critical,CA:TRUE" }, TRUE },
  { "a certificate that has ended", { .not_after = "20200101000000Z" }, FALSE },
  { "a certificate that ends", { .not_after = "20991231235959Z" }, TRUE },
  { "a certificate signed with SHA-1", { .digest = NULL }, TRUE }, /* set by the test */
  { "a certificate of version 1", { .version = 1 }, TRUE },
};

static void
test_certificates (void)
{
  g_autoptr (World) world = world_new ("Sample");
  static const Making as_avow = { NULL };
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (AvowCertificate) good = make (&as_avow, avow_key_get_pkey (key), world->invitation, world->invitation_key);
  g_autofree char *control = forged_sign_as (FORGED_DOCUMENT, key, good, world->chain);

  /* what makes certificates here makes good ones */
  forged_assert_accepted (control, world->root);
  for (gsize i = 0; i < G_N_ELEMENTS (makings); i++)
    {
      Making making = makings[i].making;
      g_autoptr (AvowCertificate) certificate = NULL;
      g_autofree char *text = NULL;

      if (strstr (makings[i].name, "SHA-1") != NULL)
        making.digest = EVP_sha1 ();
      certificate = make (&making, avow_key_get_pkey (key), world->invitation, world->invitation_key);
      text = forged_sign_as (FORGED_DOCUMENT, key, certificate, world->chain);
      forged_assert_refused (makings[i].name, text, world->root, makings[i].plain);
    }
}

/* --- the way to the root */

static void
assert_chain_refused (World *world, const char *name, AvowKey *key, AvowCertificate *certificate, AvowCertificate *first,
                      AvowCertificate *second, gboolean plain)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (first != NULL)
    g_ptr_array_add (chain, first);
  if (second != NULL)
    g_ptr_array_add (chain, second);
  text = forged_sign_as (FORGED_DOCUMENT, key, certificate, chain);
  forged_assert_refused (name, text, world->root, plain);
}

static void
test_chains (void)
{
  static const Making as_avow = { NULL };
  static const Making authority = { .basic_constraints = "critical,CA:TRUE,pathlen:0", .key_usage = "critical,keyCertSign" };
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (World) eve = world_new ("Sample");
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  EVP_PKEY *pkey = avow_key_get_pkey (key);
  g_autoptr (AvowCertificate) by_root = make (&as_avow, pkey, world->root, world->root_key);
  g_autoptr (AvowCertificate) by_person = make (&as_avow, pkey, world->person, world->person_key);
  g_autoptr (AvowCertificate) second = make (&authority, avow_key_get_pkey (eve->invitation_key), world->invitation,
                                             world->invitation_key);
  g_autoptr (AvowCertificate) by_second = make (&as_avow, pkey, second, eve->invitation_key);
  g_autoptr (AvowCertificate) other = NULL;
  g_autofree char *by_eve = forged_sign (eve, FORGED_DOCUMENT);

  other = avow_certificate_new_invitation (eve->invitation_key, world->root, world->root_key, "4712", NULL);
  forged_assert_accepted (by_eve, eve->root);
  forged_assert_refused ("an organisation of the same name", by_eve, world->root, FALSE);
  assert_chain_refused (world, "its own root beside it", eve->person_key, eve->person, eve->invitation, eve->root, FALSE);
  assert_chain_refused (world, "no invitation beside it", world->person_key, world->person, NULL, NULL, FALSE);
  assert_chain_refused (world, "somebody else's invitation beside it", world->person_key, world->person, other, NULL, FALSE);
  assert_chain_refused (world, "certified by the root itself", key, by_root, world->invitation, NULL, TRUE);
  assert_chain_refused (world, "certified by a person", key, by_person, world->person, world->invitation, FALSE);
  assert_chain_refused (world, "an invitation by an invitation", key, by_second, second, world->invitation, FALSE);
  assert_chain_refused (world, "signed with the invitation's key", world->invitation_key, world->invitation, world->invitation, NULL, TRUE);
  assert_chain_refused (world, "signed with the root's key", world->root_key, world->root, world->invitation, NULL, FALSE);
}

/* --- what stands in KeyInfo */

static char *
key_value (EVP_PKEY *pkey)
{
  guint8 point[65];
  gsize length;
  g_autofree char *base64 = NULL;

  g_assert_cmpint (EVP_PKEY_get_octet_string_param (pkey, "encoded-pub-key", point, sizeof point, &length), ==, 1);
  base64 = g_base64_encode (point, length);
  return g_strdup_printf ("<ds:KeyValue><dsig11:ECKeyValue xmlns:dsig11=\"http://www.w3.org/2009/xmldsig11#\">"
                          "<dsig11:NamedCurve URI=\"urn:oid:1.2.840.10045.3.1.7\"></dsig11:NamedCurve>"
                          "<dsig11:PublicKey>%s</dsig11:PublicKey></dsig11:ECKeyValue></ds:KeyValue>", base64);
}

static char *
rsa_key_value (EVP_PKEY *pkey)
{
  BIGNUM *n = NULL;
  guint8 modulus[256];
  g_autofree char *base64 = NULL;

  g_assert_cmpint (EVP_PKEY_get_bn_param (pkey, "n", &n), ==, 1);
  BN_bn2binpad (n, modulus, sizeof modulus);
  BN_free (n);
  base64 = g_base64_encode (modulus, sizeof modulus);
  return g_strdup_printf ("<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>%s</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>",
                          base64);
}

static char *
sign_with (const char *text, EVP_PKEY *pkey)
{
  g_autoptr (GBytes) done = plain_xmlsec_sign_with (text, pkey);

  return g_strndup (g_bytes_get_data (done, NULL), g_bytes_get_size (done));
}

/* Whose certificate stands there is Jane's; the key that signed is another. */
static void
test_key_info (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (World) eve = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *by_eve = forged_sign (eve, FORGED_DOCUMENT);
  g_autofree char *jane = forged_cut (text, "<ds:X509Data>", "</ds:X509Data>");
  g_autofree char *eves = forged_cut (by_eve, "<ds:X509Data>", "</ds:X509Data>");
  g_autofree char *borrowed = forged_replace (by_eve, eves, jane);
  g_autofree char *lost = forged_replace (text, jane, "");
  g_autofree char *empty = forged_replace (text, jane, "<ds:X509Data></ds:X509Data>");
  g_autofree char *raw = key_value (avow_key_get_pkey (eve->person_key));
  g_autofree char *raw_only = forged_replace (by_eve, eves, raw);
  g_autofree char *raw_and_jane = g_strconcat (raw, jane, NULL);
  g_autofree char *raw_first = forged_replace (by_eve, eves, raw_and_jane);
  g_autofree char *both = g_strconcat (jane, eves, NULL);
  g_autofree char *two = forged_replace (by_eve, eves, both);
  EVP_PKEY *rsa = EVP_RSA_gen (2048);
  g_autofree char *rsa_value = rsa_key_value (rsa);
  g_autofree char *rsa_text = forged_replace (text, jane, rsa_value);
  g_autofree char *rsa_method = forged_replace (rsa_text, MORE "ecdsa-sha256", MORE "rsa-sha256");
  g_autofree char *by_rsa = sign_with (rsa_method, rsa);

  forged_assert_refused ("another's certificate beside it", borrowed, world->root, FALSE);
  forged_assert_refused ("no certificate", lost, world->root, FALSE);
  forged_assert_refused ("an empty one", empty, world->root, FALSE);
  forged_assert_refused ("a bare key instead of a certificate", raw_only, world->root, FALSE);
  forged_assert_refused ("a bare key before another's certificate", raw_first, world->root, FALSE);
  forged_assert_refused ("another's certificate, then its own", two, world->root, FALSE);
  forged_assert_refused ("a bare RSA key", by_rsa, world->root, TRUE);
  EVP_PKEY_free (rsa);
}

/* A second certificate of the same key, with another name: only SigningCertificateV2 says which one signed. */
static void
test_swapped_certificate (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *base64 = avow_certificate_to_base64 (world->person);
  g_autofree char *other_base64 = NULL;
  g_autofree char *swapped = NULL;
  g_autoptr (AvowCertificate) other = NULL;

  other = avow_certificate_new_person (world->person_key, world->invitation, world->invitation_key, WORLD_STAFF_NUMBER, "Mallory", NULL);
  other_base64 = avow_certificate_to_base64 (other);
  swapped = forged_replace (text, base64, other_base64);
  forged_assert_refused ("a second certificate of the same key", swapped, world->root, TRUE);
}

/* --- other methods, with keys that are certified */

/* What Avow would have signed with @certificate, by another method and a key that Avow makes none of. */
static char *
sign_by_method (World *world, EVP_PKEY *pkey, const char *method)
{
  static const Making as_avow = { NULL };
  g_autoptr (AvowCertificate) certificate = make (&as_avow, pkey, world->invitation, world->invitation_key);
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *jane = avow_certificate_to_base64 (world->person);
  g_autofree char *mallory = avow_certificate_to_base64 (certificate);
  g_autofree char *with_certificate = forged_replace (text, jane, mallory);
  g_autofree char *changed = forged_replace (with_certificate, MORE "ecdsa-sha256", method);
  AvowDigest was, is;
  g_autofree char *was_text = NULL;
  g_autofree char *is_text = NULL;
  g_autofree char *named = NULL;

  avow_certificate_get_fingerprint (world->person, &was);
  avow_certificate_get_fingerprint (certificate, &is);
  was_text = g_base64_encode (was.bytes, AVOW_DIGEST_LENGTH);
  is_text = g_base64_encode (is.bytes, AVOW_DIGEST_LENGTH);
  named = forged_replace (changed, was_text, is_text);
  return sign_with (named, pkey);
}

static void
test_methods (void)
{
  static const char *const methods[] = { MORE "rsa-sha256", MORE "rsa-sha512", "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                                         MORE "rsa-md5" };
  g_autoptr (World) world = world_new ("Sample");
  EVP_PKEY *rsa = EVP_RSA_gen (2048);
  EVP_PKEY *curve = EVP_EC_gen ("P-384");
  g_autofree char *by_curve = sign_by_method (world, curve, MORE "ecdsa-sha256");

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *text = sign_by_method (world, rsa, methods[i]);

      forged_assert_refused (methods[i], text, world->root, TRUE);
    }
  forged_assert_refused ("ECDSA of another curve", by_curve, world->root, TRUE);
  EVP_PKEY_free (rsa);
  EVP_PKEY_free (curve);
}

/* Everybody knows the public key. Whoever takes it for the secret of an HMAC finds this in order. */
static void
test_hmac (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *forged = forged_replace (text, "Jane", "Mallory");
  g_autofree char *changed = forged_replace (forged, MORE "ecdsa-sha256", MORE "hmac-sha256");
  g_autofree char *folder = g_dir_make_tmp ("avow-hmac-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "public.der", NULL);
  guint8 *der = NULL;
  int length = i2d_PUBKEY (avow_key_get_pkey (world->person_key), &der);
  g_autoptr (GBytes) public_key = g_bytes_new (der, (gsize) length);
  g_autoptr (GBytes) done = plain_xmlsec_sign_hmac (changed, public_key);
  g_autofree char *done_text = g_strndup (g_bytes_get_data (done, NULL), g_bytes_get_size (done));

  OPENSSL_free (der);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (public_key, NULL), (gssize) g_bytes_get_size (public_key), NULL));
  forged_assert_refused ("HMAC with the public key", done_text, world->root, FALSE);
  g_assert_true (forged_tool_accepts (done_text, "--hmackey", path, NULL));
  g_test_message ("HMAC with the public key: xmlsec1 that is given it as a secret ACCEPTS it");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/attack/signers{certificates}", test_certificates);
  g_test_add_func ("/avow/attack/signers{chains}", test_chains);
  g_test_add_func ("/avow/attack/signers{key-info}", test_key_info);
  g_test_add_func ("/avow/attack/signers{swapped-certificate}", test_swapped_certificate);
  g_test_add_func ("/avow/attack/signers{methods}", test_methods);
  g_test_add_func ("/avow/attack/signers{hmac}", test_hmac);

  return forged_run ();
}
