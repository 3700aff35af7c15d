/* test-secrets.c: what is left of passphrases and keys in memory, once they were used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"
#include "memory-search.h"

#include "people/avow-enrolment.h"
#include "people/avow-invitation-private.h"
#include "people/avow-organisation.h"
#include "record/avow-record-withdrawal.h"
#include "sign/avow-code.h"
#include "sign/avow-key-private.h"
#include "sign/avow-secret.h"

#include <openssl/bn.h>
#include <string.h>
#include <unistd.h>

#define LETTERS 24

/* A passphrase that nobody has written down: its needles are masked, and its clear text is made in locked memory. */
typedef struct
{
  MemoryNeedle needles[3]; /* UTF-8, UTF-16, UCS-4 */
  AvowSecret *clear;
} Passphrase;

static GString *logged; /* all that is logged */

static Passphrase *
invent (void)
{
  Passphrase *self = g_new0 (Passphrase, 1);
  guint8 random[LETTERS];
  char text[LETTERS + 1] = { 0 };

  avow_random_bytes (random, sizeof random);
  for (guint i = 0; i < LETTERS; i++)
    text[i] = i % 6 == 5 ? '-' : (char) ('a' + random[i] % 26);
  memory_needle_init (&self->needles[0], text, LETTERS);
  memory_needle_widen (&self->needles[0], 2, &self->needles[1]);
  memory_needle_widen (&self->needles[0], 4, &self->needles[2]);
  self->clear = avow_secret_dup (text);
  explicit_bzero (text, sizeof text);
  return self;
}

static void
forget (Passphrase *self)
{
  g_clear_pointer (&self->clear, avow_secret_free);
}

/* OpenSSL 3.0's decoder frees a copy of the key that it reads as it is; whether a later one does is told, not asked for. */
#define LEFT_BY_OPENSSL G_MAXUINT

static void
count (const char *when, const MemoryNeedle *needles, guint n_needles, guint expected_locked, guint expected_other)
{
  g_auto (MemoryHits) hits = { 0 };

  g_assert_true (memory_search (getpid (), needles, n_needles, &hits));
  g_test_message ("%s: %u in locked memory, %u elsewhere", when, hits.locked, hits.swapped);
  g_assert_cmpuint (hits.locked, ==, expected_locked);
  if (expected_other != LEFT_BY_OPENSSL)
    g_assert_cmpuint (hits.swapped, ==, expected_other);
}

/* What a string that is only freed leaves behind; its first bytes are the allocator's. */
static void
leave_behind (const Passphrase *passphrase)
{
  for (guint i = 0; i < 8; i++)
    g_free (g_strdup_printf ("%0512u%s", i, passphrase->clear));
}

static void
test_control (void)
{
  Passphrase *passphrase = invent ();
  g_auto (MemoryHits) hits = { 0 };

  count ("held", passphrase->needles, 3, 1, 0);
  leave_behind (passphrase);
  g_assert_true (memory_search (getpid (), passphrase->needles, 3, &hits));
  g_test_message ("control, copies that were freed as they were: %u are still there", hits.swapped);
  g_assert_cmpuint (hits.swapped, >, 0);
  forget (passphrase);
  g_free (passphrase);
}

/* --- a passphrase, from its being chosen to the last signature */

static void
sign_something (Fixture *fixture, Passphrase *passphrase)
{
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (GError) error = NULL;
  AvowRecordWithdrawal body = { .reason = (char *) "lost" };

  identity = avow_identity_unlock (fixture->store, fixture->officer, passphrase->clear, &error);
  g_assert_no_error (error);
  avow_certificate_get_fingerprint (identity->certificate, &body.certificate);
  record = avow_record_new (&avow_record_kind_withdrawal, fixture->officer, fixture->officer, &body);
  signed_record = avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error);
  g_assert_no_error (error);
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    g_string_append_len (logged, fields[i].value, fields[i].length < 0 ? (gssize) strlen (fields[i].value) : fields[i].length);
  return G_LOG_WRITER_HANDLED;
}

