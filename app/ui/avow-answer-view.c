/* avow-answer-view.c: one question as it was answered, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-answer-view.h"

#include "avow-page-view.h"
#include "avow-text-block.h"
#include "learn/avow-grade.h"

#include <glib/gi18n-lib.h>

#define ICON_RIGHT "emblem-ok-symbolic"
#define ICON_WRONG "window-close-symbolic"

struct _AvowAnswerView
{
  GtkBox parent_instance;

  AvowSession *session;

  AvowPageView *prompt;
  GtkImage *icon;
  AvowTextBlock *verdict;
  GtkBox *options;
};

G_DEFINE_FINAL_TYPE (AvowAnswerView, avow_answer_view, GTK_TYPE_BOX)

static const char *
get_verdict (AvowQuestion *question, GPtrArray *chosen)
{
  if (avow_grade_is_right (question, chosen))
    return _("Right.");
  if (chosen->len == 0)
    return _("You did not answer this question.");

  switch (question->kind)
    {
    case AVOW_QUESTION_MULTIPLE:
      return _("Not all of it is right.");
    case AVOW_QUESTION_TRUE_FALSE:
      return _("Not right.");
    case AVOW_QUESTION_SINGLE:
    default:
      return _("Not the best answer.");
    }
}

/* What an option is, in words; NULL where it is neither chosen nor right. */
static const char *
get_mark (AvowQuestion *question, const AvowOption *option, gboolean chosen)
{
  gboolean is_best = question->kind == AVOW_QUESTION_SINGLE;

  if (chosen && option->correct)
    return is_best ? _("Your answer, and the best one") : _("Your answer, and right");
  if (chosen)
    return is_best ? _("Your answer") : _("Your answer, and not right");
  if (option->correct)
    return is_best ? _("The best answer") : _("Right");

  return NULL;
}

static GtkWidget *
create_text (AvowAnswerView *self, GPtrArray *inlines)
{
  GtkWidget *text = avow_text_block_new (GTK_ACCESSIBLE_ROLE_LABEL);

  avow_text_block_set_inlines (AVOW_TEXT_BLOCK (text), inlines, avow_session_get_variables (self->session),
                               avow_session_get_course (self->session));

  return text;
}

static GtkWidget *
create_mark (const AvowOption *option, const char *mark)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (mark);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", option->correct ? ICON_RIGHT : ICON_WRONG,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "avow-strong");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
create_option (AvowAnswerView *self, AvowQuestion *question, AvowOption *option, gboolean chosen)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 "orientation", GTK_ORIENTATION_VERTICAL,
                                 "spacing", 6,
                                 NULL);
  const char *mark = get_mark (question, option, chosen);

  gtk_widget_add_css_class (box, "avow-option");
  if (mark != NULL)
    {
      gtk_box_append (GTK_BOX (box), create_mark (option, mark));
      gtk_widget_add_css_class (box, option->correct ? "avow-right" : "avow-wrong");
      gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, mark, -1);
    }
  gtk_box_append (GTK_BOX (box), create_text (self, option->inlines));
  if (mark != NULL && option->feedback != NULL && option->feedback->len > 0)
    {
      GtkWidget *feedback = create_text (self, option->feedback);

      gtk_widget_add_css_class (feedback, "avow-feedback");
      gtk_box_append (GTK_BOX (box), feedback);
    }

  return box;
}

static void
avow_answer_view_finalize (GObject *object)
{
  g_clear_pointer (&AVOW_ANSWER_VIEW (object)->session, avow_session_unref);

  G_OBJECT_CLASS (avow_answer_view_parent_class)->finalize (object);
}

static void
avow_answer_view_class_init (AvowAnswerViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_answer_view_finalize;

  g_type_ensure (AVOW_TYPE_PAGE_VIEW);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-answer-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, prompt);
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, icon);
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, verdict);
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, options);
}

static void
avow_answer_view_init (AvowAnswerView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_answer_view_new (AvowSession *session, AvowQuestion *question, GPtrArray *chosen)
{
  AvowAnswerView *self;
  GPtrArray *options;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);
  g_return_val_if_fail (chosen != NULL, NULL);

  self = g_object_new (AVOW_TYPE_ANSWER_VIEW, NULL);
  self->session = avow_session_ref (session);

  avow_page_view_set_blocks (self->prompt, question->prompt, avow_session_get_variables (session), avow_session_get_course (session));
  avow_text_block_set_text (self->verdict, get_verdict (question, chosen));
  gtk_image_set_from_icon_name (self->icon, avow_grade_is_right (question, chosen) ? ICON_RIGHT : ICON_WRONG);

  options = avow_session_get_options (session, question);
  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);
      gboolean is_chosen = g_ptr_array_find_with_equal_func (chosen, option->id, g_str_equal, NULL);

      gtk_box_append (self->options, create_option (self, question, option, is_chosen));
    }

  return GTK_WIDGET (self);
}

void
avow_answer_view_focus_verdict (AvowAnswerView *self)
{
  g_return_if_fail (AVOW_IS_ANSWER_VIEW (self));

  avow_text_block_focus_text (self->verdict);
}
