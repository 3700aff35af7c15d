/* test-learners.c: ten thousand learners of each kind, through the real drawing and grading of a course that is shipped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "learn/avow-draw.h"
#include "learn/avow-response.h"
#include "learn/avow-session.h"

#include <string.h>

#define LEARNERS 10000
#define COURSE "maintaining-customer-privacy"

/* Drawn as Avow draws, from a seed of each learner's own, so that the same program gives the same figures everywhere. */
typedef struct
{
  AvowCourse *course;
  AvowDraws *chance;
  GHashTable *known;  /* nullable: set of AvowQuestion that this learner knows the answer to */
  const char *seed;   /* of the attempt under way */
} Learner;

typedef GPtrArray *(*Answer) (Learner *learner, AvowQuestion *question); /* (transfer full) of char* */

static GPtrArray *
create_values (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
add_option (GPtrArray *values, GPtrArray *options, guint index)
{
  g_ptr_array_add (values, g_strdup (((AvowOption *) g_ptr_array_index (options, index))->id));
}

/* the options of a part, as they are shown; (transfer container) */
static GPtrArray *
show_part (Learner *learner, AvowQuestion *question, AvowPart *part)
{
  if (question->kind == AVOW_QUESTION_INLINE_CHOICE)
    return avow_draw_part_options (part, learner->seed);
  if (question->kind == AVOW_QUESTION_MATCH)
    return avow_draw_options (question, learner->seed);
  return g_ptr_array_ref (part->options);
}

static void
add_pairs (Learner *learner, AvowQuestion *question, GPtrArray *values, gboolean guess)
{
  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);
      g_autoptr (GPtrArray) options = show_part (learner, question, part);
      guint index = guess ? avow_draws_below (learner->chance, options->len) : 0;

      g_ptr_array_add (values, avow_response_new_pair (part, g_ptr_array_index (options, index)));
    }
}

static void
add_words (Learner *learner, AvowQuestion *question, GPtrArray *values, gboolean guess)
{
  for (guint number = 1; number <= question->passage->len; number++)
    if (!guess || avow_draws_below (learner->chance, 2) == 0)
      g_ptr_array_add (values, avow_response_new_word (number));
}

static GPtrArray *
answer_right (Learner *learner, AvowQuestion *question)
{
  return avow_response_new_right (question);
}

/* one of several; of many, each by the toss of a coin; any order; a word that is none */
static GPtrArray *
guess (Learner *learner, AvowQuestion *question)
{
  g_autoptr (GPtrArray) options = avow_draw_options (question, learner->seed);
  GPtrArray *values = create_values ();

  switch (question->kind)
    {
    case AVOW_QUESTION_MULTIPLE:
      for (guint i = 0; i < options->len; i++)
        if (avow_draws_below (learner->chance, 2) == 0)
          add_option (values, options, i);
      break;
    case AVOW_QUESTION_ORDER:
      avow_draws_shuffle (learner->chance, options);
      for (guint i = 0; i < options->len; i++)
        add_option (values, options, i);
      break;
    case AVOW_QUESTION_MATCH:
    case AVOW_QUESTION_INLINE_CHOICE:
    case AVOW_QUESTION_INBOX:
      add_pairs (learner, question, values, TRUE);
      break;
    case AVOW_QUESTION_TEXT_ENTRY:
      g_ptr_array_add (values, g_strdup ("something"));
      break;
    case AVOW_QUESTION_REDACT:
      add_words (learner, question, values, TRUE);
      break;
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_TRUE_FALSE:
    default:
      add_option (values, options, avow_draws_below (learner->chance, options->len));
    }
  return values;
}

static GPtrArray *
answer_if_known (Learner *learner, AvowQuestion *question)
{
  return g_hash_table_contains (learner->known, question) ? answer_right (learner, question) : guess (learner, question);
}

