/* test-course.c: what is made of a sound course and a sound document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course.h"
#include "course/avow-document.h"

static void
assert_no_diagnostics (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *text = avow_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", text);
    }
  g_assert_cmpuint (diagnostics->len, ==, 0);
}

static AvowCourse *
load_minimal (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "course", "minimal", NULL);
  g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(AvowEdition) edition = avow_edition_load (path, &error);
  AvowCourse *course;

  g_assert_no_error (error);
  course = avow_course_new (edition, "course.xml", diagnostics, &error);
  assert_no_diagnostics (diagnostics);
  g_assert_no_error (error);
  g_assert_nonnull (course);

  return course;
}

static void
test_root (void)
{
  g_autoptr(AvowCourse) course = load_minimal ();

  g_assert_cmpstr (course->id, ==, "minimal");
  g_assert_cmpstr (course->edition, ==, "2026.1");
  g_assert_cmpstr (course->language, ==, "en");
  g_assert_cmpstr (course->title, ==, "Callers and Letters");
  g_assert_cmpstr (course->owner, ==, "Privacy Team");
  g_assert_cmpstr (course->reviewed, ==, "2026-03-02");
  g_assert_true (course->material);
  g_assert_cmpstr (course->role, ==, "manager officer");
  g_assert_cmpstr (course->refreshes, ==, "another-course");
  g_assert_cmpuint (course->summary->len, ==, 1);
  g_assert_cmpuint (course->variables->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (course->variables, 0), ==, "organisation");

  /* about 130 words, two questions checked, three asked, one scenario: 43 s + 200 s + 180 s */
  g_assert_cmpuint (course->minutes, ==, 8);
}

static void
test_flow (void)
{
  g_autoptr(AvowCourse) course = load_minimal ();
  AvowModule *module = g_ptr_array_index (course->modules, 0);
  AvowStep *page = g_ptr_array_index (module->steps, 0);
  AvowStep *check = g_ptr_array_index (module->steps, 1);
  AvowStep *scenario = g_ptr_array_index (module->steps, 2);

  g_assert_cmpuint (course->modules->len, ==, 2);
  g_assert_cmpuint (module->steps->len, ==, 3);
  g_assert_cmpint (page->kind, ==, AVOW_STEP_PAGE);
  g_assert_true (page->page == avow_course_find_page (course, "who-is-calling"));
  g_assert_null (page->check);
  g_assert_cmpint (check->kind, ==, AVOW_STEP_CHECK);
  g_assert_true (check->check->pool == avow_course_find_pool (course, "pool-callers"));
  g_assert_cmpuint (check->check->draw, ==, 2);
  g_assert_cmpint (scenario->kind, ==, AVOW_STEP_SCENARIO);
  g_assert_true (scenario->scenario == avow_course_find_scenario (course, "friendly-caller"));
  g_assert_null (avow_course_find_page (course, "nowhere"));
}

/* The first step of its module, which nobody has to take. */
static void
test_pretest (void)
{
  g_autoptr(AvowCourse) course = load_minimal ();
  AvowModule *module = avow_course_find_module (course, "letters");
  AvowStep *first = g_ptr_array_index (module->steps, 0);
  AvowDraw *draw = g_ptr_array_index (module->pretest->draws, 0);

  g_assert_cmpuint (module->steps->len, ==, 2);
  g_assert_cmpint (first->kind, ==, AVOW_STEP_PRETEST);
  g_assert_true (first->pretest == module->pretest);
  g_assert_true (first->optional);
  g_assert_true (module->pretest->module == module);
  g_assert_cmpuint (module->pretest->pass_percent, ==, 100);
  g_assert_cmpuint (module->pretest->attempts, ==, 1);
  g_assert_true (draw->module == module);
  g_assert_true (draw->pool == avow_course_find_pool (course, "pool-letters"));
  g_assert_true (avow_course_find_assessment (course, "pre-letters") == module->pretest);
  g_assert_true (avow_course_find_assessment (course, course->assessment->id) == course->assessment);
  g_assert_null (avow_course_find_assessment (course, "nowhere"));
  g_assert_null (avow_course_find_module (course, "callers")->pretest);
}

