/* avow-question-view.c: one question to be answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-question-view.h"

#include "avow-markup.h"
#include "avow-page-view.h"

#include <glib/gi18n-lib.h>

#define MAX_KEYS 9

struct _AvowQuestionView
{
  GtkBox parent_instance;

  AvowSession *session;
  AvowQuestion *question;
  GPtrArray *buttons; /* of GtkCheckButton (transfer none), one an option */

  AvowPageView *prompt;
  GtkLabel *hint;
  GtkBox *options;
};

G_DEFINE_FINAL_TYPE (AvowQuestionView, avow_question_view, GTK_TYPE_BOX)

static gboolean
is_multiple (AvowQuestionView *self)
{
  return self->question->kind == AVOW_QUESTION_MULTIPLE;
}

static void
keep_answer (AvowQuestionView *self)
{
  GPtrArray *options = avow_session_get_options (self->session, self->question);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < options->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
      g_ptr_array_add (chosen, ((AvowOption *) g_ptr_array_index (options, i))->id);

  avow_session_set_answer (self->session, self->question->id, chosen);
  gtk_widget_activate_action (GTK_WIDGET (self), "reader.changed", NULL);
}

static void
toggled_cb (AvowQuestionView *self, GtkCheckButton *button)
{
  /* of two radio buttons that change, the one that is chosen tells it */
  if (is_multiple (self) || gtk_check_button_get_active (button))
    keep_answer (self);
}

static gboolean
key_pressed_cb (AvowQuestionView *self, guint keyval)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return FALSE;
  if (!GTK_IS_CHECK_BUTTON (focus))
    return FALSE;

  if (avow_session_get_answer (self->session, self->question->id)->len == 0)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (focus), TRUE);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "question.submit", NULL);

  return TRUE;
}

static GtkWidget *
create_option_content (const char *markup, guint number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *key = g_strdup_printf ("%u", number);
  GtkWidget *hint = g_object_new (GTK_TYPE_LABEL, "label", key, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "avow-option-text");
  gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (hint, "avow-key");
  gtk_widget_set_visible (hint, number <= MAX_KEYS);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

static GtkWidget *
create_option (AvowQuestionView *self, AvowOption *option, guint number)
{
  GHashTable *variables = avow_session_get_variables (self->session);
  g_autofree char *markup = avow_markup_from_inlines (option->inlines, variables, NULL);
  g_autofree char *text = avow_inlines_to_text (option->inlines, variables);
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON,
                                    "accessible-role", is_multiple (self) ? GTK_ACCESSIBLE_ROLE_CHECKBOX : GTK_ACCESSIBLE_ROLE_RADIO,
                                    NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), create_option_content (markup, number));
  gtk_widget_add_css_class (button, "avow-option");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (!is_multiple (self) && self->buttons->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), g_ptr_array_index (self->buttons, 0));

  return button;
}

static gboolean
is_chosen (GPtrArray *chosen, const char *id)
{
  return g_ptr_array_find_with_equal_func (chosen, id, g_str_equal, NULL);
}

static void
add_options (AvowQuestionView *self)
{
  GPtrArray *options = avow_session_get_options (self->session, self->question);
  GPtrArray *chosen = avow_session_get_answer (self->session, self->question->id);

  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);
      GtkWidget *button = create_option (self, option, i + 1);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_chosen (chosen, option->id));
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->buttons, button);
      gtk_box_append (self->options, button);
    }
}

static void
avow_question_view_finalize (GObject *object)
{
  AvowQuestionView *self = AVOW_QUESTION_VIEW (object);

  g_clear_pointer (&self->session, avow_session_unref);
  g_ptr_array_unref (self->buttons);

  G_OBJECT_CLASS (avow_question_view_parent_class)->finalize (object);
}

static void
avow_question_view_class_init (AvowQuestionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_question_view_finalize;

  g_type_ensure (AVOW_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-question-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowQuestionView, prompt);
  gtk_widget_class_bind_template_child (widget_class, AvowQuestionView, hint);
  gtk_widget_class_bind_template_child (widget_class, AvowQuestionView, options);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
avow_question_view_init (AvowQuestionView *self)
{
  self->buttons = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_question_view_new (AvowSession *session, AvowQuestion *question)
{
  AvowQuestionView *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  self = g_object_new (AVOW_TYPE_QUESTION_VIEW, NULL);
  self->session = avow_session_ref (session);
  self->question = question;
  name = avow_blocks_to_text (question->prompt, avow_session_get_variables (session));

  avow_page_view_set_blocks (self->prompt, question->prompt, avow_session_get_variables (session), avow_session_get_course (session));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), is_multiple (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->options), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  add_options (self);

  return GTK_WIDGET (self);
}

AvowQuestion *
avow_question_view_get_question (AvowQuestionView *self)
{
  g_return_val_if_fail (AVOW_IS_QUESTION_VIEW (self), NULL);

  return self->question;
}

gboolean
avow_question_view_choose (AvowQuestionView *self, guint number)
{
  GtkCheckButton *button;

  g_return_val_if_fail (AVOW_IS_QUESTION_VIEW (self), FALSE);

  if (number < 1 || number > self->buttons->len)
    return FALSE;

  button = g_ptr_array_index (self->buttons, number - 1);
  gtk_check_button_set_active (button, !is_multiple (self) || !gtk_check_button_get_active (button));
  gtk_widget_grab_focus (GTK_WIDGET (button));

  return TRUE;
}
