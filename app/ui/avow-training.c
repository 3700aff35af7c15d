/* avow-training.c: what a person has to do, with how far they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-training.h"

#include "avow-format.h"
#include "exchange/avow-hand-over.h"
#include "learn/avow-signing.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

#define WORDS_PER_MINUTE 180 /* as courses compute their minutes */

static void
free_item (gpointer data)
{
  AvowTrainingItem *item = data;

  g_clear_pointer (&item->duty, avow_duty_free);
  g_free (item->state);
  g_free (item);
}

static gboolean
is_over (const AvowDuty *duty)
{
  return duty->standing == AVOW_STANDING_DONE || duty->standing == AVOW_STANDING_DECLINED;
}

static gboolean
is_begun (AvowSession *session)
{
  if (avow_session_get_position (session) > 0 || avow_session_get_attempts_made (session) > 0)
    return TRUE;

  return avow_session_get_n_steps (session) > 0 && avow_session_is_done (session, 0);
}

static char *
describe_session (AvowSession *session, gboolean begun)
{
  g_autofree char *clock = NULL;

  switch (avow_session_get_assessment_state (session))
    {
    case AVOW_ASSESSMENT_OPEN:
      return g_strdup (_("Only the final questions are left"));
    case AVOW_ASSESSMENT_RUNNING:
      return g_strdup (_("You are in the middle of the final questions"));
    case AVOW_ASSESSMENT_WAITING:
      clock = avow_format_clock (avow_session_get_open_time (session));
      return g_strdup_printf (_("Not passed yet. You can try again after %s"), clock);
    case AVOW_ASSESSMENT_PASSED:
      return g_strdup (_("Passed"));
    case AVOW_ASSESSMENT_EXHAUSTED:
      return g_strdup (_("No attempts left. Your compliance team has been told. You can keep reading"));
    case AVOW_ASSESSMENT_NONE:
    case AVOW_ASSESSMENT_LOCKED:
    default:
      break;
    }

  if (!begun)
    return g_strdup (_("Not started"));
  return g_strdup_printf (_("At page %u of %u"), avow_session_get_position (session) + 1,
                          avow_session_get_n_steps (session) + (avow_session_get_course (session)->assessment != NULL));
}

static gboolean
describe_course (AvowTrainingItem *item, AvowStore *store, GError **error)
{
  g_autoptr (AvowSession) session = avow_session_load (store, item->duty->person, item->duty, error);

  if (session == NULL)
    return FALSE;

  item->begun = is_begun (session);
  item->state = describe_session (session, item->begun);
  item->minutes = avow_session_get_minutes_left (session);
  item->ready = avow_session_get_assessment_state (session) != AVOW_ASSESSMENT_WAITING &&
                avow_session_get_assessment_state (session) != AVOW_ASSESSMENT_EXHAUSTED;

  return TRUE;
}

static guint
count_minutes (AvowDocument *document)
{
  guint words = avow_blocks_count_words (document->preamble);

  for (guint i = 0; i < document->clauses->len; i++)
    words += avow_blocks_count_words (((AvowClause *) g_ptr_array_index (document->clauses, i))->blocks);

  return MAX ((words + WORDS_PER_MINUTE - 1) / WORDS_PER_MINUTE, 1);
}

static gboolean
describe_document (AvowTrainingItem *item, AvowStore *store, GError **error)
{
  g_autoptr (AvowSigning) signing = avow_signing_load (store, item->duty->person, item->duty, error);
  AvowDocument *document;
  guint agreed = 0;

  if (signing == NULL)
    return FALSE;

  document = avow_signing_get_document (signing);
  for (guint i = 0; i < document->clauses->len; i++)
    if (avow_signing_is_agreed (signing, i))
      agreed++;

  item->minutes = count_minutes (document);
  item->begun = agreed > 0;
  item->state = avow_signing_get_obstacle (signing);
  item->ready = item->state == NULL;
  if (item->state == NULL && item->begun)
    item->state = g_strdup_printf (ngettext ("Agreed to %u of %u clause", "Agreed to %u of %u clauses", document->clauses->len), agreed,
                                   document->clauses->len);
  else if (item->state == NULL)
    item->state = g_strdup (document->kind == AVOW_DOCUMENT_POLICY ? _("To be read") : _("To be read and signed"));

  return TRUE;
}

static AvowTrainingItem *
create_item (AvowStore *store, AvowDuty *duty)
{
  AvowTrainingItem *item = g_new0 (AvowTrainingItem, 1);
  g_autoptr (GError) error = NULL;
  gboolean described;

  item->duty = duty;
  if (is_over (duty))
    {
      item->state = avow_format_outcome (duty);
      return item;
    }

  described = g_str_equal (duty->item_kind, "course") ? describe_course (item, store, &error) : describe_document (item, store, &error);

  /* one thing that can't be opened must not hide the others */
  if (!described)
    item->state = g_strdup (error->message);

  return item;
}

gpointer
avow_training_load (AvowStore *store, gpointer person, GCancellable *cancellable, GError **error)
{
  g_autoptr (AvowTraining) self = g_new0 (AvowTraining, 1);
  g_autoptr (GPtrArray) duties = NULL;

  self->today = avow_format_today ();
  self->todo = g_ptr_array_new_with_free_func (free_item);
  self->done = g_ptr_array_new_with_free_func (free_item);

  duties = avow_programme_list_duties (store, person, self->today, error);
  if (duties == NULL)
    return NULL;

  while (duties->len > 0)
    {
      AvowDuty *duty = g_ptr_array_steal_index (duties, 0);

      g_ptr_array_add (is_over (duty) ? self->done : self->todo, create_item (store, duty));
    }
  if (self->todo->len == 0 && !avow_hand_over_is_due (store, person, &self->unknown, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
avow_training_free (AvowTraining *self)
{
  g_free (self->today);
  g_clear_pointer (&self->todo, g_ptr_array_unref);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_free (self);
}

guint
avow_training_count_minutes (const AvowTraining *self)
{
  guint minutes = 0;

  for (guint i = 0; i < self->todo->len; i++)
    minutes += ((AvowTrainingItem *) g_ptr_array_index (self->todo, i))->minutes;

  return minutes;
}

const AvowTrainingItem *
avow_training_find_next (const AvowTraining *self)
{
  for (guint i = 0; i < self->todo->len; i++)
    {
      const AvowTrainingItem *item = g_ptr_array_index (self->todo, i);

      if (item->ready)
        return item;
    }

  return NULL;
}

char *
avow_training_get_headline (const AvowTraining *self)
{
  const char *first = NULL;
  const char *last = NULL;
  g_autofree char *date = NULL;
  guint n = self->todo->len;

  for (guint i = 0; i < n; i++)
    {
      const char *due = ((AvowTrainingItem *) g_ptr_array_index (self->todo, i))->duty->due;

      if (first == NULL || strcmp (due, first) < 0)
        first = due;
      if (last == NULL || strcmp (due, last) > 0)
        last = due;
    }

  if (first == NULL)
    return g_strdup (self->unknown ? _("One thing is left: hand it over") : _("Nothing to do"));

  date = avow_date_to_words (first, self->today);
  if (avow_date_days_between (self->today, first) < 0)
    return g_strdup_printf (ngettext ("%u thing to do; it was due on %s.", "%u things to do; the first was due on %s.", n), n, date);
  if (g_str_equal (first, last))
    return g_strdup_printf (ngettext ("%u thing to do by %s.", "%u things to do by %s.", n), n, date);
  return g_strdup_printf (ngettext ("%u thing to do, the first by %s.", "%u things to do, the first by %s.", n), n, date);
}
