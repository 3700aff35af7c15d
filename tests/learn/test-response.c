/* test-response.c: what is given to a question of each kind, and what it is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "learn/avow-draw.h"
#include "learn/avow-grade.h"
#include "learn/avow-response.h"

#include <string.h>

#define SEED "000102030405060708090a0b0c0d0e0f"
#define ALL AVOW_GRADE_WHOLE

/* A passage of eleven words, of which 2, 3 and 9 are private. */
static const struct
{
  const char *question;
  const char *values; /* a bar between two */
  const char *response;
  gboolean complete;
  guint points;
} cases[] = {
  { "q-single", "q-single-b", "q-single-b", TRUE, ALL },
  { "q-single", "q-single-a", "q-single-a", TRUE, 0 },
  { "q-single", "", "", FALSE, 0 },
  { "q-true-false", "q-true-false-true", "q-true-false-true", TRUE, ALL },

  /* the right ones gain, the others lose, and all together are worth nothing */
  { "q-multiple", "q-multiple-b|q-multiple-a", "q-multiple-a|q-multiple-b", TRUE, ALL },
  { "q-multiple", "q-multiple-a", "q-multiple-a", TRUE, ALL / 2 },
  { "q-multiple", "q-multiple-a|q-multiple-b|q-multiple-c", "q-multiple-a|q-multiple-b|q-multiple-c", TRUE, 6667 },
  { "q-multiple", "q-multiple-a|q-multiple-c", "q-multiple-a|q-multiple-c", TRUE, 1667 },
  { "q-multiple", "q-multiple-c", "q-multiple-c", TRUE, 0 },
  { "q-multiple", "q-multiple-a|q-multiple-b|q-multiple-c|q-multiple-d|q-multiple-e",
    "q-multiple-a|q-multiple-b|q-multiple-c|q-multiple-d|q-multiple-e", TRUE, 0 },
  { "q-multiple", "q-multiple-a|q-multiple-a|q-single-b", "q-multiple-a", TRUE, ALL / 2 },

  { "q-match", "pair-2 pair-2|pair-1 pair-1", "pair-1 pair-1|pair-2 pair-2", TRUE, ALL },
  { "q-match", "pair-1 pair-1|pair-2 decoy-1", "pair-1 pair-1|pair-2 decoy-1", TRUE, ALL / 2 },
  { "q-match", "pair-1 pair-1", "pair-1 pair-1", FALSE, ALL / 2 },
  { "q-match", "pair-1 pair-2|pair-2 pair-1", "pair-1 pair-2|pair-2 pair-1", TRUE, 0 },
  { "q-match", "pair-1 nothing|pair-9 pair-1|pair-1", "", FALSE, 0 },

  { "q-order", "entry-1|entry-2|entry-3", "entry-1|entry-2|entry-3", TRUE, ALL },
  { "q-order", "entry-2|entry-1|entry-3", "entry-2|entry-1|entry-3", TRUE, 0 },
  { "q-order", "entry-1|entry-2", "", FALSE, 0 },

  { "q-gap", "gap-1 gap-1-a|gap-2 gap-2-b", "gap-1 gap-1-a|gap-2 gap-2-b", TRUE, ALL },
  { "q-gap", "gap-1 gap-1-a|gap-2 gap-2-a", "gap-1 gap-1-a|gap-2 gap-2-a", TRUE, ALL / 2 },
  { "q-gap", "gap-1 gap-2-b", "", FALSE, 0 },

  { "q-text", "72", "72", TRUE, ALL },
  { "q-text", "  SEVENTY-TWO. ", "  SEVENTY-TWO. ", TRUE, ALL },
  { "q-text", "７２", "７２", TRUE, ALL },
  { "q-text", "seventy  two", "seventy  two", TRUE, 0 },
  { "q-text", " ... ", "", FALSE, 0 },

  /* two of three are suspicious */
  { "q-inbox", "mail-1 suspicious|mail-2 genuine|mail-3 suspicious", "mail-1 suspicious|mail-2 genuine|mail-3 suspicious", TRUE, ALL },
  { "q-inbox", "mail-1 suspicious|mail-2 genuine|mail-3 genuine", "mail-1 suspicious|mail-2 genuine|mail-3 genuine", TRUE, ALL / 2 },
  { "q-inbox", "mail-1 suspicious|mail-2 suspicious|mail-3 suspicious", "mail-1 suspicious|mail-2 suspicious|mail-3 suspicious", TRUE, 0 },
  { "q-inbox", "mail-1 genuine|mail-2 genuine|mail-3 genuine", "mail-1 genuine|mail-2 genuine|mail-3 genuine", TRUE, 0 },
  { "q-inbox", "mail-1 suspicious|mail-3 suspicious", "mail-1 suspicious|mail-3 suspicious", FALSE, 0 },

  { "q-redact", "3|9|2", "2|3|9", TRUE, ALL },
  { "q-redact", "2|3", "2|3", TRUE, 6667 },
  { "q-redact", "2|3|9|10", "2|3|9|10", TRUE, 8750 },
  { "q-redact", "1|2|3|4|5|6|7|8|9|10|11", "1|2|3|4|5|6|7|8|9|10|11", TRUE, 0 },
  { "q-redact", "0|12|x|02", "", FALSE, 0 },
};

