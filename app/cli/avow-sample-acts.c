/* avow-sample-acts.c: what people of the sample do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-sample-acts.h"

#include "learn/avow-response.h"
#include "learn/avow-session.h"
#include "learn/avow-signing.h"
#include "people/avow-enrolment.h"
#include "people/avow-grant.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

#define MINUTE (60 * 1000)
#define MOST_CHOICES 20 /* a scenario that takes more leads round in circles */

static gboolean
append (AvowSampleStage *stage, AvowRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_ptr_array_add (records, record);
  return avow_store_append (stage->store, records, error);
}

gboolean
avow_sample_join (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  return avow_roster_add (stage->store, stage->officer->person.id, &person->person, &person->person.id, error);
}

/* The key is certified as an invitation would do it, and forgotten with the sample's maker unless it has a file. */
gboolean
avow_sample_enrol (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  g_autoptr (AvowIssuer) issuer = avow_issuer_new (stage->organisation->root, stage->root_key, person->person.staff_number, error);
  if (issuer == NULL)
    return FALSE;
  person->identity = avow_issuer_enrol (issuer, stage->organisation->root, &person->person, error);
  if (person->identity == NULL)
    return FALSE;
  if (person->has_key)
    {
      g_autofree char *path = avow_enrolment_save_key (stage->store, person->identity, AVOW_SAMPLE_PASSPHRASE, TRUE, error);
      if (path == NULL)
        return FALSE;
    }
  g_autoptr (AvowRecord) record = avow_enrolment_to_record (person->identity, person->person.id);
  return append (stage, record, error);
}

gboolean
avow_sample_grant (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  return avow_grant_role (stage->store, stage->officer->identity, person->person.id, person->role, person->person.team, TRUE, error);
}

static void
pass_minutes (AvowSampleStage *stage, guint most)
{
  stage->now += MINUTE + (gint64) avow_draws_below (stage->draws, most * 60) * 1000;
}

/* What the person owes of one sort. (transfer full) of AvowDuty */
static GPtrArray *
list_duties (AvowSampleStage *stage, AvowSamplePerson *person, gboolean courses, GError **error)
{
  g_autofree char *today = avow_time_to_date (stage->now);
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (stage->store, person->person.id, today, error);
  if (duties == NULL)
    return NULL;
  for (guint i = duties->len; i > 0; i--)
    if (g_str_equal (((AvowDuty *) g_ptr_array_index (duties, i - 1))->item_kind, "course") != courses)
      g_ptr_array_remove_index (duties, i - 1);
  return g_steal_pointer (&duties);
}

static AvowOption *
draw_wrong_option (AvowSampleStage *stage, GPtrArray *options, const AvowOption *correct)
{
  guint first = avow_draws_below (stage->draws, options->len);

  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, (first + i) % options->len);
      if (correct != NULL ? option != correct : !option->correct)
        return option;
    }
  return g_ptr_array_index (options, first);
}

/* Whatever the kind, one thing is not right. (transfer full) of char* */
static GPtrArray *
create_wrong_answer (AvowSampleStage *stage, AvowQuestion *question)
{
  GPtrArray *answer = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);
      AvowOption *option = i == 0 ? draw_wrong_option (stage, part->options, part->correct) : part->correct;
      g_ptr_array_add (answer, avow_response_new_pair (part, option));
    }
  if (question->kind == AVOW_QUESTION_ORDER)
    for (guint i = question->options->len; i > 0; i--)
      g_ptr_array_add (answer, g_strdup (((AvowOption *) g_ptr_array_index (question->options, i - 1))->id));
  else if (question->parts->len == 0 && question->options->len > 0)
    g_ptr_array_add (answer, g_strdup (draw_wrong_option (stage, question->options, NULL)->id));
  for (guint number = 1; number <= question->passage->len && question->parts->len == 0; number++)
    if (!((AvowPiece *) g_ptr_array_index (question->passage, number - 1))->private)
      g_ptr_array_add (answer, avow_response_new_word (number));
  if (question->accepted->len > 0)
    g_ptr_array_add (answer, g_strdup ("I do not know"));
  return answer;
}

