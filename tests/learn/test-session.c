/* test-session.c: one person taking one course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-damage.h"
#include "avow-life.h"

#include "record/avow-clock.h"
#include "record/avow-record-completion.h"

#include <string.h>

#define DAMAGED 2000

static char *
list_questions (AvowSession *session)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  GPtrArray *questions = avow_session_get_questions (session);

  for (guint i = 0; questions != NULL && i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);
      g_string_append_printf (ids, "%s ", question->id);
    }

  return g_strdup (ids->str);
}

static char *
list_options (AvowSession *session, AvowQuestion *question)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  GPtrArray *options = avow_session_get_options (session, question);

  for (guint i = 0; i < options->len; i++)
    g_string_append_printf (ids, "%s ", ((AvowOption *) g_ptr_array_index (options, i))->id);
  return g_strdup (ids->str);
}

static void
assert_refused (AvowSession *session, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (avow_session_start_assessment (session, &error));
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  g_assert_nonnull (strstr (error->message, part));
}

static void
assert_hand_in_refused (Life *life, AvowSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_session_hand_in (session, life->store, &error));
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
}

static void
test_life (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowGrade) failed = NULL;
  g_autoptr (AvowGrade) passed = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_auto (GStrv) asked = NULL;
  AvowDuty *duty;

  g_assert_cmpuint (avow_session_get_n_steps (session), ==, 4);
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_LOCKED);
  assert_refused (session, "4 steps");
  g_assert_cmpuint (avow_session_get_minutes_left (session), ==, avow_session_get_course (session)->minutes);

  life_do_steps (session);
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_OPEN);
  g_assert_cmpuint (avow_session_get_minutes_left (session), <, avow_session_get_course (session)->minutes);

  /* one wrong of four is 75 %, but two are not */
  life_start (session);
  first = list_questions (session);
  g_assert_cmpuint (avow_session_get_n_unanswered (session), ==, 4);
  life_answer (session, 1, TRUE);
  g_assert_cmpuint (avow_session_get_n_unanswered (session), ==, 0);
  failed = life_hand_in (life, session);
  g_assert_false (failed->passed);
  g_assert_cmpuint (failed->right, ==, 2);
  g_assert_cmpuint (failed->needed, ==, 3);
  g_assert_cmpint (life_count (life, "event_completion"), ==, 0);

  /* the wait counts from the end of the attempt */
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_WAITING);
  g_assert_cmpint (avow_session_get_open_time (session), ==, life->now + 15 * LIFE_MINUTE);
  assert_refused (session, "after");
  life->now += 15 * LIFE_MINUTE - 1;
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_WAITING);
  life->now += 1;
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_OPEN);

  /* the second attempt asks others */
  life_start (session);
  second = list_questions (session);
  asked = g_strsplit (first, " ", -1);
  for (gsize i = 0; asked[i] != NULL && asked[i][0] != '\0'; i++)
    {
      g_autofree char *word = g_strconcat (asked[i], " ", NULL);
      g_assert_null (strstr (second, word));
    }

  life_answer (session, 2, TRUE);
  passed = life_hand_in (life, session);
  g_assert_true (passed->passed);
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_PASSED);
  g_assert_cmpuint (avow_session_get_attempts_made (session), ==, 2);
  g_assert_cmpuint (avow_session_get_minutes_left (session), ==, 0);
  assert_refused (session, "passed");

  duty = life_find_duty (life, life->officer, "callers");
  g_assert_cmpint (duty->standing, ==, AVOW_STANDING_DONE);
  g_assert_cmpint (duty->right, ==, 3);
  g_assert_cmpint (duty->asked, ==, 4);
  avow_duty_free (duty);
}

