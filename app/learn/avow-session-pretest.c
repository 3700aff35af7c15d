/* avow-session-pretest.c: showing what one knows of a module, ahead of being taught it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-session-private.h"

#include "avow-draw.h"
#include "avow-response.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

/* A pre-test is an attempt like another, but its own: taken once a cycle, before the final questions, and right as a whole
 * or not at all. Its questions are drawn without those that were asked in this cycle or the last. */

typedef struct
{
  AvowRecord *record;
  AvowDigest leaf;
} Taken;

static void
free_taken (gpointer data)
{
  Taken *taken = data;

  avow_record_unref (taken->record);
  g_free (taken);
}

GHashTable *
avow_session_pretests_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_taken);
}

static void
keep_taken (AvowSession *self, AvowRecord *record, const AvowDigest *leaf)
{
  const AvowRecordAttempt *attempt = avow_record_get_body (record);
  Taken *taken = g_new0 (Taken, 1);

  taken->record = avow_record_ref (record);
  taken->leaf = *leaf;
  g_hash_table_replace (self->pretests, g_strdup (attempt->module), taken);
}

static const Taken *
find_taken (AvowSession *self, const AvowModule *module)
{
  return g_hash_table_lookup (self->pretests, module->id);
}

/* what was shown of one edition shows nothing of another; a pre-test that was recorded is over, whatever the progress says */
static void
take_pretest (AvowSession *self, AvowRecord *record, const AvowPlace *place)
{
  const AvowRecordAttempt *attempt = avow_record_get_body (record);
  AvowRun *run = self->progress->pretest;

  if (run != NULL && g_strcmp0 (run->attempt_id, attempt->attempt_id) == 0)
    g_clear_pointer (&self->progress->pretest, avow_run_free);
  if (avow_digest_equal (&attempt->digest, &self->digest) && avow_course_find_module (self->course, attempt->module) != NULL)
    keep_taken (self, record, &place->leaf);
}

gboolean
avow_session_read_pretests (AvowSession *self, AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:pretests", &local_error, "sss", self->person, self->item,
                                                  self->cycle);

  while (avow_query_next (query, &local_error))
    {
      AvowPlace place;
      g_autoptr (AvowRecord) record = avow_store_get_record (store, avow_query_integer (query, 0), &place, &local_error);

      if (record == NULL)
        break;
      take_pretest (self, record, &place);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static AvowModule *
find_running (AvowSession *self)
{
  AvowRun *run = self->progress->pretest;
  AvowModule *module = run != NULL && run->module != NULL ? avow_course_find_module (self->course, run->module) : NULL;

  return module != NULL && module->pretest != NULL ? module : NULL;
}

static void
drop_unsound_answers (AvowSession *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->progress->pretest->answers);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!avow_session_is_in_pretest (self, key)
        || !avow_response_is_sound (avow_course_find_question (self->course, key), ((AvowAnswer *) value)->options))
      g_hash_table_iter_remove (&iter);
}

void
avow_session_take_up_pretest (AvowSession *self)
{
  AvowModule *module = find_running (self);
  g_autofree char *digest = avow_digest_to_hex (&self->digest);

  g_clear_pointer (&self->pretest_questions, g_ptr_array_unref);
  if (self->progress->pretest == NULL)
    return;
  if (module == NULL || !g_str_equal (self->progress->pretest->digest, digest) || find_taken (self, module) != NULL || self->completed)
    {
      g_clear_pointer (&self->progress->pretest, avow_run_free);
      return;
    }

  self->pretest_questions = avow_draw_assessment (module->pretest, self->progress->pretest->seed, self->progress->pretest->excluded,
                                                  NULL, NULL);
  drop_unsound_answers (self);
}

gboolean
avow_session_is_in_pretest (AvowSession *self, const char *question)
{
  for (guint i = 0; self->pretest_questions != NULL && i < self->pretest_questions->len; i++)
    if (g_str_equal (((const AvowQuestion *) g_ptr_array_index (self->pretest_questions, i))->id, question))
      return TRUE;

  return FALSE;
}

