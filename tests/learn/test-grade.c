/* test-grade.c: what an answer is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-small-course.h"

#include "learn/avow-draw.h"
#include "learn/avow-session.h"

#include <string.h>

#define SEED "000102030405060708090a0b0c0d0e0f"

static AvowQuestion *
make_question (AvowQuestionKind kind)
{
  const SmallDraw draws[] = { { "q", 1, 1, FALSE, kind, NULL }, { NULL } };
  AvowCourse *course = small_course_new (80, draws);
  AvowPool *pool = g_ptr_array_index (course->pools, 0);

  return g_ptr_array_index (pool->questions, 0);
}

static GPtrArray *
choose (const char *question, const char *letters)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (g_free);

  for (const char *letter = letters; *letter != '\0'; letter++)
    g_ptr_array_add (options, g_strdup_printf ("%s-%c", question, *letter));
  return options;
}

static void
test_is_right (void)
{
  static const struct
  {
    AvowQuestionKind kind;
    const char *letters;
    gboolean right;
  } cases[] = {
    { AVOW_QUESTION_SINGLE, "a", TRUE },
    { AVOW_QUESTION_SINGLE, "b", FALSE },
    { AVOW_QUESTION_SINGLE, "ab", FALSE },
    { AVOW_QUESTION_SINGLE, "", FALSE },
    { AVOW_QUESTION_TRUE_FALSE, "a", TRUE },
    { AVOW_QUESTION_TRUE_FALSE, "b", FALSE },
    /* multiple choice is the exact set: no less, no more, nothing foreign */
    { AVOW_QUESTION_MULTIPLE, "ab", TRUE },
    { AVOW_QUESTION_MULTIPLE, "ba", TRUE },
    { AVOW_QUESTION_MULTIPLE, "a", FALSE },
    { AVOW_QUESTION_MULTIPLE, "abc", FALSE },
    { AVOW_QUESTION_MULTIPLE, "abcd", FALSE },
    { AVOW_QUESTION_MULTIPLE, "abz", FALSE },
    { AVOW_QUESTION_MULTIPLE, "cd", FALSE },
    { AVOW_QUESTION_MULTIPLE, "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AvowQuestion *question = make_question (cases[i].kind);
      g_autoptr (GPtrArray) options = choose (question->id, cases[i].letters);

      g_assert_cmpint (avow_grade_is_right (question, options), ==, cases[i].right);
    }
}

static void
free_response (gpointer data)
{
  AvowRecordResponse *response = data;

  g_free (response->question);
  g_ptr_array_unref (response->options);
  g_free (response);
}

/* an attempt with the first @right questions of @course answered right, the others wrong; of the questions whose
 * pool is @missed none is right */
static void
make_attempt (AvowCourse *course, guint right, const char *missed, AvowRecordAttempt *out_attempt)
{
  g_autoptr (GPtrArray) questions = avow_draw_assessment (course->assessment, SEED, NULL, NULL, NULL);

  *out_attempt = (AvowRecordAttempt) {
    .assessment = course->assessment->id,
    .grading_version = AVOW_GRADING_VERSION,
    .seed = (char *) SEED,
    .excluded = g_ptr_array_new (),
    .responses = g_ptr_array_new_with_free_func (free_response),
  };

  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);
      gboolean miss = missed != NULL && g_str_has_prefix (question->id, missed);
      AvowRecordResponse *response = g_new0 (AvowRecordResponse, 1);

      response->question = g_strdup (question->id);
      response->options = choose (question->id, !miss && right > 0 ? "a" : "c");
      if (!miss && right > 0)
        right--;
      g_ptr_array_add (out_attempt->responses, response);
    }
}

static void
clear_attempt (AvowRecordAttempt *attempt)
{
  g_ptr_array_unref (attempt->excluded);
  g_ptr_array_unref (attempt->responses);
}

