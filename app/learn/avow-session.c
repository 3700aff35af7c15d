/* avow-session.c: one person taking one course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-session-private.h"

#include "avow-draw.h"
#include "avow-response.h"
#include "people/avow-access.h"
#include "record/avow-clock.h"

#include <string.h>

/* the course's rule for minutes */
#define WORDS_A_MINUTE 180
#define SECONDS_A_QUESTION 40
#define SECONDS_A_SCENARIO 180

static const char *
get_step_id (const AvowStep *step)
{
  switch (step->kind)
    {
    case AVOW_STEP_PAGE:
      return step->page->id;
    case AVOW_STEP_CHECK:
      return step->check->id;
    case AVOW_STEP_PRETEST:
      return step->pretest->id;
    case AVOW_STEP_SCENARIO:
    default:
      return step->scenario->id;
    }
}

static gboolean
is_check_done (AvowSession *self, AvowCheck *check)
{
  GPtrArray *questions = avow_session_get_check_questions (self, check);

  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);
      if (!g_hash_table_contains (self->progress->checked, question->id))
        return FALSE;
    }

  return TRUE;
}

static gint64
estimate_step (AvowSession *self, const AvowStep *step)
{
  switch (step->kind)
    {
    case AVOW_STEP_PAGE:
      return (gint64) step->page->words * 60 / WORDS_A_MINUTE;
    case AVOW_STEP_CHECK:
      return (gint64) SECONDS_A_QUESTION * avow_session_get_check_questions (self, step->check)->len;
    case AVOW_STEP_PRETEST:
      return 0;
    case AVOW_STEP_SCENARIO:
    default:
      return SECONDS_A_SCENARIO;
    }
}

/* of what is left of it to ask, or of all */
static gint64
estimate_assessment (AvowSession *self, gboolean whole)
{
  const AvowAssessment *assessment = self->course->assessment;
  gint64 seconds = 0;

  for (guint i = 0; assessment != NULL && i < assessment->draws->len; i++)
    {
      const AvowDraw *draw = g_ptr_array_index (assessment->draws, i);

      if (whole || draw->module == NULL || !avow_session_is_tested_out (self, draw->module))
        seconds += (gint64) SECONDS_A_QUESTION * draw->count;
    }

  return seconds;
}

/* person, item and cycle fix the seed, so that a check asks the same after any loss of progress */
static char *
derive_seed (const char *person, const char *item, const char *cycle)
{
  g_autofree char *text = avow_session_make_key (person, item, cycle);
  g_autofree char *hex = NULL;
  AvowDigest digest;

  avow_digest_compute (text, strlen (text), &digest);
  hex = avow_digest_to_hex (&digest);
  return g_strndup (hex, 2 * AVOW_DRAW_SEED_LENGTH);
}

static void
flatten_steps (AvowSession *self)
{
  for (guint i = 0; i < self->course->modules->len; i++)
    {
      AvowModule *module = g_ptr_array_index (self->course->modules, i);

      for (guint j = 0; j < module->steps->len; j++)
        {
          g_ptr_array_add (self->steps, g_ptr_array_index (module->steps, j));
          g_ptr_array_add (self->step_modules, module);
        }
    }
}

static AvowSession *
new_session (const char *person, const AvowDuty *duty, const AvowDigest *digest, AvowCourse *course, GHashTable *variables,
             GPtrArray *languages)
{
  AvowSession *self = g_new0 (AvowSession, 1);

  g_ref_count_init (&self->ref_count);
  self->person = g_strdup (person);
  self->item = g_strdup (duty->item);
  self->cycle = g_strdup (duty->cycle);
  self->digest = *digest;
  self->course = avow_course_ref (course);
  self->languages = g_ptr_array_ref (languages);
  self->variables = g_hash_table_ref (variables);
  self->steps = g_ptr_array_new ();
  self->step_modules = g_ptr_array_new ();
  self->seed = derive_seed (person, duty->item, duty->cycle);
  self->checks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->nothing = g_ptr_array_new ();
  self->pretests = avow_session_pretests_new ();
  self->asked = g_ptr_array_new_with_free_func (g_free);
  flatten_steps (self);
  return self;
}

/* a course may say more to some roles */
static gboolean
add_role (AvowStore *store, const char *person, GHashTable *facts, GError **error)
{
  g_autoptr (AvowAccess) access = avow_access_of (store, person, error);

  if (access == NULL)
    return FALSE;

  g_hash_table_insert (facts, g_strdup (AVOW_FACT_ROLE), avow_access_list_roles (access));
  return TRUE;
}

