/* test-pretest.c: showing what one knows, and skipping the rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "record/avow-clock.h"
#include "record/avow-record-completion.h"

#include <string.h>

#define ITEM "known"

static AvowModule *
get_module (AvowSession *session, guint index)
{
  return g_ptr_array_index (avow_session_get_course (session)->modules, index);
}

static void
start (AvowSession *session, guint module)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_session_start_pretest (session, get_module (session, module), &error));
  g_assert_no_error (error);
  g_assert_cmpint (avow_session_get_pretest_state (session, get_module (session, module)), ==, AVOW_PRETEST_RUNNING);
}

static void
hand_in (Life *life, AvowSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_session_hand_in_pretest (session, life->store, &error));
  g_assert_no_error (error);
}

/* @right of the two answers are right. */
static void
take (Life *life, AvowSession *session, guint module, guint right)
{
  GPtrArray *questions;

  start (session, module);
  questions = avow_session_get_pretest_questions (session, get_module (session, module));
  g_assert_cmpuint (questions->len, ==, 2);
  for (guint i = 0; i < questions->len; i++)
    life_answer_question (session, ((AvowQuestion *) g_ptr_array_index (questions, i))->id, i < right);
  hand_in (life, session);
}

static void
read_pages (AvowSession *session)
{
  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    if (avow_session_is_owed (session, i))
      avow_session_set_position (session, i);
}

static AvowGrade *
answer_final (Life *life, AvowSession *session)
{
  GPtrArray *questions;

  life_start (session);
  questions = avow_session_get_questions (session);
  for (guint i = 0; i < questions->len; i++)
    life_answer_question (session, ((AvowQuestion *) g_ptr_array_index (questions, i))->id, TRUE);
  return life_hand_in (life, session);
}

static AvowRecord *
read_last (Life *life)
{
  g_autoptr (GError) error = NULL;
  AvowRecord *record = avow_store_get_record (life->store, avow_store_get_position (life->store), NULL, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_sound (Life *life)
{
  g_autoptr (AvowVerdict) verdict = life_verify (life);

  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
}

static void
test_passed (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowSession) again = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowRecord) record = NULL;
  const AvowRecordCompletion *completion;
  const AvowRecordTestedOut *skipped;
  guint minutes;

  life_adopt_known_course (life);
  session = life_open_item (life, life->officer, ITEM);
  g_assert_cmpuint (avow_session_count_pretest_questions (session), ==, 4);
  minutes = avow_session_get_minutes_left (session);
  take (life, session, 0, 2);

  g_assert_cmpint (avow_session_get_pretest_state (session, get_module (session, 0)), ==, AVOW_PRETEST_PASSED);
  g_assert_true (avow_session_is_tested_out (session, get_module (session, 0)));
  g_assert_false (avow_session_is_tested_out (session, get_module (session, 1)));
  g_assert_true (avow_session_is_done (session, 1));
  g_assert_false (avow_session_is_owed (session, 1));
  g_assert_true (avow_session_is_owed (session, 3));
  g_assert_cmpuint (avow_session_get_minutes_left (session), <, minutes);

  /* as the records have it, not only this session */
  again = life_open_item (life, life->officer, ITEM);
  g_assert_true (avow_session_is_tested_out (again, get_module (again, 0)));
  read_pages (again);
  grade = answer_final (life, again);
  g_assert_cmpuint (grade->asked, ==, 2);
  g_assert_true (grade->passed);

  record = read_last (life);
  completion = avow_record_get_body (record);
  g_assert_true (avow_record_get_kind (record) == &avow_record_kind_completion);
  g_assert_cmpuint (completion->tested_out->len, ==, 1);
  skipped = g_ptr_array_index (completion->tested_out, 0);
  g_assert_cmpstr (skipped->module, ==, "alpha");
  g_assert_cmpstr (skipped->title, ==, "Alpha");
  assert_sound (life);
}

