/* avow-fact-field.c: where a fact about the organisation is filled in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-fact-field.h"

#include "people/avow-fact.h"

#define LINES_HEIGHT 72 /* room for three lines; more scroll */
#define MARGIN 8

struct _AvowFactField
{
  GtkBox parent_instance;

  char *name;
  GtkWidget *input; /* a GtkEntry or a GtkTextView */
};

G_DEFINE_FINAL_TYPE (AvowFactField, avow_fact_field, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (AvowFactField *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_line (AvowFactField *self, const char *value)
{
  self->input = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->input), 6);
  gtk_entry_set_max_length (GTK_ENTRY (self->input), AVOW_FACT_MAX_LENGTH);
  gtk_editable_set_text (GTK_EDITABLE (self->input), value);
  g_signal_connect_object (self->input, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self->input;
}

static GtkWidget *
create_lines (AvowFactField *self, const char *value)
{
  GtkWidget *scrolled;
  GtkTextBuffer *buffer;

  self->input = g_object_new (GTK_TYPE_TEXT_VIEW,
                              "wrap-mode", GTK_WRAP_WORD_CHAR,
                              "accepts-tab", FALSE,
                              "left-margin", MARGIN,
                              "right-margin", MARGIN,
                              "top-margin", MARGIN,
                              "bottom-margin", MARGIN,
                              NULL);
  scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                           "child", self->input,
                           "has-frame", TRUE,
                           "min-content-height", LINES_HEIGHT,
                           NULL);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  gtk_text_buffer_set_text (buffer, value, -1);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return scrolled;
}

static void
avow_fact_field_finalize (GObject *object)
{
  g_free (AVOW_FACT_FIELD (object)->name);

  G_OBJECT_CLASS (avow_fact_field_parent_class)->finalize (object);
}

static void
avow_fact_field_class_init (AvowFactFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_fact_field_finalize;

  signals[CHANGED] = g_signal_new ("changed", AVOW_TYPE_FACT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
avow_fact_field_init (AvowFactField *self)
{
}

GtkWidget *
avow_fact_field_new (const char *name, const char *value)
{
  AvowFactField *self;
  g_autofree char *label_text = avow_fact_get_label (name);
  GtkWidget *label, *frame;

  self = g_object_new (AVOW_TYPE_FACT_FIELD, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  self->name = g_strdup (name);
  frame = avow_fact_is_long (name) ? create_lines (self, value != NULL ? value : "") : create_line (self, value != NULL ? value : "");
  label = g_object_new (GTK_TYPE_LABEL,
                        "label", label_text,
                        "mnemonic-widget", self->input,
                        "wrap", TRUE,
                        "wrap-mode", PANGO_WRAP_WORD_CHAR,
                        "xalign", 0.0,
                        NULL);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), frame);

  return GTK_WIDGET (self);
}

const char *
avow_fact_field_get_name (AvowFactField *self)
{
  g_return_val_if_fail (AVOW_IS_FACT_FIELD (self), NULL);

  return self->name;
}

char *
avow_fact_field_get_value (AvowFactField *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  g_return_val_if_fail (AVOW_IS_FACT_FIELD (self), NULL);

  if (GTK_IS_EDITABLE (self->input))
    return avow_fact_normalise (gtk_editable_get_text (GTK_EDITABLE (self->input)));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return avow_fact_normalise (text);
}

void
avow_fact_field_focus (AvowFactField *self)
{
  g_return_if_fail (AVOW_IS_FACT_FIELD (self));

  gtk_widget_grab_focus (self->input);
}
