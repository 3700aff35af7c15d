/* avow-session-record.c: what a session reads from the records, and adds to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-session-private.h"

#include "record/avow-clock.h"
#include "record/avow-query.h"
#include "record/avow-record-completion.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static void
free_response (gpointer data)
{
  g_free (data); /* all that it points to is borrowed */
}

/* of what was left unanswered nothing is said */
static const char *
get_confidence (AvowSession *self, const AvowRecordResponse *response)
{
  if (response->options->len == 0)
    return NULL;

  switch (avow_session_get_confidence (self, response->question))
    {
    case AVOW_CONFIDENCE_IS_SURE:
      return AVOW_CONFIDENCE_SURE;
    case AVOW_CONFIDENCE_IS_UNSURE:
      return AVOW_CONFIDENCE_UNSURE;
    case AVOW_CONFIDENCE_NONE:
    default:
      return NULL;
    }
}

GPtrArray *
avow_session_collect_responses (AvowSession *self, GPtrArray *questions, const AvowRun *run)
{
  GPtrArray *responses = g_ptr_array_new_with_free_func (free_response);

  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);
      const AvowAnswer *answer = g_hash_table_lookup (run->answers, question->id);
      AvowRecordResponse *response = g_new0 (AvowRecordResponse, 1);

      response->question = question->id;
      response->flagged = g_hash_table_contains (run->flagged, question->id);
      response->options = answer != NULL ? answer->options : self->nothing;
      response->time = answer != NULL ? answer->time : 0;
      response->confidence = (char *) get_confidence (self, response);
      g_ptr_array_add (responses, response);
    }

  return responses;
}

/* grades the assessment under way as it stands, and makes the record of it */
static AvowRecord *
make_attempt (AvowSession *self, AvowGrade **out_grade, GError **error)
{
  const AvowRun *run = self->progress->run;
  g_autoptr (GPtrArray) responses = avow_session_collect_responses (self, self->questions, run);
  g_autoptr (GPtrArray) tested_out = avow_session_list_tested_out (self);
  g_autoptr (AvowGrade) grade = NULL;
  AvowRecordAttempt attempt = {
    .attempt_id = run->attempt_id,
    .item = self->item,
    .title = self->course->original_title,
    .edition = self->course->edition,
    .language = self->course->language,
    .digest = self->digest,
    .cycle = self->cycle,
    .assessment = self->course->assessment->id,
    .grading_version = AVOW_GRADING_VERSION,
    .seed = run->seed,
    .number = self->attempts + 1,
    .pass_percent = self->course->assessment->pass_percent,
    .started = run->started,
    .finished = avow_clock_now (),
    .accommodation = self->accommodation,
    .excluded = run->excluded,
    .tested_out = tested_out,
    .responses = responses,
  };

  avow_session_take_time (self, &attempt);
  grade = avow_grade_attempt (self->course, &attempt, error);
  if (grade == NULL)
    return NULL;

  attempt.right = grade->right;
  attempt.asked = grade->asked;
  attempt.points = self->course->assessment->partial ? grade->points : 0;
  attempt.passed = grade->passed;
  *out_grade = g_steal_pointer (&grade);
  return avow_record_new (&avow_record_kind_attempt, self->person, self->person, &attempt);
}

static AvowRecord *
make_completion (AvowSession *self, const AvowRecordAttempt *attempt, const AvowDigest *attempt_leaf)
{
  g_autoptr (GPtrArray) tested_out = avow_session_list_tested_out (self);
  AvowRecordCompletion completion = {
    .item = self->item,
    .title = self->course->original_title,
    .edition = self->course->edition,
    .digest = self->digest,
    .cycle = self->cycle,
    .started = self->progress->started,
    .finished = avow_clock_now (),
    .tested_out = tested_out,
  };

  if (attempt != NULL)
    {
      completion.attempt_leaf = *attempt_leaf;
      completion.right = attempt->right;
      completion.asked = attempt->asked;
      completion.points = attempt->points;
      completion.pass_percent = attempt->pass_percent;
      completion.finished = attempt->finished;
    }

  return avow_record_new (&avow_record_kind_completion, self->person, self->person, &completion);
}

static gboolean
append_one (AvowStore *store, AvowRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  return avow_store_append (store, records, error);
}