/* what stands first; as many as can be chosen where @all */
static GPtrArray *
answer_by_place (Learner *learner, AvowQuestion *question, gboolean all)
{
  g_autoptr (GPtrArray) options = avow_draw_options (question, learner->seed);
  GPtrArray *values = create_values ();

  if (question->parts->len > 0)
    add_pairs (learner, question, values, FALSE);
  else if (question->kind == AVOW_QUESTION_REDACT)
    add_words (learner, question, values, FALSE);
  else if (question->kind == AVOW_QUESTION_TEXT_ENTRY)
    g_ptr_array_add (values, g_strdup ("something"));
  else
    for (guint i = 0; i < options->len; i++)
      if (i == 0 || question->kind == AVOW_QUESTION_ORDER || (all && question->kind == AVOW_QUESTION_MULTIPLE))
        add_option (values, options, i);
  return values;
}

static GPtrArray *
tick_everything (Learner *learner, AvowQuestion *question)
{
  return answer_by_place (learner, question, TRUE);
}

static GPtrArray *
take_first (Learner *learner, AvowQuestion *question)
{
  return answer_by_place (learner, question, FALSE);
}

/* the longest of what can be chosen; where there is nothing to measure, a guess */
static GPtrArray *
take_longest (Learner *learner, AvowQuestion *question)
{
  GPtrArray *values;
  gsize longest = 0;
  guint found = 0;

  if (question->kind != AVOW_QUESTION_SINGLE && question->kind != AVOW_QUESTION_MULTIPLE)
    return guess (learner, question);

  for (guint i = 0; i < question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);
      g_autofree char *text = avow_inlines_to_text (option->inlines, NULL);

      if (strlen (text) > longest)
        {
          longest = strlen (text);
          found = i;
        }
    }
  values = create_values ();
  add_option (values, question->options, found);
  return values;
}

static const struct
{
  const char *name;
  Answer answer;
  guint knows; /* percent of the questions */
  guint least; /* of LEARNERS, who pass within the attempts that the course allows */
  guint most;
} kinds[] = {
  { "guessing", guess, 0, 0, 5 },
  { "ticking everything", tick_everything, 0, 0, 5 },
  { "always first", take_first, 0, 0, 5 },
  { "always longest", take_longest, 0, 0, 100 },
  { "knowing 50 %", answer_if_known, 50, 0, 2500 },
  { "knowing 80 %", answer_if_known, 80, 2500, 9500 },
  { "knowing all", answer_right, 0, LEARNERS, LEARNERS },
};

static AvowCourse *
load_course (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "courses", COURSE, NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) edition = avow_edition_load (path, &error);
  AvowCourse *course;

  g_assert_no_error (error);
  course = avow_course_new (edition, path, diagnostics, &error);
  g_assert_no_error (error);
  return course;
}

/* some of the questions of all pools; a learner keeps them from one attempt to the next */
static void
choose_known (Learner *learner, guint percent)
{
  learner->known = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < learner->course->pools->len; i++)
    {
      const AvowPool *pool = g_ptr_array_index (learner->course->pools, i);

      for (guint k = 0; k < pool->questions->len; k++)
        if (avow_draws_below (learner->chance, 100) < percent)
          g_hash_table_add (learner->known, g_ptr_array_index (pool->questions, k));
    }
}

static void
free_response (gpointer data)
{
  g_ptr_array_unref (((AvowRecordResponse *) data)->options);
  g_free (data);
}

