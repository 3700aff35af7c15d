/* test-note.c: signed notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign/avow-base64.h"
#include "sign/avow-note.h"

#include <glib/gstdio.h>
#include <string.h>

/* The example in the documentation of Go's golang.org/x/mod/sumdb/note, from which C2SP signed-note v1
 * comes; its private key is published there too. */
#define NAME "PeterNeumann"
#define PUBLIC_KEY "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"  /* 0x01, then the key */
#define PRIVATE_KEY "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz" /* 0x01, then the seed */
#define TEXT "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
#define DASH "\xe2\x80\x94 "
#define VALUE "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
#define LINE DASH NAME " " VALUE "\n"
#define NOTE TEXT "\n" LINE

static GBytes *
get_public (void)
{
  g_autoptr (GBytes) typed = avow_base64_decode (PUBLIC_KEY);

  return g_bytes_new_from_bytes (typed, 1, 32);
}

/* The published seed as a key file (RFC 8410, section 7). */
static AvowKey *
load_private (void)
{
  static const guint8 prefix[] = { 0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20 };
  g_autofree char *folder = g_dir_make_tmp ("avow-note-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "seal.pem", NULL);
  g_autoptr (GBytes) typed = avow_base64_decode (PRIVATE_KEY);
  g_autofree char *base64 = NULL;
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;
  guint8 der[sizeof prefix + 32];
  AvowKey *key;

  memcpy (der, prefix, sizeof prefix);
  memcpy (der + sizeof prefix, (const guint8 *) g_bytes_get_data (typed, NULL) + 1, 32);
  base64 = g_base64_encode (der, sizeof der);
  pem = g_strdup_printf ("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n", base64);
  g_file_set_contents_full (path, pem, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);

  key = avow_key_load (path, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  return key;
}

static gboolean
is_valid (const char *note, const char *name, GBytes *public_raw)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean valid = TRUE;

  g_assert_true (avow_note_verify (note, name, public_raw, &text, &valid, &error));
  g_assert_no_error (error);
  g_assert_cmpint (text != NULL, ==, valid);
  return valid;
}

static void
test_published_verifies (void)
{
  g_autoptr (GBytes) public_raw = get_public ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean valid;

  g_assert_true (avow_note_verify (NOTE, NAME, public_raw, &text, &valid, &error));
  g_assert_no_error (error);
  g_assert_true (valid);
  g_assert_cmpstr (text, ==, TEXT);
}

static void
test_published_signs (void)
{
  g_autoptr (AvowKey) key = load_private ();
  g_autoptr (GError) error = NULL;
  g_autofree char *note = avow_note_sign (TEXT, NAME, key, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (note, ==, NOTE);
}

static void
test_wrong (void)
{
  g_autoptr (GBytes) public_raw = get_public ();
  g_autoptr (AvowKey) other = avow_key_new (AVOW_KEY_ED25519, NULL);
  g_autoptr (GBytes) other_raw = avow_key_get_public_raw (other);
  g_autofree char *both = NULL;
  g_autofree char *by_other = avow_note_sign (TEXT, "Other", other, NULL);

  g_assert_true (is_valid (NOTE, NAME, public_raw));
  g_assert_false (is_valid (NOTE, NAME, other_raw));
  g_assert_false (is_valid (NOTE, "PeterNeuman", public_raw));
  g_assert_false (is_valid ("x" NOTE, NAME, public_raw));

  /* a signature by a key that we don't know is passed over, in either order */
  both = g_strconcat (by_other, LINE, NULL);
  g_assert_true (is_valid (both, NAME, public_raw));
  g_assert_true (is_valid (both, "Other", other_raw));
  g_assert_false (is_valid (by_other, NAME, public_raw));

  /* a false one by the key that we know is not, whatever stands beside it */
  g_assert_false (is_valid (TEXT "\n" LINE DASH NAME " "
                            "x08gowAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                            NAME, public_raw));
}

static void
test_each_letter (void)
{
  g_autoptr (GBytes) public_raw = get_public ();
  guint accepted = 0;

  for (gsize i = 0; i < strlen (NOTE); i++)
    {
      g_autofree char *note = g_strdup (NOTE);
      gboolean valid = TRUE;

      note[i] ^= 1;
      if (note[i] == '\0')
        continue;
      if (avow_note_verify (note, NAME, public_raw, NULL, &valid, NULL) && valid)
        accepted++;
    }

  g_assert_cmpuint (accepted, ==, 0);
}

static void
test_malformed (void)
{
  static const char *const table[] = {
    "",
    "\n",
    TEXT,
    TEXT "\n",
    TEXT LINE,
    TEXT "\n" DASH NAME " " VALUE,
    TEXT "\n" DASH NAME "\n",
    TEXT "\n- " NAME " " VALUE "\n",
    TEXT "\n" DASH NAME "  " VALUE "\n",
    TEXT "\n" DASH NAME " " VALUE " \n",
    TEXT "\n" DASH NAME " x08go\n",
    TEXT "\n" DASH "Peter+Neumann " VALUE "\n",
    TEXT "\n" LINE "stranger\n",
    "\t" NOTE,
    "\xff" NOTE,
  };
  g_autoptr (GBytes) public_raw = get_public ();
  g_autoptr (GBytes) short_raw = g_bytes_new_from_bytes (public_raw, 0, 31);
  gboolean valid = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      valid = TRUE;
      g_assert_false (avow_note_verify (table[i], NAME, public_raw, NULL, &valid, &error));
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
      g_assert_false (valid);
    }

  g_assert_false (avow_note_verify (NOTE, NAME, short_raw, NULL, &valid, NULL));
}

/* Each line but the last is of a stranger's key. */
static char *
make_long_note (guint lines)
{
  GString *note = g_string_new (TEXT "\n");

  for (guint i = 1; i < lines; i++)
    g_string_append (note, DASH "Stranger " VALUE "\n");
  g_string_append (note, LINE);
  return g_string_free (note, FALSE);
}

static void
test_limit (void)
{
  g_autoptr (GBytes) public_raw = get_public ();
  g_autofree char *most = make_long_note (100);
  g_autofree char *over = make_long_note (101);
  g_autoptr (GError) error = NULL;
  gboolean valid;

  g_assert_true (is_valid (most, NAME, public_raw));
  g_assert_false (avow_note_verify (over, NAME, public_raw, NULL, &valid, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
}

static void
test_unfit_to_sign (void)
{
  g_autoptr (AvowKey) key = avow_key_new (AVOW_KEY_ED25519, NULL);

  g_assert_null (avow_note_sign ("no end", "name", key, NULL));
  g_assert_null (avow_note_sign ("a\tb\n", "name", key, NULL));
  g_assert_null (avow_note_sign ("a\n", "two words", key, NULL));
  g_assert_null (avow_note_sign ("a\n", "a+b", key, NULL));
  g_assert_null (avow_note_sign ("a\n", "", key, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/note{published-vector-verifies}", test_published_verifies);
  g_test_add_func ("/avow/sign/note{published-vector-signs}", test_published_signs);
  g_test_add_func ("/avow/sign/note{wrong-key-or-name}", test_wrong);
  g_test_add_func ("/avow/sign/note{each-letter-counts}", test_each_letter);
  g_test_add_func ("/avow/sign/note{malformed}", test_malformed);
  g_test_add_func ("/avow/sign/note{signature-limit}", test_limit);
  g_test_add_func ("/avow/sign/note{unfit-to-sign}", test_unfit_to_sign);

  return g_test_run ();
}
