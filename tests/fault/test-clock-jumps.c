/* test-clock-jumps.c: clocks that are set back and forth while people learn and sign
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "../learn/avow-life.h"

#include "avow-rooms.h"

#include "people/avow-identity.h"
#include "people/avow-programme.h"
#include "record/avow-clock.h"
#include "record/avow-record-person.h"
#include "report/avow-report.h"

#include <string.h>

#define NAME "Zoë Ångström"
#define DUE "-03-16" /* of each year: 14 days after the cycle begins, as the rule says */

/* Where the clock stands for some records; it is right before and after. */
typedef struct
{
  const char *name;
  const char *time;
  const char *cycle; /* that the clock opens */
} Jump;

static const Jump jumps[] = {
  { "one-year-back", "2025-03-02T09:00:00.000Z", "2026" },
  { "an-hour-back", "2026-03-02T08:00:00.000Z", "2026" },
  { "ten-years-ahead", "2036-03-05T09:00:00.000Z", "2036" },
  { "1970", "1970-01-01T00:00:00.000Z", "2026" },
  { "before-1970", "1969-06-01T09:00:00.000Z", "2026" },
  { "past-2038", "2040-02-29T09:00:00.000Z", "2039" },
  { "to-the-end-of-years", "9998-07-01T09:00:00.000Z", "9998" },
};

static gint64
ask (Life *life, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (life->store), sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return answer;
}

static void
fail_once (Life *life)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowGrade) grade = NULL;

  life_do_steps (session);
  life_start (session);
  life_answer (session, 1, TRUE);
  grade = life_hand_in (life, session);
  g_assert_false (grade->passed);
}

static void
assert_assessment (Life *life, AvowAssessmentState state)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);

  g_assert_cmpint (avow_session_get_assessment_state (session), ==, state);
}

static void
rename_colleague (Life *life, const char *name)
{
  AvowRecordPerson body = { .staff_number = (char *) "1002", .name = (char *) name, .team = (char *) "Office",
                            .joined = (char *) "2026-03-02" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, avow_record_new (&avow_record_kind_person, life->colleague, life->officer, &body));
  avow_store_append (life->store, records, &error);
  g_assert_no_error (error);
}

/* Two wrong passphrases in a row: the wait doubles. */
static void
mistype (Life *life)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_identity_unlock (life->store, life->officer, "not the passphrase", &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN);
}

static void
sign (Life *life)
{
  g_autoptr (AvowSigning) signing = life_open_declaration (life, life->officer);
  g_autoptr (GError) error = NULL;

  life_agree (signing, NAME);
  avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error);
  /* from now on it waits a second, whatever the clock says */
  if (g_error_matches (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_WAIT))
    {
      g_clear_error (&error);
      life->now += 2000;
      avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error);
    }
  g_assert_no_error (error);
}

static void
open_due (Life *life)
{
  g_autoptr (GError) error = NULL;

  avow_programme_open_due (life->store, &error);
  g_assert_no_error (error);
}

/* Some records by a clock that is right, some by one that is not, some by one that is right again. */
static void
live (Life *life, const Jump *jump)
{
  gint64 right = life->now, wrong;

  rename_colleague (life, "Tomasz Before");
  fail_once (life);
  g_assert_true (avow_time_parse (jump->time, &wrong));
  life->now = wrong;
  open_due (life);
  rename_colleague (life, "Tomasz Meanwhile");
  /* nobody is locked out because the clock says that it is not yet time */
  if (wrong < right)
    assert_assessment (life, AVOW_ASSESSMENT_OPEN);
  life_pass (life, life->officer);
  mistype (life);
  life->now = right + LIFE_DAY;
  open_due (life);
  rename_colleague (life, "Tomasz After");
  sign (life);
}

/* What verification tells of the clock is where it ran backwards, and only there. */
static void
check_setbacks (Life *life, const AvowVerdict *verdict, const Jump *jump)
{
  gint64 wrong;
  g_autofree char *sql = NULL;

  g_assert_true (avow_time_parse (jump->time, &wrong));
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpuint (verdict->setback_count, ==, 1);
  sql = g_strdup_printf ("SELECT min(position) FROM leaf WHERE time %s %" G_GINT64_FORMAT
                         " AND position > (SELECT min(position) FROM leaf WHERE time %s %" G_GINT64_FORMAT ")",
                         wrong < life->now - LIFE_DAY ? "=" : "<", wrong, wrong < life->now - LIFE_DAY ? ">" : "=", wrong);
  g_assert_cmpint (g_array_index (verdict->setbacks, AvowSetback, 0).position, ==, ask (life, sql));
}

