/* test-store.c: what is kept, and how
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"
#include "record/avow-record-person.h"
#include "record/avow-record-withdrawal.h"
#include "sign/avow-digest.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static guint
file_mode (const char *path)
{
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static const char *
badge_of (AvowStore *store, const char *subject)
{
  static char answer[100];
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (avow_store_get_database (store), "SELECT name || ' ' || entries FROM state_badge WHERE subject = ?1", -1,
                      &statement, NULL);
  sqlite3_bind_text (statement, 1, subject, -1, SQLITE_STATIC);
  g_strlcpy (answer, sqlite3_step (statement) == SQLITE_ROW ? (const char *) sqlite3_column_text (statement, 0) : "",
             sizeof answer);
  sqlite3_finalize (statement);
  return answer;
}

static void
test_create_makes_private_files (Fixture *self, gconstpointer data)
{
  g_autofree char *seal = avow_store_get_key_path (self->store, "seal");

  g_assert_cmpuint (file_mode (self->folder), ==, 0700);
  g_assert_cmpuint (file_mode (self->file), ==, 0600);
  g_assert_cmpuint (file_mode (seal), ==, 0600);
  g_assert_null (avow_store_get_obstacle (self->store));
  g_assert_cmpint (avow_store_get_position (self->store), ==, 0);
  g_assert_false (avow_store_is_sample (self->store));
}

static void
test_mode_is_the_most_durable (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *pragma;
    const char *value;
  } cases[] = {
    { "PRAGMA journal_mode", "truncate" },
    { "PRAGMA synchronous", "3" },
    { "PRAGMA secure_delete", "1" },
    { "PRAGMA foreign_keys", "1" },
    { "PRAGMA trusted_schema", "0" },
    { "PRAGMA busy_timeout", "10000" },
    { "PRAGMA application_id", "1098280823" },
    { "PRAGMA user_version", "1" },
  };
  int defensive = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sqlite3_stmt *statement = NULL;

      sqlite3_prepare_v2 (avow_store_get_database (self->store), cases[i].pragma, -1, &statement, NULL);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, cases[i].value);
      sqlite3_finalize (statement);
    }
  sqlite3_db_config (avow_store_get_database (self->store), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  g_assert_cmpint (defensive, ==, 1);
}

static void
test_append_keeps (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  AvowPlace place;
  AvowDigest ledger;

  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  fixture_append (self->store, fixture_person ("p-2", "Bo Lind"));
  fixture_reopen (self);

  g_assert_cmpint (avow_store_get_position (self->store), ==, 2);
  record = avow_store_get_record (self->store, 2, &place, &error);
  g_assert_no_error (error);
  g_assert_true (avow_record_get_kind (record) == &avow_record_kind_person);
  g_assert_cmpstr (avow_record_get_subject (record), ==, "p-2");
  g_assert_cmpstr (((const AvowRecordPerson *) avow_record_get_body (record))->name, ==, "Bo Lind");
  g_assert_cmpint (place.position, ==, 2);
  g_assert_cmpuint (place.sequence, ==, 1);
  avow_store_get_ledger_id (self->store, &ledger);
  g_assert_true (avow_digest_equal (&ledger, &place.ledger));
  g_assert_cmpint (avow_store_find_leaf (self->store, &place.leaf, &error), ==, 2);
  g_assert_cmpint (avow_store_find_leaf (self->store, &ledger, &error), ==, 0);
  g_assert_no_error (error);
}

static void
test_append_seals (Fixture *self, gconstpointer data)
{
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) public_raw = NULL;
  g_autoptr (AvowKey) seal = NULL;
  g_autofree char *path = avow_store_get_key_path (self->store, "seal");
  AvowCheckpoint stored, signed_one;
  gboolean valid;

  fixture_append_people (self->store, 300);
  note = avow_store_get_checkpoint (self->store, &stored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stored.size, ==, 300);

  seal = avow_key_load (path, NULL, &error);
  g_assert_no_error (error);
  public_raw = avow_key_get_public_raw (seal);
  avow_checkpoint_verify (note, public_raw, &signed_one, &valid, &error);
  g_assert_no_error (error);
  g_assert_true (valid);
  g_assert_cmpuint (signed_one.size, ==, 300);
  g_assert_true (avow_digest_equal (&signed_one.root, &stored.root));
}

static void
test_append_refreshes_state (Fixture *self, gconstpointer data)
{
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  g_assert_cmpstr (badge_of (self->store, "p-1"), ==, "Ada Smith 1");
  fixture_append (self->store, fixture_person ("p-1", "Ada Jones"));
  g_assert_cmpstr (badge_of (self->store, "p-1"), ==, "Ada Jones 2");
}

/* The view reads people: only what is recorded of them can have changed its rows. */
static void
test_append_leaves_other_state (Fixture *self, gconstpointer data)
{
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  fixture_tamper (self, "UPDATE state_badge SET name = 'Mallory'");
  fixture_append (self->store, fixture_obligation ("p-1", "2026"));
  g_assert_cmpstr (badge_of (self->store, "p-1"), ==, "Mallory 1");
  fixture_append (self->store, fixture_person ("p-1", "Ada Jones"));
  g_assert_cmpstr (badge_of (self->store, "p-1"), ==, "Ada Jones 2");
}

