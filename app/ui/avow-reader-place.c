/* avow-reader-place.c: what the reader shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reader-private.h"

#include "avow-answer-page.h"
#include "avow-assessment-intro.h"
#include "avow-assessment-view.h"
#include "avow-check-view.h"
#include "avow-page-view.h"
#include "avow-pretest-view.h"
#include "avow-reader-jobs.h"
#include "avow-result-view.h"
#include "avow-review-view.h"
#include "avow-scenario-view.h"
#include "avow-walk.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

static guint
count_places (AvowReader *self)
{
  return avow_session_get_n_steps (self->session) + avow_reader_has_assessment (self);
}

/* The place in the outline. */
static guint
get_position (AvowReader *self)
{
  return self->shown == AVOW_READER_AT_STEP ? avow_session_get_position (self->session) : avow_session_get_n_steps (self->session);
}

/* “3 of 21, about 30 minutes left” */
static char *
describe_progress (AvowReader *self)
{
  guint minutes = avow_session_get_minutes_left (self->session);
  guint unanswered;

  if (self->shown == AVOW_READER_AT_QUESTION || self->shown == AVOW_READER_AT_REVIEW)
    {
      unanswered = avow_session_get_n_unanswered (self->session);
      if (unanswered == 0)
        return g_strdup (_("All answered"));
      return g_strdup_printf (ngettext ("%u left to answer", "%u left to answer", unanswered), unanswered);
    }
  if (self->shown != AVOW_READER_AT_STEP)
    return g_strdup ("");
  if (minutes == 0)
    return g_strdup_printf (_("%u of %u"), get_position (self) + 1, count_places (self));

  return g_strdup_printf (ngettext ("%u of %u, about %u minute left", "%u of %u, about %u minutes left", minutes),
                          get_position (self) + 1, count_places (self), minutes);
}

/* A scenario that ended poorly has its own way on: back to where it turned. */
static gboolean
is_step_over (AvowReader *self)
{
  const AvowStep *step = avow_session_get_step (self->session, get_position (self), NULL);

  if (step->kind == AVOW_STEP_SCENARIO)
    return avow_session_get_scene (self->session, step->scenario)->ending == AVOW_ENDING_GOOD;

  return avow_session_is_done (self->session, get_position (self));
}

gboolean
avow_reader_is_in_pretest (AvowReader *self)
{
  const AvowStep *step = avow_session_get_step (self->session, get_position (self), NULL);

  return step->kind == AVOW_STEP_PRETEST
         && avow_session_get_pretest_state (self->session, step->pretest->module) == AVOW_PRETEST_RUNNING;
}

static AvowWayOn
get_way_on (AvowReader *self)
{
  switch (self->shown)
    {
    case AVOW_READER_AT_STEP:
      if (avow_reader_is_in_pretest (self))
        return AVOW_WAY_ON_HIDDEN;
      return is_step_over (self) ? AVOW_WAY_ON_SUGGESTED : AVOW_WAY_ON_OPEN;
    case AVOW_READER_AT_QUESTION:
      return AVOW_WAY_ON_SUGGESTED;
    case AVOW_READER_AT_ANSWER:
      return AVOW_WAY_ON_OPEN;
    case AVOW_READER_AT_INTRO:
    case AVOW_READER_AT_REVIEW:
    case AVOW_READER_AT_RESULT:
    default:
      return AVOW_WAY_ON_HIDDEN;
    }
}

/* While an assessment has a time limit that is what there is to know wherever one looks. */
static char *
describe_progress_and_time (AvowReader *self)
{
  g_autofree char *progress = describe_progress (self);
  g_autofree char *time = avow_reader_describe_time (self);

  if (time == NULL || self->shown == AVOW_READER_AT_STEP)
    return time != NULL ? g_steal_pointer (&time) : g_steal_pointer (&progress);
  /* Translators: “3 left to answer. 12 minutes left” */
  return g_strdup_printf (_("%s. %s"), progress, time);
}

void
avow_reader_update (AvowReader *self)
{
  g_autofree char *progress = describe_progress_and_time (self);
  AvowModule *module = NULL;

  if (self->shown == AVOW_READER_AT_STEP)
    avow_session_get_step (self->session, get_position (self), &module);
  adw_window_title_set_title (self->title, module != NULL ? module->title : _("Final questions"));
  avow_reader_bar_set_progress (self->bar, progress);
  avow_reader_bar_set_way_on (self->bar, get_way_on (self));
  avow_outline_update (self->outline, get_position (self));
  /* an assessment is ended in the language in which it was begun */
  gtk_widget_set_visible (GTK_WIDGET (self->language), avow_session_get_languages (self->session)->len > 1
                          && avow_session_get_assessment_state (self->session) != AVOW_ASSESSMENT_RUNNING);
}

