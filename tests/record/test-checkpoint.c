/* test-checkpoint.c: a ledger's head, signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "record/avow-checkpoint.h"
#include "record/avow-record-error.h"

#include <string.h>

static AvowKey *
make_seal (AvowDigest *out_ledger, GBytes **out_public)
{
  AvowKey *key = avow_key_new (AVOW_KEY_ED25519, NULL);

  *out_public = avow_key_get_public_raw (key);
  avow_digest_compute (g_bytes_get_data (*out_public, NULL), g_bytes_get_size (*out_public), out_ledger);
  return key;
}

static AvowCheckpoint
make_checkpoint (const AvowDigest *ledger)
{
  AvowCheckpoint checkpoint = { .ledger = *ledger, .size = 20852163 };

  for (guint i = 0; i < AVOW_DIGEST_LENGTH; i++)
    checkpoint.root.bytes[i] = i;
  return checkpoint;
}

static gboolean
is_valid (const char *note, GBytes *public_raw)
{
  g_autoptr (GError) error = NULL;
  AvowCheckpoint checkpoint;
  gboolean valid = TRUE;

  g_assert_true (avow_checkpoint_verify (note, public_raw, &checkpoint, &valid, &error));
  g_assert_no_error (error);
  return valid;
}

static void
assert_malformed (const char *note, GBytes *public_raw)
{
  g_autoptr (GError) error = NULL;
  AvowCheckpoint checkpoint;
  gboolean valid = TRUE;

  g_test_message ("%s", note);
  g_assert_false (avow_checkpoint_verify (note, public_raw, &checkpoint, &valid, &error));
  g_assert_nonnull (error);
  g_assert_false (valid);
}

static char *
replace (const char *text, const char *old, const char *with)
{
  g_autoptr (GString) string = g_string_new (text);

  g_assert_cmpuint (g_string_replace (string, old, with, 1), ==, 1);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static void
test_round_trip (void)
{
  AvowDigest ledger;
  g_autoptr (GBytes) public_raw = NULL;
  g_autoptr (AvowKey) key = make_seal (&ledger, &public_raw);
  AvowCheckpoint checkpoint = make_checkpoint (&ledger);
  AvowCheckpoint read;
  gboolean valid = FALSE;
  g_autoptr (GError) error = NULL;
  g_autofree char *hex = avow_digest_to_hex (&ledger);
  g_autofree char *text = NULL;
  g_autofree char *note = avow_checkpoint_sign (&checkpoint, key, &error);

  g_assert_no_error (error);

  /* C2SP tlog-checkpoint: origin, size, root */
  text = g_strdup_printf ("avow/%s\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n\xe2\x80\x94 avow/%s ", hex, hex);
  g_assert_true (g_str_has_prefix (note, text));

  g_assert_true (avow_checkpoint_verify (note, public_raw, &read, &valid, &error));
  g_assert_no_error (error);
  g_assert_true (valid);
  g_assert_cmpmem (&read.ledger, sizeof ledger, &ledger, sizeof ledger);
  g_assert_cmpmem (&read.root, sizeof read.root, &checkpoint.root, sizeof read.root);
  g_assert_cmpuint (read.size, ==, checkpoint.size);
}

static void
test_sizes (void)
{
  static const guint64 sizes[] = { 0, 1, G_MAXUINT64 };
  AvowDigest ledger;
  g_autoptr (GBytes) public_raw = NULL;
  g_autoptr (AvowKey) key = make_seal (&ledger, &public_raw);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      AvowCheckpoint checkpoint = make_checkpoint (&ledger);
      AvowCheckpoint read;
      gboolean valid;
      g_autofree char *note = NULL;

      checkpoint.size = sizes[i];
      note = avow_checkpoint_sign (&checkpoint, key, NULL);
      g_assert_true (avow_checkpoint_verify (note, public_raw, &read, &valid, NULL));
      g_assert_true (valid);
      g_assert_cmpuint (read.size, ==, sizes[i]);
    }
}

