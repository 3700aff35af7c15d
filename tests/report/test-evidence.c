/* test-evidence.c: the signed documents leave the system, and that is a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "record/avow-record-export.h"
#include "report/avow-evidence.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  Fixture *world;
  AvowAccess *officer;
  char *folder;
  char *signed_path;
  gint64 signed_at; /* positions */
  gint64 declined_at;
} Desk;

static void
desk_set_up (Desk *self, gconstpointer data)
{
  Fixture *world = self->world = world_new ();
  AvowIdentity *identity;

  world_ask (world, "once");
  identity = fixture_unlock (world);
  fixture_answer_nth (world, identity, 1, "declined");
  self->declined_at = avow_store_get_position (world->store);
  fixture_answer_nth (world, identity, 1, "signed");
  self->signed_at = avow_store_get_position (world->store);
  avow_identity_free (identity);
  self->officer = world_get_access (world, world->officer);
  self->folder = fixture_path (world, "evidence/all");
  self->signed_path = g_build_filename (self->folder, "A-1-promise-once.xml", NULL);
}

static void
desk_tear_down (Desk *self, gconstpointer data)
{
  avow_access_free (self->officer);
  fixture_free (self->world);
  g_free (self->folder);
  g_free (self->signed_path);
}

static AvowRecord *
read_record (Desk *self, gint64 position)
{
  g_autoptr (GError) error = NULL;
  AvowRecord *record = avow_store_get_record (self->world->store, position, NULL, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_exports (Desk *self, gint64 count)
{
  g_assert_cmpint (world_count (self->world, "SELECT count(*) FROM event_export"), ==, count);
}

static void
test_files (Desk *self, gconstpointer data)
{
  g_autofree char *expected = g_strdup_printf ("A-1-promise-once-declined-%" G_GINT64_FORMAT ".xml\nA-1-promise-once.xml\n"
                                               "SHA256SUMS\ncheckpoint.txt\norganisation.pem\nseal.pem",
                                               self->declined_at);
  g_autoptr (AvowRecord) declaration = read_record (self, self->signed_at);
  GBytes *payload = avow_record_get_payload (declaration);
  g_autoptr (GError) error = NULL;
  g_autofree char *files = NULL;
  g_autofree char *written = NULL;
  gsize size;
  guint count = 0;

  avow_evidence_export (self->world->store, self->officer, self->folder, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 2);
  files = fixture_tell_files (self->folder);
  g_assert_cmpstr (files, ==, expected);
  g_assert_true (g_file_get_contents (self->signed_path, &written, &size, NULL));
  g_assert_cmpmem (written, size, g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
}

/* Whether sha256sum finds all as it was written. */
static gboolean
check_sums (Desk *self)
{
  const char *argv[] = { "sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (self->folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}

static void
test_record (Desk *self, gconstpointer data)
{
  gint64 before = avow_store_get_position (self->world->store);
  g_autofree char *path = g_build_filename (self->folder, "SHA256SUMS", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autofree char *sums = NULL;
  const AvowRecordExport *body;
  AvowDigest digest;
  gsize size;

  avow_evidence_export (self->world->store, self->officer, self->folder, NULL, &error);
  g_assert_no_error (error);
  assert_exports (self, 1);
  record = read_record (self, before + 1);
  g_assert_cmpstr (avow_record_get_actor (record), ==, self->world->officer);
  body = avow_record_get_body (record);
  g_assert_cmpstr (body->report, ==, "declarations");
  g_assert_cmpstr (body->format, ==, "xml");
  g_assert_cmpstr (body->file_name, ==, "all");
  g_assert_cmpint (body->position, ==, before);
  g_assert_cmpint (body->rows, ==, 2);
  g_assert_true (g_file_get_contents (path, &sums, &size, NULL));
  avow_digest_compute (sums, size, &digest);
  g_assert_cmpmem (&body->digest, sizeof digest, &digest, sizeof digest);
  g_assert_true (check_sums (self));
  g_assert_true (g_file_set_contents (self->signed_path, "another", -1, NULL));
  g_assert_false (check_sums (self));
}

/* No document leaves of whose leaving no record can be made. */
static void
test_not_recorded (Desk *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sqlite3_exec (avow_store_get_database (self->world->store),
                                 "CREATE TEMP TRIGGER refuse BEFORE INSERT ON event_export BEGIN SELECT RAISE (ABORT, 'no room'); END",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (avow_evidence_export (self->world->store, self->officer, self->folder, NULL, &error));
  g_assert_nonnull (error);
  assert_exports (self, 0);
  g_assert_false (g_file_test (self->signed_path, G_FILE_TEST_EXISTS));

  g_clear_error (&error);
  g_assert_cmpint (sqlite3_exec (avow_store_get_database (self->world->store), "DROP TRIGGER refuse", NULL, NULL, NULL), ==, SQLITE_OK);
  avow_evidence_export (self->world->store, self->officer, self->folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (self->signed_path, G_FILE_TEST_EXISTS));
}

static void
test_nowhere (Desk *self, gconstpointer data)
{
  g_autofree char *file = fixture_path (self->world, "file");
  g_autofree char *folder = fixture_path (self->world, "file/evidence");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  g_assert_false (avow_evidence_export (self->world->store, self->officer, folder, NULL, &error));
  g_assert_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, folder));
  assert_exports (self, 0);
}

/* Whoever is not of the compliance team takes along what is theirs; a manager, too: what a team signed is for the compliance team. */
static void
test_own (Desk *self, gconstpointer data)
{
  g_autofree char *kim = fixture_add_person (self->world, "b-7", "Kim Lee", "Compliance", "2026-02-01");
  AvowAccess others = { kim, 1u << AVOW_ROLE_STAFF | 1u << AVOW_ROLE_MANAGER, (char *) "Compliance" };
  AvowAccess own = { self->world->officer, 1u << AVOW_ROLE_STAFF, NULL };
  g_autoptr (GError) error = NULL;
  guint count;

  g_assert_true (avow_evidence_export (self->world->store, &others, self->folder, &count, &error));
  g_assert_cmpuint (count, ==, 0);
  g_assert_false (g_file_test (self->signed_path, G_FILE_TEST_EXISTS));
  g_assert_true (avow_evidence_export (self->world->store, &own, self->folder, &count, &error));
  g_assert_cmpuint (count, ==, 2);
  g_assert_true (g_file_test (self->signed_path, G_FILE_TEST_EXISTS));
  assert_exports (self, 2);
}

static void
test_refused (Desk *self, gconstpointer data)
{
  AvowAccess stranger = { (char *) "p-stranger", 0, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (avow_evidence_export (self->world->store, &stranger, self->folder, NULL, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
}

#define desk_add(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  desk_add ("/avow/report/evidence{files}", test_files);
  desk_add ("/avow/report/evidence{record-with-digest}", test_record);
  desk_add ("/avow/report/evidence{not-recorded}", test_not_recorded);
  desk_add ("/avow/report/evidence{folder-that-can-not-be-made}", test_nowhere);
  desk_add ("/avow/report/evidence{own}", test_own);
  desk_add ("/avow/report/evidence{refused}", test_refused);
  return world_run ();
}
