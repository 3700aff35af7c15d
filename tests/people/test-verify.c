/* test-verify.c: what verification asks of this room's records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "record/avow-record-declaration.h"
#include "record/avow-record-edition.h"
#include "record/avow-record-grant.h"
#include "record/avow-record-withdrawal.h"
#include "record/avow-verify.h"

/* Appends what no function of the room would, as an attacker with the store's file could. */
static void
append (Fixture *fixture, AvowRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record);
  avow_store_append (fixture->store, records, &error);
  g_assert_no_error (error);
}

static void
append_signed (Fixture *fixture, AvowIdentity *identity, const AvowRecordKind *kind, const char *subject, const char *actor,
               gconstpointer body)
{
  g_autoptr (AvowRecord) record = avow_record_new (kind, subject, actor, body);
  g_autoptr (GError) error = NULL;
  AvowRecord *signed_record = avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error);

  g_assert_no_error (error);
  append (fixture, signed_record);
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (fixture->store, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (avow_verdict_is_sound (verdict));
}

/* The last record, and no other, is found at fault, for this. */
static void
assert_fault (Fixture *fixture, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (fixture->store, NULL, NULL, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (verdict->findings->len, >, 0);
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const AvowFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_test_message ("%" G_GINT64_FORMAT ": %s", finding->position, finding->message);
      g_assert_cmpint (finding->position, ==, avow_store_get_position (fixture->store));
      found |= strstr (finding->message, word) != NULL;
    }
  g_assert_true (found);
}

static void
test_other_signer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autofree char *zoe = fixture_add_person (fixture, "b-8", "Zoë Lima", "Sales", "2026-02-01");
  g_autofree char *rule = NULL;
  g_autoptr (AvowIdentity) kims = fixture_enrol (fixture, kim);
  g_autoptr (AvowIdentity) zoes = fixture_enrol (fixture, zoe);
  g_autoptr (GPtrArray) duties = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", NULL);
  fixture_answer_nth (fixture, kims, 0, "signed");
  assert_sound (fixture);

  /* Kim signs in the name of Zoë, with a key that is Kim's: as the actor Zoë */
  g_free (kims->person);
  kims->person = g_strdup (zoe);
  fixture_answer_nth (fixture, kims, 0, "signed");
  assert_fault (fixture, "had not been given");
}

/* A key of the organisation's, made well, that was never recorded. */
static void
test_unrecorded_key (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (fixture->store, NULL);
  g_autoptr (AvowKey) root_key = avow_enrolment_open_root (fixture->store, fixture->officer, FIXTURE_PASSPHRASE, NULL);
  g_autoptr (AvowPerson) entry = avow_roster_get (fixture->store, kim, NULL);
  g_autoptr (AvowIssuer) issuer = avow_issuer_new (organisation->root, root_key, "b-7", NULL);
  g_autoptr (AvowIdentity) identity = avow_issuer_enrol (issuer, organisation->root, entry, NULL);
  g_autofree char *rule = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", NULL);
  fixture_answer_nth (fixture, identity, 0, "signed");
  assert_fault (fixture, "had not been given");
}

static void
test_after_withdrawal (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) kims = fixture_enrol (fixture, kim);
  g_autofree char *rule = NULL;
  AvowRecordWithdrawal body = { .reason = (char *) "stolen" };

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  fixture_adopt (fixture, "beta", "1", TRUE, "Beta.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", "beta", NULL);
  fixture_answer_nth (fixture, kims, 0, "signed");
  avow_certificate_get_fingerprint (kims->certificate, &body.certificate);
  append_signed (fixture, officer, &avow_record_kind_withdrawal, kim, fixture->officer, &body);
  assert_sound (fixture);

  fixture_answer_nth (fixture, kims, 1, "signed");
  assert_fault (fixture, "withdrawn");
}

/* Whoever is no officer grants nothing, not even to themselves, and sets no rules. */
static void
test_not_an_officer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) kims = fixture_enrol (fixture, kim);
  AvowRecordGrant grant = { (char *) "officer", NULL, TRUE };

  assert_sound (fixture);
  append_signed (fixture, kims, &avow_record_kind_grant, kim, kim, &grant);
  assert_fault (fixture, "not a compliance officer");
}

static void
test_no_longer_an_officer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) kims = fixture_enrol (fixture, kim);
  AvowRecordGrant auditor = { (char *) "auditor", NULL, TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_grant_role (fixture->store, officer, kim, AVOW_ROLE_OFFICER, NULL, TRUE, &error));
  append_signed (fixture, officer, &avow_record_kind_grant, kim, fixture->officer, &auditor);
  g_assert_true (avow_grant_role (fixture->store, kims, fixture->officer, AVOW_ROLE_OFFICER, NULL, FALSE, &error));
  assert_sound (fixture);
  append_signed (fixture, officer, &avow_record_kind_grant, kim, fixture->officer, &auditor);
  assert_fault (fixture, "not a compliance officer");
}

