/* test-verify-signed.c: signatures and certificates, as they stand in a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"
#include "record/avow-clock.h"
#include "record/avow-record-enrolment.h"
#include "record/avow-record-installation.h"
#include "record/avow-record-organisation.h"
#include "record/avow-record-withdrawal.h"
#include "record/avow-verify.h"

#include <string.h>

/* An organisation with one person, who has a key. */
typedef struct
{
  Fixture store;
  AvowKey *root_key;
  AvowCertificate *root;
  AvowCertificate *other_root;
  AvowKey *person_key;
  AvowCertificate *person;
  AvowKey *invitation_key;
  AvowCertificate *invitation;
} Organisation;

static AvowKey *
new_key (void)
{
  g_autoptr (GError) error = NULL;
  AvowKey *key = avow_key_new (AVOW_KEY_P256, &error);

  g_assert_no_error (error);
  return key;
}

static AvowCertificate *
new_root (AvowKey *key)
{
  g_autoptr (GError) error = NULL;
  AvowCertificate *root = avow_certificate_new_root (key, "Sample", "Sample root", &error);

  g_assert_no_error (error);
  return root;
}

static AvowRecord *
organisation_record (AvowCertificate *root)
{
  g_autofree char *base64 = avow_certificate_to_base64 (root);
  AvowRecordOrganisation body = {
    .name = (char *) "Sample", .root_certificate = base64, .backup_certificate = base64,
  };

  return avow_record_new (&avow_record_kind_organisation, "o-1", "avow", &body);
}

static AvowRecord *
enrolment_record (AvowCertificate *person, AvowCertificate *invitation)
{
  g_autofree char *certificate = avow_certificate_to_base64 (person);
  g_autofree char *chain = avow_certificate_to_base64 (invitation);
  AvowRecordEnrolment body = { .certificate = certificate, .chain = chain };

  return avow_record_new (&avow_record_kind_enrolment, "p-1", "p-1", &body);
}

static AvowRecord *
withdrawal_record (Organisation *self)
{
  AvowRecordWithdrawal body = { .reason = (char *) "lost" };
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  AvowRecord *signed_record;

  avow_certificate_get_fingerprint (self->person, &body.certificate);
  record = avow_record_new (&avow_record_kind_withdrawal, "p-1", "p-1", &body);
  g_ptr_array_add (chain, self->invitation);
  signed_record = avow_record_sign (record, self->person_key, self->person, chain, AVOW_COMMITMENT_AGREEMENT, avow_clock_now (), &error);
  g_assert_no_error (error);
  return signed_record;
}

static void
set_up (Organisation *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) other_key = new_key ();

  fixture_set_up (&self->store, NULL);
  self->root_key = new_key ();
  self->root = new_root (self->root_key);
  self->other_root = new_root (other_key);
  self->invitation_key = new_key ();
  self->invitation = avow_certificate_new_invitation (self->invitation_key, self->root, self->root_key, "100", &error);
  g_assert_no_error (error);
  self->person_key = new_key ();
  self->person = avow_certificate_new_person (self->person_key, self->invitation, self->invitation_key, "100", "Ada Smith", &error);
  g_assert_no_error (error);
}

static void
tear_down (Organisation *self, gconstpointer data)
{
  avow_key_unref (self->root_key);
  avow_certificate_unref (self->root);
  avow_certificate_unref (self->other_root);
  avow_key_unref (self->invitation_key);
  avow_certificate_unref (self->invitation);
  avow_key_unref (self->person_key);
  avow_certificate_unref (self->person);
  fixture_tear_down (&self->store, NULL);
}

/* The one record at fault, and a part of what is said about it; %NULL where all is sound. */
static AvowVerdict *
assert_verdict (Organisation *self, gint64 position, const char *message)
{
  g_autoptr (GError) error = NULL;
  AvowVerdict *verdict = avow_store_verify (self->store.store, NULL, NULL, &error);
  const AvowFinding *finding;

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_cmpuint (verdict->findings->len, ==, message != NULL ? 1 : 0);
  if (message == NULL)
    return verdict;
  finding = g_ptr_array_index (verdict->findings, 0);
  g_assert_cmpint (finding->position, ==, position);
  g_assert_nonnull (strstr (finding->message, message));
  return verdict;
}

