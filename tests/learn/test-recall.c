/* test-recall.c: asking again what was once missed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "learn/avow-grade.h"
#include "learn/avow-recall.h"
#include "learn/avow-response.h"
#include "learn/avow-schedule.h"
#include "people/avow-leaver.h"

#include <string.h>

/* --- SM-2 */

/* Worked out by hand from the published formula: what follows from each answer, from the first learning on. */
static const struct
{
  const char *name;
  guint qualities[6]; /* ended by 9 */
  guint intervals[6];
  guint factors[6];
} reckoned[] = {
  /* 6 * 2.5 = 15; 15 * 2.5 = 37.5; 38 * 2.5 = 95; 95 * 2.5 = 237.5 */
  { "right", { 4, 4, 4, 4, 4, 9 }, { 6, 15, 38, 95, 238 }, { 2500, 2500, 2500, 2500, 2500 } },
  /* EF + 0.1 each time; 6 * 2.7 = 16.2; 17 * 2.8 = 47.6; 48 * 2.9 = 139.2 */
  { "at-once", { 5, 5, 5, 5, 9 }, { 6, 17, 48, 140 }, { 2600, 2700, 2800, 2900 } },
  /* EF - 0.14 each time; 6 * 2.22 = 13.32; 14 * 2.08 = 29.12 */
  { "barely", { 3, 3, 3, 9 }, { 6, 14, 30 }, { 2360, 2220, 2080 } },
  /* from the beginning, without changing EF; then 6 * 2.36 = 14.16 */
  { "missed", { 3, 1, 4, 4, 9 }, { 6, 1, 6, 15 }, { 2360, 2360, 2360, 2360 } },
};

static void
test_reckoned (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  AvowSm2 sm2;

  avow_sm2_begin (&sm2);
  g_assert_cmpuint (sm2.interval, ==, 1);
  g_assert_cmpuint (sm2.factor, ==, 2500);
  for (guint i = 0; reckoned[row].qualities[i] != 9; i++)
    {
      avow_sm2_repeat (&sm2, reckoned[row].qualities[i]);
      g_assert_cmpuint (sm2.interval, ==, reckoned[row].intervals[i]);
      g_assert_cmpuint (sm2.factor, ==, reckoned[row].factors[i]);
    }
}

static void
test_bounds (void)
{
  AvowSm2 sm2;

  avow_sm2_begin (&sm2);
  for (guint i = 0; i < 8; i++)
    avow_sm2_repeat (&sm2, AVOW_SM2_RIGHT_BARELY);
  g_assert_cmpuint (sm2.factor, ==, 2500 - 8 * 140);
  avow_sm2_repeat (&sm2, AVOW_SM2_RIGHT_BARELY);
  g_assert_cmpuint (sm2.factor, ==, 1300);

  for (guint i = 0; i < 1000; i++)
    avow_sm2_repeat (&sm2, AVOW_SM2_RIGHT_AT_ONCE);
  g_assert_cmpuint (sm2.interval, ==, AVOW_SM2_MAX_DAYS);
}

/* --- the schedule */

