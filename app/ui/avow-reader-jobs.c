/* avow-reader-jobs.c: what the reader asks of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reader-jobs.h"

#include "record/avow-clock.h"

gpointer
avow_reader_job_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const AvowDuty *duty = data;

  return avow_session_load (store, duty->person, duty, error);
}

gpointer
avow_reader_job_hand_in (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  AvowSession *session = data;
  g_autoptr (AvowGrade) grade = NULL;

  if (!avow_session_has_assessment (session))
    avow_session_complete (session, store, error);
  else
    grade = avow_session_hand_in (session, store, error);

  return NULL;
}

gpointer
avow_reader_job_hand_in_pretest (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  avow_session_hand_in_pretest (data, store, error);

  return NULL;
}

gpointer
avow_reader_job_find_next (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (store, data, today, error);

  for (guint i = 0; duties != NULL && i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      if (duty->standing == AVOW_STANDING_TODO || duty->standing == AVOW_STANDING_IN_PROGRESS)
        return avow_duty_copy (duty);
    }

  return NULL;
}