/* an assessment under way is finished in the edition that it was begun in, whatever was adopted since; NULL where
 * there is none, or its edition is gone */
static AvowSession *
load_begun_edition (AvowStore *store, const char *person, const AvowDuty *duty, AvowProgress *progress)
{
  const char *wanted[] = { progress->run != NULL ? progress->run->language : NULL, NULL };
  g_autoptr (GHashTable) variables = NULL;
  g_autoptr (GPtrArray) languages = NULL;
  g_autoptr (AvowCourse) course = NULL;
  AvowDigest digest;

  if (progress->run == NULL || !avow_digest_parse (progress->run->digest, &digest)
      || avow_digest_equal (&digest, &duty->digest))
    return NULL;

  course = avow_programme_offer_course (store, &digest, wanted, &variables, &languages, NULL);
  if (course == NULL || !g_str_equal (course->id, duty->item) || !add_role (store, person, variables, NULL))
    return NULL;

  return new_session (person, duty, &digest, course, variables, languages);
}

static AvowSession *
load_edition (AvowStore *store, const char *person, const AvowDuty *duty, AvowProgress *progress, GError **error)
{
  const char *chosen[] = { progress->run != NULL ? progress->run->language : progress->language, NULL };
  gboolean is_chosen = progress->run != NULL || progress->language != NULL;
  g_autoptr (GHashTable) variables = NULL;
  g_autoptr (GPtrArray) languages = NULL;
  g_autoptr (AvowCourse) course = NULL;
  AvowSession *self = load_begun_edition (store, person, duty, progress);

  if (self != NULL)
    return self;

  course = avow_programme_offer_course (store, &duty->digest, is_chosen ? chosen : g_get_language_names (), &variables, &languages,
                                        error);
  if (course == NULL || !add_role (store, person, variables, error))
    return NULL;

  return new_session (person, duty, &duty->digest, course, variables, languages);
}

static AvowAnswer *
find_answer (AvowSession *self, const char *question)
{
  if (avow_session_is_running (self, question))
    return g_hash_table_lookup (self->progress->run->answers, question);
  if (avow_session_is_in_pretest (self, question))
    return g_hash_table_lookup (self->progress->pretest->answers, question);
  return g_hash_table_lookup (self->progress->answers, question);
}

/* an older edition's options are no answers to this one's questions */
static void
keep_known_answers (AvowSession *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->progress->answers);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      AvowQuestion *question = avow_course_find_question (self->course, key);
      AvowAnswer *answer = value;
      g_autoptr (GPtrArray) response = question != NULL ? avow_response_new (question, answer->options) : NULL;

      if (response == NULL || response->len == 0)
        {
          g_hash_table_remove (self->progress->checked, key);
          g_hash_table_iter_remove (&iter);
        }
      else
        g_hash_table_iter_replace (&iter, avow_answer_new (response, answer->time));
    }
}

char *
avow_session_make_key (const char *person, const char *item, const char *cycle)
{
  return g_strjoin ("/", person, item, cycle, NULL);
}

