/* avow-check-view.c: a knowledge check in the flow of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-check-view.h"

#include "avow-answer-view.h"
#include "avow-column.h"
#include "avow-question-view.h"
#include "avow-text-block.h"

struct _AvowCheckView
{
  GtkWidget parent_instance;

  AvowSession *session;
  AvowCheck *check;
  AvowQuestionView *current; /* nullable: all are checked */

  GtkBox *questions;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (AvowCheckView, avow_check_view, GTK_TYPE_WIDGET)

static void
update_button (AvowCheckView *self)
{
  AvowQuestion *question = self->current != NULL ? avow_question_view_get_question (self->current) : NULL;
  gboolean answered = question != NULL && avow_session_is_answered (self->session, question->id);

  gtk_widget_set_visible (GTK_WIDGET (self->button), question != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.submit", answered);
}

static void
append_answer (AvowCheckView *self, AvowQuestion *question)
{
  gtk_box_append (self->questions,
                  avow_answer_view_new (self->session, question, avow_session_get_answer (self->session, question->id)));
}

/* Questions that are checked, with their reasons, and below them the first that is not. */
static void
append_current (AvowCheckView *self)
{
  GPtrArray *questions = avow_session_get_check_questions (self->session, self->check);

  self->current = NULL;
  for (guint i = 0; i < questions->len && self->current == NULL; i++)
    {
      AvowQuestion *question = g_ptr_array_index (questions, i);

      if (avow_session_is_checked (self->session, question->id))
        continue;
      self->current = AVOW_QUESTION_VIEW (avow_question_view_new (self->session, question));
      gtk_box_append (self->questions, GTK_WIDGET (self->current));
    }
  update_button (self);
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowCheckView *self = AVOW_CHECK_VIEW (widget);
  AvowQuestion *question;
  GtkWidget *answer;

  if (self->current == NULL)
    return;

  question = avow_question_view_get_question (self->current);
  avow_session_check (self->session, question->id);
  if (!avow_session_is_checked (self->session, question->id))
    return;

  append_answer (self, question);
  answer = gtk_widget_get_last_child (GTK_WIDGET (self->questions));
  avow_answer_view_focus_verdict (AVOW_ANSWER_VIEW (answer));
  gtk_box_remove (self->questions, GTK_WIDGET (self->current));
  append_current (self);
  gtk_widget_activate_action (widget, "reader.changed", NULL);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowCheckView *self = AVOW_CHECK_VIEW (widget);

  if (self->current != NULL)
    avow_question_view_choose (self->current, g_variant_get_uint32 (parameter));
}

/* Between a question and the reader: the button follows what is chosen. */
static void
changed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  update_button (AVOW_CHECK_VIEW (widget));
  gtk_widget_activate_action (gtk_widget_get_parent (widget), "reader.changed", NULL);
}

static void
avow_check_view_dispose (GObject *object)
{
  AvowCheckView *self = AVOW_CHECK_VIEW (object);
  GtkWidget *child;

  self->current = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, avow_session_unref);

  G_OBJECT_CLASS (avow_check_view_parent_class)->dispose (object);
}

static void
avow_check_view_class_init (AvowCheckViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_check_view_dispose;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-check-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowCheckView, questions);
  gtk_widget_class_bind_template_child (widget_class, AvowCheckView, button);
  gtk_widget_class_install_action (widget_class, "question.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "question.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "reader.changed", NULL, changed_action);
}

static void
avow_check_view_init (AvowCheckView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_check_view_new (AvowSession *session, AvowCheck *check)
{
  AvowCheckView *self;
  GPtrArray *questions;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (check != NULL, NULL);

  self = g_object_new (AVOW_TYPE_CHECK_VIEW, NULL);
  self->session = avow_session_ref (session);
  self->check = check;

  questions = avow_session_get_check_questions (session, check);
  for (guint i = 0; i < questions->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (questions, i);

      if (avow_session_is_checked (session, question->id))
        append_answer (self, question);
    }
  append_current (self);

  return GTK_WIDGET (self);
}
