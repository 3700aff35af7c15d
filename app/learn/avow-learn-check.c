/* avow-learn-check.c: grading again, and what else can be known of a person's learning
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-check-run.h"

#include "avow-grade.h"
#include "avow-granted-check.h"
#include "avow-learn-resources.h"
#include "avow-score.h"
#include "avow-session.h"
#include "avow-tested-out-check.h"
#include "record/avow-purges.h"
#include "record/avow-query.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* a fault is an answer, not an error: a check returns FALSE with @error only where the store fails */

static const char *
describe_outcome (gboolean passed)
{
  return passed ? _("passed") : _("not passed");
}

/* a pass in one course must not count for another, nor an old edition for a new one: reports print these names */
static char *
compare_course (const char *item, const char *title, const char *edition, const AvowCourse *course)
{
  if (g_strcmp0 (item, course->id) != 0)
    return g_strdup_printf (_("It names “%s”, but its edition is of “%s”"), item, course->id);
  if (g_strcmp0 (title, course->original_title) != 0 || g_strcmp0 (edition, course->edition) != 0)
    return g_strdup_printf (_("It says that it is edition %s of “%s”, but its edition is %s of “%s”"),
                            edition, title, course->edition, course->original_title);
  return NULL;
}

/* Attempts of before points were recorded don't say any, which is not wrong; whether they passed is asked all the same. */
static char *
compare_points (const AvowRecordAttempt *attempt, const AvowGrade *grade, const AvowAssessment *assessment)
{
  g_autofree char *said = avow_score_to_text (attempt->points);
  g_autofree char *given = avow_score_to_text (grade->points);

  if (attempt->points == 0 || (assessment->partial && attempt->points == grade->points))
    return NULL;
  if (!assessment->partial)
    return g_strdup_printf (_("The record says %s points, but its course counts right answers only"), said);
  return g_strdup_printf (_("The record says %s points (%lld ten-thousandths), its answers give %s (%u)"), said,
                          (long long) attempt->points, given, grade->points);
}

static char *
compare_passed (const AvowRecordAttempt *attempt, const AvowGrade *grade)
{
  g_autofree char *score = avow_score_describe (grade->points, grade->asked);
  g_autofree char *needed = avow_score_to_text (grade->needed_points);

  if (attempt->passed == grade->passed)
    return NULL;
  return g_strdup_printf (_("The record says %s, its answers give %s (%s, %s needed)"), describe_outcome (attempt->passed),
                          describe_outcome (grade->passed), score, needed);
}

static char *
compare_grade (const AvowRecordAttempt *attempt, const AvowGrade *grade, const AvowAssessment *assessment)
{
  char *fault;

  if (attempt->right != grade->right || attempt->asked != grade->asked)
    return g_strdup_printf (_("The record says %lld of %lld right, its answers give %u of %u"),
                            (long long) attempt->right, (long long) attempt->asked, grade->right, grade->asked);
  if (attempt->pass_percent != assessment->pass_percent)
    return g_strdup_printf (_("The record says that %lld %% pass, its course says %u %%"),
                            (long long) attempt->pass_percent, assessment->pass_percent);
  fault = compare_points (attempt, grade, assessment);
  return fault != NULL ? fault : compare_passed (attempt, grade);
}

static gboolean
count_others (AvowStore *store, const AvowPlace *place, gint64 *out_count, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:count-others-before", error, "iii", place->ledger_number,
                                                  place->position, (gint64) avow_record_kind_attempt.code);

  if (query == NULL || !avow_query_next (query, error))
    return FALSE;
  *out_count = avow_query_integer (query, 0);
  return TRUE;
}

