/* avow-redact-interaction.c: words to be blacked out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-redact-interaction.h"

#include "avow-wrap-box.h"
#include "learn/avow-response.h"

struct _AvowRedactInteraction
{
  AvowInteraction parent_instance;

  GPtrArray *words; /* of GtkToggleButton (transfer none) */
};

G_DEFINE_FINAL_TYPE (AvowRedactInteraction, avow_redact_interaction, AVOW_TYPE_INTERACTION)

/* The toolkit calls it pressed, which is no state of a check box. */
static void
update_state (GtkToggleButton *word)
{
  gboolean chosen = gtk_toggle_button_get_active (word);

  gtk_accessible_update_state (GTK_ACCESSIBLE (word), GTK_ACCESSIBLE_STATE_CHECKED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
toggled_cb (AvowRedactInteraction *self, GtkToggleButton *word)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->words->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->words, i)))
      g_ptr_array_add (values, avow_response_new_word (i + 1));

  update_state (word);
  avow_interaction_keep (AVOW_INTERACTION (self), values);
}

/* How far an arrow key goes from word to word, as in a text. */
static int
get_step (guint keyval, GtkTextDirection direction)
{
  int forward = direction == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return forward;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -forward;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return 1;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -1;
    default:
      return 0;
    }
}

/* Tab comes to the word that was left, and goes past the others. */
static void
set_current (AvowRedactInteraction *self, guint index)
{
  for (guint i = 0; i < self->words->len; i++)
    gtk_widget_set_focusable (g_ptr_array_index (self->words, i), i == index);
}

static gboolean
key_pressed_cb (AvowRedactInteraction *self, guint keyval, guint keycode, GdkModifierType state)
{
  int step = get_step (keyval, gtk_widget_get_direction (GTK_WIDGET (self)));

  if (step == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;

  for (guint i = 0; i < self->words->len; i++)
    if (gtk_widget_is_focus (g_ptr_array_index (self->words, i)))
      {
        guint next = CLAMP ((int) i + step, 0, (int) self->words->len - 1);

        set_current (self, next);
        gtk_widget_grab_focus (g_ptr_array_index (self->words, next));
        return TRUE;
      }

  return FALSE;
}

static GtkWidget *
create_word (const AvowPiece *piece, gboolean chosen)
{
  GtkWidget *word = g_object_new (GTK_TYPE_TOGGLE_BUTTON,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_CHECKBOX,
                                  "label", piece->text,
                                  NULL);

  gtk_widget_add_css_class (word, "flat");
  gtk_widget_add_css_class (word, "avow-word");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (word), chosen);
  update_state (GTK_TOGGLE_BUTTON (word));
  return word;
}

static void
avow_redact_interaction_build (AvowInteraction *interaction)
{
  AvowRedactInteraction *self = AVOW_REDACT_INTERACTION (interaction);
  AvowQuestion *question = avow_interaction_get_question (interaction);
  GPtrArray *answer = avow_session_get_answer (avow_interaction_get_session (interaction), question->id);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *text = avow_wrap_box_new ();

  for (guint i = 0; i < question->passage->len; i++)
    {
      GtkWidget *word = create_word (g_ptr_array_index (question->passage, i), avow_response_has_word (answer, i + 1));

      g_signal_connect_object (word, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->words, word);
      avow_wrap_box_append (AVOW_WRAP_BOX (text), word);
    }
  set_current (self, 0);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (text, keys);
  gtk_widget_add_css_class (text, "avow-option");
  gtk_box_append (GTK_BOX (self), text);
}

static void
avow_redact_interaction_finalize (GObject *object)
{
  g_ptr_array_unref (AVOW_REDACT_INTERACTION (object)->words);

  G_OBJECT_CLASS (avow_redact_interaction_parent_class)->finalize (object);
}

static void
avow_redact_interaction_class_init (AvowRedactInteractionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_redact_interaction_finalize;
  AVOW_INTERACTION_CLASS (klass)->build = avow_redact_interaction_build;
}

static void
avow_redact_interaction_init (AvowRedactInteraction *self)
{
  self->words = g_ptr_array_new ();
}
