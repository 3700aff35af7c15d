/* avow-interaction.c: where a question is answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-interaction.h"

#include "avow-choice-interaction.h"
#include "avow-match-interaction.h"
#include "avow-order-interaction.h"
#include "avow-redact-interaction.h"
#include "avow-text-entry-interaction.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AvowSession *session;
  AvowQuestion *question;
} AvowInteractionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AvowInteraction, avow_interaction, GTK_TYPE_BOX)

static AvowInteractionPrivate *
get_private (AvowInteraction *self)
{
  return avow_interaction_get_instance_private (self);
}

static gboolean
key_pressed_cb (AvowInteraction *self, guint keyval)
{
  return avow_interaction_enter (self, keyval);
}

static GType
get_type_of (const AvowQuestion *question)
{
  switch (question->kind)
    {
    case AVOW_QUESTION_MATCH:
    case AVOW_QUESTION_INLINE_CHOICE:
    case AVOW_QUESTION_INBOX:
      return AVOW_TYPE_MATCH_INTERACTION;
    case AVOW_QUESTION_ORDER:
      return AVOW_TYPE_ORDER_INTERACTION;
    case AVOW_QUESTION_TEXT_ENTRY:
      return AVOW_TYPE_TEXT_ENTRY_INTERACTION;
    case AVOW_QUESTION_REDACT:
      return AVOW_TYPE_REDACT_INTERACTION;
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_MULTIPLE:
    case AVOW_QUESTION_TRUE_FALSE:
    default:
      return AVOW_TYPE_CHOICE_INTERACTION;
    }
}

static gboolean
choose_nothing (AvowInteraction *self, guint number)
{
  return FALSE;
}

static void
avow_interaction_finalize (GObject *object)
{
  g_clear_pointer (&get_private (AVOW_INTERACTION (object))->session, avow_session_unref);

  G_OBJECT_CLASS (avow_interaction_parent_class)->finalize (object);
}

static void
avow_interaction_class_init (AvowInteractionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_interaction_finalize;
  klass->choose = choose_nothing;
}

static void
avow_interaction_init (AvowInteraction *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
avow_interaction_new (AvowSession *session, AvowQuestion *question)
{
  AvowInteraction *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  self = g_object_new (get_type_of (question),
                       "orientation", GTK_ORIENTATION_VERTICAL,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                       NULL);
  get_private (self)->session = avow_session_ref (session);
  get_private (self)->question = question;

  name = avow_blocks_to_text (question->prompt, avow_session_get_variables (session));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  AVOW_INTERACTION_GET_CLASS (self)->build (self);

  return GTK_WIDGET (self);
}

AvowSession *
avow_interaction_get_session (AvowInteraction *self)
{
  g_return_val_if_fail (AVOW_IS_INTERACTION (self), NULL);

  return get_private (self)->session;
}

AvowQuestion *
avow_interaction_get_question (AvowInteraction *self)
{
  g_return_val_if_fail (AVOW_IS_INTERACTION (self), NULL);

  return get_private (self)->question;
}

const char *
avow_interaction_get_hint (AvowInteraction *self)
{
  g_return_val_if_fail (AVOW_IS_INTERACTION (self), NULL);

  switch (get_private (self)->question->kind)
    {
    case AVOW_QUESTION_MULTIPLE:
      return _("Choose all that are right.");
    case AVOW_QUESTION_MATCH:
      return _("Choose for each what belongs to it.");
    case AVOW_QUESTION_ORDER:
      return _("Put these into the right order: with the arrow buttons, or with Alt and the arrow keys.");
    case AVOW_QUESTION_INLINE_CHOICE:
      return _("Choose what belongs into each gap.");
    case AVOW_QUESTION_INBOX:
      return _("Say of each message whether it is genuine.");
    case AVOW_QUESTION_REDACT:
      return _("Choose each word that has to go. The arrow keys move from word to word.");
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_TRUE_FALSE:
    case AVOW_QUESTION_TEXT_ENTRY:
    default:
      return NULL;
    }
}

void
avow_interaction_keep (AvowInteraction *self, GPtrArray *values)
{
  g_return_if_fail (AVOW_IS_INTERACTION (self));

  avow_session_set_answer (get_private (self)->session, get_private (self)->question->id, values);
  gtk_widget_activate_action (GTK_WIDGET (self), "reader.changed", NULL);
}

gboolean
avow_interaction_choose (AvowInteraction *self, guint number)
{
  g_return_val_if_fail (AVOW_IS_INTERACTION (self), FALSE);

  return AVOW_INTERACTION_GET_CLASS (self)->choose (self, number);
}

gboolean
avow_interaction_enter (AvowInteraction *self, guint keyval)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  AvowInteractionPrivate *private = get_private (self);

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return FALSE;
  if (!GTK_IS_CHECK_BUTTON (focus))
    return FALSE;

  /* in a question with several answers, Enter ends it once there is one: to take another is for Space */
  if (avow_session_is_answered (private->session, private->question->id))
    gtk_widget_activate_action (GTK_WIDGET (self), "question.submit", NULL);
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (focus), TRUE);

  return TRUE;
}