AvowSession *
avow_session_load (AvowStore *store, const char *person, const AvowDuty *duty, GError **error)
{
  g_autofree char *key = avow_session_make_key (person, duty->item, duty->cycle);
  g_autofree char *state = NULL;
  g_autoptr (AvowProgress) progress = NULL;
  g_autoptr (AvowSession) self = NULL;
  g_autoptr (GError) local_error = NULL;

  state = avow_store_get_local (store, AVOW_PROGRESS_AREA, key, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  progress = avow_progress_parse (state);
  self = load_edition (store, person, duty, progress, error);
  if (self == NULL)
    return NULL;

  self->progress = g_steal_pointer (&progress);
  if (self->progress->started == 0)
    self->progress->started = avow_clock_now ();
  if (!avow_session_read_records (self, store, error))
    return NULL;

  keep_known_answers (self);
  avow_session_take_up_run (self);
  avow_session_take_up_pretest (self);
  return g_steal_pointer (&self);
}

AvowSession *
avow_session_new_apart (AvowStore *store, const char *person, const AvowDuty *duty, GError **error)
{
  g_autoptr (AvowProgress) progress = avow_progress_new ();
  AvowSession *self = load_edition (store, person, duty, progress, error);

  if (self != NULL)
    self->progress = g_steal_pointer (&progress);
  return self;
}

AvowSession *
avow_session_new_preview (AvowCourse *course, GHashTable *variables)
{
  AvowDuty duty = { .item = course->id, .cycle = (char *) "preview" };
  AvowDigest digest = { 0 };
  g_autoptr (GPtrArray) languages = g_ptr_array_new_with_free_func (g_free);
  AvowSession *self = new_session ("preview", &duty, &digest, course, variables, languages);

  g_ptr_array_add (languages, g_strdup (course->language));
  self->progress = avow_progress_new ();
  self->progress->started = avow_clock_now ();

  return self;
}

AvowSession *
avow_session_ref (AvowSession *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_session_unref (AvowSession *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_free (self->person);
  g_free (self->item);
  g_free (self->cycle);
  g_free (self->seed);
  g_free (self->accommodation);
  g_ptr_array_unref (self->languages);
  g_hash_table_unref (self->variables);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->step_modules);
  g_clear_pointer (&self->last_attempt, avow_record_unref);
  g_clear_pointer (&self->last_grade, avow_grade_free);
  g_clear_pointer (&self->progress, avow_progress_free);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->pretest_questions, g_ptr_array_unref);
  g_hash_table_unref (self->pretests);
  g_ptr_array_unref (self->asked);
  g_hash_table_unref (self->checks);
  g_hash_table_unref (self->options);
  g_hash_table_unref (self->paths);
  g_ptr_array_unref (self->nothing);
  avow_course_unref (self->course);
  g_free (self);
}

AvowCourse *
avow_session_get_course (AvowSession *self)
{
  return self->course;
}

GPtrArray *
avow_session_get_languages (AvowSession *self)
{
  return self->languages;
}

/* what was typed, and which words were picked, is no answer in another language */
static void
drop_answers_in_words (AvowSession *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->progress->answers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const AvowQuestion *question = avow_course_find_question (self->course, key);

      if (question != NULL && question->kind != AVOW_QUESTION_TEXT_ENTRY && question->kind != AVOW_QUESTION_REDACT)
        continue;
      g_hash_table_remove (self->progress->checked, key);
      g_hash_table_iter_remove (&iter);
    }
}

void
avow_session_set_language (AvowSession *self, const char *language)
{
  if (self->progress->run != NULL || !g_ptr_array_find_with_equal_func (self->languages, language, g_str_equal, NULL))
    return;

  g_free (self->progress->language);
  self->progress->language = g_strdup (language);
  if (!g_str_equal (language, self->course->language))
    drop_answers_in_words (self);
}

GHashTable *
avow_session_get_variables (AvowSession *self)
{
  return self->variables;
}

char *
avow_session_get_state (AvowSession *self)
{
  avow_session_count_time (self);
  return avow_progress_to_string (self->progress);
}

gboolean
avow_session_save (AvowStore *store, const char *person, const char *item, const char *cycle, const char *state, GError **error)
{
  g_autofree char *key = avow_session_make_key (person, item, cycle);

  return avow_store_set_local (store, AVOW_PROGRESS_AREA, key, state, error);
}

const char *
avow_session_get_person (AvowSession *self)
{
  return self->person;
}

const char *
avow_session_get_item (AvowSession *self)
{
  return self->item;
}

const char *
avow_session_get_cycle (AvowSession *self)
{
  return self->cycle;
}

guint
avow_session_get_n_steps (AvowSession *self)
{
  return self->steps->len;
}

AvowStep *
avow_session_get_step (AvowSession *self, guint index, AvowModule **out_module)
{
  g_return_val_if_fail (index < self->steps->len, NULL);

  if (out_module != NULL)
    *out_module = g_ptr_array_index (self->step_modules, index);
  return g_ptr_array_index (self->steps, index);
}

guint
avow_session_get_position (AvowSession *self)
{
  const AvowAssessment *assessment = self->course->assessment;

  if (assessment != NULL && g_strcmp0 (assessment->id, self->progress->position) == 0 && avow_session_count_left (self) == 0)
    return self->steps->len;

  for (guint i = 0; i < self->steps->len; i++)
    if (g_strcmp0 (get_step_id (g_ptr_array_index (self->steps, i)), self->progress->position) == 0)
      return i;

  return 0;
}

