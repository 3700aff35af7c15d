/* test-certificate.c: who a key belongs to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign-world.h"
#include "sign/avow-certificate-private.h"
#include "sign/avow-key-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <openssl/x509v3.h>
#include <string.h>

static gboolean
is_valid (AvowCertificate *certificate, GPtrArray *chain, AvowCertificate *root, AvowPurpose purpose)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean valid = TRUE;

  g_assert_true (avow_certificate_verify (certificate, chain, root, purpose, &valid, &reason, &error));
  g_assert_no_error (error);
  g_assert_cmpint (reason == NULL, ==, valid);
  g_test_message ("%s", reason != NULL ? reason : "valid");
  return valid;
}

/* Changes a certificate and signs it again, as Avow never would. */
static AvowCertificate *
forge (AvowCertificate *certificate, void (*change) (X509 *), AvowKey *issuer_key)
{
  X509 *x509 = X509_dup (avow_certificate_get_x509 (certificate));
  AvowCertificate *forged;

  change (x509);
  g_assert_cmpint (X509_sign (x509, avow_key_get_pkey (issuer_key), EVP_sha256 ()), >, 0);
  forged = avow_certificate_new_take (x509, NULL);
  g_assert_nonnull (forged);
  return forged;
}

static void
set_subject (X509 *x509, const char *organisation, const char *staff_number)
{
  X509_NAME *subject = X509_NAME_new ();

  X509_NAME_add_entry_by_NID (subject, NID_organizationName, V_ASN1_UTF8STRING, (const guchar *) organisation, -1, -1, 0);
  X509_NAME_add_entry_by_NID (subject, NID_serialNumber, V_ASN1_PRINTABLESTRING, (const guchar *) staff_number, -1, -1, 0);
  X509_NAME_add_entry_by_NID (subject, NID_commonName, V_ASN1_UTF8STRING, (const guchar *) "Eve", -1, -1, 0);
  X509_set_subject_name (x509, subject);
  X509_NAME_free (subject);
}

static void
drop_extension (X509 *x509, int nid)
{
  int index = X509_get_ext_by_NID (x509, nid, -1);

  g_assert_cmpint (index, >=, 0);
  X509_EXTENSION_free (X509_delete_ext (x509, index));
}

static void
change_nothing (X509 *x509)
{
}

static void
change_organisation (X509 *x509)
{
  set_subject (x509, "Other", WORLD_STAFF_NUMBER);
}

static void
change_case_of_organisation (X509 *x509)
{
  set_subject (x509, "SAMPLE", WORLD_STAFF_NUMBER);
}

static void
change_end (X509 *x509)
{
  ASN1_TIME_set_string_X509 (X509_getm_notAfter (x509), "20991231235959Z");
}

static void
change_constraints (X509 *x509)
{
  drop_extension (x509, NID_name_constraints);
}

static void
change_usage (X509 *x509)
{
  drop_extension (x509, NID_key_usage);
}

static void
change_order (X509 *x509)
{
  X509_NAME *subject = X509_NAME_dup (X509_get_subject_name (x509));
  X509_NAME_ENTRY *first = X509_NAME_delete_entry (subject, 0);

  X509_NAME_add_entry (subject, first, -1, 0);
  X509_NAME_ENTRY_free (first);
  X509_set_subject_name (x509, subject);
  X509_NAME_free (subject);
}

static void
test_valid (void)
{
  g_autoptr (World) world = world_new ("Sample");

  g_assert_true (is_valid (world->person, world->chain, world->root, AVOW_PURPOSE_PERSON));
  g_assert_true (is_valid (world->seal, world->chain, world->root, AVOW_PURPOSE_SEAL));
}

