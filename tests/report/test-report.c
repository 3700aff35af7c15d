/* test-report.c: what the reports say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "paper/avow-report-pdf.h"
#include "record/avow-clock.h"
#include "report/avow-csv.h"

#include <gio/gio.h>
#include <string.h>

#define MS_A_DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* --- what a report ought to say, told from the state that the other pages show */

static const char *
tell_status (const AvowDuty *duty)
{
  gboolean late = duty->urgency == AVOW_URGENCY_LATE;

  if (!g_str_equal (duty->item_kind, "course"))
    return duty->standing == AVOW_STANDING_DONE ? "Signed" : duty->standing == AVOW_STANDING_DECLINED ? "Declined"
           : late ? "Outstanding, late" : "Outstanding";
  return duty->standing == AVOW_STANDING_DONE ? "Completed"
         : duty->standing == AVOW_STANDING_IN_PROGRESS ? (late ? "Late, in progress" : "In progress")
         : late ? "Late, not completed" : "Not completed";
}

static gboolean
is_open (const AvowDuty *duty)
{
  return duty->standing == AVOW_STANDING_TODO || duty->standing == AVOW_STANDING_IN_PROGRESS;
}

static void
tell_duty (GPtrArray *lines, Fixture *world, const AvowDuty *duty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) person = avow_roster_get (world->store, duty->person, &error);
  gboolean scored = duty->standing == AVOW_STANDING_DONE && duty->asked > 0;
  g_autofree char *score = scored ? g_strdup_printf ("%d of %d", (int) duty->right, (int) duty->asked) : g_strdup ("");
  g_autofree char *done = duty->done_time != 0 ? avow_report_format_time (duty->done_time) : g_strdup ("");

  g_assert_no_error (error);
  /* of what was declined, the lines don't say when */
  g_ptr_array_add (lines, g_strdup_printf ("%s|%s|%s|%s|%s|%s|%s|%s|%s\n", person->staff_number, person->name, person->team, duty->title,
                                           duty->due, tell_status (duty), duty->edition, score,
                                           duty->standing == AVOW_STANDING_DECLINED ? "" : done));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
join_lines (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("", (char **) lines->pdata);
}

/* Of each person and item, the one to be reported: what is open first, and the earliest of it; else the latest. */
static char *
tell_state (Fixture *world, AvowReportKind kind, const char *today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = avow_programme_list_team (world->store, NULL, today, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer duty;

  g_assert_no_error (error);
  for (guint i = 0; i < duties->len; i++)
    {
      AvowDuty *next = g_ptr_array_index (duties, i);
      g_autofree char *key = g_strdup_printf ("%s %s", next->person, next->item);
      const AvowDuty *last = g_hash_table_lookup (chosen, key);

      if (g_str_equal (next->item_kind, "course") != (kind == AVOW_REPORT_COMPLETION))
        continue;
      if (last == NULL || !is_open (last))
        g_hash_table_insert (chosen, g_steal_pointer (&key), next);
    }
  g_hash_table_iter_init (&iter, chosen);
  while (g_hash_table_iter_next (&iter, NULL, &duty))
    tell_duty (lines, world, duty);
  return join_lines (lines);
}

static char *
tell_report (AvowReport *report)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gboolean courses = report->kind == AVOW_REPORT_COMPLETION;

  for (guint row = 0; row < avow_table_get_n_rows (report->table); row++)
    {
      const char *status = world_get_cell (report, row, "status");

      g_ptr_array_add (lines, g_strdup_printf ("%s|%s|%s|%s|%s|%s|%s|%s|%s\n", world_get_cell (report, row, "staff_number"),
                                               world_get_cell (report, row, "name"), world_get_cell (report, row, "team"),
                                               world_get_cell (report, row, courses ? "course" : "declaration"),
                                               world_get_cell (report, row, "due"), status, world_get_cell (report, row, "edition"),
                                               courses ? world_get_cell (report, row, "score") : "",
                                               g_str_equal (status, "Declined") ? ""
                                               : world_get_cell (report, row, courses ? "finished" : "signed_at")));
    }
  return join_lines (lines);
}

