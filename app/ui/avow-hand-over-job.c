/* avow-hand-over-job.c: handing over, on the worker's thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-hand-over-job.h"

#include "exchange/avow-hand-over.h"
#include "people/avow-roster.h"

void
avow_hand_over_order_free (AvowHandOverOrder *self)
{
  g_free (self->actor);
  g_free (self->team);
  g_free (self->staff_number);
  g_free (self->path);
  g_free (self);
}

void
avow_hand_over_plan_free (AvowHandOverPlan *self)
{
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_free (self);
}

/* @out_person keeps what @out_to points to. */
static gboolean
find_recipient (AvowStore *store, const AvowHandOverOrder *order, AvowPerson **out_person, AvowHandOverTo *out_to, GError **error)
{
  *out_to = (AvowHandOverTo) { .team = order->team, .whole = order->whole };
  *out_person = NULL;
  if (order->staff_number == NULL)
    return TRUE;
  *out_person = avow_roster_find (store, order->staff_number, error);
  if (*out_person == NULL)
    return FALSE;
  out_to->person = (*out_person)->id;
  return TRUE;
}

gpointer
avow_hand_over_plan_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const AvowHandOverOrder *order = data;
  g_autoptr (AvowHandOverPlan) self = g_new0 (AvowHandOverPlan, 1);
  g_autoptr (AvowPerson) person = NULL;
  AvowHandOverTo to;

  /* whoever is not there yet while a number is typed was handed nothing */
  if (find_recipient (store, order, &person, &to, NULL))
    self->last = avow_hand_over_get_last (store, &to);
  self->teams = avow_roster_teams (store, error);
  if (self->teams == NULL || !avow_hand_over_is_due (store, order->actor, &self->due, error))
    return NULL;

  return g_steal_pointer (&self);
}

gpointer
avow_hand_over_order_run (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const AvowHandOverOrder *order = data;
  g_autoptr (AvowPerson) person = NULL;
  AvowHandOverSummary summary;
  AvowHandOverTo to;

  if (!find_recipient (store, order, &person, &to, error)
      || !avow_hand_over_write (store, order->actor, &to, order->path, &summary, error))
    return NULL;

  return g_strdup (order->path);
}
