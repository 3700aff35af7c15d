/* avow-assessment-view.c: one question of an assessment under way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-assessment-view.h"

#include "avow-column.h"
#include "avow-question-view.h"
#include "avow-text-block.h"
#include "avow-wrap-box.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _AvowAssessmentView
{
  GtkWidget parent_instance;

  AvowSession *session;
  AvowQuestionView *question;

  AvowTextBlock *title;
  AdwBin *place;
  AvowWrapBox *confidence_row;
  AvowWrapBox *row;
};

G_DEFINE_FINAL_TYPE (AvowAssessmentView, avow_assessment_view, GTK_TYPE_WIDGET)

static void
flag_toggled_cb (AvowAssessmentView *self, GtkCheckButton *button)
{
  AvowQuestion *question = avow_question_view_get_question (self->question);

  avow_session_set_flagged (self->session, question->id, gtk_check_button_get_active (button));
  gtk_widget_activate_action (GTK_WIDGET (self), "reader.changed", NULL);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_question_view_choose (AVOW_ASSESSMENT_VIEW (widget)->question, g_variant_get_uint32 (parameter));
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "reader.continue", NULL);
}

static void
confidence_toggled_cb (AvowAssessmentView *self, GtkCheckButton *button)
{
  AvowQuestion *question = avow_question_view_get_question (self->question);

  if (!gtk_check_button_get_active (button))
    return;
  avow_session_set_confidence (self->session, question->id, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "avow-confidence")));
  gtk_widget_activate_action (GTK_WIDGET (self), "reader.changed", NULL);
}

static GtkWidget *
add_confidence (AvowAssessmentView *self, const AvowQuestion *question, const char *label, AvowConfidence confidence, GtkWidget *group)
{
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON, "label", label, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), avow_session_get_confidence (self->session, question->id) == confidence);
  g_object_set_data (G_OBJECT (button), "avow-confidence", GINT_TO_POINTER (confidence));
  g_signal_connect_object (button, "toggled", G_CALLBACK (confidence_toggled_cb), self, G_CONNECT_SWAPPED);
  avow_wrap_box_append (self->confidence_row, button);

  return button;
}

/* Where the course asks for it: it counts for nothing, and may be left alone. */
static void
add_confidence_row (AvowAssessmentView *self, const AvowQuestion *question)
{
  GtkWidget *label, *sure;

  gtk_widget_set_visible (GTK_WIDGET (self->confidence_row), avow_session_get_course (self->session)->assessment->confidence);
  if (!avow_session_get_course (self->session)->assessment->confidence)
    return;

  label = gtk_label_new (_("How sure are you?"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  avow_wrap_box_append (self->confidence_row, label);
  sure = add_confidence (self, question, _("Sure"), AVOW_CONFIDENCE_IS_SURE, NULL);
  add_confidence (self, question, _("Unsure"), AVOW_CONFIDENCE_IS_UNSURE, sure);
}

/* Built here, as what follows a question depends on how many there are. */
static void
add_buttons (AvowAssessmentView *self, const AvowQuestion *question, gboolean is_last)
{
  GtkWidget *flag = gtk_check_button_new_with_mnemonic (_("_Flag for review"));
  GtkWidget *review = gtk_button_new_with_mnemonic (_("_Review Answers"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (flag), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Flag for review"), -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (flag), avow_session_is_flagged (self->session, question->id));
  g_signal_connect_object (flag, "toggled", G_CALLBACK (flag_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (review), "reader.review");
  gtk_widget_add_css_class (review, "flat");
  gtk_widget_set_visible (review, !is_last);
  avow_wrap_box_append (self->row, flag);
  avow_wrap_box_append (self->row, review);
}

static void
avow_assessment_view_dispose (GObject *object)
{
  AvowAssessmentView *self = AVOW_ASSESSMENT_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, avow_session_unref);

  G_OBJECT_CLASS (avow_assessment_view_parent_class)->dispose (object);
}

static void
avow_assessment_view_class_init (AvowAssessmentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_assessment_view_dispose;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-assessment-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentView, title);
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentView, place);
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentView, confidence_row);
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentView, row);
  gtk_widget_class_install_action (widget_class, "question.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "question.submit", NULL, submit_action);
}

static void
avow_assessment_view_init (AvowAssessmentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_assessment_view_new (AvowSession *session)
{
  AvowAssessmentView *self;
  GPtrArray *questions;
  AvowQuestion *question;
  g_autofree char *title = NULL;
  guint position;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (avow_session_get_questions (session) != NULL, NULL);

  self = g_object_new (AVOW_TYPE_ASSESSMENT_VIEW, NULL);
  self->session = avow_session_ref (session);
  questions = avow_session_get_questions (session);
  position = avow_session_get_question_position (session);
  question = g_ptr_array_index (questions, position);

  title = g_strdup_printf (_("Question %u of %u"), position + 1, questions->len);
  avow_text_block_set_text (self->title, title);
  self->question = AVOW_QUESTION_VIEW (avow_question_view_new (session, question));
  adw_bin_set_child (self->place, GTK_WIDGET (self->question));
  add_confidence_row (self, question);
  add_buttons (self, question, position + 1 == questions->len);

  return GTK_WIDGET (self);
}