static void
assert_equals_state (Fixture *world)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());

  for (AvowReportKind kind = AVOW_REPORT_COMPLETION; kind <= AVOW_REPORT_ATTESTATION; kind++)
    {
      g_autoptr (AvowReport) report = world_report (world, kind, NULL, 0);
      g_autofree char *reported = tell_report (report);
      g_autofree char *state = tell_state (world, kind, today);

      g_assert_cmpstr (reported, ==, state);
    }
}

/* --- a history made by chance */

typedef struct
{
  Fixture *world;
  GRand *chance;
  GPtrArray *people;     /* of char*: ids */
  GPtrArray *identities; /* of AvowIdentity, beside them */
  GPtrArray *then;       /* of AvowReport: of now, as they were made on the way */
  guint editions;
} History;

static void
add_person (History *history)
{
  static const char *const teams[] = { "Sales", "Finance", "Überseeverkauf" };
  guint number = history->people->len;
  g_autofree char *staff_number = g_strdup_printf ("%u", 100 + number);
  g_autofree char *name = g_strdup_printf ("Person %u", number);
  g_autofree char *joined = avow_time_to_date (avow_clock_now ());
  char *id = fixture_add_person (history->world, staff_number, name, teams[number % G_N_ELEMENTS (teams)], joined);

  g_ptr_array_add (history->people, id);
  g_ptr_array_add (history->identities, fixture_enrol (history->world, id));
}

static void
answer_declaration (History *history, guint person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (GPtrArray) duties
    = avow_programme_list_duties (history->world->store, g_ptr_array_index (history->people, person), today, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      /* who declined may decline again, or sign after all */
      if (g_str_equal (duty->item, WORLD_DECLARATION) && duty->standing != AVOW_STANDING_DONE)
        {
          fixture_answer (history->world, g_ptr_array_index (history->identities, person), duty,
                          g_rand_int_range (history->chance, 0, 3) == 0 ? "declined" : "signed");
          return;
        }
    }
}

static void
do_course (History *history, guint person)
{
  const char *id = g_ptr_array_index (history->people, person);
  AvowDuty *duty = world_find_open (history->world, id, WORLD_COURSE);

  if (duty == NULL)
    return;
  if (g_rand_int_range (history->chance, 0, 3) != 0)
    world_complete (history->world, duty, g_rand_int_range (history->chance, 8, 11), 10);
  else if (duty->standing == AVOW_STANDING_TODO)
    world_attempt (history->world, duty, 1, FALSE);
  avow_duty_free (duty);
}

static void
change_editions (History *history)
{
  g_autofree char *edition = g_strdup_printf ("2026.%u", history->editions++ + 2);

  if (g_rand_boolean (history->chance))
    world_adopt_course (history->world, edition, g_rand_boolean (history->chance));
  else
    fixture_adopt (history->world, WORLD_DECLARATION, edition, g_rand_boolean (history->chance), edition);
}

static void
change_person (History *history, guint person)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autofree char *day = avow_date_add_days (today, g_rand_int_range (history->chance, -2, 40));
  gboolean leaves = g_rand_int_range (history->chance, 0, 3) == 0;

  world_change_entry (history->world, g_ptr_array_index (history->people, person), leaves ? NULL : "Finance", leaves ? day : NULL);
}

static void
act (History *history)
{
  guint person = g_rand_int_range (history->chance, 0, history->people->len);
  int kind = g_rand_int_range (history->chance, 0, 20);

  if (kind < 8)
    do_course (history, person);
  else if (kind < 15)
    answer_declaration (history, person);
  else if (kind < 17)
    change_editions (history);
  else if (kind < 19)
    change_person (history, person);
  else
    add_person (history);
  if (g_rand_boolean (history->chance))
    world_forward_days (history->world, g_rand_int_range (history->chance, 0, 45));
  fixture_forward (1);
}

static void
play (History *history, guint n_acts)
{
  for (guint i = 0; i < 6; i++)
    add_person (history);
  for (guint i = 0; i < n_acts; i++)
    {
      act (history);
      assert_equals_state (history->world);
      for (AvowReportKind kind = AVOW_REPORT_COMPLETION; i % 4 == 0 && kind <= AVOW_REPORT_ATTESTATION; kind++)
        g_ptr_array_add (history->then, world_report (history->world, kind, NULL, 0));
      fixture_forward (1);
    }
}