static void
test_blocks (void)
{
  g_autoptr(AvowCourse) course = load_minimal ();
  AvowPage *page = avow_course_find_page (course, "who-is-calling");
  g_autoptr(GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *plain = avow_blocks_to_text (page->blocks, NULL);
  g_autofree char *filled = NULL;
  AvowBlock *block;
  AvowInline *inline_part;

  block = g_ptr_array_index (page->blocks, 0);
  g_assert_cmpint (block->kind, ==, AVOW_BLOCK_ASIDE);
  g_assert_cmpint (block->role, ==, AVOW_ASIDE_CASE);

  block = g_ptr_array_index (page->blocks, 1);
  g_assert_cmpint (block->kind, ==, AVOW_BLOCK_HEADING);
  g_assert_cmpuint (block->level, ==, 2);
  g_assert_cmpstr (block->id, ==, "why-it-matters");

  block = g_ptr_array_index (page->blocks, 2);
  g_assert_cmpint (block->kind, ==, AVOW_BLOCK_PARAGRAPH);
  inline_part = g_ptr_array_index (block->inlines, 0);
  g_assert_cmpstr (inline_part->text, ==, "An address is ");
  inline_part = g_ptr_array_index (block->inlines, 1);
  g_assert_cmpint (inline_part->kind, ==, AVOW_INLINE_TERM);
  g_assert_cmpstr (inline_part->target, ==, "personal-data");

  block = g_ptr_array_index (page->blocks, 3);
  g_assert_cmpint (block->kind, ==, AVOW_BLOCK_FIGURE);
  g_assert_cmpstr (block->source, ==, "pictures/caller.svg");
  g_assert_cmpstr (block->alternative, ==, "A telephone with a question mark above it");

  g_assert_nonnull (strstr (plain, "personal data. At [organisation] it belongs to the customer, and nobody"));
  g_assert_nonnull (strstr (plain, "- Ask for the customer number.\n"
                                   "- Call back, but only\n"
                                   "  1. on the number in the file,\n"
                                   "  2. at once.\n\n"));
  g_assert_nonnull (strstr (plain, "What may be said\nCaller | May be told\n"));
  g_assert_nonnull (strstr (plain, "What if it is the police?\nPass the call to the privacy team "
                                   "(mailto:privacy@example.com). See also Letters."));

  g_hash_table_insert (variables, (gpointer) "organisation", (gpointer) "Example Ltd");
  filled = avow_blocks_to_text (page->blocks, variables);
  g_assert_nonnull (strstr (filled, "At Example Ltd it belongs"));
}

static void
test_questions (void)
{
  g_autoptr(AvowCourse) course = load_minimal ();
  AvowQuestion *question = avow_course_find_question (course, "q-proof");
  AvowOption *option = avow_question_find_option (question, "q-proof-c");
  g_autofree char *words = avow_inlines_to_text (option->inlines, NULL);
  g_autofree char *feedback = avow_inlines_to_text (option->feedback, NULL);

  g_assert_cmpint (question->kind, ==, AVOW_QUESTION_MULTIPLE);
  g_assert_cmpuint (question->options->len, ==, 3);
  g_assert_true (option->correct);
  g_assert_cmpstr (words, ==, "The customer’s password for calls");
  g_assert_cmpstr (feedback, ==, "Only the customer knows it.");
  g_assert_false (avow_question_find_option (question, "q-proof-b")->correct);
  g_assert_null (avow_course_find_question (course, "nowhere"));
  g_assert_cmpint (avow_course_find_question (course, "q-family")->kind, ==, AVOW_QUESTION_TRUE_FALSE);
}

static void
test_scenario (void)
{
  g_autoptr(AvowCourse) course = load_minimal ();
  AvowScenario *scenario = avow_course_find_scenario (course, "friendly-caller");
  AvowScene *scene = avow_scenario_find_scene (scenario, "s-start");
  AvowChoice *choice = g_ptr_array_index (scene->choices, 1);

  g_assert_cmpuint (scenario->scenes->len, ==, 4);
  g_assert_cmpstr (scene->speaker, ==, "Mr Novak");
  g_assert_cmpint (scene->ending, ==, AVOW_ENDING_NONE);
  g_assert_cmpstr (choice->to, ==, "s-offer");
  g_assert_cmpint (avow_scenario_find_scene (scenario, "s-given")->ending, ==, AVOW_ENDING_POOR);
  g_assert_cmpint (avow_scenario_find_scene (scenario, "s-good")->ending, ==, AVOW_ENDING_GOOD);
  g_assert_cmpuint (avow_scenario_find_scene (scenario, "s-good")->choices->len, ==, 0);
}

static void
test_assessment (void)
{
  g_autoptr(AvowCourse) course = load_minimal ();
  AvowDraw *first = g_ptr_array_index (course->assessment->draws, 0);
  AvowDraw *second = g_ptr_array_index (course->assessment->draws, 1);

  g_assert_cmpuint (course->assessment->pass_percent, ==, 80);
  g_assert_cmpuint (course->assessment->attempts, ==, 3);
  g_assert_cmpuint (course->assessment->wait_seconds, ==, 30 * 60);
  g_assert_true (course->assessment->show_answers);
  g_assert_true (first->must_pass);

  /* the one where its topic is taught, the other as it says */
  g_assert_cmpstr (first->module->id, ==, "callers");
  g_assert_cmpstr (second->module->id, ==, "letters");
  g_assert_cmpstr (avow_course_find_term (course, "personal-data")->name, ==, "personal data");
}

static void
test_document (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "course", "declaration.xml", NULL);
  g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(AvowEdition) edition = avow_edition_load (path, &error);
  g_autoptr(AvowDocument) document = avow_document_new (edition, "declaration.xml", diagnostics, &error);
  g_autofree char *text = NULL;
  AvowClause *clause;

  assert_no_diagnostics (diagnostics);
  g_assert_no_error (error);
  g_assert_true (avow_edition_is_document (edition));
  g_assert_cmpint (document->kind, ==, AVOW_DOCUMENT_DECLARATION);
  g_assert_true (document->template);
  g_assert_cmpuint (document->clauses->len, ==, 2);
  g_assert_cmpuint (document->variables->len, ==, 2);

  clause = g_ptr_array_index (document->clauses, 1);
  text = avow_blocks_to_text (clause->blocks, NULL);
  g_assert_cmpstr (text, ==, "I tell nobody anything about a customer unless\n\n"
                             "1. I have verified who asks, and\n"
                             "2. the customer or the law allows it.");

  /* and a document is no course */
  g_assert_null (avow_course_new (edition, "declaration.xml", diagnostics, &error));
  g_assert_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_INVALID);
  g_assert_cmpuint (diagnostics->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/course/course{root}", test_root);
  g_test_add_func ("/avow/course/course{flow}", test_flow);
  g_test_add_func ("/avow/course/course{pretest}", test_pretest);
  g_test_add_func ("/avow/course/course{blocks}", test_blocks);
  g_test_add_func ("/avow/course/course{questions}", test_questions);
  g_test_add_func ("/avow/course/course{scenario}", test_scenario);
  g_test_add_func ("/avow/course/course{assessment}", test_assessment);
  g_test_add_func ("/avow/course/course{document}", test_document);

  return g_test_run ();
}