/* The last name is that of the last record; by time it would be another. Control: the two orders differ. */
static void
check_order (Life *life, const Jump *jump)
{
  gint64 inverted;

  g_assert_cmpint (ask (life, "SELECT count (*) FROM state_person WHERE name = 'Tomasz After'"), ==, 1);
  g_assert_cmpint (ask (life, "SELECT count (*) FROM leaf AS later JOIN leaf AS earlier ON earlier.position = later.position - 1 "
                              "WHERE later.sequence <> earlier.sequence + 1"), ==, 0);
  inverted = ask (life, "SELECT count (*) FROM (SELECT position, row_number () OVER (ORDER BY time, position) AS place FROM leaf) "
                        "WHERE position <> place");
  g_test_message ("%s: control: ordered by time %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " records would stand elsewhere", jump->name,
                  inverted, life_count (life, "leaf"));
  g_assert_cmpint (inverted, >, 0);
}

/* Whatever the clock said, what is asked for is due when its cycle's name says, asked once, and not late now. */
static void
check_due_dates (Life *life, const Jump *jump)
{
  g_autofree char *today = avow_time_to_date (life->now);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (life->store, life->colleague, today, &error);
  gboolean opened = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);
      g_autofree char *due = g_strconcat (duty->cycle, DUE, NULL);

      g_assert_true (avow_date_is_valid (duty->assigned));
      g_assert_cmpstr (duty->due, ==, due);
      g_assert_cmpint (duty->urgency, !=, AVOW_URGENCY_LATE);
      opened = opened || g_str_equal (duty->cycle, jump->cycle);
    }
  g_assert_true (opened);
  /* the course and the declaration, of this year's cycle and of the one that the clock opened */
  g_assert_cmpuint (duties->len, ==, g_str_equal (jump->cycle, "2026") ? 2 : 4);
  g_assert_cmpint (ask (life, "SELECT count (*) - count (DISTINCT subject || item || cycle) FROM event_obligation"), ==, 0);
}

static guint
count_rows (Life *life, gint64 as_of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowAccess) access = avow_access_of (life->store, life->officer, &error);
  g_autoptr (AvowReport) report = avow_report_new (life->store, access, AVOW_REPORT_COMPLETION, NULL, as_of, &error);

  g_assert_no_error (error);
  return avow_table_get_n_rows (report->table);
}

/* Now is what every other page shows; as of a day is what is dated up to it, in whichever order it came. */
static void
check_reports (Life *life, const Jump *jump)
{
  gint64 wrong;
  guint now = count_rows (life, 0);

  g_assert_true (avow_time_parse (jump->time, &wrong));
  g_assert_cmpuint (now, ==, 2);
  g_assert_cmpint (ask (life, "SELECT count (DISTINCT subject) FROM state_duty WHERE item_kind = 'course'"), ==, now);
  g_assert_cmpuint (count_rows (life, MAX (wrong, life->now)), ==, now);
  g_assert_cmpuint (count_rows (life, -LIFE_DAY * 366), ==, 0);
}

static void
test_jump (Life *life, gconstpointer data)
{
  const Jump *jump = data;
  g_autoptr (AvowVerdict) verdict = NULL;

  live (life, jump);
  verdict = life_verify (life);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  check_setbacks (life, verdict, jump);
  check_order (life, jump);
  check_due_dates (life, jump);
  check_reports (life, jump);
}

/* Control: a clock that is right is not told of, nor one that is put right by seconds. */
static void
test_right_clock (Life *life, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  fail_once (life);
  assert_assessment (life, AVOW_ASSESSMENT_WAITING);
  life->now -= 2000;
  rename_colleague (life, "Tomasz");
  life->now += LIFE_DAY;
  life_pass (life, life->officer);
  sign (life);
  verdict = life_verify (life);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpuint (verdict->setback_count, ==, 0);
}

/* Control: who begins again too soon by a clock that was not set back is still found. */
static void
test_wait_still_holds (Life *life, gconstpointer data)
{
  fail_once (life);
  life->now += 14 * LIFE_MINUTE;
  assert_assessment (life, AVOW_ASSESSMENT_WAITING);
  life->now += LIFE_MINUTE;
  assert_assessment (life, AVOW_ASSESSMENT_OPEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  avow_rooms_register ();
  for (guint i = 0; i < G_N_ELEMENTS (jumps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/fault/clock/jump{%s}", jumps[i].name);

      g_test_add (path, Life, &jumps[i], life_set_up, test_jump, life_tear_down);
    }
  life_add ("/avow/fault/clock{right}", test_right_clock);
  life_add ("/avow/fault/clock{wait-still-holds}", test_wait_still_holds);
  return life_run ();
}