const char *
avow_session_find_pretest_seed (AvowSession *self, const char *question)
{
  GHashTableIter iter;
  gpointer value;

  if (avow_session_is_in_pretest (self, question))
    return self->progress->pretest->seed;

  g_hash_table_iter_init (&iter, self->pretests);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const AvowRecordAttempt *attempt = avow_record_get_body (((const Taken *) value)->record);

      for (guint i = 0; i < attempt->responses->len; i++)
        if (g_str_equal (((const AvowRecordResponse *) g_ptr_array_index (attempt->responses, i))->question, question)
            && avow_draw_seed_is_valid (attempt->seed))
          return attempt->seed;
    }

  return NULL;
}

AvowPretestState
avow_session_get_pretest_state (AvowSession *self, AvowModule *module)
{
  const Taken *taken;

  g_return_val_if_fail (module->pretest != NULL, AVOW_PRETEST_CLOSED);

  taken = find_taken (self, module);
  if (taken != NULL)
    return ((const AvowRecordAttempt *) avow_record_get_body (taken->record))->passed ? AVOW_PRETEST_PASSED : AVOW_PRETEST_MISSED;
  if (find_running (self) == module)
    return AVOW_PRETEST_RUNNING;
  /* whoever has seen the final questions shows nothing any more by these */
  return self->completed || self->attempts > 0 || self->progress->run != NULL ? AVOW_PRETEST_CLOSED : AVOW_PRETEST_OPEN;
}

gboolean
avow_session_is_tested_out (AvowSession *self, AvowModule *module)
{
  return module->pretest != NULL && avow_session_get_pretest_state (self, module) == AVOW_PRETEST_PASSED;
}

guint
avow_session_count_pretest_questions (AvowSession *self)
{
  guint count = 0;

  for (guint i = 0; i < self->course->modules->len; i++)
    {
      AvowModule *module = g_ptr_array_index (self->course->modules, i);

      if (module->pretest == NULL || avow_session_get_pretest_state (self, module) != AVOW_PRETEST_OPEN)
        continue;
      for (guint j = 0; j < module->pretest->draws->len; j++)
        count += ((const AvowDraw *) g_ptr_array_index (module->pretest->draws, j))->count;
    }

  return count;
}

gboolean
avow_session_start_pretest (AvowSession *self, AvowModule *module, GError **error)
{
  AvowModule *running = find_running (self);
  AvowRun *run;

  g_return_val_if_fail (module->pretest != NULL, FALSE);

  if (running != NULL && running != module)
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                   _("First answer the questions of “%s”, which you began. Then come back here."), running->title);
      return FALSE;
    }
  if (avow_session_get_pretest_state (self, module) != AVOW_PRETEST_OPEN)
    {
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("These questions can be answered once, and before the final ones. Read on instead."));
      return FALSE;
    }

  run = avow_run_new ();
  run->attempt_id = avow_id_new ("a");
  run->module = g_strdup (module->id);
  run->digest = avow_digest_to_hex (&self->digest);
  run->seed = avow_draw_seed_new ();
  run->started = avow_clock_now ();
  avow_session_exclude_asked (self, run);
  self->progress->pretest = run;
  g_hash_table_remove_all (self->options);
  avow_session_take_up_pretest (self);
  return TRUE;
}

GPtrArray *
avow_session_get_pretest_questions (AvowSession *self, AvowModule *module)
{
  return find_running (self) == module ? self->pretest_questions : NULL;
}

const AvowRecordAttempt *
avow_session_get_pretest_attempt (AvowSession *self, AvowModule *module)
{
  const Taken *taken = find_taken (self, module);

  return taken != NULL ? avow_record_get_body (taken->record) : NULL;
}

static void
free_tested_out (gpointer data)
{
  g_free (data); /* all that it points to is borrowed */
}

GPtrArray *
avow_session_list_tested_out (AvowSession *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_tested_out);

  for (guint i = 0; i < self->course->modules->len; i++)
    {
      AvowModule *module = g_ptr_array_index (self->course->modules, i);
      AvowRecordTestedOut *one;

      if (!avow_session_is_tested_out (self, module))
        continue;
      one = g_new0 (AvowRecordTestedOut, 1);
      one->module = module->id;
      one->title = module->title;
      one->attempt_leaf = find_taken (self, module)->leaf;
      g_ptr_array_add (list, one);
    }

  return list;
}

