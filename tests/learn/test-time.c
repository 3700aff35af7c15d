/* test-time.c: time limits, and who gets more of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "people/avow-accommodation.h"
#include "record/avow-record-accommodation.h"

#include <string.h>

#define LIMIT (30 * 60) /* seconds, as the course says */
#define SECOND G_GINT64_CONSTANT (1000)

static void
adopt_timed (Life *life)
{
  g_autofree char *xml = life_write_course ("2026.5", 3);
  g_autoptr (GString) text = g_string_new (xml);

  g_assert_cmpuint (g_string_replace (text, " wait='PT15M'", " wait='PT15M' time-limit='PT30M'", 1), ==, 1);
  life_adopt_text (life, text->str);
}

static AvowSession *
begin (Life *life)
{
  AvowSession *session = life_open (life, life->officer);

  life_do_steps (session);
  life_start (session);
  return session;
}

static AvowRecord *
read_last (Life *life, const AvowRecordKind *kind)
{
  g_autoptr (GError) error = NULL;

  for (gint64 position = avow_store_get_position (life->store); position > 0; position--)
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (life->store, position, NULL, &error);

      g_assert_no_error (error);
      if (avow_record_get_kind (record) == kind)
        return g_steal_pointer (&record);
    }
  g_assert_not_reached ();
}

static void
assert_verdict (Life *life, gboolean sound, guint notes)
{
  g_autoptr (AvowVerdict) verdict = life_verify (life);

  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  for (guint i = 0; i < verdict->notes->len; i++)
    g_test_message ("note: %s", ((AvowFinding *) g_ptr_array_index (verdict->notes, i))->message);
  g_assert_cmpint (avow_verdict_is_sound (verdict), ==, sound);
  g_assert_cmpuint (verdict->notes->len, ==, notes);
}

static void
grant (Life *life, guint extra_time, gboolean untimed, guint extra_attempts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (life->store, life->officer, LIFE_PASSPHRASE, &error);
  AvowDuty *duty = life_find_duty (life, life->officer, "callers");
  AvowAccommodation granted = {
    .item = duty->item, .cycle = duty->cycle, .extra_time = extra_time, .untimed = untimed, .extra_attempts = extra_attempts,
    .reason = (char *) "As agreed on Monday",
  };

  g_assert_no_error (error);
  avow_accommodation_grant (life->store, identity, life->officer, &granted, &error);
  g_assert_no_error (error);
  avow_duty_free (duty);
}

/* what a course does not say there is not */
static void
test_none (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = begin (life);
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowRecord) record = NULL;
  const AvowRecordAttempt *attempt;

  g_assert_cmpuint (avow_session_get_time_limit (session), ==, 0);
  g_assert_cmpint (avow_session_count_time (session), ==, -1);
  life->now += LIFE_DAY;
  life_answer (session, 3, TRUE);
  grade = life_hand_in (life, session);
  g_assert_true (grade->passed);
  record = read_last (life, &avow_record_kind_attempt);
  attempt = avow_record_get_body (record);
  g_assert_cmpint (attempt->time_limit, ==, 0);
  g_assert_cmpint (attempt->time_spent, ==, 0);
  g_assert_false (attempt->time_up);
  assert_verdict (life, TRUE, 0);
}

static void
test_in_time (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowRecord) record = NULL;
  const AvowRecordAttempt *attempt;

  adopt_timed (life);
  session = begin (life);
  g_assert_cmpint (avow_session_count_time (session), ==, LIMIT);
  life->now += 10 * LIFE_MINUTE + 1;
  g_assert_cmpint (avow_session_count_time (session), ==, 20 * 60);
  life_answer (session, 3, TRUE);
  life->now += 20 * LIFE_MINUTE - 2;
  g_assert_cmpint (avow_session_count_time (session), ==, 1);
  grade = life_hand_in (life, session);
  g_assert_true (grade->passed);
  record = read_last (life, &avow_record_kind_attempt);
  attempt = avow_record_get_body (record);
  g_assert_cmpint (attempt->time_limit, ==, LIMIT);
  g_assert_cmpint (attempt->time_spent, ==, LIMIT - 1);
  g_assert_false (attempt->time_up);
  g_assert_null (attempt->accommodation);
  assert_verdict (life, TRUE, 0);
}

