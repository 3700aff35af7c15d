/* avow-report-world.c: an organisation whose people learn and sign, and what its reports say of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "record/avow-clock.h"
#include "record/avow-record-attempt.h"
#include "record/avow-record-completion.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* Deriving its keys takes seconds, so the organisation is founded once, and copied. */
static Fixture *founded;

int
world_run (void)
{
  int status = g_test_run ();

  g_clear_pointer (&founded, fixture_free);
  return status;
}

static void
copy_folder (const char *from, const char *to)
{
  char *argv[] = { (char *) "cp", (char *) "-a", (char *) from, (char *) to, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

Fixture *
world_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  if (founded == NULL)
    {
      avow_report_register ();
      founded = fixture_new ("Harbour & Sons");
    }
  fixture_set_time ("2026-11-24T12:00:00.000Z");
  self->root = g_dir_make_tmp ("avow-report-XXXXXX", &error);
  g_assert_no_error (error);
  self->folder = g_build_filename (self->root, "store", NULL);
  self->officer = g_strdup (founded->officer);
  copy_folder (founded->folder, self->folder);
  self->store = avow_store_open (self->folder, &error);
  g_assert_no_error (error);
  return self;
}

void
world_adopt_course (Fixture *self, const char *edition, gboolean material)
{
  g_autofree char *xml = g_strdup_printf (
    "<course xmlns='urn:avow:course:1' format='1' id='" WORLD_COURSE "' edition='%s' xml:lang='en' title='Callers'\n"
    " owner='Privacy team' reviewed='2026-01-12' material='%s'><summary><p>Who may be told what.</p></summary>\n"
    "<module id='only' title='Only'><page id='one' title='One'><p>Edition %s.</p></page></module></course>\n",
    edition, material ? "yes" : "no", edition);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) facts = fixture_make_facts ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) made = NULL;

  g_hash_table_insert (files, (char *) AVOW_EDITION_MAIN, g_bytes_new (xml, strlen (xml)));
  made = avow_edition_new (files, &error);
  g_assert_no_error (error);
  avow_programme_adopt (self->store, self->officer, made, facts, NULL, &error);
  g_assert_no_error (error);
}

void
world_ask (Fixture *self, const char *cycle)
{
  g_autofree char *rule = NULL;

  world_adopt_course (self, "2026.1", TRUE);
  fixture_adopt (self, WORLD_DECLARATION, "2026.1", TRUE, "Text.");
  rule = fixture_set_rule (self, NULL, NULL, cycle, 30, NULL, TRUE, WORLD_COURSE, WORLD_DECLARATION, NULL);
}

void
world_forward_days (Fixture *self, int days)
{
  g_autoptr (GError) error = NULL;

  fixture_forward (days * DAY);
  avow_programme_open_due (self->store, &error);
  g_assert_no_error (error);
}

AvowDuty *
world_find_open (Fixture *self, const char *person, const char *item)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (self->store, person, today, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      if (g_str_equal (duty->item, item) && (duty->standing == AVOW_STANDING_TODO || duty->standing == AVOW_STANDING_IN_PROGRESS))
        return avow_duty_copy (duty);
    }
  return NULL;
}

static void
append (Fixture *self, AvowRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (record);
  g_ptr_array_add (records, record);
  avow_store_append (self->store, records, &error);
  g_assert_no_error (error);
}

void
world_attempt (Fixture *self, const AvowDuty *duty, guint number, gboolean passed)
{
  g_autofree char *id = avow_id_new ("a");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  AvowRecordAttempt body = {
    .attempt_id = id,
    .item = duty->item,
    .title = duty->title,
    .edition = duty->edition,
    .digest = duty->digest,
    .cycle = duty->cycle,
    .assessment = (char *) "final",
    .grading_version = 1,
    .seed = (char *) "00",
    .number = number,
    .right = passed ? 9 : 3,
    .asked = 10,
    .pass_percent = 80,
    .passed = passed,
    .started = avow_clock_now (),
    .finished = avow_clock_now (),
    .excluded = none,
    .responses = none,
  };

  append (self, avow_record_new (&avow_record_kind_attempt, duty->person, duty->person, &body));
}

void
world_complete (Fixture *self, const AvowDuty *duty, guint right, guint asked)
{
  world_complete_in_part (self, duty, right, asked, 0);
}