static void
test_unsigned_template (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Example Ltd");
  g_autoptr (AvowEdition) template = fixture_make_document ("alpha", "1", TRUE, TRUE, "Alpha.");
  g_autoptr (GPtrArray) variables = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AvowRecordEdition body = {
    .item_kind = (char *) "declaration",
    .edition = (char *) "1",
    .title = (char *) "Title of alpha",
    .language = (char *) "en",
    .material = TRUE,
    .variables = variables,
  };

  g_assert_true (avow_store_add_edition (fixture->store, template, &error));
  g_assert_true (avow_digest_parse (avow_edition_get_digest (template), &body.digest));
  append (fixture, avow_record_new (&avow_record_kind_edition, "alpha", fixture->officer, &body));
  assert_fault (fixture, "template");
}

/* A course recorded as a declaration, which is no template: then what is asked of people can't be shown to them. */
static void
test_other_kind (void)
{
  static const char course[] = "<course xmlns='urn:avow:course:1' format='1' id='alpha' edition='1' xml:lang='en' title='Title of alpha'\n"
                               " owner='Privacy Team' reviewed='2026-01-12' material='yes'><summary><p>One page.</p></summary>\n"
                               "<module id='only' title='Only'><page id='one' title='One'><p>One.</p></page></module></course>\n";
  g_autoptr (Fixture) fixture = fixture_new ("Example Ltd");
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (AvowEdition) edition = NULL;
  g_autoptr (GPtrArray) variables = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AvowRecordEdition body = {
    .item_kind = (char *) "course",
    .edition = (char *) "1",
    .title = (char *) "Title of alpha",
    .language = (char *) "en",
    .material = TRUE,
    .variables = variables,
  };

  g_hash_table_insert (files, (char *) AVOW_EDITION_MAIN, g_bytes_new_static (course, strlen (course)));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  g_assert_true (avow_store_add_edition (fixture->store, edition, &error));
  g_assert_true (avow_digest_parse (avow_edition_get_digest (edition), &body.digest));
  append (fixture, avow_record_new (&avow_record_kind_edition, "alpha", fixture->officer, &body));
  assert_sound (fixture);

  body.item_kind = (char *) "declaration";
  append (fixture, avow_record_new (&avow_record_kind_edition, "alpha", fixture->officer, &body));
  assert_fault (fixture, "of another kind");
}

/* A key for one person recorded as another's. */
static void
test_other_staff_number (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autofree char *zoe = fixture_add_person (fixture, "b-8", "Zoë Lima", "Sales", "2026-02-01");
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (fixture->store, NULL);
  g_autoptr (AvowKey) root_key = avow_enrolment_open_root (fixture->store, fixture->officer, FIXTURE_PASSPHRASE, NULL);
  g_autoptr (AvowPerson) entry = avow_roster_get (fixture->store, kim, NULL);
  g_autoptr (AvowIssuer) issuer = avow_issuer_new (organisation->root, root_key, "b-7", NULL);
  g_autoptr (AvowIdentity) identity = avow_issuer_enrol (issuer, organisation->root, entry, NULL);

  g_free (identity->person);
  identity->person = g_strdup (zoe);
  append (fixture, avow_enrolment_to_record (identity, zoe));
  assert_fault (fixture, "another staff number");
}

/* A key of a sample's in a real organisation's store. */
static void
test_key_of_a_sample (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Example Ltd");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowKey) root_key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (AvowCertificate) root = avow_certificate_new_root (root_key, "Sample", "Root", NULL);
  g_autoptr (AvowPerson) entry = avow_roster_get (fixture->store, kim, NULL);
  g_autoptr (AvowIssuer) issuer = avow_issuer_new (root, root_key, "b-7", NULL);
  g_autoptr (AvowIdentity) identity = avow_issuer_enrol (issuer, root, entry, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;

  assert_sound (fixture);
  append (fixture, avow_enrolment_to_record (identity, kim));
  verdict = avow_store_verify (fixture->store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (avow_verdict_is_sound (verdict));
}

/* Nobody outside the roster's keepers adds people to it. */
static void
test_added_by_staff (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  AvowPerson ghost = { .id = (char *) "p-00000000000000000000000000000001", .staff_number = (char *) "b-9",
                       .name = (char *) "A Ghost", .team = (char *) "Sales", .joined = (char *) "2026-02-01" };

  assert_sound (fixture);
  append (fixture, avow_person_to_record (&ghost, kim));
  assert_fault (fixture, "not a compliance officer");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/verify{other-signer}", test_other_signer);
  g_test_add_func ("/avow/people/verify{unrecorded-key}", test_unrecorded_key);
  g_test_add_func ("/avow/people/verify{after-withdrawal}", test_after_withdrawal);
  g_test_add_func ("/avow/people/verify{not-an-officer}", test_not_an_officer);
  g_test_add_func ("/avow/people/verify{no-longer-an-officer}", test_no_longer_an_officer);
  g_test_add_func ("/avow/people/verify{unsigned-template}", test_unsigned_template);
  g_test_add_func ("/avow/people/verify{edition-of-another-kind}", test_other_kind);
  g_test_add_func ("/avow/people/verify{other-staff-number}", test_other_staff_number);
  g_test_add_func ("/avow/people/verify{key-of-a-sample}", test_key_of_a_sample);
  g_test_add_func ("/avow/people/verify{added-by-staff}", test_added_by_staff);
  return g_test_run ();
}