/* What a report said then, it says later, as of then: whatever happened since. */
static void
assert_same_as_then (History *history)
{
  for (guint i = 0; i < history->then->len; i++)
    {
      AvowReport *then = g_ptr_array_index (history->then, i);
      g_autoptr (AvowReport) again = world_report (history->world, then->kind, NULL, then->as_of);
      g_autofree char *said = world_tell_table (then);
      g_autofree char *says = world_tell_table (again);
      g_autofree char *totalled = world_tell_totals (then);
      g_autofree char *totals = world_tell_totals (again);

      g_assert_cmpstr (said, ==, says);
      g_assert_cmpstr (totalled, ==, totals);
      g_assert_cmpint (then->since, ==, again->since);
      g_assert_cmpint (then->position, <, again->position);
    }
}

static void
test_state (void)
{
  g_autoptr (Fixture) world = world_new ();
  History history = { .world = world, .chance = g_rand_new_with_seed (2026) };
  g_autofree char *today = NULL;
  g_autofree char *much_later = NULL;
  g_autofree char *reported = NULL;
  g_autofree char *state_then = NULL;
  g_autoptr (AvowReport) report = NULL;

  history.people = g_ptr_array_new_with_free_func (g_free);
  history.identities = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_identity_free);
  history.then = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_report_free);
  world_ask (world, "yearly");
  play (&history, 80);
  assert_same_as_then (&history);

  /* the comparison can tell: the state as of another day is another one */
  today = avow_time_to_date (avow_clock_now ());
  much_later = avow_date_add_days (today, 400);
  report = world_report (world, AVOW_REPORT_COMPLETION, NULL, 0);
  reported = tell_report (report);
  state_then = tell_state (world, AVOW_REPORT_COMPLETION, much_later);
  g_assert_cmpstr (reported, !=, state_then);

  g_ptr_array_unref (history.people);
  g_ptr_array_unref (history.identities);
  g_ptr_array_unref (history.then);
  g_rand_free (history.chance);
}

/* A clock that was wrong dated records later than now: as of now they count all the same. */
static void
test_clock_set_back (void)
{
  g_autoptr (Fixture) world = world_new ();
  g_autofree char *person = fixture_add_person (world, "7", "Ines Duarte", "Sales", "2026-11-02");
  AvowDuty *duty;

  world_ask (world, "once");
  fixture_set_time ("2026-12-24T12:00:00.000Z");
  duty = world_find_open (world, person, WORLD_COURSE);
  world_complete (world, duty, 10, 10);
  avow_duty_free (duty);
  fixture_set_time ("2026-11-25T12:00:00.000Z");
  assert_equals_state (world);
}

/* Who owes the same in two cycles owes the first still. */
static void
test_two_cycles (void)
{
  g_autoptr (Fixture) world = world_new ();
  g_autoptr (AvowReport) late = NULL, second = NULL, done = NULL;
  g_autofree char *first_due = NULL;
  AvowDuty *duty;

  world_ask (world, "yearly");
  world_forward_days (world, 400);
  late = world_report (world, AVOW_REPORT_COMPLETION, NULL, 0);
  g_assert_cmpint (world_count (world, "SELECT count(*) FROM event_obligation WHERE item = '" WORLD_COURSE "'"), ==, 2);
  g_assert_cmpuint (avow_table_get_n_rows (late->table), ==, 1);
  g_assert_cmpstr (world_get_cell (late, 0, "status"), ==, "Late, not completed");
  first_due = g_strdup (world_get_cell (late, 0, "due"));

  duty = world_find_open (world, world->officer, WORLD_COURSE);
  g_assert_cmpstr (duty->due, ==, first_due);
  world_complete (world, duty, 10, 10);
  avow_duty_free (duty);
  second = world_report (world, AVOW_REPORT_COMPLETION, NULL, 0);
  g_assert_cmpuint (avow_table_get_n_rows (second->table), ==, 1);
  g_assert_cmpstr (world_get_cell (second, 0, "due"), >, first_due);

  duty = world_find_open (world, world->officer, WORLD_COURSE);
  world_complete (world, duty, 9, 10);
  avow_duty_free (duty);
  done = world_report (world, AVOW_REPORT_COMPLETION, NULL, 0);
  g_assert_cmpstr (world_get_cell (done, 0, "status"), ==, "Completed");
  g_assert_cmpstr (world_get_cell (done, 0, "score"), ==, "9 of 10");
}

