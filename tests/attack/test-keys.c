/* test-keys.c: key files that are damaged, another's, or open to others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "people/avow-identity.h"
#include "people/avow-key-file.h"
#include "people/avow-organisation.h"
#include "sign/avow-key-private.h"

#include <glib/gstdio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>
#include <sys/stat.h>

#define CHEAP 16 /* scrypt's N where its strength is not the question */
#define KIMS "violet-anchor-meadow-turnip-24"
#define PASSPHRASE "five-small-words-in-a-row"

static guint tried, refused, openssl_opened;

/* Whether OpenSSL alone takes it for a key. */
static gboolean
openssl_opens (const char *text, const char *passphrase)
{
  BIO *bio = BIO_new_mem_buf (text, -1);
  EVP_PKEY *pkey = PEM_read_bio_PrivateKey (bio, NULL, NULL, (void *) passphrase);
  gboolean opens = pkey != NULL;

  EVP_PKEY_free (pkey);
  BIO_free (bio);
  ERR_clear_error ();
  return opens;
}

/* --- whose file it is */

static void
put_file (const char *from, const char *to)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (from, &text, NULL, &error));
  g_assert_true (g_file_set_contents_full (to, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error));
}

/* Kim puts her own key file where the officer's is, whose passphrase she does not know, and signs in as the officer. */
static void
test_another_persons_file (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) in_memory = fixture_enrol (fixture, kim);
  g_autofree char *kims_path = avow_store_get_key_path (fixture->store, kim);
  g_autofree char *officers_path = avow_store_get_key_path (fixture->store, fixture->officer);
  g_autoptr (AvowIdentity) own = NULL;
  g_autoptr (AvowIdentity) stolen = NULL;
  g_autoptr (AvowKey) control = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_key_save (in_memory->key, kims_path, KIMS, CHEAP, &error));
  own = avow_identity_unlock (fixture->store, kim, KIMS, &error);
  g_assert_no_error (error);

  put_file (kims_path, officers_path);
  /* the file opens: only whose certificate it is for tells */
  control = avow_key_file_open (fixture->store, fixture->officer, officers_path, KIMS, &error);
  g_assert_no_error (error);
  stolen = avow_identity_unlock (fixture->store, fixture->officer, KIMS, &error);
  g_assert_null (stolen);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
  g_test_message ("another person's key file: %s", error->message);
  tried++;
  refused++;
}

/* --- what lies on disk, whatever the umask is. Controls: a file that is written as most programs do; OpenSSL asks nobody for
 * modes */

static void
assert_others_write_openly (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "plain");
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_file_set_contents (path, "key", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_test_message ("control: a file written beside it has mode %o", status.st_mode & 07777);
  g_assert_cmpint (status.st_mode & 077, !=, 0);
}

static void
assert_private (const char *folder)
{
  g_autofree char *names = fixture_tell_files (folder);
  g_auto (GStrv) files = g_strsplit (names, "\n", -1);
  guint seen = 0;

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      struct stat status;

      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 07777, ==, S_ISDIR (status.st_mode) ? 0700 : 0600);
      seen++;
    }
  g_test_message ("%u files and folders of the store are open to nobody else", seen);
  g_assert_cmpuint (seen, >, 6);
}

static void
test_modes (void)
{
  mode_t old = umask (0);
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autofree char *invitation_path = fixture_path (fixture, "kim.avow-invitation");
  g_autofree char *code = NULL;
  g_autofree char *person = NULL;
  g_autofree char *officers_path = avow_store_get_key_path (fixture->store, fixture->officer);
  g_autofree char *officers_key = NULL;
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (AvowStore) same = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_invitation_write (fixture->store, fixture->officer, FIXTURE_PASSPHRASE, kim, invitation_path, &code, &error));
  invitation = avow_invitation_open (invitation_path, &error);
  same = avow_invitation_accept (invitation, fixture->folder, code, KIMS, &person, &error);
  g_assert_no_error (error);
  assert_others_write_openly (fixture);
  umask (old);
  assert_private (fixture->folder);

  /* and where somebody has opened one, it is not used */
  for (mode_t bit = 01; bit <= 040; bit <<= 1)
    {
      g_autoptr (AvowIdentity) identity = NULL;

      g_assert_cmpint (g_chmod (officers_path, 0600 | (int) bit), ==, 0);
      identity = avow_identity_unlock (fixture->store, fixture->officer, FIXTURE_PASSPHRASE, &error);
      g_assert_null (identity);
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_FILE);
      g_clear_error (&error);
      g_clear_pointer (&officers_key, g_free);
      g_assert_true (g_file_get_contents (officers_path, &officers_key, NULL, NULL));
      g_assert_true (openssl_opens (officers_key, FIXTURE_PASSPHRASE));
      tried++;
      refused++;
    }
}

/* --- a file that is not whole */

