/* avow-grade.c: what an answer is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-grade.h"

#include "avow-draw.h"
#include "avow-response.h"
#include "avow-session.h"

#include <glib/gi18n-lib.h>

/* how many of a question's options, messages or words were picked, of those to be picked and of the others */
typedef struct
{
  guint right;
  guint right_picked;
  guint wrong;
  guint wrong_picked;
} Picks;

static void
count_pick (Picks *picks, gboolean right, gboolean picked)
{
  if (right)
    {
      picks->right++;
      picks->right_picked += picked;
    }
  else
    {
      picks->wrong++;
      picks->wrong_picked += picked;
    }
}

static guint
divide_up (guint64 number, guint64 by)
{
  return (number + by - 1) / by;
}

static guint
weigh_picks (const Picks *picks)
{
  guint64 gained = (guint64) picks->right_picked * MAX (picks->wrong, 1);
  guint64 lost = (guint64) picks->wrong_picked * picks->right;

  if (gained <= lost)
    return 0;
  return divide_up ((gained - lost) * AVOW_GRADE_WHOLE, (guint64) picks->right * MAX (picks->wrong, 1));
}

static guint
weigh_options (AvowQuestion *question, GPtrArray *response)
{
  Picks picks = { 0 };

  for (guint i = 0; i < question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);

      count_pick (&picks, option->correct, avow_response_has (response, option->id));
    }

  return weigh_picks (&picks);
}

static guint
weigh_words (AvowQuestion *question, GPtrArray *response)
{
  Picks picks = { 0 };

  for (guint i = 0; i < question->passage->len; i++)
    {
      const AvowPiece *word = g_ptr_array_index (question->passage, i);

      count_pick (&picks, word->private, avow_response_has_word (response, i + 1));
    }

  return weigh_picks (&picks);
}

/* whoever leaves a message alone has not called it genuine */
static guint
weigh_messages (AvowQuestion *question, GPtrArray *response)
{
  Picks picks = { 0 };

  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);
      const AvowOption *choice = avow_response_find_choice (response, part);
      gboolean suspicious = g_str_equal (part->correct->id, AVOW_OPTION_SUSPICIOUS);

      count_pick (&picks, suspicious, choice == NULL ? !suspicious : g_str_equal (choice->id, AVOW_OPTION_SUSPICIOUS));
    }

  return weigh_picks (&picks);
}

static guint
weigh_parts (AvowQuestion *question, GPtrArray *response)
{
  guint64 right = 0;

  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);

      right += avow_response_find_choice (response, part) == part->correct;
    }

  return divide_up (right * AVOW_GRADE_WHOLE, question->parts->len);
}

static guint
weigh_order (AvowQuestion *question, GPtrArray *response)
{
  if (response->len != question->options->len)
    return 0;

  for (guint i = 0; i < response->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);

      if (!g_str_equal (option->id, g_ptr_array_index (response, i)))
        return 0;
    }

  return AVOW_GRADE_WHOLE;
}

static guint
weigh_text (AvowQuestion *question, GPtrArray *response)
{
  g_autofree char *given = response->len == 1 ? avow_response_fold (g_ptr_array_index (response, 0)) : NULL;

  for (guint i = 0; given != NULL && i < question->accepted->len; i++)
    {
      g_autofree char *accepted = avow_response_fold (g_ptr_array_index (question->accepted, i));

      if (g_str_equal (given, accepted))
        return AVOW_GRADE_WHOLE;
    }

  return 0;
}