static void
test_altered (void)
{
  AvowDigest ledger;
  g_autoptr (GBytes) public_raw = NULL;
  g_autoptr (AvowKey) key = make_seal (&ledger, &public_raw);
  AvowCheckpoint checkpoint = make_checkpoint (&ledger);
  g_autofree char *note = avow_checkpoint_sign (&checkpoint, key, NULL);
  g_autofree char *other_size = replace (note, "\n20852163\n", "\n20852162\n");
  g_autofree char *other_root = replace (note, "AAECAwQF", "AAECAwQG");

  g_assert_true (is_valid (note, public_raw));
  g_assert_false (is_valid (other_size, public_raw));
  g_assert_false (is_valid (other_root, public_raw));
}

static void
test_other_seal (void)
{
  AvowDigest ledger, other_ledger;
  g_autoptr (GBytes) public_raw = NULL;
  g_autoptr (GBytes) other_public = NULL;
  g_autoptr (AvowKey) key = make_seal (&ledger, &public_raw);
  g_autoptr (AvowKey) other_key = make_seal (&other_ledger, &other_public);
  AvowCheckpoint checkpoint = make_checkpoint (&ledger);
  g_autofree char *note = avow_checkpoint_sign (&checkpoint, key, NULL);
  g_autofree char *hex = avow_digest_to_hex (&ledger);
  g_autofree char *origin = g_strconcat ("avow/", hex, NULL);
  g_autofree char *text = g_strndup (note, strstr (note, "\n\n") + 1 - note);
  g_autofree char *forged = avow_note_sign (text, origin, other_key, NULL);
  g_autoptr (GError) error = NULL;

  /* another's key does not open it, nor does a note signed under this ledger's name by another seal count for that seal */
  g_assert_false (is_valid (note, other_public));
  g_assert_false (is_valid (forged, public_raw));
  g_assert_false (is_valid (forged, other_public));

  /* and none is made */
  g_assert_null (avow_checkpoint_sign (&checkpoint, other_key, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
}

/* Notes that the seal did sign, but that are no checkpoint. */
static void
test_malformed_text (void)
{
  AvowDigest ledger;
  g_autoptr (GBytes) public_raw = NULL;
  g_autoptr (AvowKey) key = make_seal (&ledger, &public_raw);
  g_autofree char *hex = avow_digest_to_hex (&ledger);
  g_autofree char *origin = g_strconcat ("avow/", hex, NULL);
  static const char *const texts[] = {
    "%s\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nmore\n",
    "%s\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\nmore\n",
    "%s\n1\n",
    "%s\n01\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    "%s\n+1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    "%s\n-1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    "%s\n 1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    "%s\n18446744073709551616\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    "%s\n\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    "%s\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n",
    "%s\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n",
    "%s\n1\nAAEC\n",
    "other/%s\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    "%s0\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = replace (texts[i], "%s", origin);
      g_autofree char *note = avow_note_sign (text, origin, key, NULL);

      assert_malformed (note, public_raw);
    }
  assert_malformed ("", public_raw);
  assert_malformed ("\n\n", public_raw);
}

static void
test_unsigned (void)
{
  AvowDigest ledger;
  g_autoptr (GBytes) public_raw = NULL;
  g_autoptr (AvowKey) key = make_seal (&ledger, &public_raw);
  AvowCheckpoint checkpoint = make_checkpoint (&ledger);
  g_autofree char *note = avow_checkpoint_sign (&checkpoint, key, NULL);
  g_autofree char *bare = g_strndup (note, strstr (note, "\n\n") + 2 - note);

  assert_malformed (bare, public_raw);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/checkpoint{round-trip}", test_round_trip);
  g_test_add_func ("/avow/record/checkpoint{sizes}", test_sizes);
  g_test_add_func ("/avow/record/checkpoint{altered}", test_altered);
  g_test_add_func ("/avow/record/checkpoint{other-seal}", test_other_seal);
  g_test_add_func ("/avow/record/checkpoint{malformed}", test_malformed_text);
  g_test_add_func ("/avow/record/checkpoint{unsigned}", test_unsigned);

  return g_test_run ();
}
