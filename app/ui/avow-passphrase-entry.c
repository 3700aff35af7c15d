/* avow-passphrase-entry.c: where a passphrase is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-passphrase-entry.h"

#include "avow-focus.h"

struct _AvowPassphraseEntry
{
  GtkWidget parent_instance;

  GtkText *text;
  GtkToggleButton *show_button;
};

G_DEFINE_FINAL_TYPE (AvowPassphraseEntry, avow_passphrase_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_SHOWN,
  N_PROPS,
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
text_changed_cb (AvowPassphraseEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_activated_cb (AvowPassphraseEntry *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
show_toggled_cb (AvowPassphraseEntry *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->show_button);

  gtk_text_set_visibility (self->text, shown);
  gtk_button_set_icon_name (GTK_BUTTON (self->show_button), shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static gboolean
avow_passphrase_entry_grab_focus (GtkWidget *widget)
{
  return gtk_text_grab_focus_without_selecting (AVOW_PASSPHRASE_ENTRY (widget)->text);
}

static gboolean
avow_passphrase_entry_mnemonic_activate (GtkWidget *widget, gboolean group_cycling)
{
  return avow_passphrase_entry_grab_focus (widget);
}

static void
avow_passphrase_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SHOWN:
      g_value_set_boolean (value, avow_passphrase_entry_is_shown (AVOW_PASSPHRASE_ENTRY (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_passphrase_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LABEL:
      avow_passphrase_entry_set_label (AVOW_PASSPHRASE_ENTRY (object), g_value_get_string (value));
      break;
    case PROP_SHOWN:
      avow_passphrase_entry_set_shown (AVOW_PASSPHRASE_ENTRY (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_passphrase_entry_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (avow_passphrase_entry_parent_class)->dispose (object);
}

static void
avow_passphrase_entry_class_init (AvowPassphraseEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = avow_passphrase_entry_dispose;
  object_class->get_property = avow_passphrase_entry_get_property;
  object_class->set_property = avow_passphrase_entry_set_property;
  widget_class->focus = avow_focus_children;
  widget_class->grab_focus = avow_passphrase_entry_grab_focus;
  widget_class->mnemonic_activate = avow_passphrase_entry_mnemonic_activate;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* looks like any other entry */
  gtk_widget_class_set_css_name (widget_class, "entry");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-passphrase-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseEntry, text);
  gtk_widget_class_bind_template_child (widget_class, AvowPassphraseEntry, show_button);
}

static void
avow_passphrase_entry_init (AvowPassphraseEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->text, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "activate", G_CALLBACK (text_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->show_button, "toggled", G_CALLBACK (show_toggled_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_passphrase_entry_new (void)
{
  return g_object_new (AVOW_TYPE_PASSPHRASE_ENTRY, NULL);
}

const char *
avow_passphrase_entry_get_text (AvowPassphraseEntry *self)
{
  g_return_val_if_fail (AVOW_IS_PASSPHRASE_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

void
avow_passphrase_entry_set_text (AvowPassphraseEntry *self, const char *text)
{
  g_return_if_fail (AVOW_IS_PASSPHRASE_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}

void
avow_passphrase_entry_clear (AvowPassphraseEntry *self)
{
  avow_passphrase_entry_set_text (self, "");
  avow_passphrase_entry_set_shown (self, FALSE);
}

void
avow_passphrase_entry_set_label (AvowPassphraseEntry *self, const char *label)
{
  g_return_if_fail (AVOW_IS_PASSPHRASE_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

gboolean
avow_passphrase_entry_is_shown (AvowPassphraseEntry *self)
{
  g_return_val_if_fail (AVOW_IS_PASSPHRASE_ENTRY (self), FALSE);

  return gtk_toggle_button_get_active (self->show_button);
}

void
avow_passphrase_entry_set_shown (AvowPassphraseEntry *self, gboolean shown)
{
  g_return_if_fail (AVOW_IS_PASSPHRASE_ENTRY (self));

  gtk_toggle_button_set_active (self->show_button, shown);
}
