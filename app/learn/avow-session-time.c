/* avow-session-time.c: how long an assessment may take, and how long it has taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-session-private.h"

#include "people/avow-accommodation.h"
#include "record/avow-clock.h"

#define MS 1000

/* While the assessment is open the machine's own count is taken, which does not jump where the clock is set; it goes on while the
 * machine sleeps. Between two sittings there is only the clock: what it was set back by does not count, and that it was set
 * ahead nobody can tell from a night that has passed; so the count is kept once a minute, and only what lies between can be lost.
 * A clock that is replaced, for a sample, counts alike in both. */
static void
count (AvowSession *self, AvowRun *run)
{
  gint64 now = avow_clock_now ();
  gint64 elapsed = avow_clock_elapsed ();

  if (self->counting)
    run->spent += MAX (elapsed - self->counted, 0);
  else if (run->seen != 0)
    run->spent += MAX (now - run->seen, 0);
  self->counting = TRUE;
  self->counted = elapsed;
  run->seen = now;
}

guint
avow_session_get_time_limit (AvowSession *self)
{
  const AvowAssessment *assessment = self->course->assessment;

  if (assessment == NULL || assessment->limit_seconds == 0)
    return 0;
  return avow_accommodation_stretch (assessment->limit_seconds, self->extra_time, self->untimed);
}

gint64
avow_session_count_time (AvowSession *self)
{
  AvowRun *run = self->progress->run;
  guint limit = avow_session_get_time_limit (self);
  gint64 left;

  if (run == NULL || limit == 0)
    return -1;

  count (self, run);
  left = (gint64) limit * MS - run->spent;
  return left > 0 ? (left + MS - 1) / MS : 0;
}

void
avow_session_take_time (AvowSession *self, AvowRecordAttempt *attempt)
{
  gint64 left = avow_session_count_time (self);

  if (left < 0)
    return;
  attempt->time_limit = avow_session_get_time_limit (self);
  attempt->time_spent = MIN (self->progress->run->spent / MS, attempt->time_limit);
  attempt->time_up = left == 0;
}

void
avow_session_begin_time (AvowSession *self)
{
  self->counting = FALSE;
  if (avow_session_get_time_limit (self) > 0)
    avow_session_count_time (self);
}

guint
avow_session_get_attempts_allowed (AvowSession *self)
{
  const AvowAssessment *assessment = self->course->assessment;

  if (assessment == NULL || assessment->attempts == 0)
    return 0;
  return assessment->attempts + self->extra_attempts;
}

gboolean
avow_session_has_accommodation (AvowSession *self)
{
  return self->accommodation != NULL;
}

gboolean
avow_session_read_accommodation (AvowSession *self, AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowAccommodation) granted = avow_accommodation_find (store, self->person, self->item, self->cycle, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (granted == NULL || !avow_accommodation_is_any (granted))
    return TRUE;

  self->extra_time = granted->extra_time;
  self->untimed = granted->untimed;
  self->extra_attempts = granted->extra_attempts;
  self->accommodation = avow_digest_to_hex (&granted->leaf);
  return TRUE;
}
