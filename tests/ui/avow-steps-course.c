/* avow-steps-course.c: a course read, answered and played
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"

#include <libintl.h>

#define MAX_WAITS 400

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

static GPtrArray *
list_options (AvowSteps *self)
{
  GPtrArray *options = avow_driver_list (self->driver, ATSPI_ROLE_RADIO_BUTTON, "*");

  if (options->len > 0)
    return options;

  g_ptr_array_unref (options);
  options = avow_driver_list (self->driver, ATSPI_ROLE_CHECK_BOX, "*");
  /* the box that flags a question is none of its answers */
  for (guint i = options->len; i > 0; i--)
    {
      g_autofree char *name = atspi_accessible_get_name (g_ptr_array_index (options, i - 1), NULL);

      if (g_pattern_match_simple (avow_words_begin ("Flag for review"), name))
        g_ptr_array_remove_index (options, i - 1);
    }

  return options;
}

char *
avow_steps_read_question (AvowSteps *self, GPtrArray **out_options, GPtrArray **out_chosen)
{
  g_autoptr (GPtrArray) options = list_options (self);
  g_autoptr (AtspiAccessible) group = NULL;

  if (out_options != NULL)
    *out_options = g_ptr_array_new_with_free_func (g_free);
  if (out_chosen != NULL)
    *out_chosen = g_ptr_array_new_with_free_func (g_free);
  if (options->len == 0)
    return NULL;

  for (guint i = 0; i < options->len; i++)
    {
      AtspiAccessible *option = g_ptr_array_index (options, i);
      g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (option);
      g_autofree char *name = atspi_accessible_get_name (option, NULL);

      if (out_chosen != NULL && atspi_state_set_contains (states, ATSPI_STATE_CHECKED))
        g_ptr_array_add (*out_chosen, g_strdup (name));
      if (out_options != NULL)
        g_ptr_array_add (*out_options, g_steal_pointer (&name));
    }

  group = atspi_accessible_get_parent (g_ptr_array_index (options, 0), NULL);
  return atspi_accessible_get_name (group, NULL);
}

static void
wait_other_question (AvowSteps *self, const char *prompt)
{
  for (guint waits = 0; waits < MAX_WAITS; waits++)
    {
      g_autofree char *now = avow_steps_read_question (self, NULL, NULL);

      if (g_strcmp0 (now, prompt) != 0)
        return;
      g_usleep (40000);
    }

  g_error ("“%s” never went away", prompt);
}

/* Chooses by the number keys; what was chosen before gives way, as a person would see to it. */
static char *
choose (AvowSteps *self, gboolean right)
{
  g_autoptr (GPtrArray) options = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *prompt = avow_steps_read_question (self, &options, &chosen);
  AvowQuestion *question;
  g_autoptr (GArray) numbers = NULL;

  if (prompt == NULL)
    return NULL;

  question = avow_answers_find (self->course, prompt);
  numbers = avow_answers_choose (question, options, right);
  if (question->kind == AVOW_QUESTION_MULTIPLE)
    for (guint i = 0; i < options->len; i++)
      if (g_ptr_array_find_with_equal_func (chosen, g_ptr_array_index (options, i), g_str_equal, NULL))
        press_number (self, i + 1);
  for (guint i = 0; i < numbers->len; i++)
    press_number (self, g_array_index (numbers, guint, i));

  return g_steal_pointer (&prompt);
}

void
avow_steps_check (AvowSteps *self)
{
  g_autofree char *prompt = NULL;

  while ((prompt = choose (self, TRUE)) != NULL)
    {
      avow_driver_press (self->driver, "Return");
      wait_other_question (self, prompt);
      g_clear_pointer (&prompt, g_free);
    }
  avow_driver_wait_text (self->driver, avow_words_begin ("Right."));
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
avow_steps_answer (AvowSteps *self, gboolean right)
{
  g_free (choose (self, right));
}

void
avow_steps_answer_all (AvowSteps *self, guint from, gboolean right)
{
  guint n = avow_steps_count_questions (self);

  for (guint number = from; number <= n; number++)
    {
      wait_question (self, number);
      avow_steps_answer (self, right);
      avow_driver_press (self->driver, "Return");
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