static void
test_purpose (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (AvowCertificate) useless = forge (world->person, change_usage, world->invitation_key);

  g_assert_false (is_valid (world->seal, world->chain, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (world->person, world->chain, world->root, AVOW_PURPOSE_SEAL));
  g_assert_false (is_valid (world->invitation, world->chain, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (world->root, world->chain, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (useless, world->chain, world->root, AVOW_PURPOSE_PERSON));
}

static void
test_seal_of_other_ledger (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (AvowCertificate) seal = NULL;
  AvowDigest other = { { 1, } };

  seal = avow_certificate_new_seal (world->seal_key, world->invitation, world->invitation_key, WORLD_STAFF_NUMBER, &other, NULL);
  g_assert_nonnull (seal);
  g_assert_false (is_valid (seal, world->chain, world->root, AVOW_PURPOSE_SEAL));
}

static void
test_other_staff_number (void)
{
  static const char *const numbers[] = { "4712", "47110", "471", "4711 A", "04711" };
  g_autoptr (World) world = world_new ("Sample");

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (AvowCertificate) person = NULL;

      person = avow_certificate_new_person (world->person_key, world->invitation, world->invitation_key, numbers[i], "Eve", NULL);
      g_assert_nonnull (person);
      g_assert_false (is_valid (person, world->chain, world->root, AVOW_PURPOSE_PERSON));
    }
}

static void
test_other_organisation (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (AvowCertificate) control = forge (world->person, change_nothing, world->invitation_key);
  g_autoptr (AvowCertificate) other = forge (world->person, change_organisation, world->invitation_key);
  g_autoptr (AvowCertificate) upper = forge (world->person, change_case_of_organisation, world->invitation_key);

  g_assert_true (is_valid (control, world->chain, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (other, world->chain, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (upper, world->chain, world->root, AVOW_PURPOSE_PERSON));
}

static void
test_own_root (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (World) eve = world_new ("Sample");
  g_autoptr (GPtrArray) with_root = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_ptr_array_add (with_root, eve->invitation);
  g_ptr_array_add (with_root, eve->root);
  g_assert_true (is_valid (eve->person, eve->chain, eve->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (eve->person, eve->chain, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (eve->person, with_root, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (world->person, none, world->root, AVOW_PURPOSE_PERSON));
  g_assert_false (is_valid (world->person, eve->chain, world->root, AVOW_PURPOSE_PERSON));
}

/* A person can't invite, and an invitation can't either. */
static void
test_not_an_issuer (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (AvowCertificate) by_person = NULL;
  g_autoptr (AvowCertificate) invitation = NULL;
  g_autoptr (AvowCertificate) by_invited = NULL;
  g_autoptr (AvowCertificate) by_root = NULL;

  g_ptr_array_add (chain, world->invitation);
  g_ptr_array_add (chain, world->person);
  by_person = avow_certificate_new_person (key, world->person, world->person_key, WORLD_STAFF_NUMBER, "Eve", NULL);
  g_assert_false (is_valid (by_person, chain, world->root, AVOW_PURPOSE_PERSON));

  invitation = avow_certificate_new_invitation (key, world->invitation, world->invitation_key, WORLD_STAFF_NUMBER, NULL);
  by_invited = avow_certificate_new_person (key, invitation, key, WORLD_STAFF_NUMBER, "Eve", NULL);
  g_ptr_array_add (chain, invitation);
  g_assert_false (is_valid (by_invited, chain, world->root, AVOW_PURPOSE_PERSON));

  by_root = avow_certificate_new_person (key, world->root, world->root_key, WORLD_STAFF_NUMBER, "Eve", NULL);
  g_assert_false (is_valid (by_root, world->chain, world->root, AVOW_PURPOSE_PERSON));
}

static void
test_end (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (AvowCertificate) ending = forge (world->person, change_end, world->invitation_key);

  g_assert_false (is_valid (ending, world->chain, world->root, AVOW_PURPOSE_PERSON));
}

/* Without name constraints, whoever is invited may sign for anybody: OpenSSL says OK, and Avow still looks. */
static void
test_constraints_matter (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (AvowCertificate) open = forge (world->invitation, change_constraints, world->root_key);
  g_autoptr (AvowCertificate) eve = forge (world->person, change_organisation, world->invitation_key);
  g_autofree char *folder = g_dir_make_tmp ("avow-certificate-XXXXXX", NULL);
  struct
  {
    const char *name;
    AvowCertificate *certificate;
    char *path;
  } files[] = {
    { "root.pem", world->root }, { "invitation.pem", world->invitation }, { "person.pem", world->person },
    { "seal.pem", world->seal }, { "open.pem", open }, { "eve.pem", eve },
  };
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *pem = avow_certificate_to_pem (files[i].certificate);

      files[i].path = g_build_filename (folder, files[i].name, NULL);
      g_assert_true (g_file_set_contents (files[i].path, pem, -1, NULL));
    }

#define OPENSSL_VERIFY(untrusted, leaf) \
  world_run ("openssl", "verify", "-x509_strict", "-no-CApath", "-no-CAstore", "-CAfile", files[0].path, "-untrusted", untrusted, leaf, NULL)
  g_assert_cmpint (OPENSSL_VERIFY (files[1].path, files[2].path), ==, 0);
  g_assert_cmpint (OPENSSL_VERIFY (files[1].path, files[3].path), ==, 0);
  g_assert_cmpint (OPENSSL_VERIFY (files[1].path, files[5].path), !=, 0);
  g_assert_cmpint (OPENSSL_VERIFY (files[4].path, files[5].path), ==, 0);

  g_ptr_array_add (chain, open);
  g_assert_false (is_valid (eve, chain, world->root, AVOW_PURPOSE_PERSON));

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_unlink (files[i].path);
      g_free (files[i].path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_fields (void)
{
  g_autoptr (World) world = world_new ("M\xc3\xbcller & S\xc3\xb6hne");
  g_autoptr (GBytes) raw = avow_certificate_get_public_raw (world->seal);
  g_autoptr (GBytes) key_raw = avow_key_get_public_raw (world->seal_key);
  g_autofree char *hex = NULL;
  AvowDigest ledger;

  g_assert_cmpstr (avow_certificate_get_organisation (world->person), ==, "M\xc3\xbcller & S\xc3\xb6hne");
  g_assert_cmpstr (avow_certificate_get_staff_number (world->person), ==, WORLD_STAFF_NUMBER);
  g_assert_cmpstr (avow_certificate_get_name (world->person), ==, WORLD_NAME);
  g_assert_null (avow_certificate_get_staff_number (world->root));
  g_assert_cmpstr (avow_certificate_get_name (world->root), ==, "Sample root");
  g_assert_null (avow_certificate_get_public_raw (world->person));
  g_assert_true (g_bytes_equal (raw, key_raw));

  avow_digest_compute (g_bytes_get_data (raw, NULL), 32, &ledger);
  hex = avow_digest_to_hex (&ledger);
  g_assert_cmpint (strlen (avow_certificate_get_name (world->seal)), ==, 69);
  g_assert_true (g_str_has_suffix (avow_certificate_get_name (world->seal), hex));
}

static void
test_round_trip (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *base64 = avow_certificate_to_base64 (world->person);
  g_autofree char *pem = avow_certificate_to_pem (world->person);
  g_autoptr (AvowCertificate) a = avow_certificate_new_from_base64 (base64, NULL);
  g_autoptr (AvowCertificate) b = avow_certificate_new_from_pem (pem, NULL);
  AvowDigest expected, digest;

  g_assert_null (strchr (base64, '\n'));
  avow_certificate_get_fingerprint (world->person, &expected);
  avow_certificate_get_fingerprint (a, &digest);
  g_assert_true (avow_digest_equal (&expected, &digest));
  avow_certificate_get_fingerprint (b, &digest);
  g_assert_true (avow_digest_equal (&expected, &digest));
}

static void
test_malformed (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *base64 = avow_certificate_to_base64 (world->person);
  g_autofree char *pem = avow_certificate_to_pem (world->person);
  g_autofree char *longer = g_strconcat (base64, "AAAA", NULL);
  g_autofree char *cut = g_strndup (base64, strlen (base64) / 8 * 4);
  X509 *reordered = X509_dup (avow_certificate_get_x509 (world->person));
  const char *const table[] = { "", "AAAA", longer, cut, pem };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (avow_certificate_new_from_base64 (table[i], &error));
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
    }
  g_assert_null (avow_certificate_new_from_pem (base64, NULL));

  change_order (reordered);
  g_assert_null (avow_certificate_new_take (reordered, NULL));
}

static void
test_unfit_names (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *long_name = g_strnfill (200, 'x');
  g_autofree char *too_long = g_strnfill (201, 'x');
  g_autofree char *long_number = g_strnfill (65, '1');
  const struct
  {
    const char *staff_number;
    const char *name;
    gboolean ok;
  } table[] = {
    { WORLD_STAFF_NUMBER, long_name, TRUE },
    { "E-17/b (2)", "x", TRUE },
    { WORLD_STAFF_NUMBER, too_long, FALSE },
    { WORLD_STAFF_NUMBER, "", FALSE },
    { WORLD_STAFF_NUMBER, "\xff", FALSE },
    { "", "x", FALSE },
    { "4711_", "x", FALSE },
    { "\xc3\xa4", "x", FALSE },
    { long_number, "x", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowCertificate) person = NULL;

      person = avow_certificate_new_person (world->person_key, world->invitation, world->invitation_key, table[i].staff_number,
                                            table[i].name, &error);
      if (table[i].ok)
        g_assert_cmpstr (avow_certificate_get_staff_number (person), ==, table[i].staff_number);
      else
        g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
    }
}

static void
test_wrong_issuer_key (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_certificate_new_person (world->person_key, world->invitation, world->root_key, WORLD_STAFF_NUMBER, "x", &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_CRYPTO);
}

static gpointer
verify_often (gpointer data)
{
  World *world = data;

  for (guint i = 0; i < 200; i++)
    {
      g_assert_true (is_valid (world->person, world->chain, world->root, AVOW_PURPOSE_PERSON));
      g_assert_false (is_valid (world->person, world->chain, world->root, AVOW_PURPOSE_SEAL));
    }

  return NULL;
}

/* The answers that are kept do not depend on who asked first. */
static void
test_threads (void)
{
  g_autoptr (World) world = world_new ("Sample");
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("verify", verify_often, world);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/certificate{chain-holds}", test_valid);
  g_test_add_func ("/avow/sign/certificate{purpose}", test_purpose);
  g_test_add_func ("/avow/sign/certificate{seal-of-other-ledger}", test_seal_of_other_ledger);
  g_test_add_func ("/avow/sign/certificate{other-staff-number}", test_other_staff_number);
  g_test_add_func ("/avow/sign/certificate{other-organisation}", test_other_organisation);
  g_test_add_func ("/avow/sign/certificate{self-made-root}", test_own_root);
  g_test_add_func ("/avow/sign/certificate{not-an-issuer}", test_not_an_issuer);
  g_test_add_func ("/avow/sign/certificate{no-end}", test_end);
  g_test_add_func ("/avow/sign/certificate{openssl-agrees}", test_constraints_matter);
  g_test_add_func ("/avow/sign/certificate{fields}", test_fields);
  g_test_add_func ("/avow/sign/certificate{round-trip}", test_round_trip);
  g_test_add_func ("/avow/sign/certificate{malformed}", test_malformed);
  g_test_add_func ("/avow/sign/certificate{unfit-names}", test_unfit_names);
  g_test_add_func ("/avow/sign/certificate{wrong-issuer-key}", test_wrong_issuer_key);
  g_test_add_func ("/avow/sign/certificate{threads}", test_threads);

  return g_test_run ();
}
