/* avow-small-course.c: courses made by hand, for tests of draws and grades
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-small-course.h"

static AvowOption *
add_option (AvowQuestion *question, char letter, gboolean correct)
{
  AvowOption *option = g_new0 (AvowOption, 1);

  option->id = g_strdup_printf ("%s-%c", question->id, letter);
  option->correct = correct;
  option->inlines = g_ptr_array_new ();
  option->feedback = g_ptr_array_new ();
  g_ptr_array_add (question->options, option);
  return option;
}

static AvowQuestion *
make_question (const char *pool, guint number, AvowQuestionKind kind)
{
  AvowQuestion *question = g_new0 (AvowQuestion, 1);

  question->id = g_strdup_printf ("%s%u", pool, number);
  question->kind = kind;
  question->prompt = g_ptr_array_new ();
  question->options = g_ptr_array_new ();
  question->parts = g_ptr_array_new ();
  question->passage = g_ptr_array_new ();
  question->accepted = g_ptr_array_new ();
  question->feedback = g_ptr_array_new ();
  for (char letter = 'a'; letter <= (kind == AVOW_QUESTION_TRUE_FALSE ? 'b' : 'd'); letter++)
    add_option (question, letter, letter == 'a' || (letter == 'b' && kind == AVOW_QUESTION_MULTIPLE));

  return question;
}

static AvowPool *
take_pool (AvowCourse *course, const SmallDraw *draw)
{
  AvowPool *pool;

  for (guint i = 0; i < course->pools->len; i++)
    {
      pool = g_ptr_array_index (course->pools, i);
      if (g_str_equal (pool->id, draw->name))
        return pool;
    }

  pool = g_new0 (AvowPool, 1);
  pool->id = g_strdup (draw->name);
  pool->questions = g_ptr_array_new ();
  for (guint i = 1; i <= draw->size; i++)
    g_ptr_array_add (pool->questions, make_question (draw->name, i, draw->kind));
  g_ptr_array_add (course->pools, pool);
  return pool;
}

static AvowModule *
take_module (AvowCourse *course, const char *id)
{
  AvowModule *module;

  for (guint i = 0; i < course->modules->len; i++)
    {
      module = g_ptr_array_index (course->modules, i);
      if (g_str_equal (module->id, id))
        return module;
    }

  module = g_new0 (AvowModule, 1);
  module->id = g_strdup (id);
  module->steps = g_ptr_array_new ();
  g_ptr_array_add (course->modules, module);
  return module;
}

AvowCourse *
small_course_new (guint pass_percent, const SmallDraw *draws)
{
  static GPtrArray *courses = NULL;
  AvowCourse *course = g_new0 (AvowCourse, 1);
  AvowAssessment *assessment = g_new0 (AvowAssessment, 1);

  if (courses == NULL)
    courses = g_ptr_array_new ();
  g_ptr_array_add (courses, course);

  course->id = g_strdup ("small");
  course->edition = g_strdup ("1");
  course->title = g_strdup ("Small");
  course->modules = g_ptr_array_new ();
  course->pools = g_ptr_array_new ();
  course->assessment = assessment;
  assessment->id = g_strdup ("final");
  assessment->pass_percent = pass_percent;
  assessment->draws = g_ptr_array_new ();

  for (const SmallDraw *one = draws; one->name != NULL; one++)
    {
      AvowDraw *draw = g_new0 (AvowDraw, 1);

      draw->pool = take_pool (course, one);
      draw->count = one->count;
      draw->must_pass = one->must_pass;
      draw->module = one->module != NULL ? take_module (course, one->module) : NULL;
      g_ptr_array_add (assessment->draws, draw);
    }

  return course;
}