static void
test_completion_cites (Life *life, gconstpointer data)
{
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) cited = NULL;
  g_autoptr (GError) error = NULL;
  const AvowRecordCompletion *completion;
  const AvowRecordAttempt *attempt;
  gint64 last;

  life_pass (life, life->officer);
  last = avow_store_get_position (life->store);
  record = avow_store_get_record (life->store, last, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (avow_record_get_kind (record) == &avow_record_kind_completion);
  completion = avow_record_get_body (record);

  g_assert_cmpint (avow_store_find_leaf (life->store, &completion->attempt_leaf, &error), ==, last - 1);
  cited = avow_store_get_record (life->store, last - 1, NULL, &error);
  g_assert_no_error (error);
  attempt = avow_record_get_body (cited);
  g_assert_cmpstr (avow_record_get_subject (cited), ==, life->officer);
  g_assert_cmpstr (attempt->cycle, ==, completion->cycle);
  g_assert_true (attempt->passed);
  g_assert_cmpint (attempt->right, ==, completion->right);
}

static void
test_must_pass (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowGrade) grade = NULL;

  life_do_steps (session);
  life_start (session);
  life_answer (session, 3, FALSE);
  grade = life_hand_in (life, session);
  g_assert_cmpuint (grade->right, ==, grade->needed);
  g_assert_true (grade->must_pass_missed);
  g_assert_false (grade->passed);
}

/* a power cut in the middle of the assessment */
static void
test_resume (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) before = life_open (life, life->officer);
  g_autoptr (AvowSession) after = NULL;
  g_autofree char *questions = NULL;
  g_autofree char *again = NULL;
  g_autofree char *state = NULL;
  g_autofree char *kept = NULL;
  GPtrArray *asked;

  life_do_steps (before);
  avow_session_set_position (before, 2);
  life_start (before);
  life_answer (before, 2, TRUE);
  asked = avow_session_get_questions (before);
  avow_session_set_question_position (before, 3);
  avow_session_set_flagged (before, ((AvowQuestion *) g_ptr_array_index (asked, 1))->id, TRUE);
  questions = list_questions (before);
  state = avow_session_get_state (before);
  life_save (life, before);

  life_reopen (life);
  after = life_open (life, life->officer);
  again = list_questions (after);
  kept = avow_session_get_state (after);
  g_assert_cmpstr (questions, ==, again);
  g_assert_cmpstr (state, ==, kept);
  g_assert_cmpint (avow_session_get_assessment_state (after), ==, AVOW_ASSESSMENT_RUNNING);
  g_assert_cmpuint (avow_session_get_position (after), ==, 2);
  g_assert_cmpuint (avow_session_get_question_position (after), ==, 3);
  g_assert_cmpuint (avow_session_get_n_unanswered (after), ==, 0);

  for (guint i = 0; i < asked->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (asked, i);
      g_autofree char *shown = list_options (before, question);
      g_autofree char *shown_again = list_options (after, avow_course_find_question (avow_session_get_course (after), question->id));

      g_assert_cmpstr (shown, ==, shown_again);
      g_assert_cmpint (avow_session_is_flagged (after, question->id), ==, i == 1);
      g_assert_cmpstr (g_ptr_array_index (avow_session_get_answer (before, question->id), 0), ==,
                       g_ptr_array_index (avow_session_get_answer (after, question->id), 0));
    }
}

/* a person who left at the assessment comes back to it, but not ahead of steps that are left to do */
static void
test_resume_at_assessment (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) early = life_open (life, life->officer);
  g_autoptr (AvowSession) before = life_open (life, life->officer);
  g_autoptr (AvowSession) after = NULL;
  guint n_steps = avow_session_get_n_steps (before);

  avow_session_set_position (early, n_steps);
  g_assert_cmpuint (avow_session_get_position (early), ==, 0);

  life_do_steps (before);
  avow_session_set_position (before, n_steps);
  life_save (life, before);
  life_reopen (life);
  after = life_open (life, life->officer);
  g_assert_cmpuint (avow_session_get_position (after), ==, n_steps);
}