/* someone else, perhaps the same person in another window, may have handed in since this session was loaded */
static gboolean
check_still_next (AvowSession *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:count-attempts-before", error, "sssiis",
                                                  self->person, self->item, self->cycle, (gint64) G_MAXINT64, (gint64) 0, NULL);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (!avow_query_next (query, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (avow_query_integer (query, 1) != self->attempts)
    {
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("This assessment was handed in elsewhere in the meantime. That result is kept; "
                             "open the course again to see it."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
append_attempt (AvowSession *self, AvowStore *store, AvowRecord *record, GError **error)
{
  const AvowRecordAttempt *attempt = avow_record_get_body (record);
  g_autoptr (AvowRecord) kept = NULL;
  g_autoptr (AvowRecord) completion = NULL;
  AvowPlace place;
  gint64 position;

  if (!avow_access_require (store, self->person, AVOW_ACTION_LEARN, error) || !check_still_next (self, store, error)
      || !append_one (store, record, error))
    return FALSE;
  if (!attempt->passed)
    return TRUE;

  /* the completion cites the attempt by its leaf, which it has only now */
  kept = avow_store_read_position (store, &position, error) ? avow_store_get_record (store, position, &place, error) : NULL;
  if (kept == NULL)
    return FALSE;

  completion = make_completion (self, attempt, &place.leaf);
  return append_one (store, completion, error);
}

static gboolean
save_without_run (AvowSession *self, AvowStore *store, GError **error)
{
  AvowRun *run = g_steal_pointer (&self->progress->run);
  g_autofree char *state = avow_progress_to_string (self->progress);

  self->progress->run = run;
  return avow_session_save (store, self->person, self->item, self->cycle, state, error);
}

/* an attempt that was recorded just before the power failed is over, whatever the progress says */
static void
drop_recorded_run (AvowSession *self, const char *attempt_id)
{
  AvowRun *run = self->progress->run;

  if (run != NULL && g_strcmp0 (run->attempt_id, attempt_id) == 0)
    g_clear_pointer (&self->progress->run, avow_run_free);
}

static gboolean
read_attempts (AvowSession *self, AvowStore *store, gint64 *out_last, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:attempts", error, "sss",
                                                  self->person, self->item, self->cycle);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  *out_last = 0;
  self->attempts = 0;
  while (avow_query_next (query, &local_error))
    {
      *out_last = avow_query_integer (query, 0);
      drop_recorded_run (self, avow_query_text (query, 1));
      self->last_finished = avow_query_integer (query, 2);
      self->attempts++;
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_in_same_words (AvowSession *self, const AvowRecordAttempt *attempt)
{
  const char *asked = attempt->language != NULL ? attempt->language : g_ptr_array_index (self->languages, 0);

  return avow_digest_equal (&attempt->digest, &self->digest) && g_str_equal (asked, self->course->language);
}

/* one that was taken in another edition or language, or that can't be graded, has no grade to show */
static gboolean
read_last_attempt (AvowSession *self, AvowStore *store, gint64 position, GError **error)
{
  const AvowRecordAttempt *attempt;

  if (position == 0)
    return TRUE;

  self->last_attempt = avow_store_get_record (store, position, NULL, error);
  if (self->last_attempt == NULL)
    return FALSE;

  attempt = avow_record_get_body (self->last_attempt);
  if (is_in_same_words (self, attempt))
    self->last_grade = avow_grade_attempt (self->course, attempt, NULL);
  return TRUE;
}

static gboolean
read_asked (AvowSession *self, AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:asked-lately", &local_error, "sss", self->person, self->item,
                                                  self->cycle);

  while (avow_query_next (query, &local_error))
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (store, avow_query_integer (query, 0), NULL, &local_error);

      if (record == NULL)
        break;
      avow_session_add_asked (self, avow_record_get_body (record));
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_completion (AvowSession *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:completion", error, "sss",
                                                  self->person, self->item, self->cycle);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  self->completed = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
avow_session_read_records (AvowSession *self, AvowStore *store, GError **error)
{
  gint64 last = 0;

  return read_attempts (self, store, &last, error) && read_last_attempt (self, store, last, error)
         && read_completion (self, store, error) && read_asked (self, store, error) && avow_session_read_pretests (self, store, error)
         && avow_session_read_accommodation (self, store, error);
}

AvowGrade *
avow_session_hand_in (AvowSession *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  const AvowRecordAttempt *attempt;

  if (self->progress->run == NULL)
    {
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("No assessment is under way, so there is nothing to hand in."));
      return NULL;
    }

  record = make_attempt (self, &grade, error);
  if (record == NULL || !avow_store_begin (store, error))
    return NULL;

  if (!append_attempt (self, store, record, error) || !save_without_run (self, store, error))
    {
      avow_store_rollback (store);
      return NULL;
    }
  if (!avow_store_commit (store, error))
    return NULL;

  attempt = avow_record_get_body (record);
  self->attempts++;
  self->last_finished = attempt->finished;
  self->completed = attempt->passed;
  avow_session_add_asked (self, attempt);
  g_clear_pointer (&self->progress->run, avow_run_free);
  g_clear_pointer (&self->last_attempt, avow_record_unref);
  g_clear_pointer (&self->last_grade, avow_grade_free);
  self->last_grade = avow_grade_attempt (self->course, attempt, NULL);
  self->last_attempt = g_steal_pointer (&record);
  avow_session_take_up_run (self);
  return g_steal_pointer (&grade);
}

gboolean
avow_session_complete (AvowSession *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowRecord) completion = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 left = avow_session_count_left (self);

  if (!avow_access_require (store, self->person, AVOW_ACTION_LEARN, error))
    return FALSE;
  if (avow_session_has_assessment (self))
    {
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("This course is completed by passing its assessment."));
      return FALSE;
    }

  if (left > 0)
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_INCOMPLETE,
                   g_dngettext (GETTEXT_PACKAGE, "One step of the course is left to do.",
                                "%d steps of the course are left to do.", left),
                   (int) left);
      return FALSE;
    }

  completion = make_completion (self, NULL, NULL);
  if (!append_one (store, completion, &local_error) && !g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  self->completed = TRUE;
  return TRUE;
}