/* One that may happen only once takes the others of its list back with it. */
static void
test_append_is_all_or_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  fixture_append (self->store, fixture_obligation ("p-1", "2026"));
  g_ptr_array_add (records, fixture_person ("p-1", "Ada Smith"));
  g_ptr_array_add (records, fixture_obligation ("p-1", "2026"));
  g_assert_false (avow_store_append (self->store, records, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS);
  g_assert_cmpint (avow_store_get_position (self->store), ==, 1);
  g_assert_cmpstr (badge_of (self->store, "p-1"), ==, "");

  /* and the tree in memory went back as well */
  fixture_append (self->store, fixture_obligation ("p-1", "2027"));
  fixture_reopen (self);
  g_assert_null (avow_store_get_obstacle (self->store));
  g_assert_cmpint (avow_store_get_position (self->store), ==, 2);
}

static void
test_append_refuses_unsigned_act (Fixture *self, gconstpointer data)
{
  AvowRecordWithdrawal body = { .certificate = { { 1 } }, .reason = (char *) "lost" };
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_try_append (self->store, avow_record_new (&avow_record_kind_withdrawal, "p-1", "p-1", &body), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED);
  g_assert_cmpint (avow_store_get_position (self->store), ==, 0);
}

static gint64
fixed_time (gpointer data)
{
  return *(gint64 *) data;
}

/* Order comes from the ledger; a clock that ran backwards is kept as it is. */
static void
test_append_keeps_a_clock_that_ran_backwards (Fixture *self, gconstpointer data)
{
  gint64 now = 2000;
  AvowPlace first, second;
  g_autoptr (GError) error = NULL;

  avow_clock_replace (fixed_time, &now);
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  now = 1000;
  fixture_append (self->store, fixture_person ("p-2", "Bo Lind"));
  avow_clock_replace (NULL, NULL);

  avow_record_unref (avow_store_get_record (self->store, 1, &first, &error));
  avow_record_unref (avow_store_get_record (self->store, 2, &second, &error));
  g_assert_no_error (error);
  g_assert_cmpint (first.time, ==, 2000);
  g_assert_cmpint (second.time, ==, 1000);
}

static void
test_transaction_rollback_takes_all_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (avow_store_begin (self->store, &error));
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  g_assert_true (avow_store_set_local (self->store, "draft", "p-1", "half", &error));
  avow_store_rollback (self->store);

  g_assert_cmpint (avow_store_get_position (self->store), ==, 0);
  value = avow_store_get_local (self->store, "draft", "p-1", &error);
  g_assert_no_error (error);
  g_assert_null (value);
}

/* A refused append within a transaction leaves what came before it, and what comes after. */
static void
test_transaction_survives_a_refused_append (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_store_begin (self->store, &error));
  fixture_append (self->store, fixture_obligation ("p-1", "2026"));
  g_assert_false (fixture_try_append (self->store, fixture_obligation ("p-1", "2026"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS);
  g_clear_error (&error);
  fixture_append (self->store, fixture_obligation ("p-2", "2026"));
  g_assert_true (avow_store_commit (self->store, &error));
  g_assert_no_error (error);

  fixture_reopen (self);
  g_assert_null (avow_store_get_obstacle (self->store));
  g_assert_cmpint (avow_store_get_position (self->store), ==, 2);
}

static void
test_transaction_seals_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AvowCheckpoint checkpoint;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (avow_store_begin (self->store, &error));
  for (guint i = 0; i < 600; i++)
    fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  before = avow_store_get_checkpoint (self->store, &checkpoint, &error);
  g_assert_cmpuint (checkpoint.size, ==, 0);
  g_assert_true (avow_store_commit (self->store, &error));
  after = avow_store_get_checkpoint (self->store, &checkpoint, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checkpoint.size, ==, 600);
}