/* What it signs with is the same number. */
static gboolean
is_same (AvowKey *a, AvowKey *b)
{
  BIGNUM *first = NULL;
  BIGNUM *second = NULL;
  gboolean same;

  EVP_PKEY_get_bn_param (avow_key_get_pkey (a), "priv", &first);
  EVP_PKEY_get_bn_param (avow_key_get_pkey (b), "priv", &second);
  same = BN_cmp (first, second) == 0;
  BN_clear_free (first);
  BN_clear_free (second);
  return same;
}

static void
try_file (const char *text, AvowKey *key, guint *out_opened)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) opened = avow_key_decrypt (text, PASSPHRASE, &error);

  tried++;
  if (opened == NULL)
    {
      refused++;
      openssl_opened += openssl_opens (text, PASSPHRASE);
      g_assert_true (error->domain == AVOW_SIGN_ERROR && error->code != AVOW_SIGN_ERROR_CRYPTO);
      return;
    }
  g_assert_true (is_same (opened, key));
  (*out_opened)++;
}

static void
test_damaged_file (void)
{
  static const char others[] = "A/z9+=-\n ";
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autofree char *pem = avow_key_encrypt (key, PASSPHRASE, CHEAP, NULL);
  gsize length = strlen (pem);
  guint whole = 0, cut = 0, changed = 0;

  try_file (pem, key, &whole);
  g_assert_cmpuint (whole, ==, 1);
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *text = g_strndup (pem, i);

      try_file (text, key, &cut);
    }
  for (gsize i = 0; i < length * 3; i++)
    {
      g_autofree char *text = g_strdup (pem);

      text[i / 3] = others[g_rand_int_range (random, 0, (gint32) strlen (others))];
      if (!g_str_equal (text, pem))
        try_file (text, key, &changed);
    }
  g_test_message ("a key file of %u bytes: cut short anywhere, %u open (without the last line break); with one letter another, %u open, "
                  "and it is the same key", (guint) length, cut, changed);
  g_test_message ("control: OpenSSL alone opens %u of those that are refused", openssl_opened);
  g_assert_cmpuint (cut, <=, 1);
  g_assert_cmpuint (openssl_opened, >, 0);
}

/* --- a sample's shortcuts. Control: below the rule any passphrase does, at any cost */

static void
assert_key_can_be_kept (const char *root, const char *passphrase, gboolean sample)
{
  g_autofree char *path = g_build_filename (root, "key.pem", NULL);
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (AvowKey) kept = NULL;
  g_autoptr (GError) error = NULL;

  avow_key_save (key, path, passphrase, avow_key_file_get_cost (sample), &error);
  g_assert_no_error (error);
  kept = avow_key_load (path, passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (is_same (key, kept));
}

static void
test_sample (void)
{
  AvowPerson person = { .staff_number = (char *) "A-1", .name = (char *) "Ada Okafor", .team = (char *) "Compliance",
                        .joined = (char *) "2026-01-05" };
  const struct
  {
    const char *name;
    gboolean sample;
    const char *passphrase;
    gboolean allowed;
  } table[] = {
    { "Sample", TRUE, "sample", TRUE },
    { "Harbour Books", FALSE, "sample", FALSE },
    { "Harbour Books", TRUE, FIXTURE_PASSPHRASE, FALSE },
    { "Sample", FALSE, FIXTURE_PASSPHRASE, FALSE },
    { "Harbour Books", FALSE, FIXTURE_PASSPHRASE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *root = g_dir_make_tmp ("avow-sample-XXXXXX", NULL);
      g_autofree char *folder = g_build_filename (root, "store", NULL);
      g_autofree char *code = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowStore) store = avow_organisation_create (folder, table[i].name, &person, table[i].passphrase, table[i].sample, &code,
                                                              &error);

      g_test_message ("“%s”, a sample: %s, passphrase “%s”: %s", table[i].name, table[i].sample ? "yes" : "no", table[i].passphrase,
                      store != NULL ? "made" : error->message);
      g_assert_cmpint (store != NULL, ==, table[i].allowed);
      if (!table[i].allowed)
        {
          assert_key_can_be_kept (root, table[i].passphrase, table[i].sample);
          tried++;
          refused++;
        }
      g_clear_pointer (&store, avow_store_unref);
      fixture_remove (root);
    }
  g_assert_cmpuint (avow_key_file_get_cost (FALSE), ==, AVOW_KEY_SCRYPT_N);
  g_assert_cmpuint (avow_key_file_get_cost (TRUE), <, AVOW_KEY_SCRYPT_N);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  avow_people_register ();
  g_test_add_func ("/avow/attack/keys{another-persons-file}", test_another_persons_file);
  g_test_add_func ("/avow/attack/keys{modes}", test_modes);
  g_test_add_func ("/avow/attack/keys{damaged-file}", test_damaged_file);
  g_test_add_func ("/avow/attack/keys{sample}", test_sample);
  status = g_test_run ();
  g_print ("# %u key files and shortcuts tried, %u refused\n", tried, refused);
  return status;
}