static Fixture *
found_with (Passphrase *passphrase)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  AvowPerson officer = { .staff_number = (char *) "A-1", .name = (char *) "Ada Okafor", .team = (char *) "Compliance",
                         .joined = (char *) "2026-01-05" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  fixture_set_time ("2026-11-24T12:00:00.000Z");
  fixture->root = g_dir_make_tmp ("avow-secrets-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "store", NULL);
  fixture->store = avow_organisation_create (fixture->folder, "Harbour Books", &officer, passphrase->clear, FALSE,
                                             &fixture->recovery_code, &error);
  g_assert_no_error (error);
  people = avow_roster_list (fixture->store, NULL, &error);
  fixture->officer = g_strdup (((AvowPerson *) g_ptr_array_index (people, 0))->id);
  return fixture;
}

static void
test_passphrase (void)
{
  Passphrase *passphrase = invent ();
  g_autoptr (Fixture) fixture = found_with (passphrase);
  g_autoptr (GError) error = NULL;

  count ("chosen, and still held", passphrase->needles, 3, 1, 0);
  sign_something (fixture, passphrase);
  count ("signed, and still held", passphrase->needles, 3, 1, 0);
  g_assert_null (avow_identity_unlock (fixture->store, "p-nobody", passphrase->clear, &error));
  forget (passphrase);
  count ("forgotten", passphrase->needles, 3, 0, 0);
  g_free (passphrase);
}

/* --- the invitation's own key */

/* Both ways round: as it is written, and as OpenSSL's numbers lie in memory. */
static void
take_private (AvowKey *key, MemoryNeedle *out_needles)
{
  BIGNUM *number = NULL;
  guint8 bytes[32], turned[32];

  g_assert_cmpint (EVP_PKEY_get_bn_param (avow_key_get_pkey (key), "priv", &number), ==, 1);
  BN_bn2binpad (number, bytes, sizeof bytes);
  BN_clear_free (number);
  for (guint i = 0; i < sizeof bytes; i++)
    turned[i] = bytes[sizeof bytes - 1 - i];
  memory_needle_init (&out_needles[0], bytes, sizeof bytes);
  memory_needle_init (&out_needles[1], turned, sizeof turned);
  explicit_bzero (bytes, sizeof bytes);
  explicit_bzero (turned, sizeof turned);
}

/* Whether a file below @folder holds @part. */
static gboolean
is_in_files (const char *folder, const char *part, gsize length)
{
  g_autofree char *names = fixture_tell_files (folder);
  g_auto (GStrv) files = g_strsplit (names, "\n", -1);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      g_autofree char *text = NULL;
      gsize size;

      if (g_file_get_contents (path, &text, &size, NULL) && memmem (text, size, part, length) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_invitation_key (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autofree char *path = fixture_path (fixture, "kim.avow-invitation");
  g_autofree char *station = fixture_path (fixture, "station");
  g_autofree char *code = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *pem = NULL;
  g_autofree char *body = NULL;
  g_autofree char *person = NULL;
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (GError) error = NULL;
  Passphrase *passphrase = invent ();
  MemoryNeedle needles[2];
  AvowKey *key;

  g_assert_true (avow_invitation_write (fixture->store, fixture->officer, FIXTURE_PASSPHRASE, kim, path, &code, &error));
  invitation = avow_invitation_open (path, &error);
  g_assert_no_error (error);
  pem = avow_invitation_read_text (invitation, "invitation.key", &error);
  clean = avow_code_normalise (code);
  key = avow_key_decrypt (pem, clean, &error);
  g_assert_no_error (error);
  take_private (key, needles);
  count ("the invitation's key, held", needles, 2, 1, LEFT_BY_OPENSSL);
  avow_key_unref (key);

  store = avow_invitation_accept (invitation, station, code, passphrase->clear, &person, &error);
  g_assert_no_error (error);
  count ("the invitation's key, used", needles, 2, 0, LEFT_BY_OPENSSL);
  count ("the passphrase chosen with it, still held", passphrase->needles, 3, 1, 0);
  forget (passphrase);
  count ("the passphrase, forgotten", passphrase->needles, 3, 0, 0);

  /* on disk it lies in the invitation alone, under its code */
  body = g_strndup (strchr (pem, '\n') + 1, 64);
  g_assert_false (is_in_files (station, body, 64));
  g_assert_false (is_in_files (station, clean, strlen (clean)));
  g_assert_true (is_in_files (station, "-----BEGIN ENCRYPTED PRIVATE KEY-----", 37)); /* the person's own */
  g_free (passphrase);
}

/* --- a person's key */

static void
test_person_key (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autoptr (GError) error = NULL;
  MemoryNeedle needles[2];
  AvowIdentity *identity = avow_identity_unlock (fixture->store, fixture->officer, FIXTURE_PASSPHRASE, &error);

  g_assert_no_error (error);
  take_private (identity->key, needles);
  count ("a person's key, held", needles, 2, 1, LEFT_BY_OPENSSL);
  avow_identity_free (identity);
  count ("a person's key, used", needles, 2, 0, LEFT_BY_OPENSSL);
}

static void
test_log (void)
{
  g_autofree char *environment = NULL;
  Passphrase *passphrase = invent ();
  g_autoptr (Fixture) fixture = found_with (passphrase);
  gsize length;

  g_string_truncate (logged, 0);
  g_debug ("%s", "a line of the control");
  sign_something (fixture, passphrase);
  g_assert_nonnull (strstr (logged->str, "a line of the control"));
  g_assert_null (strstr (logged->str, passphrase->clear));
  g_assert_true (g_file_get_contents ("/proc/self/environ", &environment, &length, NULL));
  g_assert_null (memmem (environment, length, passphrase->clear, LETTERS));
  forget (passphrase);
  g_free (passphrase);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  logged = g_string_new (NULL);
  avow_people_register ();
  g_test_add_func ("/avow/attack/secrets{control}", test_control);
  g_test_add_func ("/avow/attack/secrets{passphrase}", test_passphrase);
  g_test_add_func ("/avow/attack/secrets{invitation-key}", test_invitation_key);
  g_test_add_func ("/avow/attack/secrets{person-key}", test_person_key);
  g_log_set_writer_func (write_log, NULL, NULL);
  g_test_add_func ("/avow/attack/secrets{log-and-environment}", test_log);
  status = g_test_run ();
  g_string_free (logged, TRUE);
  return status;
}
