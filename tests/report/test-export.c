/* test-export.c: a report leaves the system, and that is a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "paper/avow-report-pdf.h"
#include "record/avow-record-export.h"
#include "report/avow-csv.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

typedef struct
{
  Fixture *world;
  AvowAccess *officer;
  AvowReport *report;
  char *folder; /* empty, for what is exported */
  char *path;   /* in it */
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  desk->world = world_new ();
  world_ask (desk->world, "once");
  desk->officer = world_get_access (desk->world, desk->world->officer);
  desk->report = world_report (desk->world, AVOW_REPORT_COMPLETION, "Compliance", 0);
  desk->folder = fixture_path (desk->world, "exports");
  desk->path = g_build_filename (desk->folder, "report.csv", NULL);
  g_assert_cmpint (g_mkdir (desk->folder, 0700), ==, 0);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  avow_report_free (desk->report);
  avow_access_free (desk->officer);
  fixture_free (desk->world);
  g_free (desk->folder);
  g_free (desk->path);
}

static gboolean
export (Desk *desk, AvowFormat format, const char *path, GError **error)
{
  return avow_report_export (desk->report, desk->world->store, desk->officer, format, path, error);
}

static void
assert_left (Desk *desk, const char *files, gint64 records)
{
  g_autofree char *found = fixture_tell_files (desk->folder);

  g_assert_cmpstr (found, ==, files);
  g_assert_cmpint (world_count (desk->world, "SELECT count(*) FROM event_export"), ==, records);
}

static char *
read_file (const char *path, gsize *out_size)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, out_size, &error);
  g_assert_no_error (error);
  return contents;
}

static void
assert_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_record (Desk *desk, gconstpointer data)
{
  for (AvowFormat format = AVOW_FORMAT_CSV; format <= AVOW_FORMAT_PDF; format++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;
      g_autoptr (AvowRecord) record = NULL;
      const AvowRecordExport *body;
      AvowDigest digest;
      gsize size;

      export (desk, format, desk->path, &error);
      g_assert_no_error (error);
      assert_left (desk, "report.csv", format + 1);
      assert_mode (desk->path);
      contents = read_file (desk->path, &size);
      avow_digest_compute (contents, size, &digest);

      record = avow_store_get_record (desk->world->store, avow_store_get_position (desk->world->store), NULL, &error);
      g_assert_no_error (error);
      g_assert_true (avow_record_get_kind (record) == &avow_record_kind_export);
      g_assert_cmpstr (avow_record_get_actor (record), ==, desk->world->officer);
      g_assert_cmpstr (avow_record_get_subject (record), ==, desk->report->organisation_id);
      body = avow_record_get_body (record);
      g_assert_cmpmem (&body->digest, sizeof digest, &digest, sizeof digest);
      g_assert_cmpstr (body->report, ==, "completion");
      g_assert_cmpstr (body->format, ==, avow_format_to_name (format));
      g_assert_cmpstr (body->file_name, ==, "report.csv");
      g_assert_cmpstr (body->team, ==, "Compliance");
      g_assert_cmpint (body->as_of, ==, desk->report->as_of);
      g_assert_cmpint (body->position, ==, desk->report->position);
      g_assert_cmpint (body->rows, ==, 1);
    }
}