static const struct
{
  guint percent;
  guint asked;
  guint right;
  guint needed;
  gboolean passed;
} borders[] = {
  /* of a hundred: one below, on, and one above */
  { 80, 100, 79, 80, FALSE },
  { 80, 100, 80, 80, TRUE },
  { 80, 100, 81, 80, TRUE },
  /* 127 of 150 is 84.67 %; a rival stored 83.33 % and failed people at 84 */
  { 84, 150, 126, 126, TRUE },
  { 84, 150, 127, 126, TRUE },
  { 85, 150, 127, 128, FALSE },
  { 85, 150, 128, 128, TRUE },
  /* a third is no round number: 2 of 3 is 66.67 %, and 67 % is not reached */
  { 66, 3, 2, 2, TRUE },
  { 67, 3, 2, 3, FALSE },
  { 33, 3, 1, 1, TRUE },
  { 34, 3, 1, 2, FALSE },
  /* 16 of 20, as the shipped course has it */
  { 80, 20, 15, 16, FALSE },
  { 80, 20, 16, 16, TRUE },
  { 80, 18, 14, 15, FALSE },
  { 80, 18, 15, 15, TRUE },
  /* the ends */
  { 100, 7, 6, 7, FALSE },
  { 100, 7, 7, 7, TRUE },
  { 1, 100, 1, 1, TRUE },
  { 1, 100, 0, 1, FALSE },
};

static void
test_borders (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (borders); i++)
    {
      const SmallDraw draws[] = { { "q", borders[i].asked, borders[i].asked, FALSE, AVOW_QUESTION_SINGLE, NULL }, { NULL } };
      AvowCourse *course = small_course_new (borders[i].percent, draws);
      g_autoptr (AvowGrade) grade = NULL;
      g_autoptr (GError) error = NULL;
      AvowRecordAttempt attempt;

      make_attempt (course, borders[i].right, NULL, &attempt);
      grade = avow_grade_attempt (course, &attempt, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (grade->asked, ==, borders[i].asked);
      g_assert_cmpuint (grade->right, ==, borders[i].right);
      g_assert_cmpuint (grade->needed, ==, borders[i].needed);
      g_assert_cmpint (grade->passed, ==, borders[i].passed);
      clear_attempt (&attempt);
    }
}

/* the control to the borders: comparing rounded percentages would get some of them wrong */
static void
test_borders_control (void)
{
  guint wrong = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (borders); i++)
    {
      guint rounded = (guint) (100.0 * borders[i].right / borders[i].asked + 0.5);
      if ((rounded >= borders[i].percent) != borders[i].passed)
        wrong++;
    }

  g_assert_cmpuint (wrong, >, 0);
}

static const SmallDraw with_must_pass[] = {
  { "a", 5, 4, FALSE, AVOW_QUESTION_SINGLE, "first" },
  { "m", 2, 1, TRUE, AVOW_QUESTION_SINGLE, "second" },
  { "b", 5, 5, FALSE, AVOW_QUESTION_SINGLE, NULL },
  { NULL },
};

static void
test_must_pass (void)
{
  AvowCourse *course = small_course_new (80, with_must_pass);
  g_autoptr (AvowGrade) missed = NULL;
  g_autoptr (AvowGrade) other = NULL;
  AvowRecordAttempt attempt;

  /* 9 of 10 is enough, but not without the one that must be right */
  make_attempt (course, 10, "m", &attempt);
  missed = avow_grade_attempt (course, &attempt, NULL);
  g_assert_cmpuint (missed->right, ==, 9);
  g_assert_true (missed->must_pass_missed);
  g_assert_false (missed->passed);
  clear_attempt (&attempt);

  /* the control: another one missed */
  make_attempt (course, 10, "a1", &attempt);
  other = avow_grade_attempt (course, &attempt, NULL);
  g_assert_false (other->must_pass_missed);
  g_assert_true (other->passed);
  clear_attempt (&attempt);
}

static void
test_modules (void)
{
  AvowCourse *course = small_course_new (80, with_must_pass);
  g_autoptr (AvowGrade) grade = NULL;
  AvowRecordAttempt attempt;
  const AvowModuleGrade *first, *second, *none;

  make_attempt (course, 10, "a", &attempt);
  grade = avow_grade_attempt (course, &attempt, NULL);
  g_assert_cmpuint (grade->modules->len, ==, 3);
  first = g_ptr_array_index (grade->modules, 0);
  second = g_ptr_array_index (grade->modules, 1);
  none = g_ptr_array_index (grade->modules, 2);

  g_assert_cmpstr (first->module->id, ==, "first");
  g_assert_cmpuint (first->right, ==, 0);
  g_assert_cmpuint (first->asked, ==, 4);
  g_assert_cmpstr (second->module->id, ==, "second");
  g_assert_cmpuint (second->right, ==, 1);
  g_assert_cmpuint (second->asked, ==, 1);
  g_assert_null (none->module);
  g_assert_cmpuint (none->right, ==, 5);
  g_assert_cmpuint (none->asked, ==, 5);
  clear_attempt (&attempt);
}