/* Where answers count that are right in part, a report says so, and nothing more than there was. */
static void
test_score_in_part (void)
{
  static const struct
  {
    guint points;
    const char *score;
  } cases[] = { { 0, "9 of 10" }, { 95000, "9.5 of 10" }, { 93334, "9.33 of 10" }, { 99999, "9.99 of 10" }, { 100000, "10 of 10" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) world = world_new ();
      g_autoptr (AvowReport) report = NULL;
      AvowDuty *duty;

      world_ask (world, "once");
      duty = world_find_open (world, world->officer, WORLD_COURSE);
      world_complete_in_part (world, duty, 9, 10, cases[i].points);
      avow_duty_free (duty);
      report = world_report (world, AVOW_REPORT_COMPLETION, NULL, 0);
      g_assert_cmpstr (world_get_cell (report, 0, "score"), ==, cases[i].score);
      g_assert_cmpstr (avow_table_get_cell (report->data, 0, 7), ==, cases[i].score);
    }
}

/* --- a small organisation whose numbers can be counted by hand */

typedef struct
{
  Fixture *world;
  AvowIdentity *ines;
  char *ines_id, *tom_id, *eve_id, *lee_id;
} Small;

/* Ines (Sales) completed and signed, Tom (Sales) failed once and declined, Eve (Finance) did nothing, Lee (Sales) did
 * nothing and leaves on 10 December; Ada, the officer, did nothing. All is due on 24 December. */
static void
small_set_up (Small *small, gconstpointer data)
{
  Fixture *world = small->world = world_new ();
  AvowIdentity *tom;
  AvowDuty *duty;

  small->ines_id = fixture_add_person (world, "7", "Ines Duarte", "Sales", "2026-11-02");
  small->tom_id = fixture_add_person (world, "8", "Tom Nowak", "Sales", "2026-11-02");
  small->eve_id = fixture_add_person (world, "9", "Eve Abara", "Finance", "2026-11-02");
  small->lee_id = fixture_add_person (world, "10", "Lee Park", "Sales", "2026-11-02");
  small->ines = fixture_enrol (world, small->ines_id);
  tom = fixture_enrol (world, small->tom_id);
  world_ask (world, "once");

  fixture_set_time ("2026-11-26T13:05:00.123Z");
  duty = world_find_open (world, small->ines_id, WORLD_COURSE);
  world_complete (world, duty, 18, 20);
  avow_duty_free (duty);
  fixture_answer_nth (world, small->ines, 1, "signed");
  duty = world_find_open (world, small->tom_id, WORLD_COURSE);
  world_attempt (world, duty, 1, FALSE);
  avow_duty_free (duty);
  fixture_answer_nth (world, tom, 1, "declined");
  avow_identity_free (tom);
  world_change_entry (world, small->lee_id, NULL, "2026-12-10");
}

static void
small_tear_down (Small *small, gconstpointer data)
{
  avow_identity_free (small->ines);
  fixture_free (small->world);
  g_free (small->ines_id);
  g_free (small->tom_id);
  g_free (small->eve_id);
  g_free (small->lee_id);
}

static void
assert_totals (AvowReport *report, const char *expected)
{
  g_autofree char *totals = world_tell_totals (report);

  g_assert_cmpstr (totals, ==, expected);
}

