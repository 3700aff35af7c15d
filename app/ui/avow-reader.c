/* avow-reader.c: a course being taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reader-private.h"

#include "avow-column.h"
#include "avow-reader-jobs.h"
#include "avow-walk.h"
#include "avow-window.h"

#include <glib/gi18n-lib.h>

#define SPINNER_DELAY_MS 500

G_DEFINE_FINAL_TYPE (AvowReader, avow_reader, ADW_TYPE_BIN)

AvowWorker *
avow_reader_get_worker (AvowReader *self)
{
  return avow_context_get_worker (self->context);
}

gboolean
avow_reader_has_assessment (AvowReader *self)
{
  return avow_session_has_assessment (self->session);
}

static void
set_busy (AvowReader *self, gboolean busy)
{
  self->busy = busy;
  /* what has the focus last, lest it wander through the others */
  gtk_widget_set_sensitive (GTK_WIDGET (self->language), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->outline), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bar), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->place), !busy);
}

static void
handed_in_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReader) self = user_data;
  g_autoptr (GError) error = NULL;

  avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  set_busy (self, FALSE);
  if (error != NULL)
    {
      avow_banner_set_text (self->banner, error->message);
      avow_walk_start (GTK_WIDGET (self->place));
      return;
    }

  avow_banner_set_text (self->banner, NULL);
  avow_reader_stop_time (self);
  self->completed = !avow_reader_has_assessment (self) || avow_session_get_assessment_state (self->session) == AVOW_ASSESSMENT_PASSED;
  avow_context_changed (self->context);
  avow_reader_show_result (self);
}

void
avow_reader_hand_in (AvowReader *self)
{
  set_busy (self, TRUE);
  avow_worker_run_async (avow_reader_get_worker (self), avow_reader_job_hand_in, avow_session_ref (self->session),
                         (GDestroyNotify) avow_session_unref, NULL, NULL, handed_in_cb, g_object_ref (self));
}

static void
pretest_handed_in_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReader) self = user_data;
  g_autoptr (GError) error = NULL;

  avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  set_busy (self, FALSE);
  if (error != NULL)
    {
      avow_banner_set_text (self->banner, error->message);
      avow_walk_start (GTK_WIDGET (self->place));
      return;
    }

  avow_banner_set_text (self->banner, NULL);
  self->completed = avow_session_is_completed (self->session);
  avow_context_changed (self->context);
  avow_reader_show_step (self, avow_session_get_position (self->session));
}

void
avow_reader_hand_in_pretest (AvowReader *self)
{
  set_busy (self, TRUE);
  avow_worker_run_async (avow_reader_get_worker (self), avow_reader_job_hand_in_pretest, avow_session_ref (self->session),
                         (GDestroyNotify) avow_session_unref, NULL, NULL, pretest_handed_in_cb, g_object_ref (self));
}

static void
outcome_cb (AvowReader *self, const char *reason)
{
  g_autofree char *text = NULL;

  if (reason == NULL)
    {
      if (!self->busy)
        avow_banner_set_text (self->banner, NULL);
      return;
    }

  text = g_strdup_printf (_("Your last step could not be kept. It is still here, and is tried again with the next. %s"), reason);
  avow_banner_set_text (self->banner, text);
}

/* What is chosen is kept, and the course opened anew where one was. */
static void
language_chosen_cb (AvowReader *self, const char *language)
{
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  if (self->busy || self->session == NULL || window == NULL)
    return;

  avow_session_set_language (self->session, language);
  avow_saver_save (self->saver);
  avow_window_replace (window, avow_reader_new (self->context, self->duty));
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReader) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowSession *session = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (session == NULL)
    {
      text = g_markup_escape_text (error->message, -1);
      adw_status_page_set_description (self->error, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      gtk_widget_grab_focus (self->again_button);
      return;
    }

  self->session = session;
  self->saver = avow_saver_new (avow_reader_get_worker (self), session);
  g_signal_connect_object (self->saver, "outcome", G_CALLBACK (outcome_cb), self, G_CONNECT_SWAPPED);
  adw_window_title_set_subtitle (self->course_title, avow_session_get_course (session)->title);
  avow_language_choice_set_languages (self->language, avow_session_get_languages (session), avow_session_get_course (session)->language);
  avow_outline_set_session (self->outline, session);
  if (avow_session_get_position (session) < avow_session_get_n_steps (session))
    avow_reader_show_step (self, avow_session_get_position (session));
  else
    avow_reader_show_assessment (self);
}

static gboolean
start_spinner_cb (gpointer user_data)
{
  AvowReader *self = user_data;

  self->spinner_source = 0;
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
load (AvowReader *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, start_spinner_cb, self);
  avow_worker_run_async (avow_reader_get_worker (self), avow_reader_job_load, avow_duty_copy (self->duty), (GDestroyNotify) avow_duty_free,
                         (GDestroyNotify) avow_session_unref, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
folded_changed_cb (AvowReader *self)
{
  gboolean folded = avow_split_get_folded (self->split);

  gtk_widget_set_visible (self->leave_button, folded);
  gtk_widget_set_visible (self->outline_button, folded);
  adw_header_bar_set_show_start_title_buttons (self->content_header, folded);
  adw_header_bar_set_show_end_title_buttons (self->sidebar_header, folded);
}

static void
avow_reader_dispose (GObject *object)
{
  AvowReader *self = AVOW_READER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->open_source, g_source_remove);
  g_clear_handle_id (&self->time_source, g_source_remove);
  g_clear_object (&self->saver);
  g_clear_object (&self->context);
  g_clear_pointer (&self->session, avow_session_unref);
  g_clear_pointer (&self->duty, avow_duty_free);
  g_clear_pointer (&self->next, avow_duty_free);

  G_OBJECT_CLASS (avow_reader_parent_class)->dispose (object);
}

static void
avow_reader_class_init (AvowReaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_reader_dispose;

  g_type_ensure (AVOW_TYPE_BANNER);
  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_LANGUAGE_CHOICE);
  g_type_ensure (AVOW_TYPE_OUTLINE);
  g_type_ensure (AVOW_TYPE_READER_BAR);
  g_type_ensure (AVOW_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowReader, split);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, content_header);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, title);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, course_title);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, leave_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, outline_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, language);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, outline);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, banner);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, time_box);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, time_label);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, spinner);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, error);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, again_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, scroller);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, place);
  gtk_widget_class_bind_template_child (widget_class, AvowReader, bar);
  avow_reader_class_install_actions (widget_class);
  avow_reader_class_add_bindings (widget_class);
}

static void
avow_reader_init (AvowReader *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language, "chosen", G_CALLBACK (language_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (folded_changed_cb), self, G_CONNECT_SWAPPED);
  folded_changed_cb (self);
}

GtkWidget *
avow_reader_new (AvowContext *context, const AvowDuty *duty)
{
  AvowReader *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (duty != NULL, NULL);

  self = g_object_new (AVOW_TYPE_READER, NULL);
  self->context = g_object_ref (context);
  self->duty = avow_duty_copy (duty);
  self->completed = duty->standing == AVOW_STANDING_DONE;
  adw_window_title_set_subtitle (self->course_title, duty->title);
  load (self);

  return GTK_WIDGET (self);
}