/* the questions that the attempt must have asked, or NULL where it can't be graded at all */
static GPtrArray *
draw_again (AvowCourse *course, const AvowRecordAttempt *attempt, GPtrArray **out_draws, GError **error)
{
  const AvowAssessment *assessment = avow_course_find_assessment (course, attempt->assessment);

  if (attempt->grading_version != AVOW_GRADING_VERSION)
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_VERSION,
                   _("It was graded by rules of version %lld, which this Avow does not know; "
                     "update Avow and try again"),
                   (long long) attempt->grading_version);
      return NULL;
    }

  if (assessment == NULL || g_strcmp0 (assessment->module != NULL ? assessment->module->id : NULL, attempt->module) != 0)
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

  return avow_draw_assessment (assessment, attempt->seed, attempt->excluded, attempt->tested_out, out_draws);
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
is_confidence_sound (const AvowAssessment *assessment, const char *confidence)
{
  if (confidence == NULL)
    return TRUE;
  return assessment->confidence && (g_str_equal (confidence, AVOW_CONFIDENCE_SURE) || g_str_equal (confidence, AVOW_CONFIDENCE_UNSURE));
}

static gboolean
check_response (const AvowAssessment *assessment, AvowQuestion *question, const AvowRecordResponse *response, GError **error)
{
  if (!is_confidence_sound (assessment, response->confidence))
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_RESPONSE,
                   _("The answer to question “%s” says how sure its person was, and its course does not ask, or not so"), question->id);
      return FALSE;
    }
  if (avow_response_is_sound (question, response->options))
    return TRUE;

  g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_RESPONSE,
               _("The answer to question “%s” names something that the question does not have"), question->id);
  return FALSE;
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
count_in_module (AvowGrade *self, AvowModule *module, gboolean right, guint points)
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
  grade->points += points;
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
  self->needed_points = assessment->partial ? product * (AVOW_GRADE_WHOLE / 100) : (guint64) self->needed * AVOW_GRADE_WHOLE;
  self->passed = self->asked > 0 && (guint64) 100 * self->points >= product * AVOW_GRADE_WHOLE && !self->must_pass_missed;
}

void
avow_grade_free (AvowGrade *self)
{
  g_ptr_array_unref (self->modules);
  g_free (self);
}

guint
avow_grade_get_points (AvowQuestion *question, GPtrArray *response)
{
  if (response->len == 0)
    return 0;

  switch (question->kind)
    {
    case AVOW_QUESTION_MATCH:
    case AVOW_QUESTION_INLINE_CHOICE:
      return weigh_parts (question, response);
    case AVOW_QUESTION_INBOX:
      return weigh_messages (question, response);
    case AVOW_QUESTION_ORDER:
      return weigh_order (question, response);
    case AVOW_QUESTION_TEXT_ENTRY:
      return weigh_text (question, response);
    case AVOW_QUESTION_REDACT:
      return weigh_words (question, response);
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_MULTIPLE:
    case AVOW_QUESTION_TRUE_FALSE:
    default:
      return weigh_options (question, response);
    }
}

gboolean
avow_grade_is_right (AvowQuestion *question, GPtrArray *response)
{
  return avow_response_is_sound (question, response) && avow_grade_get_points (question, response) == AVOW_GRADE_WHOLE;
}

static guint
count_points (const AvowAssessment *assessment, AvowQuestion *question, GPtrArray *response)
{
  guint points = avow_grade_get_points (question, response);

  return assessment->partial || points == AVOW_GRADE_WHOLE ? points : 0;
}

AvowGrade *
avow_grade_attempt (AvowCourse *course, const AvowRecordAttempt *attempt, GError **error)
{
  g_autoptr (GPtrArray) draws = NULL;
  g_autoptr (GPtrArray) questions = draw_again (course, attempt, &draws, error);
  const AvowAssessment *assessment = questions != NULL ? avow_course_find_assessment (course, attempt->assessment) : NULL;
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
      guint points;

      if (!check_response (course->assessment, question, response, error))
        return NULL;

      right = avow_grade_is_right (question, response->options);
      points = count_points (assessment, question, response->options);
      self->points += points;
      self->asked++;
      if (right)
        self->right++;
      else if (draw->must_pass)
        self->must_pass_missed = TRUE;
      count_in_module (self, draw->module, right, points);
    }

  drop_empty_modules (self);
  conclude (self, assessment);
  return g_steal_pointer (&self);
}