/* what was answered counts, what comes later does not */
static void
test_time_up (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowRecord) record = NULL;
  const AvowRecordAttempt *attempt;

  adopt_timed (life);
  session = begin (life);
  life_answer (session, 2, TRUE);
  life->now += 30 * LIFE_MINUTE;
  g_assert_cmpint (avow_session_count_time (session), ==, 0);
  life_answer (session, 0, FALSE);
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_RUNNING);
  life->now += LIFE_DAY;
  grade = life_hand_in (life, session);
  g_assert_cmpuint (grade->right, ==, 3);
  g_assert_true (grade->passed);
  record = read_last (life, &avow_record_kind_attempt);
  attempt = avow_record_get_body (record);
  g_assert_cmpint (attempt->time_spent, ==, LIMIT);
  g_assert_true (attempt->time_up);
  assert_verdict (life, TRUE, 0);
}

/* The window is closed: nothing is lost, and the time goes on; the clock that is set back meanwhile gives none back, nor takes any. */
static void
test_closed (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) before = NULL;
  g_autoptr (AvowSession) after = NULL;
  g_autoptr (AvowSession) late = NULL;
  g_autoptr (AvowGrade) grade = NULL;

  adopt_timed (life);
  before = begin (life);
  life->now += 10 * LIFE_MINUTE;
  life_answer (before, 3, TRUE);
  life_save (life, before);

  life->now += 5 * LIFE_MINUTE;
  life_reopen (life);
  after = life_open (life, life->officer);
  g_assert_cmpint (avow_session_count_time (after), ==, 15 * 60);
  g_assert_cmpuint (avow_session_get_n_unanswered (after), ==, 0);
  life_save (life, after);

  life->now -= 2 * LIFE_DAY;
  g_clear_pointer (&after, avow_session_unref);
  after = life_open (life, life->officer);
  g_assert_cmpint (avow_session_count_time (after), ==, 15 * 60);
  life->now += LIFE_MINUTE;
  g_assert_cmpint (avow_session_count_time (after), ==, 14 * 60);
  life_save (life, after);

  life->now += LIFE_DAY;
  late = life_open (life, life->officer);
  g_assert_cmpint (avow_session_count_time (late), ==, 0);
  grade = life_hand_in (life, late);
  g_assert_true (grade->passed);
  assert_verdict (life, TRUE, 0);
}

static void
test_stretched (Life *life, gconstpointer data)
{
  static const struct
  {
    guint extra_time;
    gboolean untimed;
    gint64 limit;
  } cases[] = { { 0, FALSE, 1800 }, { 25, FALSE, 2250 }, { 50, FALSE, 2700 }, { 100, FALSE, 3600 }, { 900, FALSE, 18000 }, { 0, TRUE, 0 } };

  adopt_timed (life);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AvowSession) session = NULL;

      grant (life, cases[i].extra_time, cases[i].untimed, 0);
      session = life_open (life, life->officer);
      g_assert_cmpuint (avow_session_get_time_limit (session), ==, cases[i].limit);
      g_assert_cmpint (avow_session_has_accommodation (session), ==, i > 0);
    }
  g_assert_cmpuint (avow_accommodation_stretch (61, 50, FALSE), ==, 92); /* 91.5 */
  g_assert_cmpuint (avow_accommodation_stretch (0, 50, FALSE), ==, 0);
}