/* what a session would record, graded as a session and verification grade it */
static gboolean
attempt (Learner *learner, GPtrArray *excluded, Answer answer, guint *out_right)
{
  g_autoptr (GPtrArray) questions = avow_draw_assessment (learner->course->assessment, learner->seed, excluded, NULL, NULL);
  g_autoptr (GPtrArray) responses = g_ptr_array_new_with_free_func (free_response);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  AvowRecordAttempt record = {
    .assessment = learner->course->assessment->id,
    .grading_version = AVOW_GRADING_VERSION,
    .seed = (char *) learner->seed,
    .excluded = excluded,
    .responses = responses,
  };

  for (guint i = 0; i < questions->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (questions, i);
      AvowRecordResponse *response = g_new0 (AvowRecordResponse, 1);
      g_autoptr (GPtrArray) values = answer (learner, question);

      response->question = question->id;
      response->options = avow_response_new (question, values);
      g_ptr_array_add (responses, response);
    }
  grade = avow_grade_attempt (learner->course, &record, &error);
  g_assert_no_error (error);
  *out_right += grade->right;

  /* while the pools last, no question is asked again */
  for (guint i = 0; i < questions->len; i++)
    {
      const char *id = ((AvowQuestion *) g_ptr_array_index (questions, i))->id;

      g_assert_false (g_ptr_array_find_with_equal_func (excluded, id, g_str_equal, NULL));
      g_ptr_array_add (excluded, (char *) id);
    }
  return grade->passed;
}

static void
run_learner (AvowCourse *course, guint kind, guint number, guint *passed_first, guint *passed, guint *right)
{
  Learner learner = { .course = course };
  g_autofree char *seed = g_strdup_printf ("%08x%024x", kind, number);
  g_autoptr (AvowDraws) chance = avow_draws_new (seed, "learner");
  g_autoptr (GPtrArray) excluded = g_ptr_array_new ();
  gboolean done = FALSE;

  learner.chance = chance;
  if (kinds[kind].answer == answer_if_known)
    choose_known (&learner, kinds[kind].knows);
  for (guint i = 0; i < course->assessment->attempts && !done; i++)
    {
      g_autofree char *own = g_strdup_printf ("%08x%016x%08x", kind, number, i + 1);
      guint count = 0;

      learner.seed = own;
      done = attempt (&learner, excluded, kinds[kind].answer, &count);
      if (i == 0)
        {
          *right += count;
          *passed_first += done;
        }
    }
  *passed += done;
  g_clear_pointer (&learner.known, g_hash_table_unref);
}

static void
test_kind (gconstpointer data)
{
  guint kind = GPOINTER_TO_UINT (data);
  g_autoptr (AvowCourse) course = load_course ();
  guint passed_first = 0, passed = 0, right = 0, asked = 0;

  for (guint i = 0; i < course->assessment->draws->len; i++)
    asked += ((AvowDraw *) g_ptr_array_index (course->assessment->draws, i))->count;
  for (guint i = 0; i < LEARNERS; i++)
    run_learner (course, kind, i, &passed_first, &passed, &right);

  g_test_message ("%-18s %5u learners: %.2f of %u right on average; %u (%.2f %%) passed at once, %u (%.2f %%) within %u attempts",
                  kinds[kind].name, LEARNERS, (double) right / LEARNERS, asked, passed_first, 100.0 * passed_first / LEARNERS,
                  passed, 100.0 * passed / LEARNERS, course->assessment->attempts);
  g_assert_cmpuint (passed, >=, kinds[kind].least);
  g_assert_cmpuint (passed, <=, kinds[kind].most);
}

/* Control: with a pass mark that a guess reaches, guessing does pass; so what is asserted above can fail. */
static void
test_low_mark (void)
{
  guint kind = 0, passed_first = 0, passed = 0, right = 0;
  g_autoptr (AvowCourse) course = load_course ();

  course->assessment->pass_percent = 20;
  for (guint i = 0; i < course->assessment->draws->len; i++)
    ((AvowDraw *) g_ptr_array_index (course->assessment->draws, i))->must_pass = FALSE;
  for (guint i = 0; i < LEARNERS / 100; i++)
    run_learner (course, kind, i, &passed_first, &passed, &right);
  g_test_message ("control: of %u who guess %u reach 20 %%", LEARNERS / 100, passed);
  g_assert_cmpuint (passed, >, LEARNERS / 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/learn/learners{%s}", kinds[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_kind);
    }
  g_test_add_func ("/avow/learn/learners{control}", test_low_mark);
  return g_test_run ();
}
