/* avow-language-choice.c: in which language a text is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-language-choice.h"

#include "avow-wrap-box.h"
#include "course/avow-language.h"

#include <glib/gi18n-lib.h>

struct _AvowLanguageChoice
{
  GtkWidget parent_instance;

  AvowWrapBox *box;
};

G_DEFINE_FINAL_TYPE (AvowLanguageChoice, avow_language_choice, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
toggled_cb (AvowLanguageChoice *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_object_get_data (G_OBJECT (button), "avow-language"));
}

static void
avow_language_choice_dispose (GObject *object)
{
  AvowLanguageChoice *self = AVOW_LANGUAGE_CHOICE (object);

  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;

  G_OBJECT_CLASS (avow_language_choice_parent_class)->dispose (object);
}

static void
avow_language_choice_class_init (AvowLanguageChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_language_choice_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "avow-language-choice");

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", AVOW_TYPE_LANGUAGE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
avow_language_choice_init (AvowLanguageChoice *self)
{
  self->box = AVOW_WRAP_BOX (avow_wrap_box_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Language"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
avow_language_choice_set_languages (AvowLanguageChoice *self, GPtrArray *languages, const char *current)
{
  GtkToggleButton *first = NULL;

  g_return_if_fail (AVOW_IS_LANGUAGE_CHOICE (self));
  g_return_if_fail (languages != NULL && current != NULL);

  avow_wrap_box_clear (self->box);
  for (guint i = 0; i < languages->len; i++)
    {
      const char *language = g_ptr_array_index (languages, i);
      GtkWidget *button = gtk_toggle_button_new_with_label (avow_language_get_name (language));

      g_object_set_data_full (G_OBJECT (button), "avow-language", g_strdup (language), g_free);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_str_equal (language, current));
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      avow_wrap_box_append (self->box, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), languages->len > 1);
}
