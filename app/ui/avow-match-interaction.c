/* avow-match-interaction.c: one of a few options for each part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-match-interaction.h"

#include "avow-markup.h"
#include "avow-page-view.h"
#include "avow-part-name.h"
#include "avow-wrap-box.h"
#include "learn/avow-response.h"

struct _AvowMatchInteraction
{
  AvowInteraction parent_instance;

  GPtrArray *buttons; /* of GtkCheckButton (transfer none), for each part those of its options, as shown */
  GtkLabel *passage;  /* (transfer none) (nullable): the text that the gaps are in */
};

G_DEFINE_FINAL_TYPE (AvowMatchInteraction, avow_match_interaction, AVOW_TYPE_INTERACTION)

static GPtrArray *
get_options (AvowMatchInteraction *self, AvowPart *part)
{
  AvowInteraction *interaction = AVOW_INTERACTION (self);

  return avow_session_get_part_options (avow_interaction_get_session (interaction),
                                        avow_interaction_get_question (interaction), part);
}

static GPtrArray *
get_answer (AvowMatchInteraction *self)
{
  AvowInteraction *interaction = AVOW_INTERACTION (self);

  return avow_session_get_answer (avow_interaction_get_session (interaction), avow_interaction_get_question (interaction)->id);
}

/* The passage as it reads with what was chosen. */
static void
update_passage (AvowMatchInteraction *self)
{
  AvowQuestion *question = avow_interaction_get_question (AVOW_INTERACTION (self));
  GHashTable *variables = avow_session_get_variables (avow_interaction_get_session (AVOW_INTERACTION (self)));
  g_autofree char *markup = NULL;

  if (self->passage == NULL)
    return;

  markup = avow_part_passage_to_markup (question, get_answer (self), variables);
  gtk_label_set_markup (self->passage, markup);
}

static void
keep_answer (AvowMatchInteraction *self)
{
  AvowQuestion *question = avow_interaction_get_question (AVOW_INTERACTION (self));
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  guint button = 0;

  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);
      GPtrArray *options = get_options (self, part);

      for (guint j = 0; j < options->len; j++, button++)
        if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, button)))
          g_ptr_array_add (pairs, avow_response_new_pair (part, g_ptr_array_index (options, j)));
    }

  avow_interaction_keep (AVOW_INTERACTION (self), pairs);
  update_passage (self);
}

static void
toggled_cb (AvowMatchInteraction *self, GtkCheckButton *button)
{
  if (gtk_check_button_get_active (button))
    keep_answer (self);
}

/* The options of a part go on in the next line, and so do the arrow keys: the toolkit's own find what lies to the right. */
static gboolean
key_pressed_cb (GtkWidget *row, guint keyval)
{
  gboolean forward = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right || keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  gboolean backward = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left || keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;
  GtkWidget *focus = gtk_widget_get_focus_child (row);
  GtkWidget *next = NULL;

  if (focus != NULL && forward)
    next = gtk_widget_get_next_sibling (focus);
  else if (focus != NULL && backward)
    next = gtk_widget_get_prev_sibling (focus);
  if (next == NULL)
    return focus != NULL && (forward || backward);

  gtk_widget_grab_focus (next);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (next), TRUE);
  return TRUE;
}

static GtkWidget *
create_label (const char *markup)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", markup,
                       "use-markup", TRUE,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0,
                       NULL);
}

static GtkWidget *
create_option (AvowMatchInteraction *self, AvowOption *option)
{
  GHashTable *variables = avow_session_get_variables (avow_interaction_get_session (AVOW_INTERACTION (self)));
  g_autofree char *text = avow_part_option_to_text (option, variables);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  GtkWidget *label = create_label (markup);
  GtkWidget *button = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  gtk_widget_add_css_class (label, "avow-option-text");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

static GtkWidget *
create_options (AvowMatchInteraction *self, AvowPart *part)
{
  GtkWidget *row = avow_wrap_box_new ();
  GPtrArray *options = get_options (self, part);
  const AvowOption *chosen = avow_response_find_choice (get_answer (self), part);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkCheckButton *first = NULL;

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);
  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);
      GtkWidget *button = create_option (self, option);

      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), first);
      if (first == NULL)
        first = GTK_CHECK_BUTTON (button);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), option == chosen);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->buttons, button);
      avow_wrap_box_append (AVOW_WRAP_BOX (row), button);
    }

  return row;
}

static void
append_message (GtkBox *box, AvowPart *part, AvowSession *session)
{
  GtkWidget *page = avow_page_view_new ();

  avow_page_view_set_blocks (AVOW_PAGE_VIEW (page), part->blocks, avow_session_get_variables (session),
                             avow_session_get_course (session));
  gtk_box_append (box, page);
}

static GtkWidget *
create_part (AvowMatchInteraction *self, AvowPart *part, guint number)
{
  AvowInteraction *interaction = AVOW_INTERACTION (self);
  AvowSession *session = avow_interaction_get_session (interaction);
  g_autofree char *name = avow_part_get_name (part, number, avow_session_get_variables (session));
  g_autofree char *markup = g_markup_escape_text (name, -1);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX,
                                 "orientation", GTK_ORIENTATION_VERTICAL,
                                 "spacing", 6,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                 NULL);
  GtkWidget *label = create_label (markup);

  gtk_widget_add_css_class (box, "avow-option");
  gtk_widget_add_css_class (label, "avow-strong");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), label);
  if (part->blocks != NULL)
    append_message (GTK_BOX (box), part, session);
  gtk_box_append (GTK_BOX (box), create_options (self, part));

  return box;
}

static void
append_passage (AvowMatchInteraction *self)
{
  self->passage = GTK_LABEL (create_label (""));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->passage));
  update_passage (self);
}

static void
avow_match_interaction_build (AvowInteraction *interaction)
{
  AvowMatchInteraction *self = AVOW_MATCH_INTERACTION (interaction);
  AvowQuestion *question = avow_interaction_get_question (interaction);

  if (question->passage->len > 0)
    append_passage (self);
  for (guint i = 0; i < question->parts->len; i++)
    gtk_box_append (GTK_BOX (self), create_part (self, g_ptr_array_index (question->parts, i), i + 1));
}

static void
avow_match_interaction_finalize (GObject *object)
{
  g_ptr_array_unref (AVOW_MATCH_INTERACTION (object)->buttons);

  G_OBJECT_CLASS (avow_match_interaction_parent_class)->finalize (object);
}

static void
avow_match_interaction_class_init (AvowMatchInteractionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_match_interaction_finalize;
  AVOW_INTERACTION_CLASS (klass)->build = avow_match_interaction_build;
}

static void
avow_match_interaction_init (AvowMatchInteraction *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_box_set_spacing (GTK_BOX (self), 12);
}
