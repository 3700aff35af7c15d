/* avow-given.c: what a person has answered so far
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-given.h"

#include "avow-grade.h"
#include "avow-response.h"
#include "avow-session-private.h"
#include "avow-sm2.h"
#include "record/avow-query.h"

#include <string.h>

typedef struct
{
  AvowStore *store;
  const char *person;
  GHashTable *courses; /* AvowCourse by digest in hex; NULL where it can't be read */
  GPtrArray *given;    /* of AvowGiven */
} Reading;

static void
free_given (gpointer data)
{
  AvowGiven *given = data;

  g_free (given->item);
  g_free (given->question);
  g_free (given);
}

static void
unref_course (gpointer data)
{
  if (data != NULL)
    avow_course_unref (data);
}

static int
compare_given (gconstpointer a, gconstpointer b)
{
  const AvowGiven *one = *(AvowGiven *const *) a;
  const AvowGiven *other = *(AvowGiven *const *) b;

  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  return strcmp (one->question, other->question);
}

/* (transfer none) (nullable) */
static AvowCourse *
get_course (Reading *reading, const AvowDigest *digest)
{
  g_autofree char *hex = avow_digest_to_hex (digest);
  gpointer course;

  if (!g_hash_table_lookup_extended (reading->courses, hex, NULL, &course))
    {
      course = avow_programme_get_course (reading->store, digest, NULL, NULL);
      g_hash_table_insert (reading->courses, g_steal_pointer (&hex), course);
    }

  return course;
}

static guint
judge (AvowQuestion *question, GPtrArray *response, const char *confidence)
{
  if (!avow_grade_is_right (question, response))
    return AVOW_SM2_WRONG;
  if (g_strcmp0 (confidence, AVOW_CONFIDENCE_SURE) == 0)
    return AVOW_SM2_RIGHT_AT_ONCE;

  return g_strcmp0 (confidence, AVOW_CONFIDENCE_UNSURE) == 0 ? AVOW_SM2_RIGHT_BARELY : AVOW_SM2_RIGHT;
}

static void
add_given (Reading *reading, AvowCourse *course, const char *item, const char *id, GPtrArray *response, const char *confidence, gint64 time)
{
  AvowQuestion *question = avow_course_find_question (course, id);
  AvowGiven *given;

  if (question == NULL || !avow_response_is_sound (question, response))
    return;

  given = g_new0 (AvowGiven, 1);
  given->item = g_strdup (item);
  given->question = g_strdup (id);
  given->quality = judge (question, response, confidence);
  given->time = time;
  g_ptr_array_add (reading->given, given);
}

static gboolean
read_attempt (Reading *reading, gint64 position, GError **error)
{
  g_autoptr (AvowRecord) record = avow_store_get_record (reading->store, position, NULL, error);
  const AvowRecordAttempt *attempt;
  AvowCourse *course;

  if (record == NULL)
    return FALSE;

  attempt = avow_record_get_body (record);
  course = get_course (reading, &attempt->digest);
  for (guint i = 0; course != NULL && i < attempt->responses->len; i++)
    {
      const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, i);

      add_given (reading, course, attempt->item, response->question, response->options, response->confidence, attempt->finished);
    }

  return TRUE;
}

static gboolean
read_attempts (Reading *reading, GError **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (reading->store, "learn/recall:attempts", &local_error, "s", reading->person);

  while (avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);

      g_array_append_val (positions, position);
    }
  g_clear_pointer (&query, avow_query_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; i < positions->len; i++)
    if (!read_attempt (reading, g_array_index (positions, gint64, i), error))
      return FALSE;

  return TRUE;
}

static void
read_checked (Reading *reading, const AvowDuty *duty, AvowProgress *progress)
{
  AvowCourse *course = g_hash_table_size (progress->checked) > 0 ? get_course (reading, &duty->digest) : NULL;
  GHashTableIter iter;
  gpointer id;

  if (course == NULL)
    return;

  g_hash_table_iter_init (&iter, progress->checked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const AvowAnswer *answer = g_hash_table_lookup (progress->answers, id);

      if (answer != NULL)
        add_given (reading, course, duty->item, id, answer->options, NULL, answer->time);
    }
}

static gboolean
read_checks (Reading *reading, const AvowDuty *duty, GError **error)
{
  g_autofree char *key = avow_session_make_key (reading->person, duty->item, duty->cycle);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *state = avow_store_get_local (reading->store, AVOW_PROGRESS_AREA, key, &local_error);
  g_autoptr (AvowProgress) progress = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  progress = avow_progress_parse (state);
  read_checked (reading, duty, progress);
  return TRUE;
}

GPtrArray *
avow_given_list (AvowStore *store, const char *person, GPtrArray *duties, GError **error)
{
  g_autoptr (GHashTable) courses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_course);
  g_autoptr (GPtrArray) given = g_ptr_array_new_with_free_func (free_given);
  Reading reading = { store, person, courses, given };

  if (!read_attempts (&reading, error))
    return NULL;
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      if (g_str_equal (duty->item_kind, "course") && !read_checks (&reading, duty, error))
        return NULL;
    }

  g_ptr_array_sort (given, compare_given);
  return g_steal_pointer (&given);
}