static void
test_rows (Small *small, gconstpointer data)
{
  g_autoptr (AvowReport) completion = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, 0);
  g_autoptr (AvowReport) attestation = world_report (small->world, AVOW_REPORT_ATTESTATION, NULL, 0);
  g_autofree char *rows = world_tell_table (completion);
  guint signed_row = 4;

  g_assert_cmpstr (rows, ==,
                   "A-1|Ada Okafor|Compliance|Callers|2026-11-24|2026-12-24|Not completed|||2026.1\n"
                   "9|Eve Abara|Finance|Callers|2026-11-24|2026-12-24|Not completed|||2026.1\n"
                   "7|Ines Duarte|Sales|Callers|2026-11-24|2026-12-24|Completed|18 of 20|2026-11-26T13:05:00Z|2026.1\n"
                   "10|Lee Park|Sales|Callers|2026-11-24|2026-12-24|Not completed|||2026.1\n"
                   "8|Tom Nowak|Sales|Callers|2026-11-24|2026-12-24|In progress|||2026.1\n");
  /* completed, in time, late; without any, left */
  assert_totals (completion, "1/5 4/5 0/5 0/5 0/5");
  /* signed, declined, in time, late; without any, left */
  assert_totals (attestation, "1/5 1/5 3/5 0/5 0/5 0/5");

  signed_row = world_count_cells (attestation, "team", "Compliance") + world_count_cells (attestation, "team", "Finance");
  g_assert_cmpstr (world_get_cell (attestation, signed_row, "name"), ==, "Ines Duarte");
  g_assert_cmpstr (world_get_cell (attestation, signed_row, "status"), ==, "Signed");
  g_assert_cmpstr (world_get_cell (attestation, signed_row, "signed_at"), ==, "2026-11-26T13:05:00Z");
  g_assert_cmpuint (strlen (world_get_cell (attestation, signed_row, "certificate")), ==, 64);
  g_assert_cmpuint (strlen (world_get_cell (attestation, signed_row, "leaf_hash")), ==, 64);
  g_assert_cmpuint (world_count_cells (attestation, "certificate", ""), ==, 3);
}

static void
test_certificate (Small *small, gconstpointer data)
{
  g_autoptr (AvowReport) report = world_report (small->world, AVOW_REPORT_ATTESTATION, "Sales", 0);
  AvowDigest fingerprint;
  g_autofree char *hex = NULL;

  avow_certificate_get_fingerprint (small->ines->certificate, &fingerprint);
  hex = avow_digest_to_hex (&fingerprint);
  g_assert_cmpuint (world_count_cells (report, "certificate", hex), ==, 1);
}

static void
test_leavers_and_late (Small *small, gconstpointer data)
{
  g_autoptr (AvowReport) on_the_day = NULL, after = NULL, day_before = NULL, first_gone = NULL;

  world_forward_days (small->world, 28); /* 24 December */
  on_the_day = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, 0);
  assert_totals (on_the_day, "1/4 3/4 0/4 0/4 1/5");
  g_assert_cmpuint (world_count_cells (on_the_day, "name", "Lee Park"), ==, 0);

  world_forward_days (small->world, 1);
  after = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, 0);
  assert_totals (after, "1/4 0/4 3/4 0/4 1/5");
  g_assert_cmpuint (world_count_cells (after, "status", "Late, in progress"), ==, 1);
  g_assert_cmpuint (world_count_cells (after, "status", "Late, not completed"), ==, 2);

  /* the last day, and the first on which Lee is gone */
  day_before = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, avow_date_end ("2026-12-09"));
  assert_totals (day_before, "1/5 4/5 0/5 0/5 0/5");
  first_gone = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, avow_date_end ("2026-12-10"));
  assert_totals (first_gone, "1/4 3/4 0/4 0/4 1/5");
}

/* What is signed is signed, whatever is declined later in the same cycle (on another machine, say). */
static void
test_declined_after_signing (Small *small, gconstpointer data)
{
  g_autoptr (AvowReport) report = NULL;

  fixture_forward (MS_A_DAY);
  fixture_answer_nth (small->world, small->ines, 1, "declined");
  report = world_report (small->world, AVOW_REPORT_ATTESTATION, "Sales", 0);
  assert_totals (report, "1/3 1/3 1/3 0/3 0/3 0/3");
  g_assert_cmpuint (world_count_cells (report, "signed_at", "2026-11-26T13:05:00Z"), ==, 2);
  assert_equals_state (small->world);
}