typedef void (*Spoil) (AvowRecordAttempt *attempt);

static void
spoil_nothing (AvowRecordAttempt *attempt)
{
}

static void
spoil_seed (AvowRecordAttempt *attempt)
{
  attempt->seed = (char *) "000102030405060708090a0b0c0d0e10";
}

static void
spoil_seed_form (AvowRecordAttempt *attempt)
{
  attempt->seed = (char *) "not a seed";
}

static void
spoil_order (AvowRecordAttempt *attempt)
{
  gpointer first = attempt->responses->pdata[0];

  attempt->responses->pdata[0] = attempt->responses->pdata[1];
  attempt->responses->pdata[1] = first;
}

static void
spoil_length (AvowRecordAttempt *attempt)
{
  g_ptr_array_set_size (attempt->responses, attempt->responses->len - 1);
}

static void
spoil_question (AvowRecordAttempt *attempt)
{
  AvowRecordResponse *response = g_ptr_array_index (attempt->responses, 3);

  g_free (response->question);
  response->question = g_strdup ("a-question-that-is-easier");
}

static void
spoil_excluded (AvowRecordAttempt *attempt)
{
  g_ptr_array_add (attempt->excluded, (char *) "a1");
  g_ptr_array_add (attempt->excluded, (char *) "m1");
}

static void
spoil_option (AvowRecordAttempt *attempt)
{
  AvowRecordResponse *response = g_ptr_array_index (attempt->responses, 3);

  g_ptr_array_add (response->options, g_strdup ("none-of-them"));
}

static void
spoil_assessment (AvowRecordAttempt *attempt)
{
  attempt->assessment = (char *) "another";
}

static void
spoil_version (AvowRecordAttempt *attempt)
{
  attempt->grading_version = 2;
}

static void
test_refusals (void)
{
  static const struct
  {
    Spoil spoil;
    int code; /* -1: none */
  } cases[] = {
    { spoil_nothing, -1 },
    { spoil_seed, AVOW_LEARN_ERROR_DRAW },
    { spoil_seed_form, AVOW_LEARN_ERROR_DRAW },
    { spoil_order, AVOW_LEARN_ERROR_DRAW },
    { spoil_length, AVOW_LEARN_ERROR_DRAW },
    { spoil_question, AVOW_LEARN_ERROR_DRAW },
    { spoil_excluded, AVOW_LEARN_ERROR_DRAW },
    { spoil_assessment, AVOW_LEARN_ERROR_DRAW },
    { spoil_option, AVOW_LEARN_ERROR_RESPONSE },
    { spoil_version, AVOW_LEARN_ERROR_VERSION },
  };
  AvowCourse *course = small_course_new (80, with_must_pass);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AvowGrade) grade = NULL;
      g_autoptr (GError) error = NULL;
      AvowRecordAttempt attempt;

      make_attempt (course, 10, NULL, &attempt);
      cases[i].spoil (&attempt);
      grade = avow_grade_attempt (course, &attempt, &error);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, AVOW_LEARN_ERROR, cases[i].code);
      g_assert_cmpint (grade != NULL, ==, cases[i].code < 0);
      clear_attempt (&attempt);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/learn/grade/answer{exact-set}", test_is_right);
  g_test_add_func ("/avow/learn/grade/attempt{borders}", test_borders);
  g_test_add_func ("/avow/learn/grade/attempt{borders-control}", test_borders_control);
  g_test_add_func ("/avow/learn/grade/attempt{must-pass}", test_must_pass);
  g_test_add_func ("/avow/learn/grade/attempt{by-module}", test_modules);
  g_test_add_func ("/avow/learn/grade/attempt{refusals}", test_refusals);
  return g_test_run ();
}
