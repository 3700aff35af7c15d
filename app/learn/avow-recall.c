/* avow-recall.c: asking again what was once missed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-recall.h"

#include "avow-given.h"
#include "avow-json.h"
#include "avow-schedule.h"
#include "avow-session-private.h"
#include "people/avow-access.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <string.h>

#define AREA "recall"

/* What a course in use lets be asked again. */
typedef struct
{
  AvowDigest digest;
  AvowCourse *course; /* nullable: none is in use, or it can't be read */
  gboolean paused;    /* it is still to be done */
} Source;

typedef struct
{
  gboolean on;
  char *today;
  AvowSchedule *schedule;
  GHashTable *sources; /* Source by id of the course */
} Plan;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->course, avow_course_unref);
  g_free (source);
}

static void
free_plan (Plan *plan)
{
  g_free (plan->today);
  g_clear_pointer (&plan->schedule, avow_schedule_free);
  g_clear_pointer (&plan->sources, g_hash_table_unref);
  g_free (plan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, free_plan)

static gboolean
read_source (AvowStore *store, const char *item, Source *source, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/recall:edition", &local_error, "s", item);
  gboolean found = avow_query_next (query, &local_error) && avow_query_digest (query, 0, &source->digest);

  g_clear_pointer (&query, avow_query_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (found)
    source->course = avow_programme_get_course (store, &source->digest, NULL, NULL);
  return TRUE;
}

static gboolean
is_to_do (GPtrArray *duties, const char *item)
{
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      if (g_str_equal (duty->item, item) && duty->standing != AVOW_STANDING_DONE)
        return TRUE;
    }

  return FALSE;
}

/* for each course that there are cards of */
static gboolean
read_sources (AvowStore *store, Plan *plan, GPtrArray *duties, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, plan->schedule->cards);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const AvowCard *card = value;
      Source *source;

      if (g_hash_table_contains (plan->sources, card->item))
        continue;
      source = g_new0 (Source, 1);
      source->paused = is_to_do (duties, card->item);
      g_hash_table_insert (plan->sources, g_strdup (card->item), source);
      if (!read_source (store, card->item, source, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_in_pool (AvowPool *pool, AvowQuestion *question)
{
  return g_ptr_array_find (pool->questions, question, NULL);
}

/* whether an assessment that shows no answers may ask it */
static gboolean
is_secret (AvowCourse *course, AvowQuestion *question)
{
  const AvowAssessment *assessment = course->assessment;

  for (guint i = 0; assessment != NULL && !assessment->show_answers && i < assessment->draws->len; i++)
    if (is_in_pool (((AvowDraw *) g_ptr_array_index (assessment->draws, i))->pool, question))
      return TRUE;

  return FALSE;
}

static gboolean
drop_if_gone (gpointer key, gpointer value, gpointer data)
{
  const AvowCard *card = value;
  const Source *source = g_hash_table_lookup (((Plan *) data)->sources, card->item);
  AvowQuestion *question = source->course != NULL ? avow_course_find_question (source->course, card->question) : NULL;

  return question == NULL || is_secret (source->course, question);
}

/* what was given since the schedule was kept; all of it where it never was */
static void
count_given (AvowSchedule *schedule, GPtrArray *given)
{
  for (guint i = 0; i < given->len; i++)
    {
      const AvowGiven *one = g_ptr_array_index (given, i);
      const AvowCard *card = avow_schedule_find (schedule, one->item, one->question);

      if (card == NULL || one->time > card->counted)
        avow_schedule_count (schedule, one->item, one->question, one->quality, one->time);
    }
}

/* as it stands now: what was kept, brought up to the records, without what is asked no more */
static Plan *
load_plan (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (Plan) plan = g_new0 (Plan, 1);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *state = avow_store_get_local (store, AREA, person, &local_error);
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GPtrArray) given = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  plan->on = state != NULL;
  plan->today = avow_time_to_date (avow_clock_now ());
  plan->schedule = avow_schedule_parse (state);
  plan->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_source);
  duties = avow_programme_list_duties (store, person, plan->today, error);
  given = duties != NULL ? avow_given_list (store, person, duties, error) : NULL;
  if (given == NULL)
    return NULL;

  count_given (plan->schedule, given);
  if (!read_sources (store, plan, duties, error))
    return NULL;
  g_hash_table_foreach_remove (plan->schedule->cards, drop_if_gone, plan);
  return g_steal_pointer (&plan);
}

static gboolean
is_due (Plan *plan, const AvowCard *card)
{
  const Source *source = g_hash_table_lookup (plan->sources, card->item);

  return !source->paused && strcmp (card->due, plan->today) <= 0;
}

/* the one that has waited longest, where there may be one this week; (transfer none) (nullable) */
static const AvowCard *
find_due (Plan *plan)
{
  g_autoptr (GPtrArray) keys = avow_json_sort_keys (plan->schedule->cards);
  const AvowCard *best = NULL;

  if (!plan->on || avow_schedule_is_full (plan->schedule, plan->today))
    return NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      const AvowCard *card = g_hash_table_lookup (plan->schedule->cards, g_ptr_array_index (keys, i));

      if (is_due (plan, card) && (best == NULL || strcmp (card->due, best->due) < 0))
        best = card;
    }

  return best;
}