/* the check asks the same even where all progress was lost */
static void
test_check_is_same (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) before = life_open (life, life->officer);
  g_autoptr (AvowSession) after = life_open (life, life->officer);
  AvowCheck *check = avow_session_get_step (before, 1, NULL)->check;
  GPtrArray *questions = avow_session_get_check_questions (before, check);
  GPtrArray *again = avow_session_get_check_questions (after, avow_session_get_step (after, 1, NULL)->check);

  g_assert_cmpuint (questions->len, ==, 2);
  for (guint i = 0; i < questions->len; i++)
    g_assert_cmpstr (((AvowQuestion *) g_ptr_array_index (questions, i))->id, ==,
                     ((AvowQuestion *) g_ptr_array_index (again, i))->id);
}

static void
test_checked_answer_stays (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  AvowCheck *check = avow_session_get_step (session, 1, NULL)->check;
  AvowQuestion *question = g_ptr_array_index (avow_session_get_check_questions (session, check), 0);
  g_autoptr (GPtrArray) options = g_ptr_array_new ();
  AvowOption *first = g_ptr_array_index (question->options, 0);
  AvowOption *second = g_ptr_array_index (question->options, 1);

  avow_session_check (session, question->id);
  g_assert_false (avow_session_is_checked (session, question->id));

  g_ptr_array_add (options, first->id);
  avow_session_set_answer (session, question->id, options);
  avow_session_check (session, question->id);
  g_assert_true (avow_session_is_checked (session, question->id));

  options->pdata[0] = second->id;
  avow_session_set_answer (session, question->id, options);
  g_assert_cmpstr (g_ptr_array_index (avow_session_get_answer (session, question->id), 0), ==, first->id);
}

/* the attempt was recorded, and the power failed before the progress was cleared */
static void
test_crash_after_recording (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowSession) after = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autofree char *running = NULL;
  g_autoptr (GError) error = NULL;

  life_do_steps (session);
  life_start (session);
  life_answer (session, 1, TRUE);
  running = avow_session_get_state (session);
  grade = life_hand_in (life, session);
  avow_session_save (life->store, life->officer, "callers", avow_session_get_cycle (session), running, &error);
  g_assert_no_error (error);

  life_reopen (life);
  after = life_open (life, life->officer);
  g_assert_cmpint (avow_session_get_assessment_state (after), ==, AVOW_ASSESSMENT_WAITING);
  g_assert_cmpuint (avow_session_get_attempts_made (after), ==, 1);
  g_assert_cmpuint (avow_session_get_last_grade (after)->right, ==, 2);
  assert_hand_in_refused (life, after);
}

static void
test_hand_in_twice (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) one = life_open (life, life->officer);
  g_autoptr (AvowSession) other = NULL;
  g_autoptr (AvowGrade) grade = NULL;

  life_do_steps (one);
  life_start (one);
  life_answer (one, 3, TRUE);
  life_save (life, one);
  other = life_open (life, life->officer);

  grade = life_hand_in (life, one);
  g_assert_true (grade->passed);
  assert_hand_in_refused (life, one);
  assert_hand_in_refused (life, other);
  g_assert_cmpint (life_count (life, "event_attempt"), ==, 1);
  g_assert_cmpint (life_count (life, "event_completion"), ==, 1);

  /* what was refused is as it was */
  g_assert_cmpint (avow_session_get_assessment_state (other), ==, AVOW_ASSESSMENT_RUNNING);
  g_assert_cmpuint (avow_session_get_n_unanswered (other), ==, 0);
}