void
avow_reader_scroll_to_top (AvowReader *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* What is new is read from its beginning; nothing of what was shown is kept. */
static void
show_place (AvowReader *self, AvowReaderPlace place, GtkWidget *content)
{
  self->shown = place;
  g_clear_handle_id (&self->open_source, g_source_remove);
  adw_bin_set_child (self->place, content);
  gtk_stack_set_visible_child_name (self->stack, "course");
  avow_reader_update (self);
  avow_split_show_content (self->split);
  avow_walk_start (content);
  avow_reader_scroll_to_top (self);
}

static GtkWidget *
create_step (AvowReader *self, AvowStep *step)
{
  GtkWidget *page;

  switch (step->kind)
    {
    case AVOW_STEP_CHECK:
      return avow_check_view_new (self->session, step->check);
    case AVOW_STEP_SCENARIO:
      return avow_scenario_view_new (self->session, step->scenario);
    case AVOW_STEP_PRETEST:
      return avow_pretest_view_new (self->session, step->pretest->module);
    case AVOW_STEP_PAGE:
    default:
      page = avow_page_view_new ();
      avow_page_view_set_title (AVOW_PAGE_VIEW (page), step->page->title);
      avow_page_view_set_blocks (AVOW_PAGE_VIEW (page), step->page->blocks, avow_session_get_variables (self->session),
                                 avow_session_get_course (self->session));
      return page;
    }
}

void
avow_reader_show_step (AvowReader *self, guint index)
{
  avow_session_set_position (self->session, index);
  avow_saver_save (self->saver);
  show_place (self, AVOW_READER_AT_STEP, create_step (self, avow_session_get_step (self->session, index, NULL)));
}

void
avow_reader_show_question (AvowReader *self, guint index)
{
  avow_session_set_question_position (self->session, index);
  avow_saver_save (self->saver);
  show_place (self, AVOW_READER_AT_QUESTION, avow_assessment_view_new (self->session));
}

static gboolean
opened_cb (gpointer user_data)
{
  AvowReader *self = user_data;

  self->open_source = 0;
  avow_reader_show_result (self);

  return G_SOURCE_REMOVE;
}

/* *Try Again* comes by itself when its time has come. */
static void
wait_for_opening (AvowReader *self)
{
  gint64 wait = avow_session_get_open_time (self->session) - avow_clock_now ();

  if (avow_session_get_assessment_state (self->session) == AVOW_ASSESSMENT_WAITING)
    self->open_source = g_timeout_add_seconds (MAX (wait, 0) / 1000 + 1, opened_cb, self);
}

static void
next_found_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReader) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowDuty *next = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  /* without it there is the way back to the training, which shows the same or says what is wrong */
  g_clear_pointer (&self->next, avow_duty_free);
  self->next = next;
  if (self->shown == AVOW_READER_AT_RESULT)
    avow_result_view_set_next (AVOW_RESULT_VIEW (adw_bin_get_child (self->place)), next);
}

static void
find_next (AvowReader *self)
{
  avow_worker_run_async (avow_reader_get_worker (self), avow_reader_job_find_next, g_strdup (self->duty->person), g_free,
                         (GDestroyNotify) avow_duty_free, self->cancellable, next_found_cb, g_object_ref (self));
}

void
avow_reader_show_result (AvowReader *self)
{
  show_place (self, AVOW_READER_AT_RESULT, avow_result_view_new (self->session, self->completed));
  if (self->completed)
    find_next (self);
  else
    wait_for_opening (self);
}

void
avow_reader_show_assessment (AvowReader *self)
{
  avow_session_set_position (self->session, avow_session_get_n_steps (self->session));
  avow_saver_save (self->saver);

  switch (avow_session_get_assessment_state (self->session))
    {
    case AVOW_ASSESSMENT_RUNNING:
      avow_reader_show_question (self, avow_session_get_question_position (self->session));
      break;
    case AVOW_ASSESSMENT_WAITING:
    case AVOW_ASSESSMENT_PASSED:
    case AVOW_ASSESSMENT_EXHAUSTED:
      avow_reader_show_result (self);
      break;
    case AVOW_ASSESSMENT_NONE:
    case AVOW_ASSESSMENT_LOCKED:
    case AVOW_ASSESSMENT_OPEN:
    default:
      show_place (self, AVOW_READER_AT_INTRO, avow_assessment_intro_new (self->session));
    }
}

void
avow_reader_show_answer (AvowReader *self, guint index)
{
  self->answer = index;
  show_place (self, AVOW_READER_AT_ANSWER, avow_answer_page_new (self->session, index));
}

void
avow_reader_show_review (AvowReader *self)
{
  show_place (self, AVOW_READER_AT_REVIEW, avow_review_view_new (self->session));
}