gboolean
avow_recall_read (AvowStore *store, const char *person, AvowRecall *out_recall, GError **error)
{
  g_autoptr (Plan) plan = load_plan (store, person, error);

  if (plan == NULL)
    return FALSE;

  out_recall->on = plan->on;
  out_recall->missed = g_hash_table_size (plan->schedule->cards) > 0;
  out_recall->due = find_due (plan) != NULL;
  return TRUE;
}

gboolean
avow_recall_set_on (AvowStore *store, const char *person, gboolean on, GError **error)
{
  g_autoptr (AvowSchedule) nothing = avow_schedule_parse (NULL);
  g_autofree char *begun = avow_schedule_to_string (nothing);
  g_autofree char *kept = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!avow_access_require (store, person, AVOW_ACTION_LEARN, error))
    return FALSE;

  kept = on ? avow_store_get_local (store, AREA, person, &local_error) : NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* what another window has switched on already goes on */
  return kept != NULL || avow_store_set_local (store, AREA, person, on ? begun : NULL, error);
}

AvowSession *
avow_recall_ask (AvowStore *store, const char *person, AvowQuestion **out_question, GError **error)
{
  g_autoptr (Plan) plan = load_plan (store, person, error);
  const AvowCard *card = plan != NULL ? find_due (plan) : NULL;
  AvowSession *session;
  AvowDuty duty = { 0 };

  *out_question = NULL;
  if (card == NULL)
    return NULL;

  /* the day stands for a cycle, so that options are shown in another order each time */
  duty.item = card->item;
  duty.cycle = plan->today;
  duty.digest = ((const Source *) g_hash_table_lookup (plan->sources, card->item))->digest;
  session = avow_session_new_apart (store, person, &duty, error);
  if (session != NULL)
    *out_question = avow_course_find_question (avow_session_get_course (session), card->question);
  return session;
}

static gboolean
count_answer (AvowStore *store, const char *person, const char *item, const char *question, gboolean right, GError **error)
{
  g_autoptr (Plan) plan = load_plan (store, person, error);
  const AvowCard *card = plan != NULL ? avow_schedule_find (plan->schedule, item, question) : NULL;
  g_autofree char *state = NULL;

  if (plan == NULL)
    return FALSE;
  if (!plan->on || card == NULL || !is_due (plan, card) || avow_schedule_is_full (plan->schedule, plan->today))
    return TRUE;

  avow_schedule_count (plan->schedule, item, question, right ? AVOW_SM2_RIGHT : AVOW_SM2_WRONG, avow_clock_now ());
  avow_schedule_note_asked (plan->schedule, plan->today);
  state = avow_schedule_to_string (plan->schedule);
  return avow_store_set_local (store, AREA, person, state, error);
}

gboolean
avow_recall_answer (AvowStore *store, const char *person, const char *item, const char *question, gboolean right, GError **error)
{
  if (!avow_store_begin (store, error))
    return FALSE;
  if (avow_access_require (store, person, AVOW_ACTION_LEARN, error) && count_answer (store, person, item, question, right, error))
    return avow_store_commit (store, error);

  avow_store_rollback (store);
  return FALSE;
}
