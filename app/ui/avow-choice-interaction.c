/* avow-choice-interaction.c: one or several of a few options
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-choice-interaction.h"

#include "avow-markup.h"
#include "learn/avow-response.h"

#define MAX_KEYS 9

struct _AvowChoiceInteraction
{
  AvowInteraction parent_instance;

  GPtrArray *buttons; /* of GtkCheckButton (transfer none), one an option */
};

G_DEFINE_FINAL_TYPE (AvowChoiceInteraction, avow_choice_interaction, AVOW_TYPE_INTERACTION)

static gboolean
is_multiple (AvowChoiceInteraction *self)
{
  return avow_interaction_get_question (AVOW_INTERACTION (self))->kind == AVOW_QUESTION_MULTIPLE;
}

static GPtrArray *
get_options (AvowChoiceInteraction *self)
{
  AvowInteraction *interaction = AVOW_INTERACTION (self);

  return avow_session_get_options (avow_interaction_get_session (interaction), avow_interaction_get_question (interaction));
}

static void
keep_answer (AvowChoiceInteraction *self)
{
  GPtrArray *options = get_options (self);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < options->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
      g_ptr_array_add (chosen, ((AvowOption *) g_ptr_array_index (options, i))->id);

  avow_interaction_keep (AVOW_INTERACTION (self), chosen);
}

static void
toggled_cb (AvowChoiceInteraction *self, GtkCheckButton *button)
{
  /* of two radio buttons that change, the one that is chosen tells it */
  if (is_multiple (self) || gtk_check_button_get_active (button))
    keep_answer (self);
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
create_option (AvowChoiceInteraction *self, AvowOption *option, guint number)
{
  GHashTable *variables = avow_session_get_variables (avow_interaction_get_session (AVOW_INTERACTION (self)));
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

static void
avow_choice_interaction_build (AvowInteraction *interaction)
{
  AvowChoiceInteraction *self = AVOW_CHOICE_INTERACTION (interaction);
  AvowQuestion *question = avow_interaction_get_question (interaction);
  GPtrArray *chosen = avow_session_get_answer (avow_interaction_get_session (interaction), question->id);
  GPtrArray *options = get_options (self);

  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);
      GtkWidget *button = create_option (self, option, i + 1);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), avow_response_has (chosen, option->id));
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->buttons, button);
      gtk_box_append (GTK_BOX (self), button);
    }
}

static gboolean
avow_choice_interaction_choose (AvowInteraction *interaction, guint number)
{
  AvowChoiceInteraction *self = AVOW_CHOICE_INTERACTION (interaction);
  GtkCheckButton *button;

  if (number < 1 || number > self->buttons->len)
    return FALSE;

  button = g_ptr_array_index (self->buttons, number - 1);
  gtk_check_button_set_active (button, !is_multiple (self) || !gtk_check_button_get_active (button));
  gtk_widget_grab_focus (GTK_WIDGET (button));

  return TRUE;
}

static void
avow_choice_interaction_finalize (GObject *object)
{
  g_ptr_array_unref (AVOW_CHOICE_INTERACTION (object)->buttons);

  G_OBJECT_CLASS (avow_choice_interaction_parent_class)->finalize (object);
}

static void
avow_choice_interaction_class_init (AvowChoiceInteractionClass *klass)
{
  AvowInteractionClass *interaction_class = AVOW_INTERACTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_choice_interaction_finalize;
  interaction_class->build = avow_choice_interaction_build;
  interaction_class->choose = avow_choice_interaction_choose;
}

static void
avow_choice_interaction_init (AvowChoiceInteraction *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_box_set_spacing (GTK_BOX (self), 6);
}
