/* avow-result-view.c: how an assessment ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-result-view.h"

#include "avow-column.h"
#include "avow-format.h"
#include "avow-question-row.h"
#include "avow-step-name.h"
#include "avow-summary-saver.h"
#include "avow-text-block.h"
#include "learn/avow-score.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _AvowResultView
{
  GtkWidget parent_instance;

  AvowSession *session;
  gboolean completed;

  AvowTextBlock *title;
  AvowTextBlock *summary;
  GtkButton *main_button;
  GtkWidget *leave_button;
  GtkWidget *summary_button;
  GtkWidget *again_box;
  GtkListBox *again;
  GtkWidget *modules_box;
  GtkListBox *modules;
  GtkWidget *answers_box;
  GtkListBox *answers;
};

G_DEFINE_FINAL_TYPE (AvowResultView, avow_result_view, GTK_TYPE_WIDGET)

static gboolean
only_must_pass_is_missed (const AvowGrade *grade)
{
  return grade->must_pass_missed && grade->points >= grade->needed_points;
}

static char *
describe_result (AvowResultView *self)
{
  const AvowGrade *grade = avow_session_get_last_grade (self->session);
  g_autofree char *score = grade != NULL ? avow_score_describe (grade->points, grade->asked) : NULL;
  g_autofree char *needed = NULL;

  /* Translators: how many questions were right, as in “18.5 of 20” */
  if (self->completed && grade != NULL)
    return g_strdup_printf (_("Passed: %s"), score);
  if (self->completed)
    return g_strdup (_("Completed"));
  if (grade == NULL)
    return g_strdup (_("Not yet"));
  if (only_must_pass_is_missed (grade))
    return g_strdup_printf (_("Not yet: %s"), score);

  needed = avow_score_to_text (grade->needed_points);
  return g_strdup_printf (_("Not yet: %s, %s needed"), score, needed);
}

/* What comes next for who has not passed. */
static char *
describe_outlook (AvowResultView *self)
{
  g_autofree char *clock = NULL;

  switch (avow_session_get_assessment_state (self->session))
    {
    case AVOW_ASSESSMENT_WAITING:
      clock = avow_format_clock (avow_session_get_open_time (self->session));
      return g_strdup_printf (_("You can try again after %s."), clock);
    case AVOW_ASSESSMENT_EXHAUSTED:
      return g_strdup (_("No attempts are left. Your compliance team has been told. You can keep reading."));
    case AVOW_ASSESSMENT_OPEN:
      return g_strdup (_("You can try again now."));
    case AVOW_ASSESSMENT_NONE:
    case AVOW_ASSESSMENT_LOCKED:
    case AVOW_ASSESSMENT_RUNNING:
    case AVOW_ASSESSMENT_PASSED:
    default:
      return g_strdup ("");
    }
}

static char *
describe_next (AvowResultView *self)
{
  const AvowGrade *grade = avow_session_get_last_grade (self->session);
  g_autofree char *outlook = NULL;

  if (self->completed)
    return g_strdup (_("The course is done. It is in your records."));

  outlook = describe_outlook (self);
  if (grade != NULL && only_must_pass_is_missed (grade))
    /* Translators: the sentence that follows says when one can try again */
    return g_strdup_printf (_("Some questions have to be right, and one of them was not. %s"), outlook);

  return g_steal_pointer (&outlook);
}

static char *
describe_summary (AvowResultView *self)
{
  const AvowRecordAttempt *attempt = avow_session_get_last_attempt (self->session);
  g_autofree char *next = describe_next (self);

  if (attempt == NULL || !attempt->time_up)
    return g_steal_pointer (&next);
  /* Translators: the sentence that follows says what comes next */
  return g_strdup_printf (_("The time was up, and what you had answered by then was handed in. %s"), next);
}

static void
add_module (AvowResultView *self, const char *title, const char *score)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (score));
  gtk_list_box_append (self->modules, row);
  gtk_widget_set_visible (self->modules_box, TRUE);
}

/* What was shown ahead stands before what the final questions asked. */
static void
add_tested_out (AvowResultView *self)
{
  AvowCourse *course = avow_session_get_course (self->session);

  for (guint i = 0; i < course->modules->len; i++)
    {
      AvowModule *module = g_ptr_array_index (course->modules, i);

      if (avow_session_is_tested_out (self->session, module))
        add_module (self, module->title, _("known, and skipped"));
    }
}

static void
add_modules (AvowResultView *self, const AvowGrade *grade)
{
  for (guint i = 0; i < grade->modules->len; i++)
    {
      const AvowModuleGrade *module = g_ptr_array_index (grade->modules, i);
      g_autofree char *score = avow_score_describe (module->points, module->asked);

      add_module (self, module->module != NULL ? module->module->title : _("Other questions"), score);
    }
}

static void
add_page (AvowResultView *self, guint step)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = avow_step_name (self->session, step);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", "go-next-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", step);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "reader.open-step");
  gtk_list_box_append (self->again, row);
}