static void
test_missed (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (GError) error = NULL;

  life_adopt_known_course (life);
  session = life_open_item (life, life->officer, ITEM);
  take (life, session, 0, 1);
  g_assert_cmpint (avow_session_get_pretest_state (session, get_module (session, 0)), ==, AVOW_PRETEST_MISSED);
  g_assert_true (avow_session_is_owed (session, 1));

  /* once a cycle */
  g_assert_false (avow_session_start_pretest (session, get_module (session, 0), &error));
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);

  /* it is taught, and asked about with other questions */
  read_pages (session);
  grade = answer_final (life, session);
  g_assert_cmpuint (grade->asked, ==, 4);
  g_assert_true (grade->passed);
  for (guint i = 0; i < 2; i++)
    {
      const AvowRecordResponse *asked = g_ptr_array_index (avow_session_get_pretest_attempt (session, get_module (session, 0))->responses, i);
      const AvowRecordAttempt *last = avow_session_get_last_attempt (session);

      g_assert_true (g_ptr_array_find_with_equal_func (last->excluded, asked->question, g_str_equal, NULL));
      for (guint j = 0; j < last->responses->len; j++)
        g_assert_cmpstr (((AvowRecordResponse *) g_ptr_array_index (last->responses, j))->question, !=, asked->question);
    }
  g_assert_cmpint (avow_session_get_attempts_made (session), ==, 1);
  assert_sound (life);
}

static void
test_all (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowRecord) record = NULL;
  const AvowRecordCompletion *completion;
  AvowDuty *duty;

  life_adopt_known_course (life);
  session = life_open_item (life, life->officer, ITEM);
  take (life, session, 1, 2);
  g_assert_false (avow_session_is_completed (session));
  take (life, session, 0, 2);
  g_assert_true (avow_session_is_completed (session));
  g_assert_false (avow_session_has_assessment (session));
  g_assert_cmpuint (avow_session_get_minutes_left (session), ==, 0);

  record = read_last (life);
  completion = avow_record_get_body (record);
  g_assert_cmpuint (completion->tested_out->len, ==, 2);
  g_assert_cmpint (completion->asked, ==, 0);
  duty = life_find_duty (life, life->officer, ITEM);
  g_assert_cmpint (duty->standing, ==, AVOW_STANDING_DONE);
  avow_duty_free (duty);
  assert_sound (life);
}

/* Whoever takes no pre-test takes the course as any other. */
static void
test_read_instead (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (GError) error = NULL;

  life_adopt_known_course (life);
  session = life_open_item (life, life->officer, ITEM);
  read_pages (session);
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_OPEN);

  /* what was begun is given up for the final questions, and none can be begun after them */
  start (session, 0);
  life_start (session);
  g_assert_null (avow_session_get_pretest_questions (session, get_module (session, 0)));
  g_assert_cmpint (avow_session_get_pretest_state (session, get_module (session, 0)), ==, AVOW_PRETEST_CLOSED);
  g_assert_false (avow_session_start_pretest (session, get_module (session, 1), &error));
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  grade = life_hand_in (life, session);
  g_assert_cmpuint (grade->asked, ==, 4);
  g_assert_false (grade->passed);
  g_assert_cmpint (avow_session_get_pretest_state (session, get_module (session, 1)), ==, AVOW_PRETEST_CLOSED);
  assert_sound (life);
}

/* After a power cut the same questions are asked, with the same answers; and only one is under way at a time. */
static void
test_resumed (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowSession) again = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *questions;

  life_adopt_known_course (life);
  session = life_open_item (life, life->officer, ITEM);
  start (session, 0);
  questions = avow_session_get_pretest_questions (session, get_module (session, 0));
  for (guint i = 0; i < questions->len; i++)
    g_ptr_array_add (ids, g_strdup (((AvowQuestion *) g_ptr_array_index (questions, i))->id));
  life_answer_question (session, g_ptr_array_index (ids, 0), TRUE);
  life_save (life, session);
  life_reopen (life);

  again = life_open_item (life, life->officer, ITEM);
  questions = avow_session_get_pretest_questions (again, get_module (again, 0));
  g_assert_cmpuint (questions->len, ==, ids->len);
  for (guint i = 0; i < questions->len; i++)
    g_assert_cmpstr (((AvowQuestion *) g_ptr_array_index (questions, i))->id, ==, g_ptr_array_index (ids, i));
  g_assert_true (avow_session_is_answered (again, g_ptr_array_index (ids, 0)));
  g_assert_false (avow_session_is_answered (again, g_ptr_array_index (ids, 1)));
  g_assert_false (avow_session_start_pretest (again, get_module (again, 1), &error));
  g_assert_nonnull (strstr (error->message, "Alpha"));
  life_answer_question (again, g_ptr_array_index (ids, 1), TRUE);
  hand_in (life, again);
  g_assert_true (avow_session_is_tested_out (again, get_module (again, 0)));
  start (again, 1);
}