/* (transfer full) of char* */
static GPtrArray *
create_answer (AvowSampleStage *stage, AvowQuestion *question, gboolean right)
{
  return right ? avow_response_new_right (question) : create_wrong_answer (stage, question);
}

/* Where the course asks: who is right is sure more often. */
static void
say_how_sure (AvowSampleStage *stage, AvowSession *session, AvowQuestion *question, gboolean right)
{
  const AvowAssessment *assessment = avow_session_get_course (session)->assessment;

  if (assessment == NULL || !assessment->confidence)
    return;
  avow_session_set_confidence (session, question->id,
                               avow_draws_below (stage->draws, 10) < (right ? 8 : 4) ? AVOW_CONFIDENCE_IS_SURE : AVOW_CONFIDENCE_IS_UNSURE);
}

static void
answer (AvowSampleStage *stage, AvowSession *session, AvowQuestion *question, gboolean right)
{
  g_autoptr (GPtrArray) options = create_answer (stage, question, right);
  avow_session_set_answer (session, question->id, options);
  stage->now += 20 * 1000 + (gint64) avow_draws_below (stage->draws, 30) * 1000;
}

static void
play_scenario (AvowSampleStage *stage, AvowSession *session, AvowScenario *scenario)
{
  for (guint made = 0; made < MOST_CHOICES; made++)
    {
      AvowScene *scene = avow_session_get_scene (session, scenario);
      if (scene->choices->len == 0)
        return;
      avow_session_choose (session, scenario, g_ptr_array_index (scene->choices, avow_draws_below (stage->draws, scene->choices->len)));
    }
}

/* Everybody misses the first two knowledge checks, so that there is something to be asked again. */
static gboolean
is_missed_by_all (AvowSession *session, guint index)
{
  guint checks = 0;
  for (guint i = 0; i < index; i++)
    checks += avow_session_get_step (session, i, NULL)->kind == AVOW_STEP_CHECK;
  return checks < 2;
}

static void
do_step (AvowSampleStage *stage, AvowSession *session, guint index)
{
  AvowStep *step = avow_session_get_step (session, index, NULL);
  avow_session_set_position (session, index);
  if (step->kind == AVOW_STEP_SCENARIO)
    play_scenario (stage, session, step->scenario);
  if (step->kind == AVOW_STEP_CHECK)
    {
      GPtrArray *questions = avow_session_get_check_questions (session, step->check);
      for (guint i = 0; i < questions->len; i++)
        {
          AvowQuestion *question = g_ptr_array_index (questions, i);
          answer (stage, session, question, avow_draws_below (stage->draws, 4) > 0 && !is_missed_by_all (session, index));
          avow_session_check (session, question->id);
        }
    }
  pass_minutes (stage, 2);
}

/* The first course that is not done. */
static AvowSession *
load_session (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  g_autoptr (GPtrArray) duties = list_duties (stage, person, TRUE, error);
  if (duties == NULL)
    return NULL;
  for (guint i = 0; i < duties->len; i++)
    if (((AvowDuty *) g_ptr_array_index (duties, i))->standing != AVOW_STANDING_DONE)
      return avow_session_load (stage->store, person->person.id, g_ptr_array_index (duties, i), error);
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN, _("%s has no course to take."), person->person.name);
  return NULL;
}

gboolean
avow_sample_read (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  g_autoptr (AvowSession) session = load_session (stage, person, error);
  if (session == NULL)
    return FALSE;
  for (guint i = 0; i < avow_session_get_n_steps (session) / 2; i++)
    do_step (stage, session, i);
  g_autofree char *state = avow_session_get_state (session);
  return avow_session_save (stage->store, person->person.id, avow_session_get_item (session), avow_session_get_cycle (session), state, error);
}