static void
test_as_of (Small *small, gconstpointer data)
{
  g_autoptr (AvowReport) before = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, avow_date_end ("2026-11-25"));
  g_autoptr (AvowReport) long_before = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, avow_date_end ("2001-01-01"));
  g_autoptr (AvowReport) now = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, 0);

  assert_totals (before, "0/5 5/5 0/5 0/5 0/5");
  assert_totals (long_before, "0/0 0/0 0/0 0/0 0/0");
  g_assert_cmpint (long_before->since, ==, 0);
  g_assert_cmpint (before->since, ==, now->since);
  g_assert_cmpint (before->since, >, 0);
  g_assert_cmpint (before->as_of, ==, avow_date_end ("2026-11-25"));
  g_assert_cmpint (before->position, ==, now->position);
  g_assert_cmpint (now->as_of, ==, now->made);
}

static void
test_someone_who_owes_nothing (Small *small, gconstpointer data)
{
  g_autoptr (Fixture) bare = world_new ();
  g_autoptr (AvowReport) report = world_report (bare, AVOW_REPORT_ATTESTATION, NULL, 0);
  g_autoptr (GBytes) pdf = avow_report_pdf_write (report);
  g_autofree char *text = world_read_pdf (pdf);

  assert_totals (report, "0/0 0/0 0/0 0/0 1/1 0/1");
  g_assert_nonnull (strstr (text, "Nobody owes anything"));
}

/* --- whose rows one gets */

static void
test_scope (Small *small, gconstpointer data)
{
  Fixture *world = small->world;
  AvowIdentity *officer = fixture_unlock (world);
  static const char *const teams[] = { NULL, "Sales", "Finance", "Compliance", "Nowhere", "" };
  g_autoptr (AvowAccess) manager = NULL;
  g_autoptr (GError) error = NULL;

  avow_grant_role (world->store, officer, small->ines_id, AVOW_ROLE_MANAGER, "Sales", TRUE, &error);
  g_assert_no_error (error);
  avow_identity_free (officer);
  manager = world_get_access (world, small->ines_id);
  for (guint i = 0; i < G_N_ELEMENTS (teams); i++)
    for (AvowReportKind kind = AVOW_REPORT_COMPLETION; kind <= AVOW_REPORT_ATTESTATION; kind++)
      {
        g_autoptr (AvowReport) report = avow_report_new (world->store, manager, kind, teams[i], 0, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (report->team, ==, "Sales");
        g_assert_cmpuint (avow_table_get_n_rows (report->table), ==, 3);
        g_assert_cmpuint (world_count_cells (report, "team", "Sales"), ==, 3);
      }
}

static void
test_refused (Small *small, gconstpointer data)
{
  g_autoptr (AvowAccess) staff = world_get_access (small->world, small->eve_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowReport) report = avow_report_new (small->world->store, staff, AVOW_REPORT_COMPLETION, "Finance", 0, &error);

  g_assert_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_REFUSED);
  g_assert_null (report);
}

static void
test_team (Small *small, gconstpointer data)
{
  g_autoptr (AvowReport) sales = world_report (small->world, AVOW_REPORT_COMPLETION, "Sales", 0);
  g_autoptr (AvowReport) before = world_report (small->world, AVOW_REPORT_COMPLETION, "Sales", avow_date_end ("2001-01-01"));
  g_autoptr (AvowAccess) officer = world_get_access (small->world, small->world->officer);
  g_autoptr (GError) error = NULL;

  assert_totals (sales, "1/3 2/3 0/3 0/3 0/3");
  g_assert_cmpuint (avow_table_get_n_rows (before->table), ==, 0);
  g_assert_null (avow_report_new (small->world->store, officer, AVOW_REPORT_COMPLETION, "sales", 0, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "Compliance, Finance, Sales"));
}

/* --- screen, file and paper say the same */