static gboolean
is_right (AvowResultView *self, const AvowRecordResponse *response)
{
  AvowQuestion *question = avow_course_find_question (avow_session_get_course (self->session), response->question);

  return question != NULL && avow_grade_is_right (question, response->options);
}

/* The pages where what was missed is taught, in the course's order. */
static void
add_pages (AvowResultView *self, const AvowRecordAttempt *attempt)
{
  guint n_steps = avow_session_get_n_steps (self->session);
  g_autofree gboolean *missed = g_new0 (gboolean, n_steps);
  gboolean any = FALSE;

  for (guint i = 0; i < attempt->responses->len; i++)
    {
      const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, i);
      guint page = avow_step_find_page (self->session, response->question);

      if (page < n_steps && !is_right (self, response))
        missed[page] = TRUE;
    }

  for (guint i = 0; i < n_steps; i++)
    if (missed[i])
      {
        add_page (self, i);
        any = TRUE;
      }
  gtk_widget_set_visible (self->again_box, any);
}

static void
add_answers (AvowResultView *self, const AvowRecordAttempt *attempt)
{
  AvowCourse *course = avow_session_get_course (self->session);

  for (guint i = 0; i < attempt->responses->len; i++)
    {
      const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, i);
      AvowQuestion *question = avow_course_find_question (course, response->question);
      gboolean right = is_right (self, response);

      if (question != NULL)
        gtk_list_box_append (self->answers,
                             avow_question_row_new (self->session, question, i, right ? "emblem-ok-symbolic" : "window-close-symbolic",
                                                    right ? _("right") : _("not right"), "reader.open-answer"));
    }
  gtk_widget_set_visible (self->answers_box, attempt->responses->len > 0);
}

static void
set_main_button (AvowResultView *self, const char *label, const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), label != NULL);
  gtk_button_set_label (self->main_button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->main_button), action);
}

/* One button is suggested: what comes next, or else the way back. */
static void
show_buttons (AvowResultView *self, const AvowDuty *next)
{
  g_autofree char *label = NULL;

  if (!self->completed && avow_session_get_assessment_state (self->session) == AVOW_ASSESSMENT_OPEN)
    {
      set_main_button (self, _("Try Again"), "reader.start");
    }
  else if (self->completed && next != NULL)
    {
      label = g_strdup_printf (_("Next: %s"), next->title);
      set_main_button (self, label, "reader.open-next");
    }
  else
    {
      set_main_button (self, NULL, NULL);
    }

  if (self->completed && next == NULL)
    gtk_widget_add_css_class (self->leave_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->leave_button, "suggested-action");
}

static void
summary_clicked_cb (AvowResultView *self)
{
  avow_summary_save (GTK_WIDGET (self), self->session);
}

static void
avow_result_view_dispose (GObject *object)
{
  AvowResultView *self = AVOW_RESULT_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, avow_session_unref);

  G_OBJECT_CLASS (avow_result_view_parent_class)->dispose (object);
}

static void
avow_result_view_class_init (AvowResultViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_result_view_dispose;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, title);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, summary);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, main_button);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, leave_button);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, summary_button);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, again_box);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, again);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, modules_box);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, modules);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, answers_box);
  gtk_widget_class_bind_template_child (widget_class, AvowResultView, answers);
}

static void
avow_result_view_init (AvowResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->summary_button, "clicked", G_CALLBACK (summary_clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_result_view_new (AvowSession *session, gboolean completed)
{
  AvowResultView *self;
  const AvowGrade *grade;
  const AvowRecordAttempt *attempt;
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (AVOW_TYPE_RESULT_VIEW, NULL);
  self->session = avow_session_ref (session);
  self->completed = completed;
  grade = avow_session_get_last_grade (session);
  attempt = grade != NULL ? avow_session_get_last_attempt (session) : NULL;
  title = describe_result (self);
  summary = describe_summary (self);

  gtk_widget_set_visible (self->summary_button, completed && avow_summary_exists (session));
  avow_text_block_set_text (self->title, title);
  avow_text_block_set_text (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), *summary != '\0');
  gtk_widget_set_visible (self->again_box, FALSE);
  gtk_widget_set_visible (self->modules_box, FALSE);
  gtk_widget_set_visible (self->answers_box, FALSE);
  add_tested_out (self);
  if (grade != NULL)
    add_modules (self, grade);
  if (attempt != NULL)
    add_pages (self, attempt);
  if (attempt != NULL && avow_session_get_course (session)->assessment->show_answers)
    add_answers (self, attempt);
  show_buttons (self, NULL);

  return GTK_WIDGET (self);
}

void
avow_result_view_set_next (AvowResultView *self, const AvowDuty *next)
{
  g_return_if_fail (AVOW_IS_RESULT_VIEW (self));

  show_buttons (self, next);
}
