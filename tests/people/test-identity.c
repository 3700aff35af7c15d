/* test-identity.c: a person who has shown their passphrase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "people/avow-key-file.h"
#include "record/avow-record-withdrawal.h"

#include <glib/gstdio.h>

#define WRONG "not the passphrase"

static gboolean
try (Fixture *fixture, const char *person, const char *passphrase, GError **error)
{
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (fixture->store, person, passphrase, error);

  return identity != NULL;
}

static void
test_unlock (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) identity = fixture_unlock (fixture);

  g_assert_cmpstr (identity->person, ==, fixture->officer);
  g_assert_cmpstr (avow_certificate_get_staff_number (identity->certificate), ==, "A-1");
  g_assert_cmpuint (identity->chain->len, ==, 1);
}

/* Who is not there, who has no key here and whose passphrase is wrong are told the same. */
static void
test_one_message (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  const char *people[] = { fixture->officer, kim, "p-nobody" };
  g_autofree char *message = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (try (fixture, people[i], WRONG, &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN);
      if (message == NULL)
        message = g_strdup (error->message);
      g_assert_cmpstr (error->message, ==, message);
    }
}

/* 1 s, 2 s, 4 s... up to a minute, over a restart, and not longer for another person. */
static void
test_growing_wait (void)
{
  static const gint64 waits[] = { 1, 2, 4, 8, 16, 32, 60, 60, 60 }; /* s */
  g_autoptr (Fixture) fixture = fixture_new ("Sample");

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (try (fixture, fixture->officer, WRONG, &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN);
      g_clear_error (&error);

      /* a ms before, even the right one is not tried, whoever opens the store */
      fixture_forward (waits[i] * 1000 - 1);
      g_clear_pointer (&fixture->store, avow_store_unref);
      fixture->store = avow_store_open (fixture->folder, &error);
      g_assert_no_error (error);
      g_assert_false (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_WAIT);
      g_assert_nonnull (strstr (error->message, "Wait 1 second"));
      fixture_forward (1);
    }

  /* then it is, and the count begins anew */
  g_assert_true (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, NULL));
  g_assert_false (try (fixture, fixture->officer, WRONG, NULL));
  fixture_forward (1000);
  g_assert_true (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, NULL));
}

/* The root's key is under the same passphrase: there is no second way to guess at it. */
static void
test_wait_guards_root (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) key = avow_enrolment_open_root (fixture->store, fixture->officer, WRONG, &error);

  g_assert_null (key);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN);
  g_clear_error (&error);
  g_assert_false (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_WAIT);
  fixture_forward (1000);
  g_assert_true (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, NULL));
}

/* Setting the clock back neither helps who guesses nor locks out who knows. */
static void
test_clock_set_back (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");

  for (guint i = 0; i < 5; i++)
    {
      g_assert_false (try (fixture, fixture->officer, WRONG, NULL));
      fixture_forward (60 * 1000);
    }
  g_assert_false (try (fixture, fixture->officer, WRONG, NULL));
  fixture_set_time ("2020-01-01T00:00:00.000Z");
  g_assert_false (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, NULL));
  fixture_forward (31 * 1000);
  g_assert_false (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, NULL));
  fixture_forward (1000);
  g_assert_true (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, NULL));
}

static void
test_withdrawn (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;
  AvowRecordWithdrawal body = { .reason = (char *) "lost" };

  avow_certificate_get_fingerprint (officer->certificate, &body.certificate);
  record = avow_record_new (&avow_record_kind_withdrawal, fixture->officer, fixture->officer, &body);
  g_ptr_array_add (records, avow_identity_sign (officer, record, AVOW_COMMITMENT_AGREEMENT, &error));
  g_assert_no_error (error);
  g_assert_true (avow_store_append (fixture->store, records, &error));

  g_assert_false (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
}

static void
test_list (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) in_memory = fixture_enrol (fixture, kim);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = avow_identity_list (fixture->store, &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (people, 0), ==, fixture->officer);

  /* the few people of a sample who get a key file */
  path = avow_store_get_key_path (fixture->store, kim);
  g_assert_true (avow_key_save (in_memory->key, path, "sample", avow_key_file_get_cost (TRUE), &error));
  g_clear_pointer (&people, g_ptr_array_unref);
  people = avow_identity_list (fixture->store, &error);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (people, 1), ==, kim);
  g_assert_true (try (fixture, kim, "sample", NULL));
}

