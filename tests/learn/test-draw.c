/* test-draw.c: which questions are asked, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-small-course.h"

#include "learn/avow-draw.h"

#include <string.h>

#define SEED "000102030405060708090a0b0c0d0e0f"

/* Computed by another program (Python's hashlib) from the words of avow-draw.h alone. They never change: records
 * cite draws for ever. */
static const struct
{
  const char *seed;
  const char *label;
  guint32 limit;
  guint32 numbers[10];
} vectors[] = {
  /* limits that pass over hardly any number, a few, and nearly half of all */
  { SEED, "assessment", G_MAXUINT32,
    { 4234188824u, 3735807382u, 2813667163u, 2342709046u, 4195946971u, 611018633u, 2244073707u, 1837935968u, 317012998u, 4276872568u } },
  { SEED, "check c1", 100, { 66, 43, 87, 96, 26, 23, 16, 93, 95, 10 } },
  { "ffffffffffffffffffffffffffffffff", "options q1", 2147483649u,
    { 427846184u, 708986472u, 1472574808u, 160842793u, 1091307137u, 2014108497u, 353691897u, 1257661611u, 753529242u, 761605097u } },
  /* no label, nothing to choose from, letters beyond ASCII */
  { "00000000000000000000000000000000", "", 1, { 0 } },
  { SEED, "options ß", 7, { 1, 5, 0, 6, 4, 0, 3, 1, 4, 2 } },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (AvowDraws) draws = avow_draws_new (vectors[i].seed, vectors[i].label);

      for (gsize j = 0; j < G_N_ELEMENTS (vectors[i].numbers); j++)
        g_assert_cmpuint (avow_draws_below (draws, vectors[i].limit), ==, vectors[i].numbers[j]);
    }
}

static void
test_shuffle (void)
{
  static const guint expected[] = { 5, 0, 2, 9, 7, 8, 6, 3, 1, 4 };
  g_autoptr (AvowDraws) draws = avow_draws_new (SEED, "assessment");
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_ptr_array_add (array, GUINT_TO_POINTER (i));
  avow_draws_shuffle (draws, array);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_ptr_array_index (array, i)), ==, expected[i]);
}

/* how often each of @n comes first, in @rounds shuffles */
static double
measure_unevenness (guint n, guint rounds, gboolean biased)
{
  g_autofree guint *first = g_new0 (guint, n);
  g_autoptr (AvowDraws) draws = avow_draws_new (SEED, "evenness");
  double sum = 0;

  for (guint i = 0; i < rounds; i++)
    {
      guint number = avow_draws_below (draws, biased ? n + 1 : n);
      first[number % n]++;
    }
  for (guint i = 0; i < n; i++)
    {
      double difference = (double) first[i] - (double) rounds / n;
      sum += difference * difference / ((double) rounds / n);
    }

  return sum;
}

/* chi-square with 9 degrees of freedom: over 27.9 once in a thousand; the seed is fixed, so the answer is too */
static void
test_even (void)
{
  g_assert_cmpfloat (measure_unevenness (10, 100000, FALSE), <, 27.9);
}

static void
test_even_control (void)
{
  g_assert_cmpfloat (measure_unevenness (10, 100000, TRUE), >, 27.9);
}

static void
test_seed (void)
{
  g_autofree char *seed = avow_draw_seed_new ();
  g_autofree char *other = avow_draw_seed_new ();

  g_assert_true (avow_draw_seed_is_valid (seed));
  g_assert_cmpstr (seed, !=, other);
  g_assert_true (avow_draw_seed_is_valid (SEED));
  g_assert_false (avow_draw_seed_is_valid (NULL));
  g_assert_false (avow_draw_seed_is_valid (""));
  g_assert_false (avow_draw_seed_is_valid (SEED "0"));
  g_assert_false (avow_draw_seed_is_valid ("000102030405060708090A0B0C0D0E0F"));
  g_assert_false (avow_draw_seed_is_valid ("000102030405060708090a0b0c0d0e0g"));
}

static char *
join_ids (GPtrArray *questions)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", question->id);
    }

  return g_strdup (ids->str);
}

static GPtrArray *
split_ids (const char *ids)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (array, g_strdup (words[i]));
  return array;
}

static const SmallDraw two_pools[] = {
  { "a", 6, 2, FALSE, AVOW_QUESTION_SINGLE, NULL },
  { "b", 3, 3, FALSE, AVOW_QUESTION_SINGLE, NULL },
  { NULL },
};

static const SmallDraw shared_pool[] = {
  { "a", 6, 2, FALSE, AVOW_QUESTION_SINGLE, NULL },
  { "a", 6, 3, TRUE, AVOW_QUESTION_SINGLE, NULL },
  { "b", 3, 1, FALSE, AVOW_QUESTION_SINGLE, NULL },
  { NULL },
};

