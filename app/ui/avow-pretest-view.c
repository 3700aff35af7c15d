/* avow-pretest-view.c: what one knows of a module already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-pretest-view.h"

#include "avow-answer-view.h"
#include "avow-column.h"
#include "avow-question-view.h"
#include "avow-text-block.h"

#include <glib/gi18n-lib.h>

#define SECONDS_PER_QUESTION 30 /* they are short, and no page is read for them */

struct _AvowPretestView
{
  GtkWidget parent_instance;

  AvowSession *session;
  AvowModule *module;
  AvowQuestionView *current; /* nullable: none is asked now */

  AvowTextBlock *title;
  AvowTextBlock *explanation;
  GtkBox *questions;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (AvowPretestView, avow_pretest_view, GTK_TYPE_WIDGET)

/* “Show what you know and skip the rest: 18 questions, about 9 minutes.” */
static char *
describe_all (AvowSession *session)
{
  guint n_questions = avow_session_count_pretest_questions (session);
  guint n_minutes = MAX ((n_questions * SECONDS_PER_QUESTION + 59) / 60, 1);
  g_autofree char *questions = g_strdup_printf (ngettext ("%u question", "%u questions", n_questions), n_questions);
  g_autofree char *minutes = g_strdup_printf (ngettext ("about %u minute", "about %u minutes", n_minutes), n_minutes);

  /* Translators: “Show what you know and skip the rest: 18 questions, about 9 minutes.” */
  return g_strdup_printf (_("Show what you know and skip the rest: %s, %s."), questions, minutes);
}

static guint
count_asked (const AvowModule *module)
{
  guint count = 0;

  for (guint i = 0; i < module->pretest->draws->len; i++)
    count += ((const AvowDraw *) g_ptr_array_index (module->pretest->draws, i))->count;

  return count;
}

static void
show_offer (AvowPretestView *self)
{
  guint n_questions = count_asked (self->module);
  g_autofree char *all = describe_all (self->session);
  g_autofree char *offer = NULL;
  g_autofree char *text = NULL;

  offer = g_strdup_printf (ngettext ("%u of them is about this part. If your answer is right, the part is done. You have one try, or you just read on.",
                                     "%u of them are about this part. If all your answers are right, the part is done. You have one try, or you just read on.",
                                     n_questions),
                           n_questions);
  text = g_strdup_printf ("%s\n\n%s", all, offer);
  avow_text_block_set_text (self->title, self->module->title);
  avow_text_block_set_text (self->explanation, text);
  gtk_button_set_label (self->button, _("_Show What I Know"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "reader.start-pretest");
}

static void
show_answers (AvowPretestView *self, const AvowRecordAttempt *attempt)
{
  AvowCourse *course = avow_session_get_course (self->session);

  for (guint i = 0; i < attempt->responses->len; i++)
    {
      const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, i);
      AvowQuestion *question = avow_course_find_question (course, response->question);

      if (question != NULL)
        gtk_box_append (self->questions, avow_answer_view_new (self->session, question, response->options));
    }
}

static void
show_result (AvowPretestView *self, const AvowRecordAttempt *attempt)
{
  g_autofree char *title = attempt->passed ? g_strdup_printf (_("Passed: %u of %u"), (guint) attempt->right, (guint) attempt->asked)
                                           : g_strdup_printf (_("Not all right: %u of %u"), (guint) attempt->right, (guint) attempt->asked);

  avow_text_block_set_text (self->title, title);
  avow_text_block_set_text (self->explanation, attempt->passed ? _("You know this part, so it is skipped. It is in your records.")
                                                               : _("Here is why. Then read this part; it is short."));
  show_answers (self, attempt);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
}

static guint
find_current (AvowPretestView *self, GPtrArray *questions)
{
  guint index = 0;

  while (index + 1 < questions->len
         && avow_session_is_answered (self->session, ((const AvowQuestion *) g_ptr_array_index (questions, index))->id))
    index++;

  return index;
}

static void
update_button (AvowPretestView *self)
{
  AvowQuestion *question = self->current != NULL ? avow_question_view_get_question (self->current) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.submit",
                                 question != NULL && avow_session_is_answered (self->session, question->id));
}

