/* avow-course-build.c: from a sound tree to the course that the other rooms use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-build.h"

#include "avow-course-build-private.h"
#include "avow-course-content.h"
#include "avow-course-load.h"

#include <string.h>

/* How long things take people, in seconds. */
#define WORDS_PER_MINUTE 180
#define QUESTION_SECONDS 40
#define SCENARIO_SECONDS 180

static gpointer
read_pool (AvowNode *node)
{
  AvowPool *pool = g_new0 (AvowPool, 1);

  pool->id = avow_build_text (node, "id");
  pool->title = avow_build_text (node, "title");
  pool->topic = avow_build_text (node, "topic");
  pool->questions = avow_build_questions (node);

  return pool;
}

static gpointer
read_choice (AvowNode *node)
{
  AvowChoice *choice = g_new0 (AvowChoice, 1);

  choice->id = avow_build_text (node, "id");
  choice->inlines = avow_content_read_inlines (node);
  choice->to = avow_build_text (node, "to");

  return choice;
}

static AvowEnding
read_ending (AvowNode *node)
{
  AvowNode *ending = avow_node_find (node, "ending");

  if (ending == NULL)
    return AVOW_ENDING_NONE;

  return g_str_equal (avow_node_get (ending, "kind"), "good") ? AVOW_ENDING_GOOD : AVOW_ENDING_POOR;
}

static gpointer
read_scene (AvowNode *node)
{
  AvowScene *scene = g_new0 (AvowScene, 1);

  scene->id = avow_build_text (node, "id");
  scene->title = avow_build_text (node, "title");
  scene->speaker = avow_build_text (node, "speaker");
  scene->blocks = avow_content_read_blocks (node);
  scene->choices = avow_build_items (node, "choice", read_choice, (GDestroyNotify) avow_choice_free);
  scene->ending = read_ending (node);

  return scene;
}

static gpointer
read_scenario (AvowNode *node)
{
  AvowScenario *scenario = g_new0 (AvowScenario, 1);

  scenario->id = avow_build_text (node, "id");
  scenario->title = avow_build_text (node, "title");
  scenario->intro = avow_content_read_blocks (avow_node_find (node, "intro"));
  scenario->scenes = avow_build_items (node, "scene", read_scene, (GDestroyNotify) avow_scene_free);

  return scenario;
}

static gpointer
read_term (AvowNode *node)
{
  AvowTerm *term = g_new0 (AvowTerm, 1);

  term->id = avow_build_text (node, "id");
  term->name = avow_build_text (node, "name");
  term->inlines = avow_content_read_inlines (node);

  return term;
}

static AvowPage *
read_page (AvowNode *node)
{
  AvowPage *page = g_new0 (AvowPage, 1);

  page->id = avow_build_text (node, "id");
  page->title = avow_build_text (node, "title");
  page->blocks = avow_content_read_blocks (node);
  page->words = avow_blocks_count_words (page->blocks);

  return page;
}

static AvowCheck *
read_check (AvowNode *node, AvowCourse *course)
{
  AvowCheck *check = g_new0 (AvowCheck, 1);

  check->id = avow_build_text (node, "id");
  check->pool = avow_course_find_pool (course, avow_node_get (node, "pool"));
  check->draw = avow_node_get_number (node, "draw");

  return check;
}

static AvowStep *
read_step (AvowNode *node, AvowCourse *course)
{
  AvowStep *step = g_new0 (AvowStep, 1);

  if (avow_node_is (node, "page"))
    {
      step->kind = AVOW_STEP_PAGE;
      step->page = read_page (node);
    }
  else if (avow_node_is (node, "check"))
    {
      step->kind = AVOW_STEP_CHECK;
      step->check = read_check (node, course);
    }
  else
    {
      step->kind = AVOW_STEP_SCENARIO;
      step->scenario = avow_course_find_scenario (course, avow_node_get (node, "ref"));
      step->optional = avow_node_get_yes (node, "optional");
    }

  return step;
}

/* Once a cycle, and right as a whole or not at all. */
static AvowAssessment *
read_pretest (AvowNode *node, AvowModule *module, AvowCourse *course)
{
  AvowAssessment *pretest = g_new0 (AvowAssessment, 1);

  pretest->id = avow_build_text (node, "id");
  pretest->module = module;
  pretest->pass_percent = 100;
  pretest->attempts = 1;
  pretest->show_answers = TRUE;
  pretest->draws = g_ptr_array_new_with_free_func (g_free);
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (avow_node_is (child, "draw:pretest"))
      {
        AvowDraw *draw = g_new0 (AvowDraw, 1);

        draw->pool = avow_course_find_pool (course, avow_node_get (child, "pool"));
        draw->count = avow_node_get_number (child, "count");
        draw->module = module;
        g_ptr_array_add (pretest->draws, draw);
      }

  return pretest;
}