/* from the same other program */
static const struct
{
  const SmallDraw *draws;
  const char *excluded;
  const char *expected;
} assessments[] = {
  { two_pools, "", "b3 a1 a5 b1 b2" },
  /* a pool that has others left keeps out what was asked; one that is used up asks again */
  { two_pools, "a1 a2 a3 a4 b2", "a5 a6 b1 b2 b3" },
  { two_pools, "a1 a2 a3 a4 a5 b2", "a4 a6 b1 b2 b3" },
  /* nothing is asked twice where two draws share a pool */
  { shared_pool, "", "a3 a4 a1 b1 a5 a2" },
};

static void
test_assessment (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (assessments); i++)
    {
      AvowCourse *course = small_course_new (80, assessments[i].draws);
      g_autoptr (GPtrArray) excluded = split_ids (assessments[i].excluded);
      g_autoptr (GPtrArray) draws = NULL;
      g_autoptr (GPtrArray) questions = avow_draw_assessment (course->assessment, SEED, excluded, NULL, &draws);
      g_autofree char *ids = join_ids (questions);

      g_assert_cmpstr (ids, ==, assessments[i].expected);
      g_assert_cmpuint (draws->len, ==, questions->len);
    }
}

static void
test_assessment_reasons (void)
{
  AvowCourse *course = small_course_new (80, two_pools);
  g_autoptr (GPtrArray) draws = NULL;
  g_autoptr (GPtrArray) questions = avow_draw_assessment (course->assessment, SEED, NULL, NULL, &draws);

  for (guint i = 0; i < questions->len; i++)
    {
      const AvowDraw *draw = g_ptr_array_index (draws, i);
      g_assert_true (g_ptr_array_find (draw->pool->questions, g_ptr_array_index (questions, i), NULL));
    }
}

static void
test_check (void)
{
  AvowCourse *course = small_course_new (80, two_pools);
  AvowCheck check = { (char *) "c1", g_ptr_array_index (course->pools, 0), 3 };
  g_autoptr (GPtrArray) questions = avow_draw_check (&check, SEED);
  g_autofree char *ids = join_ids (questions);

  g_assert_cmpstr (ids, ==, "a3 a6 a2");
}

static char *
join_options (AvowQuestionKind kind, const char *seed)
{
  SmallDraw draws[] = { { "q", 1, 1, FALSE, AVOW_QUESTION_SINGLE, NULL }, { NULL } };
  AvowCourse *course;
  AvowPool *pool;
  g_autoptr (GPtrArray) options = NULL;
  g_autoptr (GString) letters = g_string_new (NULL);

  draws[0].kind = kind;
  course = small_course_new (80, draws);
  pool = g_ptr_array_index (course->pools, 0);
  options = avow_draw_options (g_ptr_array_index (pool->questions, 0), seed);
  for (guint i = 0; i < options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (options, i);
      g_string_append_c (letters, option->id[strlen (option->id) - 1]);
    }

  return g_strdup (letters->str);
}

static void
test_options (void)
{
  g_autofree char *one = join_options (AVOW_QUESTION_SINGLE, SEED);
  g_autofree char *again = join_options (AVOW_QUESTION_SINGLE, SEED);
  gboolean differed = FALSE;

  g_assert_cmpuint (strlen (one), ==, 4);
  g_assert_cmpstr (one, ==, again);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *seed = avow_draw_seed_new ();
      g_autofree char *other = join_options (AVOW_QUESTION_SINGLE, seed);
      g_autofree char *kept = join_options (AVOW_QUESTION_TRUE_FALSE, seed);

      differed |= !g_str_equal (one, other);
      g_assert_cmpstr (kept, ==, "ab");
    }
  g_assert_true (differed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/learn/draw/numbers{vectors}", test_numbers);
  g_test_add_func ("/avow/learn/draw/numbers{even}", test_even);
  g_test_add_func ("/avow/learn/draw/numbers{even-control}", test_even_control);
  g_test_add_func ("/avow/learn/draw/shuffle{vector}", test_shuffle);
  g_test_add_func ("/avow/learn/draw/seed", test_seed);
  g_test_add_func ("/avow/learn/draw/assessment{vectors}", test_assessment);
  g_test_add_func ("/avow/learn/draw/assessment{names-its-draws}", test_assessment_reasons);
  g_test_add_func ("/avow/learn/draw/check{vector}", test_check);
  g_test_add_func ("/avow/learn/draw/options{true-false-as-written}", test_options);
  return g_test_run ();
}