static void
test_weeks (void)
{
  static const char *const weeks[][2] = {
    { "2026-11-25", "2026-W48" }, { "2027-01-01", "2026-W53" }, { "2027-01-03", "2026-W53" }, { "2027-01-04", "2027-W01" },
    { "2024-12-30", "2025-W01" }, { "2026-03-01", "2026-W09" }, { "2026-03-02", "2026-W10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      g_autofree char *week = avow_schedule_get_week (weeks[i][0]);

      g_assert_cmpstr (week, ==, weeks[i][1]);
    }
}

static void
test_two_a_week (void)
{
  g_autoptr (AvowSchedule) schedule = avow_schedule_parse (NULL);

  g_assert_false (avow_schedule_is_full (schedule, "2026-12-28"));
  avow_schedule_note_asked (schedule, "2026-12-28");
  g_assert_false (avow_schedule_is_full (schedule, "2027-01-03"));
  avow_schedule_note_asked (schedule, "2027-01-03");
  g_assert_true (avow_schedule_is_full (schedule, "2027-01-03"));
  g_assert_true (avow_schedule_is_full (schedule, "2026-12-20"));
  g_assert_false (avow_schedule_is_full (schedule, "2027-01-04"));
  avow_schedule_note_asked (schedule, "2027-01-04");
  g_assert_false (avow_schedule_is_full (schedule, "2027-01-10"));
}

static void
test_kept (void)
{
  static const char *const damaged[] = {
    "", "{", "[]", "{\"cards\":[]}", "{\"cards\":{\"c/q\":1}}", "{\"cards\":{\"c/q\":{\"due\":\"2026-02-30\"}}}",
    "{\"cards\":{\"c\":{\"due\":\"2026-02-03\"},\"c/q/r\":{\"due\":\"2026-02-03\"}}}",
  };
  g_autoptr (AvowSchedule) schedule = avow_schedule_parse (NULL);
  g_autoptr (AvowSchedule) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  avow_schedule_count (schedule, "c", "q", AVOW_SM2_WRONG, G_GINT64_CONSTANT (1772442000000));
  avow_schedule_count (schedule, "c", "r", AVOW_SM2_RIGHT, G_GINT64_CONSTANT (1772442000000));
  avow_schedule_note_asked (schedule, "2026-03-03");
  g_assert_cmpuint (g_hash_table_size (schedule->cards), ==, 1);
  g_assert_cmpstr (avow_schedule_find (schedule, "c", "q")->due, ==, "2026-03-03");
  first = avow_schedule_to_string (schedule);
  again = avow_schedule_parse (first);
  second = avow_schedule_to_string (again);
  g_assert_cmpstr (first, ==, second);

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (AvowSchedule) nothing = avow_schedule_parse (damaged[i]);

      g_assert_cmpuint (g_hash_table_size (nothing->cards), ==, 0);
    }
}

/* --- a person */

static AvowRecall
look (Life *life)
{
  g_autoptr (GError) error = NULL;
  AvowRecall recall;

  avow_recall_read (life->store, life->officer, &recall, &error);
  g_assert_no_error (error);
  return recall;
}

static void
set_on (Life *life, gboolean on)
{
  g_autoptr (GError) error = NULL;

  avow_recall_set_on (life->store, life->officer, on, &error);
  g_assert_no_error (error);
}

/* (transfer full) (nullable): the id of what was asked, and answered */
static char *
take (Life *life, gboolean right)
{
  g_autoptr (GError) error = NULL;
  AvowQuestion *question;
  g_autoptr (AvowSession) session = avow_recall_ask (life->store, life->officer, &question, &error);
  g_autoptr (GPtrArray) answer = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  if (session == NULL)
    return NULL;

  g_ptr_array_add (answer, g_strdup_printf ("%s-%s", question->id, right ? "right" : "wrong"));
  avow_session_set_answer (session, question->id, answer);
  avow_session_check (session, question->id);
  g_assert_true (avow_session_is_checked (session, question->id));
  g_assert_true (avow_grade_is_right (question, avow_session_get_answer (session, question->id)) == right);
  avow_recall_answer (life->store, life->officer, avow_session_get_item (session), question->id, right, &error);
  g_assert_no_error (error);
  return g_strdup (question->id);
}

static guint
take_all (Life *life)
{
  guint n = 0;

  for (char *id = take (life, TRUE); id != NULL; id = take (life, TRUE), n++)
    g_free (id);
  return n;
}

static void
hand_in (Life *life, AvowSession *session, guint right)
{
  g_autoptr (AvowGrade) grade = NULL;

  life_start (session);
  life_answer (session, right, TRUE);
  grade = life_hand_in (life, session);
  life->now += 15 * LIFE_MINUTE;
}

/* Misses one question of a check and three of the assessment, and passes at the second attempt. */
static void
miss (Life *life)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);

  life_do_steps (session);
  hand_in (life, session, 0);
  hand_in (life, session, 3);
}