static void
test_sound (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  fixture_append (self->store.store, organisation_record (self->root));
  fixture_append (self->store.store, enrolment_record (self->person, self->invitation));
  fixture_append (self->store.store, withdrawal_record (self));
  verdict = assert_verdict (self, 0, NULL);
  g_assert_cmpint (verdict->signatures, ==, 1);
}

static void
test_signed_under_another_root (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  fixture_append (self->store.store, organisation_record (self->other_root));
  fixture_append (self->store.store, withdrawal_record (self));
  verdict = assert_verdict (self, 2, "its signature does not stand");
}

static void
test_signed_without_a_root (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  fixture_append (self->store.store, withdrawal_record (self));
  verdict = assert_verdict (self, 1, "no root certificate");
}

static void
test_enrolled_under_another_root (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  fixture_append (self->store.store, organisation_record (self->other_root));
  fixture_append (self->store.store, enrolment_record (self->person, self->invitation));
  verdict = assert_verdict (self, 2, "does not lead to the organisation's root");
}

static void
test_root_certificate_is_none (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  fixture_append (self->store.store, fixture_organisation (FALSE));
  verdict = assert_verdict (self, 1, "its root certificate can't be read");
}

/* The installation says which certificate its seal has: for the key that seals this ledger, or for another. */
static void
test_installation (Organisation *self, gconstpointer data)
{
  gboolean own = GPOINTER_TO_INT (data);
  g_autofree char *path = avow_store_get_key_path (self->store.store, "seal");
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) seal = own ? avow_key_load (path, NULL, &error) : avow_key_new (AVOW_KEY_ED25519, &error);
  g_autoptr (GBytes) raw = avow_key_get_public_raw (seal);
  g_autoptr (AvowCertificate) certificate = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *chain = avow_certificate_to_base64 (self->invitation);
  g_autofree char *subject = NULL;
  AvowRecordInstallation body = { .name = (char *) "desk" };
  AvowDigest ledger;

  avow_digest_compute (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), &ledger);
  certificate = avow_certificate_new_seal (seal, self->invitation, self->invitation_key, "100", &ledger, &error);
  g_assert_no_error (error);
  base64 = avow_certificate_to_base64 (certificate);
  body.seal_certificate = base64;
  body.chain = chain;
  avow_store_get_ledger_id (self->store.store, &ledger);
  subject = avow_digest_to_hex (&ledger);

  fixture_append (self->store.store, organisation_record (self->root));
  fixture_append (self->store.store, avow_record_new (&avow_record_kind_installation, subject, "avow", &body));
  verdict = assert_verdict (self, 2, own ? NULL : "not that of the key that seals this ledger");
}

/* A letter of what was signed, changed by someone who has the seal key and made all else fit: the ledger is whole,
 * the tables agree, and only the signature does not. */
static void
test_changed_and_sealed_again (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = withdrawal_record (self);
  gsize length;
  const char *text = g_bytes_get_data (avow_record_get_payload (record), &length);
  g_autofree char *copy = g_strndup (text, length);
  char *reason = strstr (copy, "lost");
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;

  g_assert_nonnull (reason);
  memcpy (reason, "left", 4);
  changed = g_bytes_new (copy, length);
  fixture_append (self->store.store, organisation_record (self->root));
  fixture_append (self->store.store, avow_record_parse (changed, &error));
  g_assert_no_error (error);
  verdict = assert_verdict (self, 2, "its signature does not stand");
}

#define ADD(name, data, function) g_test_add (name, Organisation, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_register ();
  ADD ("/avow/record/verify/signed{sound}", NULL, test_sound);
  ADD ("/avow/record/verify/signed{another-root}", NULL, test_signed_under_another_root);
  ADD ("/avow/record/verify/signed{no-root}", NULL, test_signed_without_a_root);
  ADD ("/avow/record/verify/signed{changed-and-sealed-again}", NULL, test_changed_and_sealed_again);
  ADD ("/avow/record/verify/enrolled{another-root}", NULL, test_enrolled_under_another_root);
  ADD ("/avow/record/verify/organisation{no-certificate}", NULL, test_root_certificate_is_none);
  ADD ("/avow/record/verify/installation{own-seal}", GINT_TO_POINTER (TRUE), test_installation);
  ADD ("/avow/record/verify/installation{another-seal}", GINT_TO_POINTER (FALSE), test_installation);
  return g_test_run ();
}
