/* avow-steps-course.c: a course read, answered and played
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"

#include <libintl.h>

void
avow_steps_use_course (AvowSteps *self, const char *name)
{
  g_clear_pointer (&self->course, avow_course_unref);
  self->course = avow_answers_load (name);
}

void
avow_steps_open_duty (AvowSteps *self, const char *title)
{
  g_autofree char *name = g_strconcat (title, ".*", NULL);

  avow_driver_focus (self->driver, ATSPI_ROLE_LIST_ITEM, name);
  avow_driver_press (self->driver, "Return");
}

guint
avow_steps_count (AvowSteps *self)
{
  guint n = 0;

  for (guint i = 0; i < self->course->modules->len; i++)
    n += ((AvowModule *) g_ptr_array_index (self->course->modules, i))->steps->len;

  return n;
}

AvowStep *
avow_steps_get (AvowSteps *self, guint position)
{
  guint index = position - 1;

  for (guint i = 0; i < self->course->modules->len; i++)
    {
      const AvowModule *module = g_ptr_array_index (self->course->modules, i);

      if (index < module->steps->len)
        return g_ptr_array_index (module->steps, index);
      index -= module->steps->len;
    }

  g_error ("The course has no step %u", position);
}

/* The assessment is a place of its own after the steps. */
void
avow_steps_wait_position (AvowSteps *self, guint position)
{
  g_autofree char *place = g_strdup_printf (gettext ("%u of %u"), position, avow_steps_count (self) + 1);
  g_autofree char *pattern = g_strconcat (place, "*", NULL);

  avow_driver_wait_text (self->driver, pattern);
}

static void
press_number (AvowSteps *self, guint number)
{
  g_autofree char *key = g_strdup_printf ("%u", number);

  avow_driver_press (self->driver, key);
}

static char *
get_choice (AvowScene *scene)
{
  AvowChoice *choice = g_ptr_array_index (scene->choices, 0);

  return avow_inlines_to_text (choice->inlines, NULL);
}

static void
play_to (AvowSteps *self, AvowScenario *scenario, AvowScene *scene, AvowEnding ending)
{
  g_autoptr (GArray) way = avow_answers_find_path (scenario, scene, ending);

  for (guint i = 0; i < way->len; i++)
    {
      g_autofree char *first = get_choice (scene);
      g_autofree char *pattern = g_strconcat (first, "*", NULL);
      AvowChoice *choice = g_ptr_array_index (scene->choices, g_array_index (way, guint, i) - 1);

      g_object_unref (avow_driver_wait (self->driver, ATSPI_ROLE_PUSH_BUTTON, pattern));
      press_number (self, g_array_index (way, guint, i));
      avow_driver_wait_gone (self->driver, ATSPI_ROLE_PUSH_BUTTON, pattern);
      scene = avow_scenario_find_scene (scenario, choice->to);
    }
}

/* The scene that is shown, by the choices that it offers. */
static AvowScene *
find_shown_scene (AvowSteps *self, AvowScenario *scenario)
{
  for (guint i = 0; i < scenario->scenes->len; i++)
    {
      AvowScene *scene = g_ptr_array_index (scenario->scenes, i);
      g_autofree char *first = scene->choices->len > 0 ? get_choice (scene) : NULL;
      g_autofree char *pattern = g_strconcat (first != NULL ? first : "", "*", NULL);
      g_autoptr (AtspiAccessible) button = first != NULL ? avow_driver_find (self->driver, ATSPI_ROLE_PUSH_BUTTON, pattern) : NULL;

      if (button != NULL)
        return scene;
    }

  g_error ("No scene of “%s” is shown", scenario->title);
}

/* To a poor ending first, back to where it turned, and on to a good one. */
void
avow_steps_play (AvowSteps *self, AvowScenario *scenario)
{
  play_to (self, scenario, g_ptr_array_index (scenario->scenes, 0), AVOW_ENDING_POOR);
  avow_driver_wait_text (self->driver, avow_words_begin ("This could have gone better."));
  avow_steps_tell (self, "ending-poor", "Played “%s” to a poor ending", scenario->title);
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("_Go Back to That Choice"));
  avow_driver_wait_gone (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("_Go Back to That Choice"));
  avow_steps_tell (self, "turn", "Went back to that choice");
  play_to (self, scenario, find_shown_scene (self, scenario), AVOW_ENDING_GOOD);
  avow_driver_wait_text (self->driver, avow_words_begin ("This went well."));
  avow_steps_tell (self, "ending-good", "Chose otherwise, and it went well");
}

void
avow_steps_take (AvowSteps *self, guint position)
{
  AvowStep *step = avow_steps_get (self, position);

  avow_steps_wait_position (self, position);
  if (step->kind == AVOW_STEP_CHECK)
    avow_steps_check (self);
  else if (step->kind == AVOW_STEP_SCENARIO)
    avow_steps_play (self, step->scenario);
  avow_driver_press (self->driver, "<Alt>Right");
  if (position < avow_steps_count (self))
    avow_steps_wait_position (self, position + 1);
  else
    avow_driver_wait_text (self->driver, avow_words_begin ("Final Questions"));
}

static void
wait_question (AvowSteps *self, guint number)
{
  g_autofree char *title = g_strdup_printf (gettext ("Question %u of %u"), number, avow_steps_count_questions (self));

  avow_driver_wait_text (self->driver, title);
}

void
avow_steps_start_assessment (AvowSteps *self)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Start"));
  wait_question (self, 1);
}

void
avow_steps_start_again (AvowSteps *self)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("Try Again"));
  wait_question (self, 1);
}

void
avow_steps_open_assessment (AvowSteps *self)
{
  avow_steps_unfold (self, avow_words_begin ("Outline"));
  /* Tab comes to where one is, the last row is the assessment */
  avow_driver_focus_into (self->driver, avow_words ("Outline of the course"));
  avow_driver_press (self->driver, "End");
  avow_driver_press (self->driver, "Return");
}

void
avow_steps_leave_course (AvowSteps *self)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("Back to My Training"));
  avow_driver_wait_gone (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("Back to My Training"));
}

guint
avow_steps_count_questions (AvowSteps *self)
{
  guint n = 0;

  for (guint i = 0; i < self->course->assessment->draws->len; i++)
    n += ((AvowDraw *) g_ptr_array_index (self->course->assessment->draws, i))->count;

  return n;
}

void
avow_steps_go_on (AvowSteps *self, const AvowQuestion *question)
{
  avow_driver_press (self->driver, avow_steps_can_enter (question) ? "Return" : "<Alt>Right");
}

void
avow_steps_answer_all (AvowSteps *self, guint from, gboolean right)
{
  guint n = avow_steps_count_questions (self);

  for (guint number = from; number <= n; number++)
    {
      wait_question (self, number);
      avow_steps_go_on (self, avow_steps_answer (self, right));
    }
  avow_driver_wait_text (self->driver, avow_words_begin ("Before You Finish"));
  avow_driver_wait_text (self->driver, avow_words_begin ("All questions are answered."));
}

void
avow_steps_finish (AvowSteps *self)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Finish"));
  avow_driver_wait_text (self->driver, avow_words_begin ("By Module"));
}