static void
test_csv_is_the_table (Small *small, gconstpointer data)
{
  for (AvowReportKind kind = AVOW_REPORT_COMPLETION; kind <= AVOW_REPORT_ATTESTATION; kind++)
    {
      g_autoptr (AvowReport) report = world_report (small->world, kind, NULL, 0);
      g_autoptr (GBytes) csv = avow_csv_write (report->data);
      g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
      g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
      guint counted = 0;

      g_assert_cmpuint (g_strv_length (lines), ==, 1 + avow_table_get_n_rows (report->table) + 1);
      for (guint row = 0; row < avow_table_get_n_rows (report->table); row++)
        {
          /* nothing here needs doubling or an apostrophe */
          g_autofree char *inner = g_strndup (lines[row + 1] + 1, strlen (lines[row + 1]) - 2);
          g_auto (GStrv) fields = g_strsplit (inner, "\",\"", -1);

          g_assert_cmpuint (g_strv_length (fields), ==, avow_table_get_n_columns (report->table));
          for (guint column = 0; fields[column] != NULL; column++)
            g_assert_cmpstr (fields[column], ==, avow_table_get_cell (report->data, row, column));
          g_assert_cmpuint (world_count_cells (report, "staff_number", fields[0]), ==, 1);
        }
      g_assert_cmpuint (avow_table_get_n_rows (report->data), ==, avow_table_get_n_rows (report->table));
      /* the first figures share the rows out among them */
      for (guint i = 0; i < report->totals->len - 2; i++)
        {
          const AvowTotal *total = g_ptr_array_index (report->totals, i);

          g_assert_cmpuint (total->of, ==, avow_table_get_n_rows (report->table));
          counted += total->count;
        }
      g_assert_cmpuint (counted, ==, avow_table_get_n_rows (report->table));
    }
}

/* What a program reads keeps its words and its order, whatever language the exporter reads. */
static void
test_csv_words (Small *small, gconstpointer data)
{
  g_autoptr (AvowReport) completion = NULL, attestation = NULL;
  g_autoptr (GBytes) first = NULL, second = NULL;
  g_autofree char *text = NULL;

  world_forward_days (small->world, 40);
  completion = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, 0);
  attestation = world_report (small->world, AVOW_REPORT_ATTESTATION, NULL, 0);
  first = avow_csv_write (completion->data);
  second = avow_csv_write (attestation->data);
  text = g_strdup_printf ("%.*s%.*s", (int) g_bytes_get_size (first), (const char *) g_bytes_get_data (first, NULL),
                          (int) g_bytes_get_size (second), (const char *) g_bytes_get_data (second, NULL));
  g_strdelimit (text, "\"\r", ' ');
  for (char *from = text, *to = text;; from++)
    if (*from != ' ' && (*to++ = *from) == '\0')
      break;
  g_assert_nonnull (strstr (text,
                            "\n7,InesDuarte,Sales,Callers,2026-11-24,2026-12-24,completed,18of20,2026-11-26T13:05:00Z,2026.1\n"
                            "8,TomNowak,Sales,Callers,2026-11-24,2026-12-24,late_in_progress,,,2026.1\n"
                            "9,EveAbara,Finance,Callers,2026-11-24,2026-12-24,late_not_completed,,,2026.1\n"
                            "A-1,AdaOkafor,Compliance,"));
  g_assert_nonnull (strstr (text, ",signed,"));
  g_assert_nonnull (strstr (text, ",declined,"));
  g_assert_nonnull (strstr (text, ",late_outstanding,"));
}

static void
test_paper (Small *small, gconstpointer data)
{
  static const char *const parts[] = {
    "Completion report", "Harbour & Sons", "Covers: everyone in the roster", "Exported by Ada Okafor (A-1) at 2026-11-26T13:05:00Z",
    "Period: 2026-11-24T12:00:00Z (the first record) to 2026-11-26T13:05:00Z", "As it stood at 2026-11-26T13:05:00Z, known by record ",
    "Completed: 1 of 5 courses assigned to people who have not left", "Not completed, in time: 4 of 5", "18 of 20", "Tom Nowak",
    "Page 1 of 1",
  };
  g_autoptr (AvowReport) report = world_report (small->world, AVOW_REPORT_COMPLETION, NULL, 0);
  g_autoptr (GBytes) pdf = avow_report_pdf_write (report);
  g_autofree char *text = world_read_pdf (pdf);
  g_autofree char *note = NULL;
  g_autofree char *root = NULL;
  AvowCheckpoint checkpoint;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("the page lacks “%s”:\n%s", parts[i], text);
  note = avow_store_get_checkpoint (small->world->store, &checkpoint, NULL);
  root = avow_digest_to_hex (&checkpoint.root);
  g_assert_nonnull (strstr (text, root));
  g_assert_nonnull (strstr (text, report->ledger));
}

