/* avow-order-interaction.c: entries to be put in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-order-interaction.h"

#include <glib/gi18n-lib.h>

struct _AvowOrderInteraction
{
  AvowInteraction parent_instance;

  GPtrArray *rows; /* of GtkWidget (transfer none), as they stand */
};

G_DEFINE_FINAL_TYPE (AvowOrderInteraction, avow_order_interaction, AVOW_TYPE_INTERACTION)

static AvowOption *
get_option (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "avow-option");
}

static GtkWidget *
get_child (GtkWidget *row, const char *key)
{
  return g_object_get_data (G_OBJECT (row), key);
}

/* The buttons say what they move; the first can't go up, the last not down. */
static void
update_rows (AvowOrderInteraction *self)
{
  GHashTable *variables = avow_session_get_variables (avow_interaction_get_session (AVOW_INTERACTION (self)));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autofree char *text = avow_inlines_to_text (get_option (row)->inlines, variables);
      /* Translators: an entry in a list to be put in order: its place, how many there are, and what it says */
      g_autofree char *name = g_strdup_printf (_("%u of %u: %s"), i + 1, self->rows->len, text);
      /* Translators: moves an entry one place towards the beginning: which one, and where it stands */
      g_autofree char *up = g_strdup_printf (_("Move up, %s"), name);
      g_autofree char *down = g_strdup_printf (_("Move down, %s"), name);

      g_autofree char *place = g_strdup_printf ("%u.", i + 1);

      gtk_label_set_label (GTK_LABEL (get_child (row, "avow-place")), place);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (get_child (row, "avow-up")), GTK_ACCESSIBLE_PROPERTY_LABEL, up, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (get_child (row, "avow-down")), GTK_ACCESSIBLE_PROPERTY_LABEL, down, -1);
    }
}

static void
keep_answer (AvowOrderInteraction *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (ids, get_option (g_ptr_array_index (self->rows, i))->id);

  avow_interaction_keep (AVOW_INTERACTION (self), ids);
}

static void
move_row (AvowOrderInteraction *self, GtkWidget *row, int by)
{
  guint from;
  int to;

  if (!g_ptr_array_find (self->rows, row, &from))
    return;
  to = (int) from + by;
  if (to < 0 || to >= (int) self->rows->len)
    return;

  g_ptr_array_remove_index (self->rows, from);
  g_ptr_array_insert (self->rows, to, row);
  gtk_box_reorder_child_after (GTK_BOX (self), row, to > 0 ? g_ptr_array_index (self->rows, to - 1) : NULL);
  update_rows (self);
  keep_answer (self);
}

static void
up_clicked_cb (GtkWidget *button, gpointer data)
{
  move_row (data, gtk_widget_get_parent (button), -1);
}

static void
down_clicked_cb (GtkWidget *button, gpointer data)
{
  move_row (data, gtk_widget_get_parent (button), 1);
}

static gboolean
key_pressed_cb (AvowOrderInteraction *self, guint keyval, guint keycode, GdkModifierType state, GtkEventController *controller)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);

  if ((state & GDK_ALT_MASK) == 0)
    return FALSE;
  if (keyval != GDK_KEY_Up && keyval != GDK_KEY_KP_Up && keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;

  move_row (self, row, keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 1);
  return TRUE;
}

static GtkWidget *
append_button (GtkWidget *row, const char *key, const char *icon, GCallback clicked, AvowOrderInteraction *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  g_object_set_data (G_OBJECT (row), key, button);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static GtkWidget *
create_row (AvowOrderInteraction *self, AvowOption *option)
{
  GHashTable *variables = avow_session_get_variables (avow_interaction_get_session (AVOW_INTERACTION (self)));
  g_autofree char *text = avow_inlines_to_text (option->inlines, variables);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 6, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *place = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   NULL);

  gtk_widget_add_css_class (row, "avow-option");
  gtk_widget_add_css_class (label, "avow-option-text");
  gtk_widget_add_css_class (place, "numeric");
  g_object_set_data (G_OBJECT (row), "avow-option", option);
  g_object_set_data (G_OBJECT (row), "avow-place", place);
  gtk_box_append (GTK_BOX (row), place);
  gtk_box_append (GTK_BOX (row), label);
  append_button (row, "avow-up", "go-up-symbolic", G_CALLBACK (up_clicked_cb), self);
  append_button (row, "avow-down", "go-down-symbolic", G_CALLBACK (down_clicked_cb), self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);
  return row;
}

/* As the person left it, or else as it was shuffled. */
static AvowOption *
get_nth (AvowInteraction *interaction, guint index)
{
  AvowSession *session = avow_interaction_get_session (interaction);
  AvowQuestion *question = avow_interaction_get_question (interaction);
  GPtrArray *answer = avow_session_get_answer (session, question->id);

  if (answer->len > 0)
    return avow_question_find_option (question, g_ptr_array_index (answer, index));
  return g_ptr_array_index (avow_session_get_options (session, question), index);
}

static void
avow_order_interaction_build (AvowInteraction *interaction)
{
  AvowOrderInteraction *self = AVOW_ORDER_INTERACTION (interaction);

  for (guint i = 0; i < avow_interaction_get_question (interaction)->options->len; i++)
    {
      GtkWidget *row = create_row (self, get_nth (interaction, i));

      g_ptr_array_add (self->rows, row);
      gtk_box_append (GTK_BOX (self), row);
    }
  update_rows (self);
}

static void
avow_order_interaction_finalize (GObject *object)
{
  g_ptr_array_unref (AVOW_ORDER_INTERACTION (object)->rows);

  G_OBJECT_CLASS (avow_order_interaction_parent_class)->finalize (object);
}

static void
avow_order_interaction_class_init (AvowOrderInteractionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_order_interaction_finalize;
  AVOW_INTERACTION_CLASS (klass)->build = avow_order_interaction_build;
}

static void
avow_order_interaction_init (AvowOrderInteraction *self)
{
  self->rows = g_ptr_array_new ();
  gtk_box_set_spacing (GTK_BOX (self), 6);
}
