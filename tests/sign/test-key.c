/* test-key.c: private keys, and how they lie on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign/avow-digest.h"
#include "sign/avow-key.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <sys/stat.h>

#define CHEAP 16 /* scrypt's N where its strength is not the question */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("avow-key-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "key.pem", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_ED25519, &error);
  g_autofree char *pem = avow_key_encrypt (key, "correct horse", AVOW_KEY_SCRYPT_N, &error);
  g_autoptr (AvowKey) again = NULL;
  g_autoptr (GBytes) a = NULL;
  g_autoptr (GBytes) b = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pem, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
  again = avow_key_decrypt (pem, "correct horse", &error);
  g_assert_no_error (error);

  g_assert_cmpint (avow_key_get_kind (again), ==, AVOW_KEY_ED25519);
  a = avow_key_get_public_raw (key);
  b = avow_key_get_public_raw (again);
  g_assert_cmpuint (g_bytes_get_size (a), ==, 32);
  g_assert_true (g_bytes_equal (a, b));
}

static void
test_kinds (void)
{
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autofree char *pem = avow_key_encrypt (key, "x", CHEAP, NULL);
  g_autoptr (AvowKey) again = avow_key_decrypt (pem, "x", NULL);

  g_assert_cmpint (avow_key_get_kind (again), ==, AVOW_KEY_P256);
}

/* One in 256 wrong passphrases makes padding that looks right: all must end alike. */
static void
test_wrong_passphrase (void)
{
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autofree char *pem = avow_key_encrypt (key, "right", CHEAP, NULL);
  g_autoptr (AvowKey) control = avow_key_decrypt (pem, "right", NULL);

  g_assert_nonnull (control);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *wrong = g_strdup_printf ("wrong %u", i);
      g_autoptr (GError) error = NULL;

      g_assert_null (avow_key_decrypt (pem, wrong, &error));
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_PASSPHRASE);
    }
}

