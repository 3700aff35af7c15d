/* test-time.c: what the reader does as the time of an assessment goes by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-life.h"

#include "ui/avow-reader-private.h"

#include <string.h>

static void
adopt_timed (Life *life)
{
  g_autofree char *xml = life_write_course ("2026.5", 3);
  g_autoptr (GString) text = g_string_new (xml);

  g_string_replace (text, " wait='PT15M'", " wait='PT15M' time-limit='PT30M'", 1);
  life_adopt_text (life, text->str);
}

static AvowReader *
open_reader (Life *life, AvowWorker *worker)
{
  AvowDuty *duty = life_find_duty (life, life->officer, "callers");
  g_autoptr (AvowContext) context = life_create_context (life, worker);
  AvowReader *reader = g_object_ref_sink (AVOW_READER (avow_reader_new (context, duty)));

  while (reader->session == NULL)
    g_main_context_iteration (NULL, TRUE);
  avow_duty_free (duty);
  return reader;
}

static void
wait_for_warning (AvowReader *reader, const char *begins)
{
  while (!gtk_widget_get_visible (reader->time_box) || !g_str_has_prefix (gtk_label_get_label (reader->time_label), begins))
    g_main_context_iteration (NULL, TRUE);
}

static char *
get_progress (AvowReader *reader)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (reader->bar)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      return g_strdup (gtk_label_get_label (GTK_LABEL (child)));
  g_assert_not_reached ();
}

static void
begin (AvowReader *reader)
{
  life_do_steps (reader->session);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.open-assessment", NULL);
  g_assert_cmpint (reader->shown, ==, AVOW_READER_AT_INTRO);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.start", NULL);
  g_assert_cmpint (reader->shown, ==, AVOW_READER_AT_QUESTION);
}

/* What is left is said by the minute, what runs short in words, and once the time is up what was answered is handed in. */
static void
test_runs_out (Life *life, gconstpointer data)
{
  AvowWorker *worker = life_create_worker (life);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  AvowReader *reader;

  adopt_timed (life);
  reader = open_reader (life, worker);
  begin (reader);
  first = get_progress (reader);
  g_assert_cmpstr (first, ==, "4 left to answer. 30 minutes left");
  g_assert_false (gtk_widget_get_visible (reader->time_box));

  life->now += 15 * LIFE_MINUTE;
  wait_for_warning (reader, "15 minutes left.");
  life_answer (reader->session, 2, TRUE);
  life->now += 11 * LIFE_MINUTE;
  wait_for_warning (reader, "4 minutes left.");
  second = get_progress (reader);
  g_assert_cmpstr (second, ==, "All answered. 4 minutes left");
  life->now += 3 * LIFE_MINUTE;
  wait_for_warning (reader, "Less than a minute left.");

  g_assert_cmpint (life_count (life, "event_attempt"), ==, 0);
  life->now += LIFE_MINUTE;
  while (reader->shown != AVOW_READER_AT_RESULT || reader->busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (life_count (life, "event_attempt"), ==, 1);
  g_assert_cmpint (life_count (life, "event_completion"), ==, 1);
  g_assert_true (avow_session_get_last_attempt (reader->session)->time_up);
  g_assert_false (gtk_widget_get_visible (reader->time_box));
  g_assert_cmpuint (reader->time_source, ==, 0);
  life_close_page (GTK_WIDGET (reader), worker);
}

/* The window was closed, and opened again once the time was up: what had been answered is handed in. */
static void
test_closed (Life *life, gconstpointer data)
{
  AvowWorker *worker = life_create_worker (life);
  AvowReader *reader;

  adopt_timed (life);
  reader = open_reader (life, worker);
  begin (reader);
  life_answer (reader->session, 3, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.changed", NULL);
  life_close_page (GTK_WIDGET (reader), worker);

  life->now += LIFE_DAY;
  worker = life_create_worker (life);
  reader = open_reader (life, worker);
  while (reader->shown != AVOW_READER_AT_RESULT || reader->busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (life_count (life, "event_completion"), ==, 1);
  life_close_page (GTK_WIDGET (reader), worker);
}

/* Control: without a limit nothing of this happens, however long it takes. */
static void
test_no_limit (Life *life, gconstpointer data)
{
  AvowWorker *worker = life_create_worker (life);
  g_autofree char *progress = NULL;
  AvowReader *reader = open_reader (life, worker);

  begin (reader);
  life->now += LIFE_DAY;
  avow_reader_update (reader);
  progress = get_progress (reader);
  g_assert_cmpstr (progress, ==, "4 left to answer");
  g_assert_cmpuint (reader->time_source, ==, 0);
  g_assert_cmpint (reader->shown, ==, AVOW_READER_AT_QUESTION);
  life_close_page (GTK_WIDGET (reader), worker);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register_pages ();
  life_add ("/avow/ui/time{runs-out}", test_runs_out);
  life_add ("/avow/ui/time{closed}", test_closed);
  life_add ("/avow/ui/time{no-limit}", test_no_limit);
  return life_run ();
}