/* Reads what is left, and hands in with the first @n_wrong questions wrong. */
static gboolean
finish_course (AvowSampleStage *stage, AvowSession *session, guint n_wrong, GError **error)
{
  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    if (!avow_session_is_done (session, i))
      do_step (stage, session, i);
  if (!avow_session_start_assessment (session, error))
    return FALSE;
  GPtrArray *questions = avow_session_get_questions (session);
  for (guint i = 0; i < questions->len; i++)
    {
      answer (stage, session, g_ptr_array_index (questions, i), i >= n_wrong);
      say_how_sure (stage, session, g_ptr_array_index (questions, i), i >= n_wrong);
    }
  g_autoptr (AvowGrade) grade = avow_session_hand_in (session, stage->store, error);
  return grade != NULL;
}

static gboolean
take_course (AvowSampleStage *stage, AvowSamplePerson *person, guint n_wrong, GError **error)
{
  g_autoptr (AvowSession) session = load_session (stage, person, error);
  return session != NULL && finish_course (stage, session, n_wrong, error);
}

gboolean
avow_sample_fail (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  return take_course (stage, person, 6 + avow_draws_below (stage->draws, 5), error);
}

gboolean
avow_sample_pass (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  return take_course (stage, person, 0, error);
}

gboolean
avow_sample_remind (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  return avow_programme_open_due (stage->store, error);
}

static gboolean
show_known (AvowSampleStage *stage, AvowSession *session, AvowModule *module, gboolean right, GError **error)
{
  if (!avow_session_start_pretest (session, module, error))
    return FALSE;
  GPtrArray *questions = avow_session_get_pretest_questions (session, module);
  for (guint i = 0; i < questions->len; i++)
    answer (stage, session, g_ptr_array_index (questions, i), right || i > 0);
  return avow_session_hand_in_pretest (session, stage->store, error);
}

gboolean
avow_sample_refresh (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  g_autoptr (AvowSession) session = load_session (stage, person, error);
  if (session == NULL)
    return FALSE;
  GPtrArray *modules = avow_session_get_course (session)->modules;
  for (guint i = 0; i < modules->len; i++)
    {
      AvowModule *module = g_ptr_array_index (modules, i);
      if (module->pretest != NULL && !show_known (stage, session, module, i > 0, error))
        return FALSE;
    }
  return finish_course (stage, session, 0, error);
}

/* Reads a document to its end, agreeing to every clause, and types the name. */
static void
read_document (AvowSampleStage *stage, AvowSigning *signing)
{
  for (guint i = 0; i < avow_signing_get_document (signing)->clauses->len; i++)
    {
      stage->now += 15 * 1000;
      avow_signing_mark_viewed (signing, i);
      avow_signing_set_agreed (signing, i, TRUE);
    }
  avow_signing_set_typed_name (signing, avow_signing_get_name (signing));
  pass_minutes (stage, 1);
}

/* The one that a person thinks twice about is a declaration; the policy, they have read. */
static guint
find_last_declaration (GPtrArray *duties)
{
  guint last = 0;
  for (guint i = 0; i < duties->len; i++)
    if (g_str_equal (((AvowDuty *) g_ptr_array_index (duties, i))->item_kind, "declaration"))
      last = i;
  return last;
}

static gboolean
answer_documents (AvowSampleStage *stage, AvowSamplePerson *person, gboolean decline_last, GError **error)
{
  g_autoptr (GPtrArray) duties = list_duties (stage, person, FALSE, error);
  if (duties == NULL)
    return FALSE;
  for (guint i = 0; i < duties->len; i++)
    {
      g_autoptr (AvowSigning) signing = avow_signing_load (stage->store, person->person.id, g_ptr_array_index (duties, i), error);
      if (signing == NULL)
        return FALSE;
      read_document (stage, signing);
      gint64 position = decline_last && i == find_last_declaration (duties)
                            ? avow_signing_decline_as (signing, stage->store, "I would like to talk about the clause on sharing first.", person->identity, error)
                            : avow_signing_sign_as (signing, stage->store, person->identity, error);
      if (position == 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
avow_sample_sign (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  return answer_documents (stage, person, FALSE, error);
}

gboolean
avow_sample_decline (AvowSampleStage *stage, AvowSamplePerson *person, GError **error)
{
  return answer_documents (stage, person, TRUE, error);
}
