/* avow-grade.c: what an answer is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-grade.h"

#include "avow-draw.h"
#include "avow-session.h"

#include <glib/gi18n-lib.h>

static gboolean
contains (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* the questions that the attempt must have asked, or NULL where it can't be graded at all */
static GPtrArray *
draw_again (AvowCourse *course, const AvowRecordAttempt *attempt, GPtrArray **out_draws, GError **error)
{
  if (attempt->grading_version != AVOW_GRADING_VERSION)
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_VERSION,
                   _("It was graded by rules of version %lld, which this Avow does not know; "
                     "update Avow and try again"),
                   (long long) attempt->grading_version);
      return NULL;
    }

  if (course->assessment == NULL || g_strcmp0 (course->assessment->id, attempt->assessment) != 0)
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_DRAW,
                   _("It names the assessment “%s”, which edition %s of “%s” does not have"),
                   attempt->assessment, course->edition, course->title);
      return NULL;
    }

  if (!avow_draw_seed_is_valid (attempt->seed))
    {
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_DRAW,
                           _("The seed that its questions were drawn from is not one that Avow makes"));
      return NULL;
    }

  return avow_draw_assessment (course, attempt->seed, attempt->excluded, out_draws);
}

static gboolean
compare_drawn (GPtrArray *questions, GPtrArray *responses, GError **error)
{
  if (questions->len != responses->len)
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_DRAW,
                   _("It has %u answers, but its seed draws %u questions"), responses->len, questions->len);
      return FALSE;
    }

  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);
      const AvowRecordResponse *response = g_ptr_array_index (responses, i);

      if (g_strcmp0 (question->id, response->question) != 0)
        {
          g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_DRAW,
                       _("Its question %u is “%s”, but its seed draws “%s”"), i + 1, response->question, question->id);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_options (AvowQuestion *question, const AvowRecordResponse *response, GError **error)
{
  for (guint i = 0; i < response->options->len; i++)
    {
      const char *id = g_ptr_array_index (response->options, i);

      if (avow_question_find_option (question, id) == NULL)
        {
          g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_RESPONSE,
                       _("The answer to question “%s” names “%s”, which is none of its options"), question->id, id);
          return FALSE;
        }
    }

  return TRUE;
}

static AvowModuleGrade *
add_module (AvowGrade *self, AvowModule *module)
{
  AvowModuleGrade *grade = g_new0 (AvowModuleGrade, 1);

  grade->module = module;
  g_ptr_array_add (self->modules, grade);
  return grade;
}

static void
count_in_module (AvowGrade *self, AvowModule *module, gboolean right)
{
  AvowModuleGrade *grade = NULL;

  for (guint i = 0; i < self->modules->len && grade == NULL; i++)
    {
      AvowModuleGrade *one = g_ptr_array_index (self->modules, i);
      if (one->module == module)
        grade = one;
    }

  if (grade == NULL)
    grade = add_module (self, module);
  grade->asked++;
  if (right)
    grade->right++;
}

/* modules in the course's order, what belongs to none behind them; those without a question fall away */
static void
drop_empty_modules (AvowGrade *self)
{
  for (guint i = self->modules->len; i > 0; i--)
    {
      const AvowModuleGrade *grade = g_ptr_array_index (self->modules, i - 1);
      if (grade->asked == 0)
        g_ptr_array_remove_index (self->modules, i - 1);
    }
}

static void
conclude (AvowGrade *self, const AvowAssessment *assessment)
{
  guint64 product = (guint64) assessment->pass_percent * self->asked;

  self->needed = (product + 99) / 100;
  self->passed = self->asked > 0 && (guint64) 100 * self->right >= product && !self->must_pass_missed;
}

void
avow_grade_free (AvowGrade *self)
{
  g_ptr_array_unref (self->modules);
  g_free (self);
}

gboolean
avow_grade_is_right (AvowQuestion *question, GPtrArray *options)
{
  if (options->len == 0)
    return FALSE;

  for (guint i = 0; i < question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);
      if (contains (options, option->id) != option->correct)
        return FALSE;
    }

  for (guint i = 0; i < options->len; i++)
    if (avow_question_find_option (question, g_ptr_array_index (options, i)) == NULL)
      return FALSE;

  return TRUE;
}

AvowGrade *
avow_grade_attempt (AvowCourse *course, const AvowRecordAttempt *attempt, GError **error)
{
  g_autoptr (GPtrArray) draws = NULL;
  g_autoptr (GPtrArray) questions = draw_again (course, attempt, &draws, error);
  g_autoptr (AvowGrade) self = NULL;

  if (questions == NULL || !compare_drawn (questions, attempt->responses, error))
    return NULL;

  self = g_new0 (AvowGrade, 1);
  self->modules = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < course->modules->len; i++)
    add_module (self, g_ptr_array_index (course->modules, i));

  for (guint i = 0; i < questions->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (questions, i);
      const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, i);
      const AvowDraw *draw = g_ptr_array_index (draws, i);
      gboolean right;

      if (!check_options (question, response, error))
        return NULL;

      right = avow_grade_is_right (question, response->options);
      self->asked++;
      if (right)
        self->right++;
      else if (draw->must_pass)
        self->must_pass_missed = TRUE;
      count_in_module (self, draw->module, right);
    }

  drop_empty_modules (self);
  conclude (self, course->assessment);
  return g_steal_pointer (&self);
}