void
world_complete_in_part (Fixture *self, const AvowDuty *duty, guint right, guint asked, guint points)
{
  AvowRecordCompletion body = {
    .item = duty->item,
    .title = duty->title,
    .edition = duty->edition,
    .digest = duty->digest,
    .cycle = duty->cycle,
    .right = right,
    .asked = asked,
    .points = points,
    .pass_percent = 80,
    .started = avow_clock_now (),
    .finished = avow_clock_now (),
  };

  append (self, avow_record_new (&avow_record_kind_completion, duty->person, duty->person, &body));
}

void
world_change_entry (Fixture *self, const char *person, const char *team, const char *left)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) entry = avow_roster_get (self->store, person, &error);

  g_assert_no_error (error);
  if (team != NULL)
    {
      g_free (entry->team);
      entry->team = g_strdup (team);
    }
  if (left != NULL)
    {
      g_free (entry->left);
      entry->left = g_strdup (left);
    }
  append (self, avow_person_to_record (entry, self->officer));
}

AvowAccess *
world_get_access (Fixture *self, const char *person)
{
  g_autoptr (GError) error = NULL;
  AvowAccess *access = avow_access_of (self->store, person, &error);

  g_assert_no_error (error);
  return access;
}

AvowReport *
world_report (Fixture *self, AvowReportKind kind, const char *team, gint64 as_of)
{
  g_autoptr (AvowAccess) access = world_get_access (self, self->officer);
  g_autoptr (GError) error = NULL;
  AvowReport *report = avow_report_new (self->store, access, kind, team, as_of, &error);

  g_assert_no_error (error);
  return report;
}

const char *
world_get_cell (AvowReport *report, guint row, const char *column)
{
  for (guint i = 0; i < avow_table_get_n_columns (report->table); i++)
    if (g_str_equal (avow_table_get_column (report->table, i)->id, column))
      return avow_table_get_cell (report->table, row, i);
  g_error ("there is no column %s", column);
}

guint
world_count_cells (AvowReport *report, const char *column, const char *text)
{
  guint count = 0;

  for (guint row = 0; row < avow_table_get_n_rows (report->table); row++)
    if (g_str_equal (world_get_cell (report, row, column), text))
      count++;
  return count;
}

char *
world_tell_table (AvowReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < avow_table_get_n_rows (report->table); row++)
    for (guint column = 0; column < avow_table_get_n_columns (report->table); column++)
      g_string_append_printf (text, "%s%c", avow_table_get_cell (report->table, row, column),
                              column + 1 == avow_table_get_n_columns (report->table) ? '\n' : '|');
  return g_string_free (text, FALSE);
}

char *
world_tell_totals (AvowReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->totals->len; i++)
    {
      const AvowTotal *total = g_ptr_array_index (report->totals, i);

      g_string_append_printf (text, "%s%u/%u", i > 0 ? " " : "", total->count, total->of);
    }
  return g_string_free (text, FALSE);
}

gint64
world_count (Fixture *self, const char *sql)
{
  sqlite3_stmt *statement;
  gint64 count;

  g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (self->store), sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return count;
}

/* What a program writes that reads the PDF from a file. */
static char *
run_on_pdf (GBytes *pdf, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("avow-XXXXXX.pdf", &path, &error);
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *said = NULL;
  g_autofree char *blamed = NULL;
  int status;

  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, data, size, &error);
  g_assert_no_error (error);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) (g_str_equal (arguments[i], "PDF") ? path : arguments[i]));
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, &blamed, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (blamed, ==, "");
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  fixture_remove (path);
  return g_steal_pointer (&said);
}

char *
world_read_pdf (GBytes *pdf)
{
  const char *const arguments[] = { "pdftotext", "-layout", "-enc", "UTF-8", "PDF", "-", NULL };

  return run_on_pdf (pdf, arguments);
}

guint
world_count_pages (GBytes *pdf)
{
  const char *const arguments[] = { "pdfinfo", "PDF", NULL };
  g_autofree char *said = run_on_pdf (pdf, arguments);
  const char *pages = strstr (said, "Pages:");

  g_assert_nonnull (pages);
  return atoi (pages + strlen ("Pages:"));
}

guint
world_count_text (const char *text, const char *part)
{
  guint count = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    count++;
  return count;
}