/* the attempt cites what it made use of, and verifies by it */
static void
test_cited (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) granted = NULL;
  g_autoptr (GError) error = NULL;
  const AvowRecordAttempt *attempt;
  AvowDigest leaf;

  adopt_timed (life);
  grant (life, 50, FALSE, 0);
  session = begin (life);
  life->now += 40 * LIFE_MINUTE;
  life_answer (session, 3, TRUE);
  grade = life_hand_in (life, session);
  g_assert_true (grade->passed);
  record = read_last (life, &avow_record_kind_attempt);
  attempt = avow_record_get_body (record);
  g_assert_cmpint (attempt->time_limit, ==, 45 * 60);
  g_assert_cmpint (attempt->time_spent, ==, 40 * 60);
  g_assert_nonnull (attempt->accommodation);
  g_assert_true (avow_digest_parse (attempt->accommodation, &leaf));
  granted = avow_store_get_record (life->store, avow_store_find_leaf (life->store, &leaf, &error), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (avow_record_get_kind (granted) == &avow_record_kind_accommodation);
  assert_verdict (life, TRUE, 0);

  /* it verifies as well once something else was granted since */
  grant (life, 0, FALSE, 0);
  assert_verdict (life, TRUE, 0);
}

static void
fail_once (Life *life, AvowSession *session)
{
  g_autoptr (AvowGrade) grade = NULL;

  life_start (session);
  life_answer (session, 0, TRUE);
  grade = life_hand_in (life, session);
  g_assert_false (grade->passed);
  life->now += 15 * LIFE_MINUTE;
}

static void
test_more_attempts (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowSession) again = NULL;
  g_autoptr (AvowSession) taken_back = NULL;
  g_autoptr (AvowGrade) grade = NULL;

  life_do_steps (session);
  for (guint i = 0; i < 3; i++)
    fail_once (life, session);
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_EXHAUSTED);
  life_save (life, session);

  grant (life, 0, FALSE, 2);
  again = life_open (life, life->officer);
  g_assert_cmpuint (avow_session_get_attempts_allowed (again), ==, 5);
  g_assert_cmpint (avow_session_get_assessment_state (again), ==, AVOW_ASSESSMENT_OPEN);
  fail_once (life, again);
  assert_verdict (life, TRUE, 0);

  grant (life, 0, FALSE, 0);
  taken_back = life_open (life, life->officer);
  g_assert_cmpint (avow_session_get_assessment_state (taken_back), ==, AVOW_ASSESSMENT_EXHAUSTED);
  assert_verdict (life, TRUE, 0);
}