static void
test_edition_is_kept_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowEdition) edition = fixture_edition ("one");
  g_autoptr (AvowEdition) kept = NULL;
  g_autoptr (GError) error = NULL;
  AvowDigest digest;

  g_assert_true (avow_digest_parse (avow_edition_get_digest (edition), &digest));
  g_assert_true (avow_store_add_edition (self->store, edition, &error));
  g_assert_true (avow_store_add_edition (self->store, edition, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (self->file, "SELECT count (*) FROM edition_file"), ==, 2);

  kept = avow_store_get_edition (self->store, &digest, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (avow_edition_get_digest (kept), ==, avow_edition_get_digest (edition));
  g_assert_true (g_bytes_equal (avow_edition_get_file (kept, "pictures/lock.svg"),
                                avow_edition_get_file (edition, "pictures/lock.svg")));
}

static void
test_edition_changed_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowEdition) edition = fixture_edition ("one");
  g_autoptr (GError) error = NULL;
  AvowDigest digest, other = { { 7 } };

  g_assert_true (avow_digest_parse (avow_edition_get_digest (edition), &digest));
  g_assert_true (avow_store_add_edition (self->store, edition, &error));
  fixture_tamper (self, "UPDATE edition_file SET bytes = CAST ('<course>two</course>' AS BLOB) WHERE path = 'course.xml'");
  g_assert_null (avow_store_get_edition (self->store, &digest, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (avow_store_get_edition (self->store, &other, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
}

static void
test_local_keeps_and_forgets (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_true (avow_store_set_local (self->store, "progress", "p-1", "page 3", &error));
  g_assert_true (avow_store_set_local (self->store, "progress", "p-1", "page 4", &error));
  first = avow_store_get_local (self->store, "progress", "p-1", &error);
  g_assert_cmpstr (first, ==, "page 4");
  second = avow_store_get_local (self->store, "progress", "p-2", &error);
  g_assert_null (second);
  g_assert_true (avow_store_set_local (self->store, "progress", "p-1", NULL, &error));
  third = avow_store_get_local (self->store, "progress", "p-1", &error);
  g_assert_null (third);
  g_assert_no_error (error);
}

static void
test_local_changed_reads_as_absent (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (avow_store_set_local (self->store, "progress", "p-1", "page 3", &error));
  fixture_tamper (self, "UPDATE local SET value = 'page 9'");
  g_test_expect_message ("avow-record", G_LOG_LEVEL_WARNING, "*progress/p-1*");
  value = avow_store_get_local (self->store, "progress", "p-1", &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  g_assert_null (value);
}

static void
test_record_changed_is_not_shown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  fixture_append (self->store, fixture_person ("p-2", "Bo Lind"));
  fixture_tamper (self, "UPDATE payload SET codec = s.codec, length = s.length, bytes = s.bytes "
                        "FROM payload AS s WHERE s.position = 2 AND payload.position = 1");
  g_assert_null (avow_store_get_record (self->store, 1, NULL, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (avow_store_get_record (self->store, 3, NULL, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
}

static void
test_sample_is_told_by_the_first_record (Fixture *self, gconstpointer data)
{
  fixture_append (self->store, fixture_organisation (GPOINTER_TO_INT (data)));
  g_assert_cmpint (avow_store_is_sample (self->store), ==, GPOINTER_TO_INT (data));
  fixture_reopen (self);
  g_assert_cmpint (avow_store_is_sample (self->store), ==, GPOINTER_TO_INT (data));
}

/* A foreign program's event row and state row are gone after a rebuild; the records stay. */
static void
test_rebuild_makes_all_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_append_people (self->store, 300);
  fixture_tamper (self, "UPDATE event_person SET name = 'Mallory' WHERE subject = 'p-7';"
                        "DELETE FROM event_person WHERE subject = 'p-8';"
                        "DELETE FROM state_badge WHERE subject = 'p-9';"
                        "DELETE FROM tile");
  g_assert_true (avow_store_rebuild (self->store, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (badge_of (self->store, "p-7"), ==, "Ada Smith 1");
  g_assert_cmpstr (badge_of (self->store, "p-8"), ==, "Ada Smith 1");
  g_assert_cmpstr (badge_of (self->store, "p-9"), ==, "Ada Smith 1");
  g_assert_cmpint (fixture_ask (self->file, "SELECT count (*) FROM tile"), ==, 3);
  fixture_append (self->store, fixture_person ("p-1", "Ada Jones"));
  fixture_reopen (self);
  g_assert_null (avow_store_get_obstacle (self->store));
}

static gboolean
cancel (gint64 done, gint64 total, gpointer data)
{
  return FALSE;
}

static void
test_rebuild_can_be_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_append_people (self->store, 300);
  g_assert_false (avow_store_rebuild (self->store, cancel, NULL, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_CANCELLED);
  g_assert_cmpstr (badge_of (self->store, "p-9"), ==, "Ada Smith 1");
}

static void
test_rebuild_never_hides_damage (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_append_people (self->store, 3);
  fixture_tamper (self, "UPDATE payload SET salt = randomblob (32) WHERE position = 2");
  g_assert_false (avow_store_rebuild (self->store, NULL, NULL, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "record 2"));
  g_assert_cmpstr (badge_of (self->store, "p-1"), ==, "Ada Smith 1");
}

/* Opening a store whose tables are of another version makes them again. */
static void
test_open_rebuilds_other_versions (Fixture *self, gconstpointer data)
{
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  fixture_tamper (self, data);
  fixture_tamper (self, "UPDATE event_person SET name = 'Mallory'");
  fixture_reopen (self);
  g_assert_null (avow_store_get_obstacle (self->store));
  g_assert_cmpint (fixture_ask (self->file, "SELECT count (*) FROM event_person WHERE name = 'Ada Smith'"), ==, 1);
  g_assert_cmpstr (badge_of (self->store, "p-1"), ==, "Ada Smith 1");
}

static void
test_open_leaves_equal_versions (Fixture *self, gconstpointer data)
{
  fixture_append (self->store, fixture_person ("p-1", "Ada Smith"));
  fixture_tamper (self, "UPDATE event_person SET name = 'Mallory'");
  fixture_reopen (self);
  g_assert_cmpint (fixture_ask (self->file, "SELECT count (*) FROM event_person WHERE name = 'Ada Smith'"), ==, 0);
}

#define ADD(name, data, function) g_test_add (name, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_register ();
  ADD ("/avow/record/store/create{private-files}", NULL, test_create_makes_private_files);
  ADD ("/avow/record/store/create{most-durable-mode}", NULL, test_mode_is_the_most_durable);
  ADD ("/avow/record/store/append{kept}", NULL, test_append_keeps);
  ADD ("/avow/record/store/append{sealed}", NULL, test_append_seals);
  ADD ("/avow/record/store/append{state-refreshed}", NULL, test_append_refreshes_state);
  ADD ("/avow/record/store/append{other-state-left-alone}", NULL, test_append_leaves_other_state);
  ADD ("/avow/record/store/append{all-or-nothing}", NULL, test_append_is_all_or_nothing);
  ADD ("/avow/record/store/append{unsigned-act}", NULL, test_append_refuses_unsigned_act);
  ADD ("/avow/record/store/append{clock-backwards}", NULL, test_append_keeps_a_clock_that_ran_backwards);
  ADD ("/avow/record/store/transaction{rollback}", NULL, test_transaction_rollback_takes_all_back);
  ADD ("/avow/record/store/transaction{refused-append}", NULL, test_transaction_survives_a_refused_append);
  ADD ("/avow/record/store/transaction{sealed-once}", NULL, test_transaction_seals_once);
  ADD ("/avow/record/store/edition{kept-whole}", NULL, test_edition_is_kept_whole);
  ADD ("/avow/record/store/edition{changed}", NULL, test_edition_changed_is_refused);
  ADD ("/avow/record/store/local{kept}", NULL, test_local_keeps_and_forgets);
  ADD ("/avow/record/store/local{changed}", NULL, test_local_changed_reads_as_absent);
  ADD ("/avow/record/store/record{changed}", NULL, test_record_changed_is_not_shown);
  ADD ("/avow/record/store/sample{yes}", GINT_TO_POINTER (TRUE), test_sample_is_told_by_the_first_record);
  ADD ("/avow/record/store/sample{no}", GINT_TO_POINTER (FALSE), test_sample_is_told_by_the_first_record);
  ADD ("/avow/record/store/rebuild{all}", NULL, test_rebuild_makes_all_again);
  ADD ("/avow/record/store/rebuild{cancelled}", NULL, test_rebuild_can_be_cancelled);
  ADD ("/avow/record/store/rebuild{damaged-record}", NULL, test_rebuild_never_hides_damage);
  ADD ("/avow/record/store/open{other-version}", "UPDATE projection SET version = 0", test_open_rebuilds_other_versions);
  ADD ("/avow/record/store/open{other-schema}", "UPDATE projection SET schema = zeroblob (32) WHERE room = 'record'",
       test_open_rebuilds_other_versions);
  ADD ("/avow/record/store/open{unknown-room}", "INSERT INTO projection VALUES ('moon', 1, zeroblob (32))",
       test_open_rebuilds_other_versions);
  ADD ("/avow/record/store/open{equal-version}", NULL, test_open_leaves_equal_versions);
  return g_test_run ();
}
