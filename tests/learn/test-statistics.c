/* test-statistics.c: figures of questions, beside figures worked out by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-small-course.h"

#include "learn/avow-statistics.h"

#include <math.h>

#define TOLERANCE 1e-9

typedef struct
{
  AvowCourse *course;
  GPtrArray *attempts; /* of AvowRecordAttempt */
} Fixture;

static void
free_response (gpointer data)
{
  AvowRecordResponse *response = data;

  g_ptr_array_unref (response->options);
  g_free (response->question);
  g_free (response);
}

static void
free_attempt (gpointer data)
{
  g_ptr_array_unref (((AvowRecordAttempt *) data)->responses);
  g_free (data);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const SmallDraw draws[] = {
    { "q", 2, 2, FALSE, AVOW_QUESTION_SINGLE, "one" },
    { "r", 1, 1, FALSE, AVOW_QUESTION_SINGLE, "two" },
    { NULL },
  };

  fixture->course = small_course_new (80, draws);
  fixture->attempts = g_ptr_array_new_with_free_func (free_attempt);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->attempts);
}

/* What one person gave to q1, q2 and r1: the letter of an option, in upper case where they said to be sure, `-` where the question was
 * not asked; lower case: unsure. */
static void
answer (Fixture *fixture, const char *letters)
{
  static const char *const questions[] = { "q1", "q2", "r1" };
  AvowRecordAttempt *attempt = g_new0 (AvowRecordAttempt, 1);

  attempt->responses = g_ptr_array_new_with_free_func (free_response);
  for (guint i = 0; letters[i] != '\0'; i++)
    {
      AvowRecordResponse *response;

      if (letters[i] == '-')
        continue;
      response = g_new0 (AvowRecordResponse, 1);
      response->question = g_strdup (questions[i]);
      response->options = g_ptr_array_new_with_free_func (g_free);
      response->confidence = (char *) (g_ascii_isupper (letters[i]) ? AVOW_CONFIDENCE_SURE : AVOW_CONFIDENCE_UNSURE);
      g_ptr_array_add (response->options, g_strdup_printf ("%s-%c", questions[i], g_ascii_tolower (letters[i])));
      g_ptr_array_add (attempt->responses, response);
    }
  g_ptr_array_add (fixture->attempts, attempt);
}

static const AvowItemStatistics *
get_item (AvowStatistics *statistics, guint index)
{
  return g_ptr_array_index (statistics->items, index);
}

static void
assert_near (double one, double other)
{
  g_test_message ("%.9f, by hand %.9f", one, other);
  g_assert_cmpfloat (fabs (one - other), <, TOLERANCE);
}

/* Five people; `a` is right.
 *
 *     person  q1 q2 r1   worth of q1   rest of q1 (mean of q2, r1)
 *     1       a  a  a    1             1
 *     2       a  a  b    1             1/2
 *     3       a  c  b    1             0
 *     4       b  a  b    0             1/2
 *     5       b  b  b    0             0
 *
 * q1: facility 3/5. Means 0.6 and 0.4; sum of products of deviations: 0.4·0.6 + 0.4·0.1 + 0.4·(-0.4) + (-0.6)·0.1 + (-0.6)·(-0.4)
 * = 0.24 + 0.04 - 0.16 - 0.06 + 0.24 = 0.3; squares: 3·0.16 + 2·0.36 = 1.2, and 0.36 + 0.01 + 0.16 + 0.01 + 0.16 = 0.7;
 * r = 0.3 / sqrt (1.2 · 0.7) = 0.3 / sqrt (0.84). */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AvowStatistics) statistics = NULL;
  const AvowItemStatistics *item;

  answer (fixture, "AAA");
  answer (fixture, "AAB");
  answer (fixture, "ACB");
  answer (fixture, "BAB");
  answer (fixture, "BBB");
  statistics = avow_statistics_new (fixture->course, fixture->attempts);
  g_assert_cmpuint (statistics->people, ==, 5);
  g_assert_cmpuint (statistics->items->len, ==, 3);

  item = get_item (statistics, 0);
  g_assert_cmpstr (item->question->id, ==, "q1");
  g_assert_cmpuint (item->asked, ==, 5);
  assert_near (item->facility, 3.0 / 5);
  g_assert_true (item->discriminates);
  assert_near (item->discrimination, 0.3 / sqrt (0.84));
  g_assert_cmpuint (item->chosen[0], ==, 3);
  g_assert_cmpuint (item->chosen[1], ==, 2);
  g_assert_cmpuint (item->chosen[2], ==, 0);
  g_assert_cmpuint (item->chosen[3], ==, 0);

  /* r1: worth 1 0 0 0 0, rest 1 1 1/2 1/2 0; means 0.2 and 0.6: products 0.8·0.4 - 0.2·0.4 + 0.2·0.1 + 0.2·0.1 + 0.2·0.6 = 0.4; squares
   * 0.64 + 4·0.04 = 0.8, and 0.16 + 0.16 + 0.01 + 0.01 + 0.36 = 0.7 */
  item = get_item (statistics, 2);
  assert_near (item->facility, 1.0 / 5);
  assert_near (item->discrimination, 0.4 / sqrt (0.8 * 0.7));
}