/* a store that can't be written keeps neither half, and the session can be handed in once it can */
static void
test_hand_in_fails (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database = avow_store_get_database (life->store);

  life_do_steps (session);
  life_start (session);
  life_answer (session, 3, TRUE);
  g_assert_cmpint (sqlite3_exec (database,
                                 "CREATE TEMP TRIGGER no_completion BEFORE INSERT ON main.event_completion "
                                 "BEGIN SELECT RAISE (ABORT, 'planted'); END", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (avow_session_hand_in (session, life->store, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (life_count (life, "event_attempt"), ==, 0);
  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_RUNNING);
  g_assert_cmpuint (avow_session_get_attempts_made (session), ==, 0);

  g_assert_cmpint (sqlite3_exec (database, "DROP TRIGGER no_completion", NULL, NULL, NULL), ==, SQLITE_OK);
  grade = life_hand_in (life, session);
  g_assert_true (grade->passed);
  g_assert_cmpint (life_count (life, "event_attempt"), ==, 1);
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
test_exhausted (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowSession) after = NULL;

  life_do_steps (session);
  for (guint i = 0; i < 3; i++)
    fail_once (life, session);

  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_EXHAUSTED);
  assert_refused (session, "No attempts are left");
  after = life_open (life, life->officer);
  g_assert_cmpint (avow_session_get_assessment_state (after), ==, AVOW_ASSESSMENT_EXHAUSTED);
}

/* a year later all begins anew, and nothing of the year before counts or is lost */
static void
test_cycles (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) before = life_open (life, life->officer);
  g_autoptr (AvowSession) after = NULL;
  g_autofree char *cycle = g_strdup (avow_session_get_cycle (before));
  g_autoptr (GError) error = NULL;

  life_do_steps (before);
  for (guint i = 0; i < 3; i++)
    fail_once (life, before);
  life_save (life, before);

  life->now += 366 * LIFE_DAY;
  avow_programme_open_due (life->store, &error);
  g_assert_no_error (error);
  after = life_open (life, life->officer);
  g_assert_cmpstr (avow_session_get_cycle (after), !=, cycle);
  g_assert_cmpint (avow_session_get_assessment_state (after), ==, AVOW_ASSESSMENT_LOCKED);
  g_assert_cmpuint (avow_session_get_attempts_made (after), ==, 0);
  g_assert_null (avow_session_get_last_attempt (after));

  life_do_steps (after);
  life_start (after);
  life_answer (after, 3, TRUE);
  avow_grade_free (life_hand_in (life, after));
  g_assert_cmpint (avow_session_get_assessment_state (after), ==, AVOW_ASSESSMENT_PASSED);
  g_assert_cmpint (avow_session_get_assessment_state (before), ==, AVOW_ASSESSMENT_EXHAUSTED);
  g_assert_cmpint (life_count (life, "event_attempt"), ==, 4);
}

/* a new edition in the middle of an assessment: it is finished in the one that it was begun in */
static void
test_other_edition (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) before = life_open (life, life->officer);
  g_autoptr (AvowSession) running = NULL;
  g_autoptr (AvowSession) after = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autofree char *questions = NULL;
  g_autofree char *again = NULL;

  life_do_steps (before);
  life_start (before);
  life_answer (before, 1, TRUE);
  life_save (life, before);
  questions = list_questions (before);
  life_adopt_course (life, "2026.2", 2);

  running = life_open (life, life->officer);
  again = list_questions (running);
  g_assert_cmpstr (avow_session_get_course (running)->edition, ==, "2026.1");
  g_assert_cmpstr (questions, ==, again);
  g_assert_cmpuint (avow_session_get_n_unanswered (running), ==, 0);
  grade = life_hand_in (life, running);
  g_assert_cmpuint (grade->right, ==, 2);

  /* from then on the new one holds; what was read stays read, and the attempt stays made */
  after = life_open (life, life->officer);
  g_assert_cmpstr (avow_session_get_course (after)->edition, ==, "2026.2");
  g_assert_cmpint (avow_session_get_assessment_state (after), ==, AVOW_ASSESSMENT_WAITING);
  g_assert_cmpuint (avow_session_get_attempts_made (after), ==, 1);
  g_assert_nonnull (avow_session_get_last_attempt (after));
  g_assert_null (avow_session_get_last_grade (after));
  for (guint i = 0; i < avow_session_get_n_steps (after); i++)
    g_assert_true (avow_session_is_done (after, i));
}