static AvowCourse *
load_kinds (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "course", "kinds.xml", NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) edition = avow_edition_load (path, &error);
  AvowCourse *course;

  g_assert_no_error (error);
  course = avow_course_new (edition, "kinds.xml", diagnostics, &error);
  g_assert_no_error (error);
  return course;
}

static GPtrArray *
split (const char *values)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (values, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (array, g_strdup (parts[i]));

  return array;
}

static char *
join (GPtrArray *values)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", (char *) g_ptr_array_index (values, i));

  return g_string_free (text, FALSE);
}

static void
test_points (void)
{
  g_autoptr (AvowCourse) course = load_kinds ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AvowQuestion *question = avow_course_find_question (course, cases[i].question);
      g_autoptr (GPtrArray) values = split (cases[i].values);
      g_autoptr (GPtrArray) response = avow_response_new (question, values);
      g_autofree char *text = join (response);

      g_test_message ("%s: %s", cases[i].question, cases[i].values);
      g_assert_cmpstr (text, ==, cases[i].response);
      g_assert_true (avow_response_is_sound (question, response));
      g_assert_cmpint (avow_response_is_sound (question, values), ==, values->len == response->len);
      g_assert_cmpint (avow_response_is_complete (question, response), ==, cases[i].complete);
      g_assert_cmpuint (avow_grade_get_points (question, response), ==, cases[i].points);
      g_assert_cmpint (avow_grade_is_right (question, response), ==, cases[i].points == ALL);
    }
}

static void
add_response (AvowRecordAttempt *attempt, AvowQuestion *question, const char *values)
{
  AvowRecordResponse *response = g_new0 (AvowRecordResponse, 1);

  response->question = question->id;
  response->options = split (values);
  g_ptr_array_add (attempt->responses, response);
}

static void
free_response (gpointer data)
{
  AvowRecordResponse *response = data;

  g_ptr_array_unref (response->options);
  g_free (response);
}

static const char *
find_values (const char *question, gboolean half)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].question, question) && cases[i].complete
        && (half ? cases[i].points == ALL / 2 : cases[i].points == ALL))
      return cases[i].values;

  return "";
}

/* Nine questions, of which four are answered half right: with partial credit they count two. */
static void
test_partial (gconstpointer data)
{
  g_autoptr (AvowCourse) course = load_kinds ();
  g_autoptr (GPtrArray) responses = g_ptr_array_new_with_free_func (free_response);
  g_autoptr (GPtrArray) questions = avow_draw_assessment (course->assessment, SEED, NULL, NULL, NULL);
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (GError) error = NULL;
  AvowRecordAttempt attempt = {
    .assessment = (char *) "final", .grading_version = AVOW_GRADING_VERSION, .seed = (char *) SEED, .responses = responses,
  };
  gboolean partial = GPOINTER_TO_INT (data);
  guint halves = 0;

  course->assessment->partial = partial;
  course->assessment->pass_percent = 77;
  for (guint i = 0; i < questions->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (questions, i);
      const char *half = find_values (question->id, TRUE);

      halves += *half != '\0';
      add_response (&attempt, question, *half != '\0' ? half : find_values (question->id, FALSE));
    }
  g_assert_cmpuint (halves, ==, 4);

  grade = avow_grade_attempt (course, &attempt, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (grade->asked, ==, 9);
  g_assert_cmpuint (grade->right, ==, 5);
  g_assert_cmpuint (grade->points, ==, (partial ? 7 : 5) * ALL);
  g_assert_cmpuint (grade->needed, ==, 7);
  g_assert_cmpuint (grade->needed_points, ==, partial ? 69300 : 7 * ALL);
  g_assert_cmpint (grade->passed, ==, partial); /* 77 % of nine is 6.93 */
  g_assert_cmpuint (((AvowModuleGrade *) g_ptr_array_index (grade->modules, 0))->points, ==, grade->points);
}

/* What is to be put in order is not shown so, whatever the seed. */
static void
test_order (void)
{
  g_autoptr (AvowCourse) course = load_kinds ();
  AvowQuestion *question = avow_course_find_question (course, "q-order");

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *seed = g_strdup_printf ("%032x", i);
      g_autoptr (GPtrArray) options = avow_draw_options (question, seed);

      g_assert_cmpuint (options->len, ==, 3);
      g_assert_false (g_ptr_array_index (options, 0) == g_ptr_array_index (question->options, 0)
                      && g_ptr_array_index (options, 1) == g_ptr_array_index (question->options, 1));
    }
}

static void
test_passage (void)
{
  g_autoptr (AvowCourse) course = load_kinds ();
  AvowQuestion *question = avow_course_find_question (course, "q-redact");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < question->passage->len; i++)
    {
      const AvowPiece *word = g_ptr_array_index (question->passage, i);

      g_string_append_printf (text, word->private ? "[%s] " : "%s ", word->text);
    }
  g_assert_cmpstr (text->str, ==, "Dear [Ms] [Okafor,] thank you. Your boiler, number [80-X,] is ready. ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/learn/response{points}", test_points);
  g_test_add_data_func ("/avow/learn/response{partial}", GINT_TO_POINTER (TRUE), test_partial);
  g_test_add_data_func ("/avow/learn/response{no-partial}", GINT_TO_POINTER (FALSE), test_partial);
  g_test_add_func ("/avow/learn/response{order-is-never-shown}", test_order);
  g_test_add_func ("/avow/learn/response{words}", test_passage);

  return g_test_run ();
}