static AvowStep *
read_pretest_step (AvowNode *node, AvowModule *module, AvowCourse *course)
{
  AvowStep *step = g_new0 (AvowStep, 1);

  step->kind = AVOW_STEP_PRETEST;
  step->pretest = read_pretest (node, module, course);
  step->optional = TRUE;

  return step;
}

static AvowModule *
read_module (AvowNode *node, AvowCourse *course)
{
  AvowModule *module = g_new0 (AvowModule, 1);

  module->id = avow_build_text (node, "id");
  module->title = avow_build_text (node, "title");
  module->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_step_free);
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (avow_node_is (child, "pretest"))
      {
        AvowStep *step = read_pretest_step (child, module, course);

        module->pretest = step->pretest;
        g_ptr_array_add (module->steps, step);
      }
    else if (child->name != NULL)
      g_ptr_array_add (module->steps, read_step (child, course));

  return module;
}

/* The module that teaches the pool's topic on one of its pages, or else that checks it. */
static AvowModule *
find_teaching_module (AvowNode *root, AvowCourse *course, const AvowPool *pool)
{
  const char *checking = NULL;

  for (AvowNode *node = root; node != NULL; node = avow_node_next (node, root))
    {
      if (avow_node_is (node, "page") && pool->topic != NULL &&
          g_strcmp0 (avow_node_get (node, "topic"), pool->topic) == 0)
        return avow_course_find_module (course, avow_node_get (node->parent, "id"));
      if (avow_node_is (node, "check") && checking == NULL && g_str_equal (avow_node_get (node, "pool"), pool->id))
        checking = avow_node_get (node->parent, "id");
    }

  return checking != NULL ? avow_course_find_module (course, checking) : NULL;
}

static AvowDraw *
read_draw (AvowNode *node, AvowNode *root, AvowCourse *course)
{
  AvowDraw *draw = g_new0 (AvowDraw, 1);
  const char *named = avow_node_get (node, "module");

  draw->pool = avow_course_find_pool (course, avow_node_get (node, "pool"));
  draw->count = avow_node_get_number (node, "count");
  draw->must_pass = avow_node_get_yes (node, "must-pass");
  draw->module = named != NULL ? avow_course_find_module (course, named) : NULL;
  if (draw->module == NULL)
    draw->module = find_teaching_module (root, course, draw->pool);

  return draw;
}

static AvowAssessment *
read_assessment (AvowNode *node, AvowNode *root, AvowCourse *course)
{
  AvowAssessment *assessment = g_new0 (AvowAssessment, 1);
  const char *wait = avow_node_get (node, "wait");
  const char *limit = avow_node_get (node, "time-limit");

  assessment->id = avow_build_text (node, "id");
  assessment->pass_percent = avow_node_get_number (node, "pass");
  assessment->attempts = avow_node_get_number (node, "attempts");
  assessment->wait_seconds = wait != NULL ? avow_value_get_seconds (wait) : 0;
  assessment->show_answers = avow_node_get_yes (node, "show-answers");
  assessment->partial = avow_node_get_yes (node, "partial");
  assessment->confidence = avow_node_get_yes (node, "confidence");
  assessment->limit_seconds = limit != NULL ? avow_value_get_seconds (limit) : 0;
  assessment->draws = g_ptr_array_new_with_free_func (g_free);
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (avow_node_is (child, "draw"))
      g_ptr_array_add (assessment->draws, read_draw (child, root, course));

  return assessment;
}

static guint
count_seconds (const AvowStep *step)
{
  if (step->optional)
    return 0;

  switch (step->kind)
    {
    case AVOW_STEP_PAGE:
      return step->page->words * 60 / WORDS_PER_MINUTE;
    case AVOW_STEP_CHECK:
      return step->check->draw * QUESTION_SECONDS;
    case AVOW_STEP_SCENARIO:
    default:
      return SCENARIO_SECONDS;
    }
}

static guint
count_minutes (AvowCourse *course)
{
  guint seconds = 0;

  for (guint i = 0; i < course->modules->len; i++)
    {
      const AvowModule *module = g_ptr_array_index (course->modules, i);

      for (guint j = 0; j < module->steps->len; j++)
        seconds += count_seconds (g_ptr_array_index (module->steps, j));
    }

  for (guint i = 0; course->assessment != NULL && i < course->assessment->draws->len; i++)
    {
      const AvowDraw *draw = g_ptr_array_index (course->assessment->draws, i);

      seconds += draw->count * QUESTION_SECONDS;
    }

  return (seconds + 59) / 60;
}