static gboolean
check_number (AvowStore *store, const char *person, const AvowRecordAttempt *attempt, const AvowAssessment *assessment,
              const AvowGranted *granted, const AvowPlace *place, char **out_fault, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:count-attempts-before", error, "sssiis", person,
                                                  attempt->item, attempt->cycle, place->position, place->ledger_number, attempt->module);
  g_autoptr (GError) local_error = NULL;
  gint64 before, all, others = 0;

  if (query == NULL)
    return FALSE;
  if (!avow_query_next (query, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  before = avow_query_integer (query, 0);
  all = avow_query_integer (query, 1);
  if (attempt->number > all + 1 && !count_others (store, place, &others, error))
    return FALSE;
  if (attempt->number < before + 1 || attempt->number > all + others + 1)
    *out_fault = g_strdup_printf (_("The record says that it is attempt %lld of its cycle, but %lld came before it"),
                                  (long long) attempt->number, (long long) before);
  else if (assessment->attempts > 0 && !granted->unknown && attempt->number > assessment->attempts + granted->extra_attempts)
    *out_fault = g_strdup_printf (_("It is attempt %lld of its cycle, but the course allows %u"),
                                  (long long) attempt->number, (guint) (assessment->attempts + granted->extra_attempts));
  return TRUE;
}

/* the attempt before in the same cycle, at the same assessment or at any; NULL without @error where there is none */
static AvowRecord *
read_attempt_before (AvowStore *store, const char *person, const AvowRecordAttempt *attempt, const AvowPlace *place, gboolean same,
                     GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;
  AvowRecord *record = NULL;

  if (same)
    query = avow_store_query (store, "learn/learn:same-before", &local_error, "sssiis", person, attempt->item, attempt->cycle,
                              place->position, place->ledger_number, attempt->module);
  else
    query = avow_store_query (store, "learn/learn:attempt-before", &local_error, "sssii", person, attempt->item, attempt->cycle,
                              place->position, place->ledger_number);

  if (local_error == NULL && avow_query_next (query, &local_error))
    record = avow_store_get_record (store, avow_query_integer (query, 0), NULL, &local_error);
  /* what is damaged is found where it stands */
  if (g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
    g_clear_error (&local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return record;
}

/* Where the clock was set back in between it can't tell how long that was; verification tells of such a clock. */
static gboolean
is_wait_over (const AvowRecordAttempt *attempt, const AvowRecordAttempt *before, const AvowAssessment *assessment)
{
  return attempt->started < before->finished || attempt->started >= before->finished + (gint64) assessment->wait_seconds * 1000;
}

static void
add_asked (GHashTable *asked, const AvowRecordAttempt *attempt)
{
  for (guint i = 0; i < attempt->responses->len; i++)
    g_hash_table_add (asked, g_strdup (((AvowRecordResponse *) g_ptr_array_index (attempt->responses, i))->question));
}

/* all that was ever asked of this person in this course, as far as it is known here */
static gboolean
collect_asked (AvowStore *store, const char *person, const AvowRecordAttempt *attempt, const AvowPlace *place, GHashTable *asked,
               GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:asked-before", &local_error, "ssii", person, attempt->item,
                                                  place->position, place->ledger_number);

  while (avow_query_next (query, &local_error))
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (store, avow_query_integer (query, 0), NULL, &local_error);

      if (record != NULL)
        add_asked (asked, avow_record_get_body (record));
      else if (g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
        g_clear_error (&local_error);
      else
        break;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
is_any_unknown (GPtrArray *excluded, GHashTable *asked)
{
  for (guint i = 0; i < excluded->len; i++)
    if (!g_hash_table_contains (asked, g_ptr_array_index (excluded, i)))
      return TRUE;
  return FALSE;
}

/* whoever leaves one out is asked again what they have been told the answer of */
static gboolean
is_any_left_out (const AvowRecordAttempt *attempt, GHashTable *asked)
{
  GHashTableIter iter;
  gpointer question;

  g_hash_table_iter_init (&iter, asked);
  while (g_hash_table_iter_next (&iter, &question, NULL))
    if (!g_ptr_array_find_with_equal_func (attempt->excluded, question, g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* What was asked in the cycle has to be kept out; what was asked before it, may. */
static gboolean
check_excluded (AvowStore *store, const char *person, const AvowRecordAttempt *attempt, const AvowRecordAttempt *before,
                const AvowPlace *place, char **out_fault, GError **error)
{
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 others = 0;
  gboolean fault;

  for (guint i = 0; before != NULL && i < before->excluded->len; i++)
    g_hash_table_add (asked, g_strdup (g_ptr_array_index (before->excluded, i)));
  if (before != NULL)
    add_asked (asked, before);
  fault = is_any_left_out (attempt, asked);
  if (!fault && is_any_unknown (attempt->excluded, asked))
    {
      if (!collect_asked (store, person, attempt, place, asked, error)
          || (is_any_unknown (attempt->excluded, asked) && !count_others (store, place, &others, error)))
        return FALSE;
      fault = is_any_unknown (attempt->excluded, asked) && others == 0;
    }
  if (fault)
    *out_fault = g_strdup (_("What it keeps out of the draw is not what the attempts before it asked"));
  return TRUE;
}

static gboolean
check_before (AvowStore *store, const char *person, const AvowRecordAttempt *attempt, const AvowAssessment *assessment,
              const AvowPlace *place, char **out_fault, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowRecord) same = read_attempt_before (store, person, attempt, place, TRUE, &local_error);
  g_autoptr (AvowRecord) any = local_error == NULL ? read_attempt_before (store, person, attempt, place, FALSE, &local_error) : NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (same == NULL && attempt->number > 1)
    return TRUE;

  if (same != NULL && !is_wait_over (attempt, avow_record_get_body (same), assessment))
    {
      *out_fault = g_strdup_printf (_("It was begun before %u seconds had passed since the attempt before it, as its course asks"),
                                    assessment->wait_seconds);
      return TRUE;
    }
  return check_excluded (store, person, attempt, any != NULL ? avow_record_get_body (any) : NULL, place, out_fault, error);
}

/* The time that it took, and how many came before it, by what its course and those who granted more allow. */
static gboolean
check_terms (AvowStore *store, AvowRecord *record, const AvowAssessment *assessment, const AvowPlace *place, AvowVerdict *verdict,
             char **out_fault, GError **error)
{
  const AvowRecordAttempt *attempt = avow_record_get_body (record);
  char *note = NULL;
  AvowGranted granted;

  if (!avow_granted_check (store, record, place, verdict, &granted, out_fault, error))
    return FALSE;
  if (*out_fault == NULL)
    *out_fault = avow_granted_compare_time (attempt, assessment, &granted);
  if (*out_fault != NULL)
    return TRUE;

  note = avow_granted_describe_clock (attempt);
  if (note != NULL)
    avow_verdict_note (verdict, place->position, avow_record_get_kind (record)->name, avow_record_get_subject (record), note);
  return check_number (store, avow_record_get_subject (record), attempt, assessment, &granted, place, out_fault, error);
}

static gboolean
check_attempt (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
               GError **error)
{
  const AvowRecordAttempt *attempt = avow_record_get_body (record);
  AvowCheckRun *run = avow_check_run_get (verdict);
  const AvowCheckEdition *edition = avow_check_run_get_edition (run, store, &attempt->digest, error);
  const AvowAssessment *assessment;
  AvowTestedOutClaim claim;
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (GError) local_error = NULL;
  AvowCourse *course;

  avow_check_run_keep (run, record, place);
  if (edition == NULL)
    return FALSE;
  if (edition->course == NULL)
    {
      *out_fault = avow_check_edition_describe (edition, attempt->title, attempt->edition);
      return TRUE;
    }

  *out_fault = compare_course (attempt->item, attempt->title, attempt->edition, edition->course);
  if (*out_fault != NULL)
    return TRUE;

  course = avow_check_edition_find_course (edition, attempt->language, place->position);
  if (course == NULL)
    {
      *out_fault = g_strdup_printf (_("It says that it was asked in “%s”, in which its edition was not offered"), attempt->language);
      return TRUE;
    }

  grade = avow_grade_attempt (course, attempt, &local_error);
  if (grade == NULL)
    {
      *out_fault = g_strdup (local_error->message);
      return TRUE;
    }

  verdict->graded++;
  assessment = avow_course_find_assessment (edition->course, attempt->assessment);
  claim = (AvowTestedOutClaim) { avow_record_get_subject (record), attempt->item, attempt->cycle, &attempt->digest, edition->course, place };
  *out_fault = compare_grade (attempt, grade, assessment);
  if (*out_fault != NULL)
    return TRUE;
  if (!check_terms (store, record, assessment, place, verdict, out_fault, error)
      || (*out_fault == NULL && !avow_tested_out_check (&claim, attempt->tested_out, store, verdict, out_fault, error)))
    return FALSE;
  return *out_fault != NULL || check_before (store, claim.person, attempt, assessment, place, out_fault, error);
}

static char *
compare_completion (const AvowRecordCompletion *completion, const char *person, AvowRecord *cited)
{
  const AvowRecordAttempt *attempt;

  if (avow_record_get_kind (cited) != &avow_record_kind_attempt)
    return g_strdup (_("It cites an attempt that is not in the store"));

  attempt = avow_record_get_body (cited);
  if (g_strcmp0 (avow_record_get_subject (cited), person) != 0)
    return g_strdup (_("It cites an attempt of another person"));
  if (g_strcmp0 (attempt->item, completion->item) != 0 || g_strcmp0 (attempt->title, completion->title) != 0
      || g_strcmp0 (attempt->edition, completion->edition) != 0 || !avow_digest_equal (&attempt->digest, &completion->digest))
    return g_strdup (_("It cites an attempt at another course or edition"));
  if (g_strcmp0 (attempt->cycle, completion->cycle) != 0)
    return g_strdup_printf (_("It is of the cycle “%s”, but cites an attempt of the cycle “%s”"),
                            completion->cycle, attempt->cycle);
  if (attempt->module != NULL)
    return g_strdup (_("It cites a pre-test in place of the final questions"));
  if (!attempt->passed)
    return g_strdup (_("It cites an attempt that did not pass"));
  if (!avow_tested_out_is_same (completion->tested_out, attempt->tested_out))
    return g_strdup (_("It skips other modules than the attempt that it cites"));
  if (attempt->right != completion->right || attempt->asked != completion->asked
      || attempt->pass_percent != completion->pass_percent)
    return g_strdup_printf (_("It says %lld of %lld right, the attempt that it cites says %lld of %lld"),
                            (long long) completion->right, (long long) completion->asked,
                            (long long) attempt->right, (long long) attempt->asked);
  if (attempt->points != completion->points)
    return g_strdup_printf (_("It says %lld ten-thousandths of a point, the attempt that it cites says %lld"),
                            (long long) completion->points, (long long) attempt->points);
  return NULL;
}

static gboolean
check_without_attempt (AvowStore *store, const char *person, const AvowRecordCompletion *completion, const AvowPlace *place,
                       AvowVerdict *verdict, char **out_fault, GError **error)
{
  AvowCheckRun *run = avow_check_run_get (verdict);
  const AvowCheckEdition *edition = avow_check_run_get_edition (run, store, &completion->digest, error);
  AvowTestedOutClaim claim;

  if (edition == NULL)
    return FALSE;

  if (edition->course == NULL)
    *out_fault = avow_check_edition_describe (edition, completion->title, completion->edition);
  else if (!avow_tested_out_is_all (completion->tested_out, edition->course))
    *out_fault = g_strdup (_("It cites no attempt, but its course has an assessment"));
  else
    *out_fault = compare_course (completion->item, completion->title, completion->edition, edition->course);
  if (*out_fault != NULL)
    return TRUE;

  claim = (AvowTestedOutClaim) { person, completion->item, completion->cycle, &completion->digest, edition->course, place };
  return avow_tested_out_check (&claim, completion->tested_out, store, verdict, out_fault, error);
}

static gboolean
is_withheld (AvowStore *store, const AvowDigest *attempt, const AvowPlace *place, gboolean *out_withheld, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:withheld", error, "diii", attempt,
                                                  (gint64) avow_record_kind_attempt.code, place->position, place->ledger_number);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  *out_withheld = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The attempt that it cites is not there: it was purged, or a desk has withheld its answers from this computer, or there never
 * was one. */
static gboolean
check_without_cited (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                     GError **error)
{
  const AvowRecordCompletion *completion = avow_record_get_body (record);
  char *note = NULL;
  gboolean withheld = FALSE;
  gint64 purge;

  if (!avow_purges_find (avow_verdict_get_purges (verdict, store), &completion->attempt_leaf, &purge, error)
      || (purge == 0 && !is_withheld (store, &completion->attempt_leaf, place, &withheld, error)))
    return FALSE;
  if (purge > 0)
    note = g_strdup_printf (_("not re-gradable, purged under record %" PRId64), purge);
  else if (withheld)
    note = g_strdup (_("not re-gradable here, its answers were withheld"));
  if (note != NULL)
    avow_verdict_note (verdict, place->position, avow_record_get_kind (record)->name, avow_record_get_subject (record), note);
  else
    *out_fault = g_strdup (_("It cites an attempt that is not in the store"));
  return TRUE;
}

static gboolean
check_completion (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                  GError **error)
{
  const AvowRecordCompletion *completion = avow_record_get_body (record);
  AvowCheckRun *run = avow_check_run_get (verdict);
  g_autoptr (AvowRecord) cited = NULL;

  avow_check_run_keep (run, record, place);
  if (avow_check_is_zero (&completion->attempt_leaf))
    return check_without_attempt (store, avow_record_get_subject (record), completion, place, verdict, out_fault, error);

  if (!avow_check_run_find_cited (run, store, &completion->attempt_leaf, place->position, &cited, error))
    return FALSE;

  if (cited == NULL)
    return check_without_cited (store, record, place, verdict, out_fault, error);
  *out_fault = compare_completion (completion, avow_record_get_subject (record), cited);
  return TRUE;
}

void
avow_learn_register (void)
{
  avow_learn_get_resource ();
  avow_verify_register (&avow_record_kind_attempt, check_attempt);
  avow_verify_register (&avow_record_kind_completion, check_completion);
  avow_verify_register (&avow_record_kind_declaration, avow_declaration_check);
}
