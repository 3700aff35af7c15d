/* avow-reader-time.c: the time of an assessment that has a limit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reader-private.h"

#include "avow-format.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

#define MINUTE 60          /* seconds */
#define KEEP_MS (60 * 1000) /* how often the count is kept, should the machine stop */

/* Seconds that are left when it is said: often enough to be of use, seldom enough to be left in peace. Nothing blinks or counts
 * down meanwhile (WCAG 2.2, 2.2.1 and 2.2.2). */
static const guint warnings[] = { 20, MINUTE, 5 * MINUTE, 15 * MINUTE };

/* The warning that holds with so much left; 0 where there is no need yet. What is said first must not be all the time there is. */
static guint
find_warning (gint64 left, guint limit)
{
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    if (left <= warnings[i] && warnings[i] <= limit / 2)
      return warnings[i];

  return 0;
}

static void
warn (AvowReader *self, gint64 left)
{
  guint warning = find_warning (left, avow_session_get_time_limit (self->session));
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (warning == 0 || warning == self->warned)
    return;

  self->warned = warning;
  time = avow_format_time_left (left);
  /* Translators: begins with “5 minutes left” */
  text = g_strdup_printf (_("%s. When the time is up, what you have answered by then is handed in."), time);
  gtk_label_set_label (self->time_label, text);
  /* shown anew, so that a screen reader says it */
  gtk_widget_set_visible (self->time_box, FALSE);
  gtk_widget_set_visible (self->time_box, TRUE);
}

static void
keep (AvowReader *self)
{
  gint64 now = avow_clock_elapsed ();

  if (now - self->kept < KEEP_MS)
    return;
  self->kept = now;
  avow_saver_save (self->saver);
}

/* Where handing in fails it is tried again in a while; what was answered is kept all along. */
static void
hand_in (AvowReader *self)
{
  gint64 now = avow_clock_elapsed ();

  if (self->tried != 0 && now - self->tried < KEEP_MS)
    return;
  self->tried = now;
  avow_reader_hand_in (self);
}

static gboolean
second_cb (gpointer user_data)
{
  AvowReader *self = user_data;
  gint64 left;

  /* what is handed in is the worker's */
  if (self->busy)
    return G_SOURCE_CONTINUE;

  left = avow_session_count_time (self->session);
  if (left < 0)
    {
      self->time_source = 0;
      avow_reader_stop_time (self);
      return G_SOURCE_REMOVE;
    }
  if (left == 0)
    {
      hand_in (self);
      return G_SOURCE_CONTINUE;
    }

  keep (self);
  warn (self, left);
  if ((left + MINUTE - 1) / MINUTE != self->minutes_shown)
    avow_reader_update (self);
  return G_SOURCE_CONTINUE;
}

void
avow_reader_stop_time (AvowReader *self)
{
  g_clear_handle_id (&self->time_source, g_source_remove);
  self->warned = 0;
  self->tried = 0;
  if (self->time_box != NULL)
    gtk_widget_set_visible (self->time_box, FALSE);
}

char *
avow_reader_describe_time (AvowReader *self)
{
  gint64 left = avow_session_count_time (self->session);

  if (left < 0)
    return NULL;
  if (self->time_source == 0)
    {
      self->kept = avow_clock_elapsed ();
      self->time_source = g_timeout_add_seconds (1, second_cb, self);
    }
  self->minutes_shown = (left + MINUTE - 1) / MINUTE;
  return avow_format_time_left (left);
}
