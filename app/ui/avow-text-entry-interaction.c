/* avow-text-entry-interaction.c: a few words to be typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-text-entry-interaction.h"

#include <glib/gi18n-lib.h>

#define MAX_LENGTH 200 /* characters: a word or two is asked for */

struct _AvowTextEntryInteraction
{
  AvowInteraction parent_instance;
};

G_DEFINE_FINAL_TYPE (AvowTextEntryInteraction, avow_text_entry_interaction, AVOW_TYPE_INTERACTION)

static void
changed_cb (AvowInteraction *self, GtkEditable *entry)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  g_ptr_array_add (values, (char *) gtk_editable_get_text (entry));
  avow_interaction_keep (self, values);
}

static void
activate_cb (AvowInteraction *self)
{
  if (avow_session_is_answered (avow_interaction_get_session (self), avow_interaction_get_question (self)->id))
    gtk_widget_activate_action (GTK_WIDGET (self), "question.submit", NULL);
}

static void
avow_text_entry_interaction_build (AvowInteraction *self)
{
  AvowQuestion *question = avow_interaction_get_question (self);
  GPtrArray *answer = avow_session_get_answer (avow_interaction_get_session (self), question->id);
  GtkWidget *label = gtk_label_new (_("Your answer"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_widget_add_css_class (label, "avow-caption");
  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_LENGTH);
  if (answer->len > 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), g_ptr_array_index (answer, 0));
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), entry);
}

static void
avow_text_entry_interaction_class_init (AvowTextEntryInteractionClass *klass)
{
  AVOW_INTERACTION_CLASS (klass)->build = avow_text_entry_interaction_build;
}

static void
avow_text_entry_interaction_init (AvowTextEntryInteraction *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
}