void
avow_session_set_position (AvowSession *self, guint index)
{
  const AvowAssessment *assessment = self->course->assessment;
  const char *id;

  g_return_if_fail (index < self->steps->len || (index == self->steps->len && assessment != NULL));

  id = index < self->steps->len ? get_step_id (g_ptr_array_index (self->steps, index)) : assessment->id;
  g_free (self->progress->position);
  self->progress->position = g_strdup (id);
  if (index < self->steps->len)
    g_hash_table_add (self->progress->visited, g_strdup (id));
}

gboolean
avow_session_is_done (AvowSession *self, guint index)
{
  const AvowStep *step;

  g_return_val_if_fail (index < self->steps->len, FALSE);

  step = g_ptr_array_index (self->steps, index);
  if (avow_session_is_tested_out (self, g_ptr_array_index (self->step_modules, index)))
    return TRUE;

  switch (step->kind)
    {
    case AVOW_STEP_PRETEST:
      return avow_session_get_pretest_attempt (self, step->pretest->module) != NULL;
    case AVOW_STEP_PAGE:
      return g_hash_table_contains (self->progress->visited, step->page->id);
    case AVOW_STEP_CHECK:
      return is_check_done (self, step->check);
    case AVOW_STEP_SCENARIO:
    default:
      return avow_session_is_scenario_done (self, step->scenario);
    }
}

gboolean
avow_session_is_owed (AvowSession *self, guint index)
{
  return !((const AvowStep *) g_ptr_array_index (self->steps, index))->optional && !avow_session_is_done (self, index);
}

gint64
avow_session_count_left (AvowSession *self)
{
  gint64 left = 0;

  for (guint i = 0; i < self->steps->len; i++)
    if (avow_session_is_owed (self, i))
      left++;

  return left;
}

guint
avow_session_get_minutes_left (AvowSession *self)
{
  gint64 left = self->completed ? 0 : estimate_assessment (self, FALSE);
  gint64 all = estimate_assessment (self, TRUE);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const AvowStep *step = g_ptr_array_index (self->steps, i);
      gint64 seconds = step->optional ? 0 : estimate_step (self, step);

      all += seconds;
      if (avow_session_is_owed (self, i))
        left += seconds;
    }

  /* in proportion, so that what is left before the first step is what the course says of itself */
  return all > 0 ? (left * self->course->minutes + all - 1) / all : 0;
}

GPtrArray *
avow_session_get_answer (AvowSession *self, const char *question)
{
  const AvowAnswer *answer = find_answer (self, question);

  return answer != NULL ? answer->options : self->nothing;
}

gboolean
avow_session_is_answered (AvowSession *self, const char *question)
{
  AvowQuestion *found = avow_course_find_question (self->course, question);

  return found != NULL && avow_response_is_complete (found, avow_session_get_answer (self, question));
}

void
avow_session_set_answer (AvowSession *self, const char *question, GPtrArray *options)
{
  AvowQuestion *found = avow_course_find_question (self->course, question);
  GHashTable *answers = self->progress->answers;
  g_autoptr (GPtrArray) response = NULL;

  g_return_if_fail (found != NULL);

  if (avow_session_is_running (self, question))
    answers = avow_session_count_time (self) != 0 ? self->progress->run->answers : NULL;
  else if (avow_session_is_in_pretest (self, question))
    answers = self->progress->pretest->answers;
  else if (avow_session_is_checked (self, question))
    answers = NULL;
  if (answers == NULL)
    return;

  response = avow_response_new (found, options);
  g_hash_table_replace (answers, g_strdup (question), avow_answer_new (response, avow_clock_now ()));
}

gboolean
avow_session_is_completed (AvowSession *self)
{
  return self->completed;
}

GPtrArray *
avow_session_get_check_questions (AvowSession *self, AvowCheck *check)
{
  GPtrArray *questions = g_hash_table_lookup (self->checks, check->id);

  if (questions == NULL)
    {
      questions = avow_draw_check (check, self->seed);
      g_hash_table_insert (self->checks, check->id, questions);
    }

  return questions;
}

gboolean
avow_session_is_checked (AvowSession *self, const char *question)
{
  return g_hash_table_contains (self->progress->checked, question);
}

void
avow_session_check (AvowSession *self, const char *question)
{
  if (avow_session_is_answered (self, question))
    g_hash_table_add (self->progress->checked, g_strdup (question));
}