static gint
compare_terms (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = g_utf8_casefold ((*(const AvowTerm **) a)->name, -1);
  g_autofree char *second = g_utf8_casefold ((*(const AvowTerm **) b)->name, -1);

  return strcmp (first, second);
}

AvowCourse *
avow_build_course (AvowTree *tree, AvowEdition *edition)
{
  AvowNode *root = tree->root, *assessment = avow_node_find (root, "assessment");
  AvowCourse *course = g_new0 (AvowCourse, 1);

  g_atomic_ref_count_init (&course->ref_count);
  course->files = avow_edition_ref (edition);
  course->id = avow_build_text (root, "id");
  course->edition = avow_build_text (root, "edition");
  course->language = avow_build_text (root, "xml:lang");
  course->title = avow_build_text (root, "title");
  course->original_title = avow_build_text (avow_edition_get_reading (edition)->tree->root, "title");
  course->owner = avow_build_text (root, "owner");
  course->reviewed = avow_build_text (root, "reviewed");
  course->material = avow_node_get_yes (root, "material");
  course->role = avow_build_text (root, "role");
  course->refreshes = avow_build_text (root, "refreshes");
  course->summary = avow_content_read_blocks (avow_node_find (root, "summary"));
  course->pools = avow_build_items (root, "pool", read_pool, (GDestroyNotify) avow_pool_free);
  course->scenarios = avow_build_items (root, "scenario", read_scenario, (GDestroyNotify) avow_scenario_free);
  course->terms = avow_build_items (avow_node_find (root, "glossary"), "term", read_term, (GDestroyNotify) avow_term_free);
  g_ptr_array_sort (course->terms, compare_terms);
  course->variables = avow_content_read_variables (tree);

  /* steps refer to pools and scenarios, draws to modules */
  course->modules = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_module_free);
  for (AvowNode *child = root->first; child != NULL; child = child->next)
    if (avow_node_is (child, "module"))
      g_ptr_array_add (course->modules, read_module (child, course));
  if (assessment != NULL)
    course->assessment = read_assessment (assessment, root, course);
  course->minutes = count_minutes (course);

  return course;
}

static gpointer
read_clause (AvowNode *node)
{
  AvowClause *clause = g_new0 (AvowClause, 1);

  clause->id = avow_build_text (node, "id");
  clause->title = avow_build_text (node, "title");
  clause->blocks = avow_content_read_blocks (node);

  return clause;
}

static AvowDocumentKind
find_kind (AvowNode *root)
{
  if (!avow_node_is (root, "policy"))
    return AVOW_DOCUMENT_DECLARATION;

  return avow_node_find (root, "statement") != NULL ? AVOW_DOCUMENT_POLICY : AVOW_DOCUMENT_NOTICE;
}

static void
read_governing (AvowNode *node, AvowDocument *document)
{
  AvowBlock *block;

  if (node == NULL)
    return;

  document->governing = avow_build_text (node, "language");
  block = g_new0 (AvowBlock, 1);
  block->kind = AVOW_BLOCK_PARAGRAPH;
  block->inlines = avow_content_read_inlines (node);
  g_ptr_array_add (document->preamble, block);
}

AvowDocument *
avow_build_document (AvowTree *tree, AvowEdition *edition)
{
  AvowNode *root = tree->root;
  AvowDocument *document = g_new0 (AvowDocument, 1);

  g_atomic_ref_count_init (&document->ref_count);
  document->files = avow_edition_ref (edition);
  document->kind = find_kind (root);
  document->id = avow_build_text (root, "id");
  document->edition = avow_build_text (root, "edition");
  document->language = avow_build_text (root, "xml:lang");
  document->title = avow_build_text (root, "title");
  document->owner = avow_build_text (root, "owner");
  document->reviewed = avow_build_text (root, "reviewed");
  document->material = avow_node_get_yes (root, "material");
  document->template = avow_node_get_yes (root, "template");
  document->preamble = avow_content_read_blocks (avow_node_find (root, "preamble"));
  read_governing (avow_node_find (root, "governing"), document);
  document->clauses = avow_build_items (root, "clause", read_clause, (GDestroyNotify) avow_clause_free);
  document->statement = avow_content_read_inlines (avow_node_find (root, "statement"));
  document->contact = avow_content_read_inlines (avow_node_find (root, "contact"));
  document->variables = avow_content_read_variables (tree);

  return document;
}