static void
test_refused (Life *life, gconstpointer data)
{
  static const struct
  {
    const char *item;
    guint extra_time;
    gboolean untimed;
    guint extra_attempts;
    const char *reason;
    int code;
  } cases[] = {
    { "callers", 901, FALSE, 0, "Agreed", AVOW_PEOPLE_ERROR_INVALID },
    { "callers", 50, TRUE, 0, "Agreed", AVOW_PEOPLE_ERROR_INVALID },
    { "callers", 0, FALSE, 21, "Agreed", AVOW_PEOPLE_ERROR_INVALID },
    { "callers", 50, FALSE, 0, "  ", AVOW_PEOPLE_ERROR_INVALID },
    { "callers", 50, FALSE, 0, NULL, AVOW_PEOPLE_ERROR_INVALID },
    { "another", 50, FALSE, 0, "Agreed", AVOW_PEOPLE_ERROR_UNKNOWN },
    { "promise", 50, FALSE, 0, "Agreed", AVOW_PEOPLE_ERROR_UNKNOWN },
  };
  g_autoptr (GError) unlocking = NULL;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (life->store, life->officer, LIFE_PASSPHRASE, &unlocking);
  gint64 position = avow_store_get_position (life->store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AvowAccommodation granted = {
        .item = (char *) cases[i].item, .cycle = (char *) "2026", .extra_time = cases[i].extra_time, .untimed = cases[i].untimed,
        .extra_attempts = cases[i].extra_attempts, .reason = (char *) cases[i].reason,
      };
      g_autoptr (GError) error = NULL;

      g_assert_false (avow_accommodation_grant (life->store, identity, life->officer, &granted, &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, cases[i].code);
      g_test_message ("%s", error->message);
    }
  g_assert_cmpint (avow_store_get_position (life->store), ==, position);
}

typedef void (*Forge) (AvowRecordAttempt *attempt);

static void
keep (AvowRecordAttempt *attempt)
{
}

static void
forge_limit (AvowRecordAttempt *attempt)
{
  attempt->time_limit += 60;
}

static void
forge_no_limit (AvowRecordAttempt *attempt)
{
  attempt->time_limit = 0;
  attempt->time_spent = 0;
}

static void
forge_spent (AvowRecordAttempt *attempt)
{
  attempt->time_spent = LIMIT + 1;
}

static void
forge_time_up (AvowRecordAttempt *attempt)
{
  attempt->time_up = TRUE;
}

static void
forge_cited (AvowRecordAttempt *attempt)
{
  attempt->accommodation = g_strnfill (64, '7');
  attempt->time_limit = 2700;
}

static void
forge_words (AvowRecordAttempt *attempt)
{
  attempt->accommodation = g_strdup ("more, please");
}

/* by the clock, the answers came long after there was no time any more */
static void
forge_late_answer (AvowRecordAttempt *attempt)
{
  ((AvowRecordResponse *) g_ptr_array_index (attempt->responses, 0))->time = attempt->started + (LIMIT + 61) * SECOND;
}

static void
forge_last_moment (AvowRecordAttempt *attempt)
{
  ((AvowRecordResponse *) g_ptr_array_index (attempt->responses, 0))->time = attempt->started + (LIMIT + 60) * SECOND;
}

static const struct
{
  const char *name;
  Forge forge;
  const char *part; /* of the finding; NULL: sound */
  guint notes;
} forgeries[] = {
  { "control", keep, NULL, 0 },
  { "limit", forge_limit, "The record says a time limit of 1860 seconds, its course and what was granted give 1800", 0 },
  { "no-limit", forge_no_limit, "The record says a time limit of 0 seconds", 0 },
  { "spent", forge_spent, "it took 1801 seconds, of 1800", 0 },
  { "time-up", forge_time_up, "Whether its time was up is not what its seconds say", 0 },
  { "cited", forge_cited, "more time or attempts that are not in the store", 0 },
  { "words", forge_words, "is no leaf of a ledger", 0 },
  { "last-moment", forge_last_moment, NULL, 0 },
  { "late-answer", forge_late_answer, NULL, 1 },
};

static void
append_copy (Life *life, Forge forge)
{
  g_autoptr (AvowRecord) honest = read_last (life, &avow_record_kind_attempt);
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AvowRecordAttempt attempt = { 0 };

  avow_fields_copy (avow_record_kind_attempt.fields, avow_record_get_body (honest), &attempt);
  g_free (attempt.attempt_id);
  attempt.attempt_id = avow_id_new ("a");
  forge (&attempt);
  record = avow_record_new (&avow_record_kind_attempt, life->colleague, life->colleague, &attempt);
  avow_fields_clear (avow_record_kind_attempt.fields, &attempt);
  g_ptr_array_add (records, record);
  avow_store_append (life->store, records, &error);
  g_assert_no_error (error);
}

static void
test_forged (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;

  adopt_timed (life);
  session = begin (life);
  life->now += LIFE_MINUTE;
  life_answer (session, 1, TRUE);
  grade = life_hand_in (life, session);
  append_copy (life, forgeries[i].forge);
  if (forgeries[i].part == NULL)
    {
      assert_verdict (life, TRUE, forgeries[i].notes);
      return;
    }
  verdict = life_verify (life);
  g_assert_cmpuint (verdict->findings->len, ==, 1);
  g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, 0))->message);
  g_assert_nonnull (strstr (((AvowFinding *) g_ptr_array_index (verdict->findings, 0))->message, forgeries[i].part));
}

/* what was granted to the officer does nothing for the colleague */
static void
test_of_another (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;

  adopt_timed (life);
  grant (life, 50, FALSE, 0);
  session = begin (life);
  life_answer (session, 1, TRUE);
  grade = life_hand_in (life, session);
  assert_verdict (life, TRUE, 0);
  append_copy (life, keep);
  verdict = life_verify (life);
  g_assert_cmpuint (verdict->findings->len, ==, 1);
  g_assert_nonnull (strstr (((AvowFinding *) g_ptr_array_index (verdict->findings, 0))->message, "granted to another person"));
}

