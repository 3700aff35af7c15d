/* avow-session-assessment.c: an assessment, from its first question to the last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-session-private.h"

#include "avow-draw.h"
#include "avow-response.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / 1000);

  /* Translators: a date and time of day with its zone, as in “24 November 2026 at 15:40 (UTC+01:00)” */
  return g_date_time_format (local, _("%-d %B %Y at %H:%M (UTC%:z)"));
}

static gboolean
refuse_start (AvowSession *self, GError **error)
{
  g_autofree char *when = NULL;
  gint64 left;

  switch (avow_session_get_assessment_state (self))
    {
    case AVOW_ASSESSMENT_LOCKED:
      left = avow_session_count_left (self);
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                   g_dngettext (GETTEXT_PACKAGE, "One step of the course is left to do before the assessment opens.",
                                "%d steps of the course are left to do before the assessment opens.", left),
                   (int) left);
      return FALSE;

    case AVOW_ASSESSMENT_WAITING:
      when = format_time (avow_session_get_open_time (self));
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                   _("You can try again after %s. Until then you can read the pages again."), when);
      return FALSE;

    case AVOW_ASSESSMENT_EXHAUSTED:
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("No attempts are left. Your compliance team has been told. You can keep reading."));
      return FALSE;

    case AVOW_ASSESSMENT_PASSED:
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("You have passed this assessment already. There is nothing left to do here."));
      return FALSE;

    case AVOW_ASSESSMENT_RUNNING:
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("The assessment is under way already. Go on where you left it."));
      return FALSE;

    case AVOW_ASSESSMENT_NONE:
    case AVOW_ASSESSMENT_OPEN:
    default:
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN, _("This course has no assessment."));
      return FALSE;
    }
}

void
avow_session_exclude_asked (AvowSession *self, AvowRun *run)
{
  for (guint i = 0; i < self->asked->len; i++)
    g_ptr_array_add (run->excluded, g_strdup (g_ptr_array_index (self->asked, i)));
}

void
avow_session_add_asked (AvowSession *self, const AvowRecordAttempt *attempt)
{
  for (guint i = 0; i < attempt->responses->len; i++)
    {
      const char *id = ((const AvowRecordResponse *) g_ptr_array_index (attempt->responses, i))->question;

      if (!g_ptr_array_find_with_equal_func (self->asked, id, g_str_equal, NULL))
        g_ptr_array_add (self->asked, g_strdup (id));
    }
}

static gboolean
is_asked (GPtrArray *questions, const char *id)
{
  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);
      if (g_str_equal (question->id, id))
        return TRUE;
    }

  return FALSE;
}

/* what was kept may be damaged; what is handed in must not be */
static void
drop_unknown_answers (AvowSession *self)
{
  AvowRun *run = self->progress->run;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, run->answers);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!is_asked (self->questions, key)
        || !avow_response_is_sound (avow_course_find_question (self->course, key), ((AvowAnswer *) value)->options))
      g_hash_table_iter_remove (&iter);
}

static gboolean
can_go_on (AvowSession *self)
{
  const AvowAssessment *assessment = self->course->assessment;
  g_autofree char *digest = avow_digest_to_hex (&self->digest);

  return assessment != NULL && !self->completed && g_str_equal (self->progress->run->digest, digest)
         && (assessment->attempts == 0 || self->attempts < avow_session_get_attempts_allowed (self));
}

static gboolean
was_asked_last (AvowSession *self, const char *question)
{
  const AvowRecordAttempt *last = avow_session_get_last_attempt (self);

  for (guint i = 0; last != NULL && i < last->responses->len; i++)
    {
      const AvowRecordResponse *response = g_ptr_array_index (last->responses, i);
      if (g_str_equal (response->question, question))
        return TRUE;
    }

  return FALSE;
}

/* options keep the order in which they were seen: in this attempt, in the last one, or in a check */
static const char *
get_seed_of (AvowSession *self, const char *question)
{
  if (avow_session_is_running (self, question))
    return self->progress->run->seed;
  if (avow_session_find_pretest_seed (self, question) != NULL)
    return avow_session_find_pretest_seed (self, question);
  if (was_asked_last (self, question) && avow_draw_seed_is_valid (avow_session_get_last_attempt (self)->seed))
    return avow_session_get_last_attempt (self)->seed;
  return self->seed;
}

gboolean
avow_session_is_running (AvowSession *self, const char *question)
{
  return self->questions != NULL && is_asked (self->questions, question);
}

void
avow_session_take_up_run (AvowSession *self)
{
  AvowRun *run = self->progress->run;
  g_autoptr (GPtrArray) tested_out = NULL;

  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_hash_table_remove_all (self->options);
  if (run == NULL)
    return;

  if (!can_go_on (self))
    {
      g_clear_pointer (&self->progress->run, avow_run_free);
      return;
    }

  tested_out = avow_session_list_tested_out (self);
  self->questions = avow_draw_assessment (self->course->assessment, run->seed, run->excluded, tested_out, NULL);
  drop_unknown_answers (self);
  run->position = MIN (run->position, MAX (self->questions->len, 1) - 1);
}

GPtrArray *
avow_session_get_options (AvowSession *self, AvowQuestion *question)
{
  GPtrArray *options = g_hash_table_lookup (self->options, question->id);

  if (options == NULL)
    {
      options = avow_draw_options (question, get_seed_of (self, question->id));
      g_hash_table_insert (self->options, question->id, options);
    }

  return options;
}