static void
test_csv_bytes (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) expected = avow_csv_write (desk->report->data);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize size;

  export (desk, AVOW_FORMAT_CSV, desk->path, &error);
  g_assert_no_error (error);
  contents = read_file (desk->path, &size);
  g_assert_cmpmem (contents, size, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

static void
test_file_name (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "caf\xE9.csv", NULL); /* not UTF-8 */
  g_autoptr (GError) error = NULL;

  export (desk, AVOW_FORMAT_CSV, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (world_count (desk->world, "SELECT count(*) FROM event_export WHERE file_name LIKE 'caf%.csv'"), ==, 1);
}

/* --- what can't be written leaves nothing */

static void
test_places (Desk *desk, gconstpointer data)
{
  static const char *const places[] = { "", "/", "/nowhere/report.csv", "/file/report.csv", "/folder", "/pipe", "/link", "/lost" };
  g_autofree char *file = g_build_filename (desk->folder, "file", NULL);
  g_autofree char *folder = g_build_filename (desk->folder, "folder", NULL);
  g_autofree char *pipe = g_build_filename (desk->folder, "pipe", NULL);
  g_autofree char *link = g_build_filename (desk->folder, "link", NULL);
  g_autofree char *lost = g_build_filename (desk->folder, "lost", NULL);

  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (file, link), ==, 0);
  g_assert_cmpint (symlink ("nowhere", lost), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strconcat (desk->folder, places[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (export (desk, AVOW_FORMAT_CSV, path, &error));
      g_assert_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE);
      g_assert_nonnull (strstr (error->message, path));
      assert_left (desk, "file\nfolder\nlink\nlost\npipe", 0);
    }
}

/* The disk is full half-way: the system refuses to let a file grow over a hundred bytes. */
static void
test_full_disk (Desk *desk, gconstpointer data)
{
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;
  gboolean exported;

  g_assert_true (g_file_set_contents (desk->path, "the old one", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = (struct rlimit){ 100, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  exported = export (desk, AVOW_FORMAT_CSV, desk->path, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (exported);
  g_assert_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE);
  assert_left (desk, "report.csv", 0);

  /* with room it goes: nothing else stood in the way */
  g_clear_error (&error);
  export (desk, AVOW_FORMAT_CSV, desk->path, &error);
  g_assert_no_error (error);
  assert_left (desk, "report.csv", 1);
}

static void
execute (Desk *desk, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (avow_store_get_database (desk->world->store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
test_not_recorded (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (desk->path, "the old one", -1, NULL));
  execute (desk, "CREATE TEMP TRIGGER refuse BEFORE INSERT ON event_export BEGIN SELECT RAISE (ABORT, 'no room'); END");
  g_assert_false (export (desk, AVOW_FORMAT_CSV, desk->path, &error));
  g_assert_nonnull (error);
  assert_left (desk, "report.csv", 0);
  contents = read_file (desk->path, NULL);
  g_assert_cmpstr (contents, ==, "the old one");

  g_clear_error (&error);
  execute (desk, "DROP TRIGGER refuse");
  export (desk, AVOW_FORMAT_CSV, desk->path, &error);
  g_assert_no_error (error);
  assert_left (desk, "report.csv", 1);
  assert_mode (desk->path);
}

/* --- the order of things: what stands where when the record is about to be kept */

typedef struct
{
  Desk *desk;
  char *files;    /* in the folder */
  char *contents; /* under the report's name */
  gboolean block; /* puts a folder there */
} Moment;

static int
look (gpointer data)
{
  Moment *moment = data;

  g_free (moment->files);
  g_free (moment->contents);
  moment->contents = NULL;
  moment->files = fixture_tell_files (moment->desk->folder);
  g_file_get_contents (moment->desk->path, &moment->contents, NULL, NULL);
  if (moment->block)
    {
      g_unlink (moment->desk->path);
      g_mkdir (moment->desk->path, 0700);
    }
  return 0;
}

/* If the power fails here, the old file stands, and no report without its record. */
static void
test_order (Desk *desk, gconstpointer data)
{
  Moment moment = { .desk = desk };
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (desk->path, "the old one", -1, NULL));
  sqlite3_commit_hook (avow_store_get_database (desk->world->store), look, &moment);
  export (desk, AVOW_FORMAT_CSV, desk->path, &error);
  sqlite3_commit_hook (avow_store_get_database (desk->world->store), NULL, NULL);
  g_assert_no_error (error);
  g_assert_cmpstr (moment.contents, ==, "the old one");
  g_assert_true (g_str_has_prefix (moment.files, "report.csv\nreport.csv.part-"));
  assert_left (desk, "report.csv", 1);
  contents = read_file (desk->path, NULL);
  g_assert_nonnull (strstr (contents, "Ada Okafor"));
  g_free (moment.files);
  g_free (moment.contents);
}

/* What stands in the way comes there at the last moment: nothing is lost, and the message says where the report is. */
static void
test_not_renamed (Desk *desk, gconstpointer data)
{
  Moment moment = { .desk = desk, .block = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (desk->folder, 0, NULL);
  const char *name;
  guint found = 0;

  sqlite3_commit_hook (avow_store_get_database (desk->world->store), look, &moment);
  g_assert_false (export (desk, AVOW_FORMAT_CSV, desk->path, &error));
  sqlite3_commit_hook (avow_store_get_database (desk->world->store), NULL, NULL);
  g_assert_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE);
  g_assert_cmpint (world_count (desk->world, "SELECT count(*) FROM event_export"), ==, 1);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, ".part-") != NULL)
      {
        g_assert_nonnull (strstr (error->message, name));
        found++;
      }
  g_assert_cmpuint (found, ==, 1);
  g_free (moment.files);
  g_free (moment.contents);
}

/* A file of somebody else's that looks like a part is left alone. */
static void
test_neighbours (Desk *desk, gconstpointer data)
{
  g_autofree char *neighbour = g_strconcat (desk->path, ".part", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (neighbour, "mine", -1, NULL));
  export (desk, AVOW_FORMAT_CSV, desk->path, &error);
  g_assert_no_error (error);
  contents = read_file (neighbour, NULL);
  g_assert_cmpstr (contents, ==, "mine");
}

#define desk_add(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  avow_report_pdf_register ();
  desk_add ("/avow/report/export{record-with-digest}", test_record);
  desk_add ("/avow/report/export{csv-as-written}", test_csv_bytes);
  desk_add ("/avow/report/export{file-name-in-another-encoding}", test_file_name);
  desk_add ("/avow/report/export{places-that-can-not-be-written}", test_places);
  desk_add ("/avow/report/export{full-disk}", test_full_disk);
  desk_add ("/avow/report/export{not-recorded}", test_not_recorded);
  desk_add ("/avow/report/export{recorded-before-it-stands}", test_order);
  desk_add ("/avow/report/export{not-renamed}", test_not_renamed);
  desk_add ("/avow/report/export{neighbours-left-alone}", test_neighbours);
  return world_run ();
}