/* Situations that were not used last year. */
static void
test_next_year (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowSession) next = NULL;
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GPtrArray *questions;

  life_adopt_known_course (life);
  session = life_open_item (life, life->officer, ITEM);
  take (life, session, 0, 2);
  for (guint i = 0; i < 2; i++)
    g_hash_table_add (used, ((AvowRecordResponse *) g_ptr_array_index (avow_session_get_pretest_attempt (session, get_module (session, 0))->responses, i))->question);

  life->now += 366 * LIFE_DAY;
  g_assert_true (avow_programme_open_due (life->store, &error));
  next = life_open_item (life, life->officer, ITEM);
  g_assert_cmpstr (avow_session_get_cycle (next), !=, avow_session_get_cycle (session));
  g_assert_cmpint (avow_session_get_pretest_state (next, get_module (next, 0)), ==, AVOW_PRETEST_OPEN);
  start (next, 0);
  questions = avow_session_get_pretest_questions (next, get_module (next, 0));
  for (guint i = 0; i < questions->len; i++)
    g_assert_false (g_hash_table_contains (used, ((AvowQuestion *) g_ptr_array_index (questions, i))->id));
  hand_in (life, next);
  assert_sound (life);
}

static void
append (Life *life, AvowRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record);
  avow_store_append (life->store, records, &error);
  g_assert_no_error (error);
}

/* A completion that skips both modules, with what @change makes of its second. */
static void
complete_falsely (Life *life, guint right, void (*change) (AvowRecordTestedOut *second))
{
  g_autoptr (AvowSession) session = life_open_item (life, life->officer, ITEM);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  AvowRecordTestedOut entries[2] = { { (char *) "alpha", (char *) "Alpha" }, { (char *) "beta", (char *) "Beta" } };
  AvowDuty *duty = life_find_duty (life, life->officer, ITEM);
  AvowRecordCompletion body = { .item = duty->item, .title = duty->title, .edition = duty->edition, .digest = duty->digest,
                                .cycle = duty->cycle, .started = life->now, .finished = life->now, .tested_out = list };
  g_autoptr (AvowRecord) record = NULL;

  for (guint i = 0; i < 2; i++)
    {
      AvowPlace place;
      g_autoptr (AvowRecord) attempt = NULL;

      take (life, session, i, i == 0 ? 2 : right);
      attempt = avow_store_get_record (life->store, avow_store_get_position (life->store), &place, NULL);
      entries[i].attempt_leaf = place.leaf;
      g_ptr_array_add (list, &entries[i]);
    }
  change (&entries[1]);
  record = avow_record_new (&avow_record_kind_completion, life->officer, life->officer, &body);
  append (life, record);
  avow_duty_free (duty);
}

static void
leave (AvowRecordTestedOut *second)
{
}

static void
cite_nothing (AvowRecordTestedOut *second)
{
  memset (&second->attempt_leaf, 7, sizeof second->attempt_leaf);
}

static void
name_other (AvowRecordTestedOut *second)
{
  second->module = (char *) "gamma";
}

static void
test_false (Life *life, gconstpointer data)
{
  static const struct
  {
    void (*change) (AvowRecordTestedOut *second);
    const char *part;
  } cases[] = {
    { leave, "whose pre-test was not passed" },
    { cite_nothing, "a pre-test that is not in the store" },
    { name_other, "cites no attempt" },
  };
  gsize index = GPOINTER_TO_SIZE (data);
  g_autoptr (AvowVerdict) verdict = NULL;
  const AvowFinding *finding;

  life_adopt_known_course (life);
  complete_falsely (life, 1, cases[index].change);
  verdict = life_verify (life);
  g_assert_cmpuint (verdict->findings->len, ==, 1);
  finding = g_ptr_array_index (verdict->findings, 0);
  g_test_message ("%s", finding->message);
  g_assert_nonnull (strstr (finding->message, cases[index].part));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/learn/pretest{passed-and-skipped}", test_passed);
  life_add ("/avow/learn/pretest{missed-and-taught}", test_missed);
  life_add ("/avow/learn/pretest{all-known}", test_all);
  life_add ("/avow/learn/pretest{read-instead}", test_read_instead);
  life_add ("/avow/learn/pretest{taken-up-again}", test_resumed);
  life_add ("/avow/learn/pretest{not-what-was-asked-last-year}", test_next_year);
  g_test_add ("/avow/learn/pretest{skipped-and-missed}", Life, GSIZE_TO_POINTER (0), life_set_up, test_false, life_tear_down);
  g_test_add ("/avow/learn/pretest{skipped-without}", Life, GSIZE_TO_POINTER (1), life_set_up, test_false, life_tear_down);
  g_test_add ("/avow/learn/pretest{skipped-another}", Life, GSIZE_TO_POINTER (2), life_set_up, test_false, life_tear_down);
  return life_run ();
}