static void
grant (Fixture *fixture, const char *person, AvowRole role, const char *team)
{
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_grant_role (fixture->store, officer, person, role, team, TRUE, &error));
  g_assert_no_error (error);
}

/* Who acts where nobody signs in; NULL is a refusal. */
static void
assert_choice (Fixture *fixture, AvowAction action, const char *staff_number, const char *expected, gboolean expected_proven)
{
  gboolean proven;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowAccess) access = avow_identity_choose (fixture->store, action, staff_number, &proven, &error);

  g_assert_cmpstr (access != NULL ? access->person : NULL, ==, expected);
  if (expected == NULL)
    g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
  else
    g_assert_cmpint (proven, ==, expected_proven);
}

static void
test_choose (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Harbour Books");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autofree char *lee = fixture_add_person (fixture, "b-8", "Lee Kim", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) identity = fixture_enrol (fixture, kim);
  g_autofree char *path = avow_store_get_key_path (fixture->store, kim);
  g_autoptr (AvowPerson) officer = avow_roster_get (fixture->store, fixture->officer, NULL);
  g_autoptr (AvowAccess) nobody = NULL;
  g_autoptr (GError) error = NULL;

  assert_choice (fixture, AVOW_ACTION_EDIT_ROSTER, NULL, fixture->officer, TRUE);
  assert_choice (fixture, AVOW_ACTION_EDIT_ROSTER, "b-7", NULL, FALSE);

  /* whoever has a key is somebody else at the same account */
  g_assert_true (avow_key_save (identity->key, path, "five small words", avow_key_file_get_cost (FALSE), &error));
  assert_choice (fixture, AVOW_ACTION_EDIT_ROSTER, NULL, fixture->officer, FALSE);
  assert_choice (fixture, AVOW_ACTION_EXPORT, "b-7", NULL, FALSE);
  grant (fixture, kim, AVOW_ROLE_MANAGER, "Sales");
  assert_choice (fixture, AVOW_ACTION_EXPORT, NULL, fixture->officer, FALSE);
  assert_choice (fixture, AVOW_ACTION_EXPORT, "b-7", kim, FALSE);
  assert_choice (fixture, AVOW_ACTION_EXPORT, officer->staff_number, fixture->officer, FALSE);
  assert_choice (fixture, AVOW_ACTION_EXPORT, "b-8", NULL, FALSE);
  nobody = avow_identity_choose (fixture->store, AVOW_ACTION_EXPORT, "b-9", NULL, &error);
  g_assert_null (nobody);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN);

  /* of two who may as much, neither is taken for the other */
  grant (fixture, kim, AVOW_ROLE_AUDITOR, NULL);
  assert_choice (fixture, AVOW_ACTION_EXPORT, NULL, NULL, FALSE);
  assert_choice (fixture, AVOW_ACTION_EDIT_ROSTER, NULL, fixture->officer, FALSE);
}

/* In a sample everybody could be anybody. */
static void
test_choose_in_sample (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) identity = fixture_enrol (fixture, kim);
  g_autofree char *path = avow_store_get_key_path (fixture->store, kim);
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_key_save (identity->key, path, "sample", avow_key_file_get_cost (TRUE), &error));
  assert_choice (fixture, AVOW_ACTION_EDIT_ROSTER, NULL, fixture->officer, TRUE);
  assert_choice (fixture, AVOW_ACTION_EDIT_ROSTER, "b-7", NULL, FALSE);
}

static void
test_key_file_damaged (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *path = avow_store_get_key_path (fixture->store, fixture->officer);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, "not a key", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_false (try (fixture, fixture->officer, FIXTURE_PASSPHRASE, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/identity{unlock}", test_unlock);
  g_test_add_func ("/avow/people/identity{one-message}", test_one_message);
  g_test_add_func ("/avow/people/identity{growing-wait}", test_growing_wait);
  g_test_add_func ("/avow/people/identity{wait-guards-root}", test_wait_guards_root);
  g_test_add_func ("/avow/people/identity{clock-set-back}", test_clock_set_back);
  g_test_add_func ("/avow/people/identity{withdrawn}", test_withdrawn);
  g_test_add_func ("/avow/people/identity{list}", test_list);
  g_test_add_func ("/avow/people/identity{who-acts-where-nobody-signs-in}", test_choose);
  g_test_add_func ("/avow/people/identity{who-acts-in-a-sample}", test_choose_in_sample);
  g_test_add_func ("/avow/people/identity{key-file-damaged}", test_key_file_damaged);
  return g_test_run ();
}