static void
test_off (Life *life, gconstpointer data)
{
  AvowRecall recall = look (life);
  g_autoptr (GError) error = NULL;

  g_assert_false (recall.on);
  g_assert_false (recall.missed);
  miss (life);
  life->now += LIFE_DAY;
  recall = look (life);
  g_assert_false (recall.on);
  g_assert_true (recall.missed);
  g_assert_false (recall.due);
  g_assert_cmpuint (take_all (life), ==, 0);
  avow_recall_answer (life->store, life->officer, "callers", "case-1", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (life_count (life, "local WHERE area = 'recall'"), ==, 0);

  /* control: on, it asks */
  set_on (life, TRUE);
  g_assert_true (look (life).due);
}

static void
test_nothing_missed (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);

  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    {
      const AvowStep *step = avow_session_get_step (session, i, NULL);
      GPtrArray *questions = step->kind == AVOW_STEP_CHECK ? avow_session_get_check_questions (session, step->check) : NULL;

      for (guint j = 0; questions != NULL && j < questions->len; j++)
        {
          AvowQuestion *question = g_ptr_array_index (questions, j);
          g_autoptr (GPtrArray) right = avow_response_new_right (question);

          avow_session_set_answer (session, question->id, right);
          avow_session_check (session, question->id);
        }
    }
  life_do_steps (session);
  hand_in (life, session, 3);
  life->now += LIFE_DAY;
  g_assert_false (look (life).missed);
}

/* Four were missed: two this week, two the next; what was right comes again after six days, what was not after one. */
static void
test_week (Life *life, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;
  g_autofree char *fifth = NULL;

  miss (life);
  set_on (life, TRUE);
  g_assert_true (look (life).missed);
  g_assert_false (look (life).due); /* the day after, at the earliest */
  g_assert_null (take (life, TRUE));

  life->now += LIFE_DAY; /* Tuesday, 3 March */
  first = take (life, FALSE);
  second = take (life, TRUE);
  g_assert_nonnull (second);
  g_assert_cmpstr (first, !=, second);
  g_assert_null (take (life, TRUE));
  life->now += 5 * LIFE_DAY; /* Sunday */
  g_assert_false (look (life).due);
  life->now += LIFE_DAY; /* Monday, 9 March: the two that were not asked have waited longest */
  third = take (life, TRUE);
  fourth = take (life, TRUE);
  g_assert_nonnull (fourth);
  g_assert_cmpstr (third, !=, first);
  g_assert_cmpstr (fourth, !=, first);
  g_assert_null (take (life, TRUE));

  life->now += 7 * LIFE_DAY; /* due: the first since the 4th, the second since the 9th, the third and fourth since the 15th */
  fifth = take (life, TRUE);
  g_assert_cmpstr (fifth, ==, first);
  g_clear_pointer (&fifth, g_free);
  fifth = take (life, TRUE);
  g_assert_cmpstr (fifth, ==, second);
}

static void
test_clock (Life *life, gconstpointer data)
{
  gint64 monday;

  miss (life);
  set_on (life, TRUE);
  life->now += 2 * LIFE_DAY;
  g_assert_true (look (life).due); /* control: on that day, before */
  life->now += 5 * LIFE_DAY;
  monday = life->now;
  g_assert_cmpuint (take_all (life), ==, 2);
  life->now -= 5 * LIFE_DAY;
  g_assert_false (look (life).due);
  g_assert_cmpuint (take_all (life), ==, 0);
  life->now = monday;
  g_assert_cmpuint (take_all (life), ==, 0);
  life->now += 7 * LIFE_DAY;
  g_assert_cmpuint (take_all (life), ==, 2);
}

/* What was answered in another window meanwhile counts once. */
static void
test_two_windows (Life *life, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AvowQuestion *question;
  g_autoptr (AvowSession) session = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *id = NULL;

  miss (life);
  set_on (life, TRUE);
  life->now += LIFE_DAY;
  session = avow_recall_ask (life->store, life->officer, &question, &error);
  g_assert_no_error (error);
  id = take (life, TRUE);
  g_assert_cmpstr (id, ==, question->id);
  before = avow_store_get_local (life->store, "recall", life->officer, &error);
  avow_recall_answer (life->store, life->officer, "callers", question->id, FALSE, &error);
  g_assert_no_error (error);
  after = avow_store_get_local (life->store, "recall", life->officer, &error);
  g_assert_cmpstr (before, ==, after);
}

