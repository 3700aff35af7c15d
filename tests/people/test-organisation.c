/* test-organisation.c: how an organisation begins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "people/avow-key-file.h"
#include "record/avow-verify.h"

#include <glib/gstdio.h>

static void
assert_sound (AvowStore *store, gint64 records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->records, ==, records);
}

static void
test_create (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Example & Sons “North” Ltd");
  static const char *const kinds[] = { "organisation", "installation", "person", "enrolment", "grant", "officer" };
  g_autoptr (AvowOrganisation) organisation = NULL;
  g_autoptr (AvowStore) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (fixture->store, i + 1, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (avow_record_get_kind (record)->name, ==, kinds[i]);
      g_assert_cmpstr (avow_record_get_actor (record), ==, fixture->officer);
      g_assert_cmpint (avow_record_is_signed (record), ==, avow_record_get_kind (record)->signed_act);
    }
  assert_sound (fixture->store, G_N_ELEMENTS (kinds));

  organisation = avow_organisation_get (fixture->store, &error);
  g_assert_cmpstr (organisation->name, ==, "Example & Sons “North” Ltd");
  g_assert_false (organisation->sample);
  g_assert_cmpstr (avow_certificate_get_organisation (organisation->root), ==, organisation->name);
  g_assert_false (avow_store_is_sample (fixture->store));

  again = avow_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_null (avow_store_get_obstacle (again));
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, mode);
}

static void
test_files (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  const char *person = fixture->officer;
  g_autofree char *told = fixture_tell_files (fixture->folder);
  g_autofree char *expected = g_strdup_printf ("avow.db\nkeys\nkeys/backup-%s.pem\nkeys/backup-recovery.pem\nkeys/%s.pem\n"
                                               "keys/root-%s.pem\nkeys/root-recovery.pem\nkeys/seal.pem",
                                               person, person, person);
  g_auto (GStrv) names = g_strsplit (told, "\n", -1);

  g_assert_cmpstr (told, ==, expected);
  assert_mode (fixture->folder, 0700);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      assert_mode (path, g_file_test (path, G_FILE_TEST_IS_DIR) ? 0700 : 0600);
    }
}

static void
test_recovery (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  static const char *const names[] = { "root-recovery", "backup-recovery" };
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (fixture->store, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = avow_store_get_key_path (fixture->store, names[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowKey) wrong = avow_key_load (path, FIXTURE_PASSPHRASE, &error);
      g_autoptr (AvowKey) key = NULL;

      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_PASSPHRASE);
      g_clear_error (&error);
      key = avow_key_load (path, fixture->recovery_code, &error);
      g_assert_no_error (error);
      if (i == 0)
        {
          /* and it is the root's: what it issues leads to the root */
          g_autoptr (AvowIssuer) issuer = avow_issuer_new (organisation->root, key, "A-1", &error);
          AvowPerson person = { .id = (char *) "p-1", .staff_number = (char *) "A-1", .name = (char *) "Ada" };
          g_autoptr (AvowIdentity) identity = avow_issuer_enrol (issuer, organisation->root, &person, &error);

          g_assert_no_error (error);
          g_assert_nonnull (identity);
        }
    }
}

/* A key that is not the root's certifies nobody. */
static void
test_other_root (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (fixture->store, NULL);
  g_autoptr (AvowKey) other = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowCertificate) other_root = avow_certificate_new_root (other, "Sample", "Root", &error);
  g_autoptr (AvowIssuer) issuer = avow_issuer_new (other_root, other, "A-1", &error);
  AvowPerson person = { .id = (char *) "p-1", .staff_number = (char *) "A-1", .name = (char *) "Ada" };
  g_autoptr (AvowIdentity) control = avow_issuer_enrol (issuer, other_root, &person, &error);
  g_autoptr (AvowIdentity) identity = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (control);
  identity = avow_issuer_enrol (issuer, organisation->root, &person, &error);
  g_assert_null (identity);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION);
  g_clear_error (&error);

  /* nor does an issuer certify another staff number */
  person.staff_number = (char *) "A-2";
  identity = avow_issuer_enrol (issuer, other_root, &person, &error);
  g_assert_null (identity);
  g_assert_nonnull (error);
}

/* Nothing is left of a beginning that failed. */
static void
test_refused (void)
{
  static const struct
  {
    const char *name, *staff_number, *passphrase;
    gboolean sample;
  } cases[] = {
    { "", "A-1", FIXTURE_PASSPHRASE, FALSE },
    { "12345678901234567890123456789012345678901234567890123456789012345", "A-1", FIXTURE_PASSPHRASE, FALSE },
    { "Sample", "A-1", FIXTURE_PASSPHRASE, FALSE },
    { "sample", "A-1", FIXTURE_PASSPHRASE, FALSE },
    { "Example Ltd", "A-1", FIXTURE_PASSPHRASE, TRUE },
    { "Example Ltd", "A 1", FIXTURE_PASSPHRASE, FALSE },
    { "Example Ltd", "A-1", "short", FALSE },
    { "Example Ltd", "A-1", "Ada Okafor", FALSE },
  };
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *folder = fixture_path (fixture, "new");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AvowPerson officer = { .staff_number = (char *) cases[i].staff_number, .name = (char *) "Ada Okafor",
                             .team = (char *) "Compliance", .joined = (char *) "2026-01-05" };
      g_autofree char *code = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (avow_organisation_create (folder, cases[i].name, &officer, cases[i].passphrase, cases[i].sample, &code, &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
      g_assert_null (code);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }
}

/* Somebody else's files are left alone. */
static void
test_folder_in_use (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  AvowPerson officer = { .staff_number = (char *) "A-1", .name = (char *) "Ada Okafor", .team = (char *) "Compliance",
                         .joined = (char *) "2026-01-05" };
  g_autofree char *folder = fixture_path (fixture, "used");
  g_autofree char *file = g_build_filename (folder, "letter.txt", NULL);
  g_autofree char *before = fixture_tell_files (fixture->folder);
  g_autofree char *after = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "Dear Sir", -1, NULL));
  g_assert_null (avow_organisation_create (folder, "Sample", &officer, FIXTURE_PASSPHRASE, TRUE, &code, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));

  g_assert_null (avow_organisation_create (fixture->folder, "Sample", &officer, FIXTURE_PASSPHRASE, TRUE, &code, &error));
  g_assert_nonnull (error);
  after = fixture_tell_files (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

/* A folder that vanishes under it, and one that can't be made. */
static void
test_unwritable (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  AvowPerson officer = { .staff_number = (char *) "A-1", .name = (char *) "Ada Okafor", .team = (char *) "Compliance",
                         .joined = (char *) "2026-01-05" };
  g_autofree char *file = fixture_path (fixture, "file");
  g_autofree char *folder = g_build_filename (file, "store", NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  g_assert_null (avow_organisation_create (folder, "Sample", &officer, FIXTURE_PASSPHRASE, TRUE, &code, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/organisation{create}", test_create);
  g_test_add_func ("/avow/people/organisation{files}", test_files);
  g_test_add_func ("/avow/people/organisation{recovery-code}", test_recovery);
  g_test_add_func ("/avow/people/organisation{other-root}", test_other_root);
  g_test_add_func ("/avow/people/organisation{refused}", test_refused);
  g_test_add_func ("/avow/people/organisation{folder-in-use}", test_folder_in_use);
  g_test_add_func ("/avow/people/organisation{unwritable}", test_unwritable);
  return g_test_run ();
}
