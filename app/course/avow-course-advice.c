/* avow-course-advice.c: what is legal, but poor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-check.h"

#include "avow-course-content.h"

#include <glib/gi18n-lib.h>

#define MAX_PAGE_WORDS 400
#define QUESTION_SECONDS 40 /* as the course counts its minutes */
#define MIN_POOL_QUESTIONS 3 /* of fewer, the right answer may be the longest by chance */

static void
advise (AvowNode *node, const char *attribute, AvowSource *source, char *message, char *remedy)
{
  avow_node_report (node, attribute, source, AVOW_DIAGNOSTIC_ADVICE, message, remedy);
}

static void
check_page (AvowNode *page, AvowCourse *course, AvowSource *source)
{
  guint words = avow_course_find_page (course, avow_node_get (page, "id"))->words;

  if (words > MAX_PAGE_WORDS)
    advise (page, NULL, source, g_strdup_printf (_("this page has %u words"), words),
            g_strdup_printf (_("divide it: few people read more than %d at a stretch"), MAX_PAGE_WORDS));
}

static glong
measure_option (AvowNode *option)
{
  g_autoptr(GPtrArray) inlines = avow_content_read_inlines (option);
  g_autofree char *text = avow_inlines_to_text (inlines, NULL);

  return g_utf8_strlen (text, -1);
}

/* Whether the right option alone is longer than all others. */
static gboolean
is_right_longest (AvowNode *question)
{
  glong right = 0, wrong = 0;

  for (AvowNode *option = question->first; option != NULL; option = option->next)
    if (avow_node_is (option, "option"))
      {
        glong *longest = avow_node_get_yes (option, "correct") ? &right : &wrong;

        *longest = MAX (*longest, measure_option (option));
      }

  return right > wrong;
}

/* A reader of the questions alone must not find the answers by their looks. */
static void
check_pool (AvowNode *pool, AvowSource *source)
{
  guint questions = 0;

  for (AvowNode *question = pool->first; question != NULL; question = question->next)
    if (question->name != NULL)
      avow_check_question_advice (question, source);

  for (AvowNode *question = pool->first; question != NULL; question = question->next)
    if (avow_node_is (question, "question") && g_strcmp0 (avow_node_get (question, "kind"), "single") == 0)
      {
        if (!is_right_longest (question))
          return;
        questions++;
      }

  if (questions >= MIN_POOL_QUESTIONS)
    advise (pool, NULL, source, g_strdup (_("the right answer is always the longest")),
            g_strdup (_("shorten some right answers, or say more in some wrong ones")));
}

static void
check_heading (AvowNode *heading, guint *level, AvowSource *source)
{
  guint own = heading->name[1] - '0';

  if (own > *level + 1)
    advise (heading, NULL, source, g_strdup_printf (_("<h%u> stands below <h%u>"), own, *level),
            g_strdup_printf (_("write <h%u>: screen readers follow the levels"), *level + 1));
  *level = own;
}

/* Pools and scenarios that nothing takes up. */
static void
check_use (AvowTree *tree, AvowSource *source)
{
  g_autoptr(GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    {
      const char *id = NULL;

      if (avow_node_is (node, "check") || avow_node_is (node, "draw") || avow_node_is (node, "draw:pretest"))
        id = avow_node_get (node, "pool");
      else if (avow_node_is (node, "scenario:step"))
        id = avow_node_get (node, "ref");
      if (id != NULL)
        g_hash_table_add (used, (gpointer) id);
    }

  for (AvowNode *node = tree->root->first; node != NULL; node = node->next)
    if ((avow_node_is (node, "pool") || avow_node_is (node, "scenario")) &&
        !g_hash_table_contains (used, avow_node_get (node, "id")))
      advise (node, NULL, source, g_strdup_printf (_("nothing uses “%s”"), avow_node_get (node, "id")),
              avow_node_is (node, "pool") ? g_strdup (_("draw from it in a check or in the assessment"))
                                          : g_strdup (_("put <scenario ref=\"…\"/> into a module")));
}

static void
check_minutes (AvowNode *root, AvowCourse *course, AvowSource *source)
{
  guint stated = avow_node_get_number (root, "minutes");

  if (stated > 0 && stated < course->minutes)
    advise (root, "minutes", source,
            g_strdup_printf (_("%u minutes are stated, and it takes about %u"), stated, course->minutes),
            g_strdup (_("state more, or shorten the course")));
}

/* Who reads slowly, or in a language that is not theirs, must not fail by it. */
static void
check_time_limit (AvowTree *tree, AvowCourse *course, AvowSource *source)
{
  const AvowAssessment *assessment = course->assessment;
  guint questions = 0;

  for (guint i = 0; assessment != NULL && i < assessment->draws->len; i++)
    questions += ((AvowDraw *) g_ptr_array_index (assessment->draws, i))->count;

  for (AvowNode *node = tree->root->first; node != NULL; node = node->next)
    if (avow_node_is (node, "assessment") && assessment->limit_seconds > 0
        && assessment->limit_seconds < questions * QUESTION_SECONDS)
      advise (node, "time-limit", source,
              g_strdup_printf (_("the limit leaves %u seconds for each of %u questions"), assessment->limit_seconds / questions, questions),
              g_strdup_printf (_("leave at least %d for each, or set no limit: few need one"), QUESTION_SECONDS));
}

void
avow_check_advice (AvowTree *tree, AvowCourse *course, AvowSource *source)
{
  guint level = 1; /* a page's title */

  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    {
      if (avow_node_is (node, "page"))
        {
          level = 1;
          check_page (node, course, source);
        }
      else if (avow_node_is (node, "pool"))
        check_pool (node, source);
      else if (avow_node_is (node, "scenario"))
        avow_check_scenario_advice (node, source);
      else if (avow_node_is (node, "h2") || avow_node_is (node, "h3") || avow_node_is (node, "h4"))
        check_heading (node, &level, source);
    }

  if (course != NULL)
    {
      check_use (tree, source);
      check_minutes (tree->root, course, source);
      check_time_limit (tree, course, source);
    }
}