static void
adopt_asking (Life *life)
{
  g_autofree char *xml = life_write_course ("2026.6", 3);
  g_autoptr (GString) text = g_string_new (xml);

  g_assert_cmpuint (g_string_replace (text, " wait='PT15M'", " wait='PT15M' confidence='yes'", 1), ==, 1);
  life_adopt_text (life, text->str);
}

/* how sure somebody is, is kept with the answer, recorded, and counts for nothing */
static void
test_confidence (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) before = NULL;
  g_autoptr (AvowSession) after = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowRecord) record = NULL;
  const AvowRecordAttempt *attempt;
  GPtrArray *questions;

  adopt_asking (life);
  before = begin (life);
  life_answer (before, 1, TRUE);
  questions = avow_session_get_questions (before);
  avow_session_set_confidence (before, ((AvowQuestion *) g_ptr_array_index (questions, 0))->id, AVOW_CONFIDENCE_IS_SURE);
  avow_session_set_confidence (before, ((AvowQuestion *) g_ptr_array_index (questions, 1))->id, AVOW_CONFIDENCE_IS_SURE);
  avow_session_set_confidence (before, ((AvowQuestion *) g_ptr_array_index (questions, 1))->id, AVOW_CONFIDENCE_IS_UNSURE);
  life_save (life, before);
  life_reopen (life);
  after = life_open (life, life->officer);
  grade = life_hand_in (life, after);
  g_assert_cmpuint (grade->right, ==, 2);
  record = read_last (life, &avow_record_kind_attempt);
  attempt = avow_record_get_body (record);
  g_assert_cmpstr (((AvowRecordResponse *) g_ptr_array_index (attempt->responses, 0))->confidence, ==, "sure");
  g_assert_cmpstr (((AvowRecordResponse *) g_ptr_array_index (attempt->responses, 1))->confidence, ==, "unsure");
  g_assert_null (((AvowRecordResponse *) g_ptr_array_index (attempt->responses, 2))->confidence);
  assert_verdict (life, TRUE, 0);
}

static void
forge_confidence (AvowRecordAttempt *attempt)
{
  ((AvowRecordResponse *) g_ptr_array_index (attempt->responses, 0))->confidence = g_strdup ("sure");
}

static void
forge_words_for_it (AvowRecordAttempt *attempt)
{
  ((AvowRecordResponse *) g_ptr_array_index (attempt->responses, 0))->confidence = g_strdup ("certain");
}

/* where a course does not ask nobody can have said it, and nobody can have said anything else */
static void
test_not_asked (Life *life, gconstpointer data)
{
  gboolean asks = GPOINTER_TO_INT (data);
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;

  if (asks)
    adopt_asking (life);
  session = begin (life);
  life_answer (session, 1, TRUE);
  grade = life_hand_in (life, session);
  append_copy (life, asks ? forge_words_for_it : forge_confidence);
  assert_verdict (life, FALSE, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/learn/time{none}", test_none);
  life_add ("/avow/learn/time{in-time}", test_in_time);
  life_add ("/avow/learn/time{time-up}", test_time_up);
  life_add ("/avow/learn/time{closed}", test_closed);
  life_add ("/avow/learn/accommodation{stretched}", test_stretched);
  life_add ("/avow/learn/accommodation{cited}", test_cited);
  life_add ("/avow/learn/accommodation{more-attempts}", test_more_attempts);
  life_add ("/avow/learn/accommodation{refused}", test_refused);
  life_add ("/avow/learn/accommodation{of-another}", test_of_another);
  life_add ("/avow/learn/confidence{kept}", test_confidence);
  g_test_add ("/avow/learn/confidence{not-asked}", Life, GINT_TO_POINTER (FALSE), life_set_up, test_not_asked, life_tear_down);
  g_test_add ("/avow/learn/confidence{other-words}", Life, GINT_TO_POINTER (TRUE), life_set_up, test_not_asked, life_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/learn/time/forged{%s}", forgeries[i].name);

      g_test_add (path, Life, GSIZE_TO_POINTER (i), life_set_up, test_forged, life_tear_down);
    }
  return life_run ();
}