/* For what is right or not it is the point-biserial correlation: (M1 - M0) / s · sqrt (p·q), with the deviation of the population. */
static void
test_point_biserial (Fixture *fixture, gconstpointer data)
{
  const double x[] = { 1, 1, 1, 0, 0, 1, 0, 1 };
  const double y[] = { 0.9, 0.8, 0.4, 0.5, 0.2, 0.7, 0.6, 1.0 };
  double mean = 0, right = 0, wrong = 0, square = 0, r;
  guint n = G_N_ELEMENTS (x), n_right = 0;

  for (guint i = 0; i < n; i++)
    {
      mean += y[i] / n;
      n_right += x[i] > 0;
      *(x[i] > 0 ? &right : &wrong) += y[i];
    }
  for (guint i = 0; i < n; i++)
    square += (y[i] - mean) * (y[i] - mean) / n;
  g_assert_true (avow_statistics_correlate (x, y, n, &r));
  assert_near (r, (right / n_right - wrong / (n - n_right)) / sqrt (square) * sqrt ((double) n_right / n * (n - n_right) / n));
  g_assert_false (avow_statistics_correlate (x, x, 3, &r)); /* the first three are alike */
}

static void
test_same_for_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AvowStatistics) statistics = NULL;

  for (guint i = 0; i < 5; i++)
    answer (fixture, "AAB");
  statistics = avow_statistics_new (fixture->course, fixture->attempts);
  assert_near (get_item (statistics, 0)->facility, 1);
  g_assert_false (get_item (statistics, 0)->discriminates);
  assert_near (get_item (statistics, 2)->facility, 0);
  g_assert_false (get_item (statistics, 2)->discriminates);
}

/* Four are too few, and a fifth makes a group: of each question by itself, however many took the assessment. */
static void
test_too_few (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AvowStatistics) four = NULL;
  g_autoptr (AvowStatistics) five = NULL;

  for (guint i = 0; i < 4; i++)
    answer (fixture, "AAA");
  four = avow_statistics_new (fixture->course, fixture->attempts);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (get_item (four, i)->asked, ==, 0);
      g_assert_null (get_item (four, i)->chosen);
      assert_near (get_item (four, i)->facility, 0);
    }
  answer (fixture, "A-A");
  five = avow_statistics_new (fixture->course, fixture->attempts);
  g_assert_cmpuint (get_item (five, 0)->asked, ==, 5);
  g_assert_cmpuint (get_item (five, 1)->asked, ==, 0);
  g_assert_cmpuint (get_item (five, 2)->asked, ==, 5);
}