static void
test_scenario (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  AvowScenario *scenario = avow_session_get_step (session, 2, NULL)->scenario;
  static const struct
  {
    const char *path[6]; /* ids of choices */
    guint turn;
    gboolean ended;
  } cases[] = {
    /* under way, and at a good ending: no turn */
    { { NULL }, G_MAXUINT, FALSE },
    { { "c-offer", NULL }, G_MAXUINT, FALSE },
    { { "c-offer", "c-stay", NULL }, G_MAXUINT, TRUE },
    /* where the good ending went out of reach */
    { { "c-give", NULL }, 0, TRUE },
    { { "c-offer", "c-yield", "c-rest", NULL }, 1, TRUE },
    { { "c-offer", "c-yield", "c-stop", NULL }, 1, TRUE },
    /* through a loop */
    { { "c-offer", "c-wait", "c-give", NULL }, 2, TRUE },
    { { "c-offer", "c-wait", "c-offer", "c-yield", "c-stop", NULL }, 3, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      avow_session_go_back (session, scenario, 0);
      for (guint j = 0; cases[i].path[j] != NULL; j++)
        {
          AvowScene *scene = avow_session_get_scene (session, scenario);

          for (guint k = 0; k < scene->choices->len; k++)
            if (g_str_equal (((AvowChoice *) g_ptr_array_index (scene->choices, k))->id, cases[i].path[j]))
              {
                avow_session_choose (session, scenario, g_ptr_array_index (scene->choices, k));
                break;
              }
          g_assert_cmpuint (avow_session_get_path (session, scenario)->len, ==, j + 1);
        }
      g_assert_cmpuint (avow_session_get_turn (session, scenario), ==, cases[i].turn);
      g_assert_cmpint (avow_session_get_scene (session, scenario)->ending != AVOW_ENDING_NONE, ==, cases[i].ended);
    }

  /* going back keeps the first choices, and what was reached once is done */
  avow_session_go_back (session, scenario, 1);
  g_assert_cmpuint (avow_session_get_path (session, scenario)->len, ==, 1);
  g_assert_cmpstr (avow_session_get_scene (session, scenario)->id, ==, "s-offer");
  g_assert_true (avow_session_is_done (session, 2));
}

static void
test_without_assessment (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (GError) error = NULL;
  AvowDuty *duty;

  life_adopt_plain_course (life);
  duty = life_find_duty (life, life->officer, "plain");
  session = avow_session_load (life->store, life->officer, duty, &error);
  g_assert_no_error (error);
  avow_duty_free (duty);

  g_assert_cmpint (avow_session_get_assessment_state (session), ==, AVOW_ASSESSMENT_NONE);
  g_assert_false (avow_session_complete (session, life->store, &error));
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_INCOMPLETE);
  g_clear_error (&error);

  /* an optional step is not waited for */
  avow_session_set_position (session, 0);
  avow_session_set_position (session, 1);
  g_assert_false (avow_session_is_done (session, 2));
  g_assert_false (avow_session_is_owed (session, 2));
  g_assert_cmpuint (avow_session_get_minutes_left (session), ==, 0);
  g_assert_true (avow_session_complete (session, life->store, &error));
  g_assert_no_error (error);

  /* a second click, or another window, finds it done */
  g_assert_true (avow_session_complete (session, life->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (life_count (life, "event_completion"), ==, 1);
}

/* everything that a window would ask */
static void
look_around (AvowSession *session)
{
  GPtrArray *questions = avow_session_get_questions (session);

  avow_session_get_assessment_state (session);
  g_assert_cmpuint (avow_session_get_position (session), <, avow_session_get_n_steps (session));
  g_assert_cmpuint (avow_session_get_minutes_left (session), <=, avow_session_get_course (session)->minutes);
  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    {
      const AvowStep *step = avow_session_get_step (session, i, NULL);

      avow_session_is_done (session, i);
      if (step->kind == AVOW_STEP_SCENARIO)
        avow_session_get_turn (session, step->scenario);
    }

  if (questions == NULL)
    return;
  g_assert_cmpuint (questions->len, ==, 4);
  g_assert_cmpuint (avow_session_get_question_position (session), <, questions->len);
  for (guint i = 0; i < questions->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (questions, i);
      GPtrArray *answer = avow_session_get_answer (session, question->id);

      g_assert_cmpuint (avow_session_get_options (session, question)->len, ==, 2);
      for (guint j = 0; j < answer->len; j++)
        g_assert_nonnull (avow_question_find_option (question, g_ptr_array_index (answer, j)));
    }
}

/* whatever became of the progress, the person can go on, and what is under way can be handed in */
static void
test_damaged (Life *life, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (AvowSession) sound = life_open (life, life->officer);
  AvowDuty *duty = life_find_duty (life, life->officer, "callers");
  g_autofree char *state = NULL;
  guint running = 0;

  life_do_steps (sound);
  life_start (sound);
  life_answer (sound, 2, TRUE);
  state = avow_session_get_state (sound);

  for (guint i = 0; i < DAMAGED; i++)
    {
      g_autoptr (GString) damaged = g_string_new (state);
      g_autoptr (AvowSession) session = NULL;
      g_autoptr (GError) error = NULL;

      for (gint32 changes = g_rand_int_range (random, 1, 5); changes > 0 && damaged->len > 1; changes--)
        damage (random, damaged);

      /* all in a transaction that is taken back, as the disk is not what is tested */
      avow_store_begin (life->store, &error);
      g_assert_no_error (error);
      avow_session_save (life->store, life->officer, "callers", duty->cycle, damaged->str, &error);
      g_assert_no_error (error);
      session = avow_session_load (life->store, life->officer, duty, &error);
      g_assert_no_error (error);
      look_around (session);
      if (avow_session_get_assessment_state (session) == AVOW_ASSESSMENT_RUNNING)
        {
          avow_grade_free (life_hand_in (life, session));
          look_around (session);
          running++;
        }
      avow_store_rollback (life->store);
    }

  avow_duty_free (duty);
  /* both ways were taken */
  g_assert_cmpuint (running, >, DAMAGED / 100);
  g_assert_cmpuint (running, <, DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/learn/session/life{fails-waits-passes}", test_life);
  life_add ("/avow/learn/session/completion{cites-its-attempt}", test_completion_cites);
  life_add ("/avow/learn/session/assessment{must-pass}", test_must_pass);
  life_add ("/avow/learn/session/assessment{exhausted}", test_exhausted);
  life_add ("/avow/learn/session/resume{power-cut}", test_resume);
  life_add ("/avow/learn/session/resume{power-cut-at-assessment}", test_resume_at_assessment);
  life_add ("/avow/learn/session/resume{recorded-already}", test_crash_after_recording);
  life_add ("/avow/learn/session/resume{damaged}", test_damaged);
  life_add ("/avow/learn/session/check{same-without-progress}", test_check_is_same);
  life_add ("/avow/learn/session/check{answer-stays}", test_checked_answer_stays);
  life_add ("/avow/learn/session/hand-in{twice}", test_hand_in_twice);
  life_add ("/avow/learn/session/hand-in{store-fails}", test_hand_in_fails);
  life_add ("/avow/learn/session/cycle{separate}", test_cycles);
  life_add ("/avow/learn/session/edition{changes-meanwhile}", test_other_edition);
  life_add ("/avow/learn/session/scenario{turn}", test_scenario);
  life_add ("/avow/learn/session/complete{without-assessment}", test_without_assessment);
  return life_run ();
}
