/* avow-passphrase-chooser.c: a new passphrase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-passphrase-chooser.h"

#include "avow-focus.h"
#include "avow-passphrase-entry.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>

struct _AvowPassphraseChooser
{
  GtkWidget parent_instance;

  GStrv about; /* nullable */

  AvowPassphraseEntry *entry;
  GtkLevelBar *level;
  GtkLabel *verdict;
  GtkRevealer *repeat_revealer;
  AvowPassphraseEntry *repeat;
  GtkLabel *mismatch;
  GtkButton *suggest_button;
  GtkLabel *suggested;
};

G_DEFINE_FINAL_TYPE (AvowPassphraseChooser, avow_passphrase_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
describe_strength (AvowStrength strength, char *reason)
{
  switch (strength)
    {
    case AVOW_STRENGTH_REFUSED:
      return reason != NULL ? g_strdup (reason) : g_strdup (_("Too easy to guess"));
    case AVOW_STRENGTH_FAIR:
      return g_strdup (_("Strength: fair. It can be used; a longer one is better"));
    case AVOW_STRENGTH_GOOD:
      return g_strdup (_("Strength: good"));
    case AVOW_STRENGTH_STRONG:
    default:
      return g_strdup (_("Strength: very good"));
    }
}

static AvowStrength
judge (AvowPassphraseChooser *self, char **out_reason)
{
  return avow_passphrase_judge (avow_passphrase_entry_get_text (self->entry), (const char *const *) self->about, out_reason);
}

static void
show_strength (AvowPassphraseChooser *self)
{
  const char *text = avow_passphrase_entry_get_text (self->entry);
  g_autofree char *reason = NULL;
  g_autofree char *words = NULL;
  AvowStrength strength;

  if (*text == '\0')
    {
      gtk_level_bar_set_value (self->level, 0);
      gtk_label_set_label (self->verdict, _("At least 10 characters. Several words are easy to remember and hard to guess."));
      return;
    }

  strength = judge (self, &reason);
  words = describe_strength (strength, reason);
  gtk_level_bar_set_value (self->level, (int) strength + 1);
  gtk_label_set_label (self->verdict, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->level), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
entry_changed_cb (AvowPassphraseChooser *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->suggested), FALSE);
  show_strength (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
repeat_changed_cb (AvowPassphraseChooser *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->mismatch), FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
entry_activated_cb (AvowPassphraseChooser *self)
{
  if (gtk_revealer_get_reveal_child (self->repeat_revealer))
    gtk_widget_grab_focus (GTK_WIDGET (self->repeat));
  else
    g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
repeat_activated_cb (AvowPassphraseChooser *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* Whoever sees what they type needs no second time. */
static void
shown_changed_cb (AvowPassphraseChooser *self)
{
  gtk_revealer_set_reveal_child (self->repeat_revealer, !avow_passphrase_entry_is_shown (self->entry));
}

static void
suggest_cb (AvowPassphraseChooser *self)
{
  g_autofree char *words = avow_passphrase_generate ();
  g_autofree char *text = NULL;

  avow_passphrase_entry_set_text (self->entry, words);
  avow_passphrase_entry_set_shown (self->entry, TRUE);
  text = g_strdup_printf (_("“%s”. Write it down and keep the note somewhere safe, away from this computer, until you know it by heart."), words);
  gtk_label_set_label (self->suggested, text);
  gtk_widget_set_visible (GTK_WIDGET (self->suggested), TRUE);
}

static gboolean
avow_passphrase_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AVOW_PASSPHRASE_CHOOSER (widget)->entry));
}

static void
avow_passphrase_chooser_dispose (GObject *object)
{
  AvowPassphraseChooser *self = AVOW_PASSPHRASE_CHOOSER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->about, g_strfreev);

  G_OBJECT_CLASS (avow_passphrase_chooser_parent_class)->dispose (object);
}

static void
avow_passphrase_chooser_class_init (AvowPassphraseChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_passphrase_chooser_dispose;
  widget_class->focus = avow_focus_children;
  widget_class->grab_focus = avow_passphrase_chooser_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-passphrase-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, level);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, verdict);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, repeat_revealer);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, repeat);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, mismatch);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, suggest_button);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseChooser, suggested);
}

static void
avow_passphrase_chooser_init (AvowPassphraseChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "notify::shown", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->repeat, "changed", G_CALLBACK (repeat_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->repeat, "activate", G_CALLBACK (repeat_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggest_button, "clicked", G_CALLBACK (suggest_cb), self, G_CONNECT_SWAPPED);
  show_strength (self);
}

GtkWidget *
avow_passphrase_chooser_new (void)
{
  return g_object_new (AVOW_TYPE_PASSPHRASE_CHOOSER, NULL);
}

void
avow_passphrase_chooser_set_about (AvowPassphraseChooser *self, const char *const *about)
{
  g_return_if_fail (AVOW_IS_PASSPHRASE_CHOOSER (self));

  g_strfreev (self->about);
  self->about = g_strdupv ((char **) about);
  show_strength (self);
}

const char *
avow_passphrase_chooser_check (AvowPassphraseChooser *self)
{
  const char *text;

  g_return_val_if_fail (AVOW_IS_PASSPHRASE_CHOOSER (self), NULL);

  text = avow_passphrase_entry_get_text (self->entry);
  if (judge (self, NULL) == AVOW_STRENGTH_REFUSED)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return NULL;
    }
  if (!avow_passphrase_entry_is_shown (self->entry) && strcmp (text, avow_passphrase_entry_get_text (self->repeat)) != 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->mismatch), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->repeat));
      return NULL;
    }

  return text;
}

void
avow_passphrase_chooser_clear (AvowPassphraseChooser *self)
{
  g_return_if_fail (AVOW_IS_PASSPHRASE_CHOOSER (self));

  avow_passphrase_entry_clear (self->entry);
  avow_passphrase_entry_clear (self->repeat);
  gtk_widget_set_visible (GTK_WIDGET (self->suggested), FALSE);
}