static void
test_opt_out (Life *life, gconstpointer data)
{
  miss (life);
  set_on (life, TRUE);
  life->now += LIFE_DAY;
  g_assert_cmpuint (take_all (life), ==, 2);
  g_assert_cmpint (life_count (life, "local WHERE area = 'recall' AND value LIKE '%case-%'"), ==, 1); /* control */
  set_on (life, FALSE);
  g_assert_cmpint (life_count (life, "local WHERE area = 'recall'"), ==, 0);
  g_assert_false (look (life).on);
  life->now += 30 * LIFE_DAY;
  g_assert_cmpuint (take_all (life), ==, 0);
}

/* It leaves no record, and verification has nothing against what is kept. */
static void
test_no_record (Life *life, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;
  gint64 position;

  miss (life);
  position = avow_store_get_position (life->store);
  set_on (life, TRUE);
  life->now += LIFE_DAY;
  g_assert_cmpuint (take_all (life), ==, 2);
  g_assert_cmpint (avow_store_get_position (life->store), ==, position);
  life_reopen (life);
  g_assert_true (look (life).on);
  g_assert_cmpuint (take_all (life), ==, 0);
  verdict = life_verify (life);
  g_assert_true (avow_verdict_is_sound (verdict));
}

/* Nothing is given away while the final questions are still to be passed; next year's neither. */
static void
test_paused (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (GError) error = NULL;

  life_do_steps (session);
  hand_in (life, session, 0);
  set_on (life, TRUE);
  life->now += LIFE_DAY;
  g_assert_true (look (life).missed);
  g_assert_false (look (life).due);
  hand_in (life, session, 3);
  g_assert_true (look (life).due);

  life->now += 365 * LIFE_DAY;
  g_assert_true (look (life).due); /* control */
  avow_programme_open_due (life->store, &error);
  g_assert_no_error (error);
  g_assert_true (look (life).missed);
  g_assert_false (look (life).due);
}

static void
adopt_changed (Life *life, const char *edition, const char *old, const char *new)
{
  g_autofree char *xml = life_write_course (edition, 3);
  g_autoptr (GString) text = g_string_new (xml);

  g_assert_cmpuint (g_string_replace (text, "material='yes'", "material='no'", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, old, new, 0), >, 0);
  life_adopt_text (life, text->str);
}

/* What the edition in use asks no more is dropped; control: the rest stays. */
static void
test_gone (Life *life, gconstpointer data)
{
  guint n = 0;

  miss (life);
  adopt_changed (life, "2026.7", "'case-", "'fall-");
  set_on (life, TRUE);
  for (guint day = 3; day <= 6; day += 3)
    {
      life->now += 3 * LIFE_DAY;
      for (char *id = take (life, FALSE); id != NULL; id = take (life, FALSE), n++)
        {
          g_assert_true (g_str_has_prefix (id, "warm-up-"));
          g_free (id);
        }
    }
  g_assert_cmpuint (n, ==, 2); /* the one, and it again, for it was missed again */

  adopt_changed (life, "2026.8", "'warm-up-", "'cold-");
  g_assert_true (look (life).missed);
  adopt_changed (life, "2026.9", "<question id='", "<question id='new-");
  g_assert_false (look (life).missed);
  g_assert_null (take (life, TRUE));
}

/* An assessment that keeps its answers to itself is not asked in this way either; its knowledge checks are. */
static void
test_secret (Life *life, gconstpointer data)
{
  g_autofree char *id = NULL;

  miss (life);
  adopt_changed (life, "2026.7", "show-answers='yes'", "show-answers='no'");
  set_on (life, TRUE);
  life->now += LIFE_DAY;
  id = take (life, TRUE);
  g_assert_true (g_str_has_prefix (id, "warm-up-"));
  g_assert_null (take (life, TRUE));
}