GPtrArray *
avow_session_get_part_options (AvowSession *self, AvowQuestion *question, AvowPart *part)
{
  GPtrArray *options = g_hash_table_lookup (self->options, part->id);

  /* what all parts share is in the same order everywhere */
  if (question->kind == AVOW_QUESTION_MATCH)
    return avow_session_get_options (self, question);
  if (question->kind == AVOW_QUESTION_INBOX)
    return part->options;

  if (options == NULL)
    {
      options = avow_draw_part_options (part, get_seed_of (self, question->id));
      g_hash_table_insert (self->options, part->id, options);
    }

  return options;
}

/* A clock that was ahead when the last attempt ended, and was put right since, must not lock anybody out until it is that
 * late once more. */
static gboolean
is_waiting (AvowSession *self)
{
  gint64 now = avow_clock_now ();

  return now >= self->last_finished && now < avow_session_get_open_time (self);
}

AvowAssessmentState
avow_session_get_assessment_state (AvowSession *self)
{
  const AvowAssessment *assessment = self->course->assessment;

  if (assessment == NULL)
    return AVOW_ASSESSMENT_NONE;
  if (self->completed)
    return AVOW_ASSESSMENT_PASSED;
  if (!avow_session_has_assessment (self))
    return AVOW_ASSESSMENT_NONE;
  if (self->progress->run != NULL)
    return AVOW_ASSESSMENT_RUNNING;
  if (assessment->attempts > 0 && self->attempts >= avow_session_get_attempts_allowed (self))
    return AVOW_ASSESSMENT_EXHAUSTED;
  if (avow_session_count_left (self) > 0)
    return AVOW_ASSESSMENT_LOCKED;
  if (is_waiting (self))
    return AVOW_ASSESSMENT_WAITING;
  return AVOW_ASSESSMENT_OPEN;
}

gint64
avow_session_get_open_time (AvowSession *self)
{
  const AvowAssessment *assessment = self->course->assessment;

  if (assessment == NULL || self->attempts == 0)
    return 0;
  return self->last_finished + (gint64) assessment->wait_seconds * 1000;
}

guint
avow_session_get_attempts_made (AvowSession *self)
{
  return self->attempts;
}

gboolean
avow_session_start_assessment (AvowSession *self, GError **error)
{
  AvowRun *run;

  if (avow_session_get_assessment_state (self) != AVOW_ASSESSMENT_OPEN)
    return refuse_start (self, error);

  run = avow_run_new ();
  run->attempt_id = avow_id_new ("a");
  run->digest = avow_digest_to_hex (&self->digest);
  run->language = g_strdup (self->course->language);
  run->seed = avow_draw_seed_new ();
  run->started = avow_clock_now ();
  avow_session_exclude_asked (self, run);
  self->progress->run = run;
  /* what was begun of a pre-test is given up: its module has been read, and is asked about here */
  g_clear_pointer (&self->progress->pretest, avow_run_free);
  avow_session_take_up_pretest (self);
  avow_session_take_up_run (self);
  avow_session_begin_time (self);
  return TRUE;
}

GPtrArray *
avow_session_get_questions (AvowSession *self)
{
  return self->questions;
}

guint
avow_session_get_question_position (AvowSession *self)
{
  return self->progress->run != NULL ? self->progress->run->position : 0;
}

void
avow_session_set_question_position (AvowSession *self, guint index)
{
  g_return_if_fail (self->questions != NULL && index < self->questions->len);

  self->progress->run->position = index;
}

gboolean
avow_session_is_flagged (AvowSession *self, const char *question)
{
  return self->progress->run != NULL && g_hash_table_contains (self->progress->run->flagged, question);
}

void
avow_session_set_flagged (AvowSession *self, const char *question, gboolean flagged)
{
  g_return_if_fail (avow_session_is_running (self, question));

  if (avow_session_count_time (self) == 0)
    return;
  if (flagged)
    g_hash_table_add (self->progress->run->flagged, g_strdup (question));
  else
    g_hash_table_remove (self->progress->run->flagged, question);
}

AvowConfidence
avow_session_get_confidence (AvowSession *self, const char *question)
{
  const AvowRun *run = self->progress->run;

  if (run == NULL || !self->course->assessment->confidence)
    return AVOW_CONFIDENCE_NONE;
  if (g_hash_table_contains (run->sure, question))
    return AVOW_CONFIDENCE_IS_SURE;
  return g_hash_table_contains (run->unsure, question) ? AVOW_CONFIDENCE_IS_UNSURE : AVOW_CONFIDENCE_NONE;
}

void
avow_session_set_confidence (AvowSession *self, const char *question, AvowConfidence confidence)
{
  AvowRun *run = self->progress->run;

  g_return_if_fail (avow_session_is_running (self, question));

  if (avow_session_count_time (self) == 0)
    return;
  g_hash_table_remove (run->sure, question);
  g_hash_table_remove (run->unsure, question);
  if (confidence != AVOW_CONFIDENCE_NONE)
    g_hash_table_add (confidence == AVOW_CONFIDENCE_IS_SURE ? run->sure : run->unsure, g_strdup (question));
}

guint
avow_session_get_n_unanswered (AvowSession *self)
{
  guint unanswered = 0;

  for (guint i = 0; self->questions != NULL && i < self->questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (self->questions, i);
      if (!avow_session_is_answered (self, question->id))
        unanswered++;
    }

  return unanswered;
}

const AvowRecordAttempt *
avow_session_get_last_attempt (AvowSession *self)
{
  return self->last_attempt != NULL ? avow_record_get_body (self->last_attempt) : NULL;
}

const AvowGrade *
avow_session_get_last_grade (AvowSession *self)
{
  return self->last_grade;
}