/* (transfer full): a statement of report.sql */
static char *
read_statement (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/avow/sql/report/report.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *heading = g_strdup_printf ("-- name: %s\n", name);
  const char *begin, *end;

  g_assert_no_error (error);
  begin = strstr (g_bytes_get_data (bytes, NULL), heading);
  g_assert_nonnull (begin);
  begin += strlen (heading);
  end = strchr (begin, ';');
  return g_strndup (begin, end - begin);
}

/* What a hundred people owe is found by index, not by reading what everybody owes: else a report of many people
 * takes time by the square of their number. */
static void
test_plan (void)
{
  static const char *const statements[] = { "completion", "attestation" };
  g_autoptr (Fixture) world = world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *statement = read_statement (statements[i]);
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", statement, NULL);
      sqlite3_stmt *plan;
      guint searches = 0;

      g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (world->store), sql, -1, &plan, NULL), ==, SQLITE_OK);
      while (sqlite3_step (plan) == SQLITE_ROW)
        {
          const char *step = (const char *) sqlite3_column_text (plan, 3);

          if (g_str_has_prefix (step, "SCAN") && !g_str_equal (step, "SCAN person") && !g_str_equal (step, "SCAN asked") && !g_str_has_prefix (step, "SCAN event_edition"))
            g_error ("%s reads everything: %s", statements[i], step);
          searches += strstr (step, "USING INDEX event_") != NULL && g_str_has_prefix (step, "SEARCH");
        }
      g_assert_cmpuint (searches, >=, 3);
      sqlite3_finalize (plan);
    }
}

static void
test_names (void)
{
  AvowReportKind kind;
  AvowFormat format;
  g_autofree char *time = avow_report_format_time (1795525500999);

  g_assert_true (avow_report_kind_from_name ("completion", &kind));
  g_assert_cmpint (kind, ==, AVOW_REPORT_COMPLETION);
  g_assert_true (avow_report_kind_from_name ("attestation", &kind));
  g_assert_cmpint (kind, ==, AVOW_REPORT_ATTESTATION);
  g_assert_false (avow_report_kind_from_name ("Completion", &kind));
  g_assert_false (avow_report_kind_from_name (NULL, &kind));
  g_assert_true (avow_format_from_name ("pdf", &format));
  g_assert_cmpint (format, ==, AVOW_FORMAT_PDF);
  g_assert_false (avow_format_from_name ("xlsx", &format));
  g_assert_false (avow_format_from_name (NULL, &format));
  g_assert_cmpstr (time, ==, "2026-11-24T13:05:00Z");
}

#define small_add(path, func) g_test_add (path, Small, NULL, small_set_up, func, small_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_add_func ("/avow/report{names}", test_names);
  g_test_add_func ("/avow/report{found-by-index}", test_plan);
  g_test_add_func ("/avow/report{as-of-now-equals-state}", test_state);
  g_test_add_func ("/avow/report{as-of-now-equals-state-with-clock-set-back}", test_clock_set_back);
  g_test_add_func ("/avow/report{two-cycles}", test_two_cycles);
  g_test_add_func ("/avow/report{score-in-part}", test_score_in_part);
  small_add ("/avow/report{rows-and-totals}", test_rows);
  small_add ("/avow/report{certificate}", test_certificate);
  small_add ("/avow/report{leavers-and-late}", test_leavers_and_late);
  small_add ("/avow/report{declined-after-signing}", test_declined_after_signing);
  small_add ("/avow/report{as-of-an-earlier-day}", test_as_of);
  small_add ("/avow/report{nobody-owes-anything}", test_someone_who_owes_nothing);
  small_add ("/avow/report{team-of-a-manager}", test_scope);
  small_add ("/avow/report{staff-refused}", test_refused);
  small_add ("/avow/report{one-team}", test_team);
  small_add ("/avow/report{screen-and-file-agree}", test_csv_is_the_table);
  small_add ("/avow/report{csv-in-words-and-order-of-its-own}", test_csv_words);
  small_add ("/avow/report{paper}", test_paper);
  return world_run ();
}
