/* avow-question-view.c: one question to be answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-question-view.h"

#include "avow-interaction.h"
#include "avow-page-view.h"

struct _AvowQuestionView
{
  GtkBox parent_instance;

  AvowInteraction *interaction;

  AvowPageView *prompt;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (AvowQuestionView, avow_question_view, GTK_TYPE_BOX)

static void
avow_question_view_class_init (AvowQuestionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AVOW_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-question-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowQuestionView, prompt);
  gtk_widget_class_bind_template_child (widget_class, AvowQuestionView, hint);
}

static void
avow_question_view_init (AvowQuestionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_question_view_new (AvowSession *session, AvowQuestion *question)
{
  AvowQuestionView *self;
  const char *hint;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  self = g_object_new (AVOW_TYPE_QUESTION_VIEW, NULL);
  self->interaction = AVOW_INTERACTION (avow_interaction_new (session, question));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->interaction));

  avow_page_view_set_blocks (self->prompt, question->prompt, avow_session_get_variables (session), avow_session_get_course (session));
  hint = avow_interaction_get_hint (self->interaction);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");

  return GTK_WIDGET (self);
}

AvowQuestion *
avow_question_view_get_question (AvowQuestionView *self)
{
  g_return_val_if_fail (AVOW_IS_QUESTION_VIEW (self), NULL);

  return avow_interaction_get_question (self->interaction);
}

gboolean
avow_question_view_choose (AvowQuestionView *self, guint number)
{
  g_return_val_if_fail (AVOW_IS_QUESTION_VIEW (self), FALSE);

  return avow_interaction_choose (self->interaction, number);
}