static gboolean
is_same (AvowStatistics *one, AvowStatistics *other)
{
  for (guint i = 0; i < one->items->len; i++)
    {
      const AvowItemStatistics *a = get_item (one, i), *b = get_item (other, i);

      if (a->asked != b->asked || fabs (a->facility - b->facility) > TOLERANCE || a->discriminates != b->discriminates
          || (a->discriminates && fabs (a->discrimination - b->discrimination) > TOLERANCE))
        return FALSE;
      for (guint k = 0; a->chosen != NULL && k < a->question->options->len; k++)
        if (a->chosen[k] != b->chosen[k])
          return FALSE;
    }
  for (guint i = 0; i < one->modules->len; i++)
    {
      const AvowConfidenceStatistics *a = g_ptr_array_index (one->modules, i), *b = g_ptr_array_index (other->modules, i);

      if (a->people != b->people || a->sure_wrong != b->sure_wrong || a->sure_right != b->sure_right || a->unsure_wrong != b->unsure_wrong
          || a->unsure_right != b->unsure_right)
        return FALSE;
    }
  return TRUE;
}

/* Two reports, a person apart, say the same; so taking one from the other tells nothing of that person, whatever they answered. Of five
 * people apart it tells of the five together. */
static void
test_subtracted (Fixture *fixture, gconstpointer data)
{
  static const char *const answers[] = { "AAA", "Bab", "aCB", "BAd", "bBB", "AaC", "CAB" };
  AvowStatistics *reports[21];
  guint changes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      reports[i] = avow_statistics_new (fixture->course, fixture->attempts);
      answer (fixture, answers[i % G_N_ELEMENTS (answers)]);
    }
  for (guint i = 1; i < G_N_ELEMENTS (reports); i++)
    {
      gboolean same = is_same (reports[i - 1], reports[i]);

      g_assert_cmpint (same, ==, i % 5 != 0);
      changes += !same;
    }
  g_assert_cmpuint (changes, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    avow_statistics_free (reports[i]);
}

static void
test_confidence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AvowStatistics) statistics = NULL;
  const AvowConfidenceStatistics *one, *two;

  answer (fixture, "ABa"); /* module one: sure and right, sure and wrong; two: unsure and right */
  answer (fixture, "bAB");
  answer (fixture, "BBB");
  answer (fixture, "aab");
  answer (fixture, "ABA");
  statistics = avow_statistics_new (fixture->course, fixture->attempts);
  g_assert_cmpuint (statistics->modules->len, ==, 2);
  one = g_ptr_array_index (statistics->modules, 0);
  two = g_ptr_array_index (statistics->modules, 1);
  g_assert_cmpstr (one->module->id, ==, "one");
  g_assert_cmpuint (one->people, ==, 5);
  g_assert_cmpuint (one->sure_right, ==, 3);
  g_assert_cmpuint (one->sure_wrong, ==, 4);
  g_assert_cmpuint (one->unsure_right, ==, 2);
  g_assert_cmpuint (one->unsure_wrong, ==, 1);
  g_assert_cmpuint (two->people, ==, 5);
  g_assert_cmpuint (two->sure_right, ==, 1);
  g_assert_cmpuint (two->sure_wrong, ==, 2);
  g_assert_cmpuint (two->unsure_right, ==, 1);
  g_assert_cmpuint (two->unsure_wrong, ==, 1);
}

/* Who said nothing is in no group; a group of those who did may be too small where all together are not. */
static void
test_said_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AvowStatistics) statistics = NULL;

  for (guint i = 0; i < 9; i++)
    answer (fixture, "AAA");
  for (guint i = 0; i < 5; i++)
    {
      const AvowRecordAttempt *attempt = g_ptr_array_index (fixture->attempts, i);

      for (guint k = 0; k < attempt->responses->len; k++)
        ((AvowRecordResponse *) g_ptr_array_index (attempt->responses, k))->confidence = NULL;
    }
  statistics = avow_statistics_new (fixture->course, fixture->attempts);
  for (guint i = 0; i < statistics->modules->len; i++)
    g_assert_cmpuint (((AvowConfidenceStatistics *) g_ptr_array_index (statistics->modules, i))->people, ==, 0);
  g_assert_cmpuint (get_item (statistics, 0)->asked, ==, 5);
}

#define add(path, func) g_test_add ("/avow/learn/statistics{" path "}", Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("by-hand", test_by_hand);
  add ("point-biserial", test_point_biserial);
  add ("same-for-all", test_same_for_all);
  add ("too-few", test_too_few);
  add ("subtracted", test_subtracted);
  add ("confidence", test_confidence);
  add ("said-nothing", test_said_nothing);
  return g_test_run ();
}