/* Answers a question that was missed rightly in the next attempt, and says how sure they are: that is a repetition, too. */
static void
test_sure (Life *life, gconstpointer confidence)
{
  g_autofree char *xml = life_write_course ("2026.6", 3);
  g_autoptr (GString) text = g_string_new (xml);
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autofree char *state = NULL;
  g_autofree char *factor = NULL;
  g_autoptr (GError) error = NULL;
  static const guint factors[] = { 2500, 2600, 2360 };

  /* a pool of four, of which three are asked: two of them again */
  g_assert_cmpuint (g_string_replace (text, "<draw pool='case'", "<draw pool='warm-up'", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "show-answers='yes'", "show-answers='yes' confidence='yes'", 0), ==, 1);
  life_adopt_text (life, text->str);
  session = life_open (life, life->officer);
  life_do_steps (session);
  hand_in (life, session, 0);
  life_start (session);
  life_answer (session, 3, TRUE);
  for (guint i = 0; i < avow_session_get_questions (session)->len; i++)
    avow_session_set_confidence (session, ((AvowQuestion *) g_ptr_array_index (avow_session_get_questions (session), i))->id,
                                 GPOINTER_TO_INT (confidence));
  grade = life_hand_in (life, session);
  g_assert_true (grade->passed);

  set_on (life, TRUE);
  life->now += LIFE_DAY;
  g_free (take (life, FALSE));
  state = avow_store_get_local (life->store, "recall", life->officer, &error);
  g_assert_no_error (error);
  g_test_message ("%s", state);
  factor = g_strdup_printf ("\"repetition\":2,\"interval\":6,\"factor\":%u", factors[GPOINTER_TO_INT (confidence)]);
  g_assert_nonnull (strstr (state, factor));
}

/* It goes with what was recorded about the person; control: another's stays. */
static void
test_purged (Life *life, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (life->store, life->officer, LIFE_PASSPHRASE, &error);
  g_autoptr (AvowPurgePlan) plan = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *kept = NULL;
  gint64 position;

  g_assert_no_error (error);
  set_on (life, TRUE);
  avow_recall_set_on (life->store, life->colleague, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (life_count (life, "local WHERE area = 'recall'"), ==, 2);

  avow_leaver_enter (life->store, life->officer, life->colleague, "2026-03-02", &error);
  g_assert_no_error (error);
  plan = avow_purge_plan_new (life->store, life->officer, "1002", &error);
  g_assert_no_error (error);
  avow_purge_plan_run (plan, life->store, identity, "The time is over", &position, &error);
  g_assert_no_error (error);

  gone = avow_store_get_local (life->store, "recall", life->colleague, &error);
  kept = avow_store_get_local (life->store, "recall", life->officer, &error);
  g_assert_no_error (error);
  g_assert_null (gone);
  g_assert_nonnull (kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register ();
  for (gsize i = 0; i < G_N_ELEMENTS (reckoned); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/learn/sm2{%s}", reckoned[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_reckoned);
    }
  g_test_add_func ("/avow/learn/sm2{bounds}", test_bounds);
  g_test_add_func ("/avow/learn/schedule{weeks}", test_weeks);
  g_test_add_func ("/avow/learn/schedule{two-a-week}", test_two_a_week);
  g_test_add_func ("/avow/learn/schedule{kept}", test_kept);
  life_add ("/avow/learn/recall{off}", test_off);
  life_add ("/avow/learn/recall{nothing-missed}", test_nothing_missed);
  life_add ("/avow/learn/recall{week}", test_week);
  life_add ("/avow/learn/recall{clock}", test_clock);
  life_add ("/avow/learn/recall{two-windows}", test_two_windows);
  life_add ("/avow/learn/recall{opt-out}", test_opt_out);
  life_add ("/avow/learn/recall{no-record}", test_no_record);
  life_add ("/avow/learn/recall{paused}", test_paused);
  life_add ("/avow/learn/recall{gone}", test_gone);
  life_add ("/avow/learn/recall{secret}", test_secret);
  life_add ("/avow/learn/recall{purged}", test_purged);
  g_test_add ("/avow/learn/recall{not-said}", Life, GINT_TO_POINTER (AVOW_CONFIDENCE_NONE), life_set_up, test_sure, life_tear_down);
  g_test_add ("/avow/learn/recall{sure}", Life, GINT_TO_POINTER (AVOW_CONFIDENCE_IS_SURE), life_set_up, test_sure, life_tear_down);
  g_test_add ("/avow/learn/recall{unsure}", Life, GINT_TO_POINTER (AVOW_CONFIDENCE_IS_UNSURE), life_set_up, test_sure, life_tear_down);
  return life_run ();
}