/* An e with an acute accent: one character, or two. */
static void
test_spellings_of_passphrase (void)
{
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autofree char *pem = avow_key_encrypt (key, "caf\xc3\xa9", CHEAP, NULL);
  g_autoptr (AvowKey) again = avow_key_decrypt (pem, "cafe\xcc\x81", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (again);
  g_assert_null (avow_key_decrypt (pem, "caf\xe9", &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_PASSPHRASE);
}

static void
test_malformed (void)
{
  static const char *const table[] = {
    "",
    "no PEM",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (avow_key_decrypt (table[i], "x", &error));
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
    }
}

/* A key file of any making: @algorithm is taken. */
static char *
craft_file (X509_ALGOR *algorithm)
{
  EVP_PKEY *pkey = EVP_EC_gen ("P-256");
  PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8 (pkey);
  X509_SIG *sealed;
  BIO *bio = BIO_new (BIO_s_mem ());
  char *data, *pem;
  long length;

  g_assert_nonnull (algorithm);
  sealed = PKCS8_set0_pbe ("x", 1, info, algorithm);
  g_assert_nonnull (sealed);
  g_assert_cmpint (PEM_write_bio_PKCS8 (bio, sealed), ==, 1);
  length = BIO_get_mem_data (bio, &data);
  pem = g_strndup (data, (gsize) length);

  X509_SIG_free (sealed);
  PKCS8_PRIV_KEY_INFO_free (info);
  EVP_PKEY_free (pkey);
  BIO_free (bio);
  return pem;
}

/* A file whose cost is only claimed: nothing could be derived at it, so nothing is encrypted either. */
static char *
craft_claim (guint64 n, guint64 r, guint64 p)
{
  X509_ALGOR *algorithm = PKCS5_pbe2_set_scrypt (EVP_aes_256_cbc (), NULL, 8, NULL, 16, 8, 1);
  const void *sequence;
  int type;
  PBE2PARAM *pbes2;
  SCRYPT_PARAMS *scrypt;
  X509_SIG *sealed = X509_SIG_new ();
  X509_ALGOR *target;
  ASN1_OCTET_STRING *value;
  BIO *bio = BIO_new (BIO_s_mem ());
  char *data, *pem;
  long length;

  X509_ALGOR_get0 (NULL, &type, &sequence, algorithm);
  pbes2 = ASN1_item_unpack (sequence, ASN1_ITEM_rptr (PBE2PARAM));
  X509_ALGOR_get0 (NULL, &type, &sequence, pbes2->keyfunc);
  scrypt = ASN1_item_unpack (sequence, ASN1_ITEM_rptr (SCRYPT_PARAMS));
  ASN1_INTEGER_set_uint64 (scrypt->costParameter, n);
  ASN1_INTEGER_set_uint64 (scrypt->blockSize, r);
  ASN1_INTEGER_set_uint64 (scrypt->parallelizationParameter, p);
  X509_ALGOR_set0 (pbes2->keyfunc, OBJ_nid2obj (NID_id_scrypt), V_ASN1_SEQUENCE,
                   ASN1_item_pack (scrypt, ASN1_ITEM_rptr (SCRYPT_PARAMS), NULL));

  X509_SIG_getm (sealed, &target, &value);
  X509_ALGOR_set0 (target, OBJ_nid2obj (NID_pbes2), V_ASN1_SEQUENCE, ASN1_item_pack (pbes2, ASN1_ITEM_rptr (PBE2PARAM), NULL));
  ASN1_OCTET_STRING_set (value, (const guint8 *) "0123456789abcdef", 16);
  g_assert_cmpint (PEM_write_bio_PKCS8 (bio, sealed), ==, 1);
  length = BIO_get_mem_data (bio, &data);
  pem = g_strndup (data, (gsize) length);

  SCRYPT_PARAMS_free (scrypt);
  PBE2PARAM_free (pbes2);
  X509_ALGOR_free (algorithm);
  X509_SIG_free (sealed);
  BIO_free (bio);
  return pem;
}

static void
test_limits (void)
{
  /* within the limits the file is tried, and found not to open: the control */
  static const struct
  {
    guint64 n, r, p;
    AvowSignError code;
  } table[] = {
    { AVOW_KEY_SCRYPT_N, 8, 5, AVOW_SIGN_ERROR_PASSPHRASE },
    { 1024, 8, AVOW_KEY_SCRYPT_MAX_P, AVOW_SIGN_ERROR_PASSPHRASE },
    { 1024, 8, AVOW_KEY_SCRYPT_MAX_P + 1, AVOW_SIGN_ERROR_LIMIT },
    { 1 << 16, 8, 1, AVOW_SIGN_ERROR_LIMIT },
    { 1 << 20, 8, 1, AVOW_SIGN_ERROR_LIMIT },
    { 1024, 1024, 1, AVOW_SIGN_ERROR_LIMIT },
    { 1024, G_MAXUINT64, 1, AVOW_SIGN_ERROR_LIMIT },
    { 1023, 8, 1, AVOW_SIGN_ERROR_LIMIT },
    { 0, 8, 1, AVOW_SIGN_ERROR_LIMIT },
    { 1024, 0, 1, AVOW_SIGN_ERROR_LIMIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *pem = craft_claim (table[i].n, table[i].r, table[i].p);
      g_autoptr (GError) error = NULL;

      g_assert_null (avow_key_decrypt (pem, "x", &error));
      g_assert_error (error, AVOW_SIGN_ERROR, (int) table[i].code);
    }
}

static void
test_other_protections (void)
{
  g_autofree char *control = craft_file (PKCS5_pbe2_set_scrypt (EVP_aes_256_cbc (), NULL, 0, NULL, 1024, 8, 1));
  g_autofree char *pbkdf2 = craft_file (PKCS5_pbe2_set (EVP_aes_256_cbc (), 2048, NULL, 0));
  g_autofree char *pbes1 = craft_file (PKCS5_pbe_set (NID_pbe_WithSHA1And3_Key_TripleDES_CBC, 2048, NULL, 0));
  g_autofree char *cipher = craft_file (PKCS5_pbe2_set_scrypt (EVP_aes_128_cbc (), NULL, 0, NULL, 1024, 8, 1));
  const char *const table[] = { pbkdf2, pbes1, cipher };
  g_autoptr (AvowKey) key = avow_key_decrypt (control, "x", NULL);

  g_assert_nonnull (key);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (avow_key_decrypt (table[i], "x", &error));
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
    }
}

static void
test_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (AvowKey) again = NULL;
  mode_t old = umask (0);
  struct stat status;

  g_assert_true (avow_key_save (key, self->path, "x", CHEAP, &error));
  umask (old);
  g_assert_no_error (error);
  g_assert_cmpint (stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);

  again = avow_key_load (self->path, "x", &error);
  g_assert_no_error (error);
  g_assert_cmpint (avow_key_get_kind (again), ==, AVOW_KEY_P256);

  g_assert_null (avow_key_load (self->path, "y", &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_PASSPHRASE);
}

static void
test_file_not_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (avow_key_save (key, self->path, "x", CHEAP, NULL));
  g_assert_true (g_file_get_contents (self->path, &before, NULL, NULL));
  g_assert_false (avow_key_save (key, self->path, "x", CHEAP, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_FILE);
  g_assert_true (g_file_get_contents (self->path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

static void
test_file_of_others (Fixture *self, gconstpointer data)
{
  static const mode_t modes[] = { 0640, 0604, 0620, 0602, 0610, 0666 };
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (AvowKey) control = NULL;

  g_assert_true (avow_key_save (key, self->path, "x", CHEAP, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_chmod (self->path, (int) modes[i]), ==, 0);
      g_assert_null (avow_key_load (self->path, "x", &error));
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_FILE);
    }

  g_assert_cmpint (g_chmod (self->path, 0600), ==, 0);
  control = avow_key_load (self->path, "x", NULL);
  g_assert_nonnull (control);
}

static void
test_file_missing (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "key.pem", NULL);
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_key_load (self->path, "x", &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_FILE);
  g_clear_error (&error);

  g_assert_false (avow_key_save (key, nowhere, "x", CHEAP, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_FILE);
  g_clear_error (&error);

  g_assert_null (avow_key_load (self->folder, "x", &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
}

static void
test_seal_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, NULL);
  g_autoptr (AvowKey) again = NULL;
  g_autoptr (GBytes) a = avow_key_get_public_raw (seal);
  g_autoptr (GBytes) b = NULL;

  g_assert_true (avow_key_save (seal, self->path, NULL, 0, &error));
  g_assert_no_error (error);
  again = avow_key_load (self->path, NULL, &error);
  g_assert_no_error (error);
  b = avow_key_get_public_raw (again);
  g_assert_true (g_bytes_equal (a, b));
}

/* A person's key in the clear is never taken, though the same call takes a seal's. */
static void
test_person_in_the_clear (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  EVP_PKEY *pkey = EVP_EC_gen ("P-256");
  BIO *bio = BIO_new_file (self->path, "w");

  g_assert_cmpint (PEM_write_bio_PKCS8PrivateKey (bio, pkey, NULL, NULL, 0, NULL, NULL), ==, 1);
  BIO_free (bio);
  EVP_PKEY_free (pkey);
  g_assert_cmpint (g_chmod (self->path, 0600), ==, 0);

  g_assert_null (avow_key_load (self->path, NULL, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
}

static int
run_openssl (const char *path, const char *passphrase)
{
  g_autofree char *argument = g_strconcat ("pass:", passphrase, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              "openssl", "pkey", "-in", path, "-passin", argument, "-noout", NULL);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (process);
}

static void
test_openssl_opens (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);

  g_assert_true (avow_key_save (key, self->path, "correct horse", AVOW_KEY_SCRYPT_N, NULL));
  g_assert_cmpint (run_openssl (self->path, "correct horse"), ==, 0);
  g_assert_cmpint (run_openssl (self->path, "wrong horse"), !=, 0);
}

#define ADD_FILE_TEST(name, func) g_test_add ("/avow/sign/key{" name "}", Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/key{round-trip}", test_round_trip);
  g_test_add_func ("/avow/sign/key{kind-is-kept}", test_kinds);
  g_test_add_func ("/avow/sign/key{wrong-passphrase}", test_wrong_passphrase);
  g_test_add_func ("/avow/sign/key{passphrase-is-normalised}", test_spellings_of_passphrase);
  g_test_add_func ("/avow/sign/key{malformed}", test_malformed);
  g_test_add_func ("/avow/sign/key{scrypt-limits}", test_limits);
  g_test_add_func ("/avow/sign/key{other-protections-refused}", test_other_protections);
  ADD_FILE_TEST ("file-is-private", test_file);
  ADD_FILE_TEST ("file-never-replaced", test_file_not_replaced);
  ADD_FILE_TEST ("file-open-to-others-refused", test_file_of_others);
  ADD_FILE_TEST ("file-missing", test_file_missing);
  ADD_FILE_TEST ("seal-in-the-clear", test_seal_file);
  ADD_FILE_TEST ("person-in-the-clear-refused", test_person_in_the_clear);
  ADD_FILE_TEST ("openssl-opens-it", test_openssl_opens);

  return g_test_run ();
}