static void
show_question (AvowPretestView *self, guint index)
{
  GPtrArray *questions = avow_session_get_pretest_questions (self->session, self->module);
  AvowQuestion *question = g_ptr_array_index (questions, index);
  g_autofree char *title = g_strdup_printf (_("Question %u of %u"), index + 1, questions->len);

  if (self->current != NULL)
    gtk_box_remove (self->questions, GTK_WIDGET (self->current));
  self->current = AVOW_QUESTION_VIEW (avow_question_view_new (self->session, question));
  gtk_box_append (self->questions, GTK_WIDGET (self->current));
  avow_text_block_set_text (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), FALSE);
  gtk_button_set_label (self->button, index + 1 < questions->len ? _("_Next") : _("_Finish"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "question.submit");
  update_button (self);
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowPretestView *self = AVOW_PRETEST_VIEW (widget);
  GPtrArray *questions = avow_session_get_pretest_questions (self->session, self->module);
  guint index;

  if (self->current == NULL || questions == NULL
      || !g_ptr_array_find (questions, avow_question_view_get_question (self->current), &index)
      || !avow_session_is_answered (self->session, avow_question_view_get_question (self->current)->id))
    return;

  if (index + 1 == questions->len)
    {
      gtk_widget_activate_action (gtk_widget_get_parent (widget), "reader.finish-pretest", NULL);
      return;
    }
  show_question (self, index + 1);
  avow_text_block_focus_text (self->title);
  gtk_widget_activate_action (gtk_widget_get_parent (widget), "reader.turned", NULL);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowPretestView *self = AVOW_PRETEST_VIEW (widget);

  if (self->current != NULL)
    avow_question_view_choose (self->current, g_variant_get_uint32 (parameter));
}

/* Between a question and the reader: the button follows what is chosen. */
static void
changed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  update_button (AVOW_PRETEST_VIEW (widget));
  gtk_widget_activate_action (gtk_widget_get_parent (widget), "reader.changed", NULL);
}

static void
avow_pretest_view_dispose (GObject *object)
{
  AvowPretestView *self = AVOW_PRETEST_VIEW (object);
  GtkWidget *child;

  self->current = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, avow_session_unref);

  G_OBJECT_CLASS (avow_pretest_view_parent_class)->dispose (object);
}

static void
avow_pretest_view_class_init (AvowPretestViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_pretest_view_dispose;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-pretest-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowPretestView, title);
  gtk_widget_class_bind_template_child (widget_class, AvowPretestView, explanation);
  gtk_widget_class_bind_template_child (widget_class, AvowPretestView, questions);
  gtk_widget_class_bind_template_child (widget_class, AvowPretestView, button);
  gtk_widget_class_install_action (widget_class, "question.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "question.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "reader.changed", NULL, changed_action);
}

static void
avow_pretest_view_init (AvowPretestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_pretest_view_new (AvowSession *session, AvowModule *module)
{
  AvowPretestView *self;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (module != NULL && module->pretest != NULL, NULL);

  self = g_object_new (AVOW_TYPE_PRETEST_VIEW, NULL);
  self->session = avow_session_ref (session);
  self->module = module;

  switch (avow_session_get_pretest_state (session, module))
    {
    case AVOW_PRETEST_OPEN:
      show_offer (self);
      break;
    case AVOW_PRETEST_RUNNING:
      show_question (self, find_current (self, avow_session_get_pretest_questions (session, module)));
      break;
    case AVOW_PRETEST_PASSED:
    case AVOW_PRETEST_MISSED:
      show_result (self, avow_session_get_pretest_attempt (session, module));
      break;
    case AVOW_PRETEST_CLOSED:
    default:
      avow_text_block_set_text (self->title, module->title);
      avow_text_block_set_text (self->explanation, _("These questions could be answered before the final ones. Read on."));
      gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
    }

  return GTK_WIDGET (self);
}