gboolean
avow_session_has_assessment (AvowSession *self)
{
  const AvowAssessment *assessment = self->course->assessment;

  for (guint i = 0; assessment != NULL && i < assessment->draws->len; i++)
    {
      const AvowDraw *draw = g_ptr_array_index (assessment->draws, i);

      if (draw->module == NULL || !avow_session_is_tested_out (self, draw->module))
        return TRUE;
    }

  return FALSE;
}

static AvowRecord *
make_pretest (AvowSession *self, AvowModule *module, GError **error)
{
  const AvowRun *run = self->progress->pretest;
  g_autoptr (GPtrArray) responses = avow_session_collect_responses (self, self->pretest_questions, run);
  g_autoptr (AvowGrade) grade = NULL;
  AvowRecordAttempt attempt = {
    .attempt_id = run->attempt_id,
    .item = self->item,
    .title = self->course->title,
    .edition = self->course->edition,
    .digest = self->digest,
    .cycle = self->cycle,
    .assessment = module->pretest->id,
    .module = module->id,
    .grading_version = AVOW_GRADING_VERSION,
    .seed = run->seed,
    .number = 1,
    .pass_percent = module->pretest->pass_percent,
    .started = run->started,
    .finished = avow_clock_now (),
    .excluded = run->excluded,
    .responses = responses,
  };

  grade = avow_grade_attempt (self->course, &attempt, error);
  if (grade == NULL)
    return NULL;

  attempt.right = grade->right;
  attempt.asked = grade->asked;
  attempt.passed = grade->passed;
  return avow_record_new (&avow_record_kind_attempt, self->person, self->person, &attempt);
}

static gboolean
append_pretest (AvowSession *self, AvowStore *store, AvowRecord *record, AvowPlace *out_place, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (AvowRecord) kept = NULL;
  gint64 position;

  if (!avow_access_require (store, self->person, AVOW_ACTION_LEARN, error))
    return FALSE;

  g_ptr_array_add (records, record);
  if (!avow_store_append (store, records, error) || !avow_store_read_position (store, &position, error))
    return FALSE;
  kept = avow_store_get_record (store, position, out_place, error);
  return kept != NULL;
}

/* the progress without it, in the same transaction; and where nothing is left to do or to ask, the course is done */
static gboolean
conclude (AvowSession *self, AvowStore *store, GError **error)
{
  g_autofree char *state = avow_progress_to_string (self->progress);

  return avow_session_save (store, self->person, self->item, self->cycle, state, error)
         && (avow_session_has_assessment (self) || avow_session_count_left (self) > 0 || avow_session_complete (self, store, error));
}

gboolean
avow_session_hand_in_pretest (AvowSession *self, AvowStore *store, GError **error)
{
  AvowModule *module = find_running (self);
  g_autoptr (AvowRecord) record = NULL;
  AvowRun *run = self->progress->pretest;
  AvowPlace place;
  gboolean done;

  if (module == NULL)
    {
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN,
                           _("No questions are under way here, so there is nothing to hand in."));
      return FALSE;
    }

  record = make_pretest (self, module, error);
  if (record == NULL || !avow_store_begin (store, error))
    return FALSE;
  if (!append_pretest (self, store, record, &place, error))
    {
      avow_store_rollback (store);
      return FALSE;
    }

  /* as it will be, so that what is kept beside it says so; and back where it could not be kept */
  keep_taken (self, record, &place.leaf);
  self->progress->pretest = NULL;
  done = conclude (self, store, error);
  if (!done)
    avow_store_rollback (store);
  if (!done || !avow_store_commit (store, error))
    {
      g_hash_table_remove (self->pretests, module->id);
      self->progress->pretest = run;
      self->completed = FALSE;
      return FALSE;
    }

  avow_run_free (run);
  avow_session_add_asked (self, avow_record_get_body (record));
  avow_session_take_up_pretest (self);
  return TRUE;
}
