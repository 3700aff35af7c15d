/* avow-act-page.c: something that is done once, after one has read what it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-act-page.h"

#include "avow-focus.h"
#include "avow-passphrase-entry.h"
#include "avow-problem.h"
#include "avow-window.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

struct _AvowActPage
{
  AdwBin parent_instance;

  AvowContext *context;
  const AvowActKind *kind;
  gpointer data;
  GDestroyNotify free_data;
  GPtrArray *inputs; /* of GtkWidget (transfer none): GtkEntry, AdwComboRow or AvowPassphraseEntry */

  GtkLabel *title;
  GtkWidget *form;
  GtkLabel *heading;
  GtkLabel *text;
  GtkBox *fields;
  GtkWidget *signature;
  AvowPassphraseEntry *passphrase;
  GtkLabel *problem;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (AvowActPage, avow_act_page, ADW_TYPE_BIN)

/* What the job takes: the page stays as long as it runs, and with it the data. */
typedef struct
{
  AvowAct act;
  AvowActRun run;
  AvowActPage *page;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->act.actor);
  g_ptr_array_unref (job->act.values);
  avow_secret_free (job->act.passphrase);
  g_object_unref (job->page);
  g_free (job);
}

static gpointer
run_act (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return job->run (store, &job->act, error);
}

static AvowSecret *
read_input (GtkWidget *input)
{
  char number[16];

  if (AVOW_IS_PASSPHRASE_ENTRY (input))
    return avow_secret_dup (avow_passphrase_entry_get_text (AVOW_PASSPHRASE_ENTRY (input)));
  if (GTK_IS_EDITABLE (input))
    return avow_secret_dup (gtk_editable_get_text (GTK_EDITABLE (input)));

  g_snprintf (number, sizeof number, "%u", adw_combo_row_get_selected (ADW_COMBO_ROW (input)));
  return avow_secret_dup (number);
}

static void
clear_passphrases (AvowActPage *self)
{
  for (guint i = 0; i < self->inputs->len; i++)
    if (AVOW_IS_PASSPHRASE_ENTRY (g_ptr_array_index (self->inputs, i)))
      avow_passphrase_entry_clear (g_ptr_array_index (self->inputs, i));
  avow_passphrase_entry_clear (self->passphrase);
}

static void
done_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowActPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  gtk_widget_set_sensitive (self->form, TRUE);
  clear_passphrases (self);
  if (said == NULL)
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }

  avow_context_changed (self->context);
  if (window == NULL)
    return;
  /* whoever went elsewhere meanwhile stays there */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    avow_window_show_page (window, self->kind->page);
  avow_window_toast (window, said);
}

/* The first passphrase that was not typed; NULL where each was. */
static GtkWidget *
find_missing (AvowActPage *self)
{
  for (guint i = 0; i < self->inputs->len; i++)
    {
      GtkWidget *input = g_ptr_array_index (self->inputs, i);

      if (AVOW_IS_PASSPHRASE_ENTRY (input) && *avow_passphrase_entry_get_text (AVOW_PASSPHRASE_ENTRY (input)) == '\0')
        return input;
    }

  return self->kind->is_signed && *avow_passphrase_entry_get_text (self->passphrase) == '\0' ? GTK_WIDGET (self->passphrase) : NULL;
}

static void
act_now (AvowActPage *self)
{
  GtkWidget *missing = find_missing (self);
  Job *job;

  if (missing != NULL)
    {
      avow_problem_show (self->problem, missing == GTK_WIDGET (self->passphrase) ? _("Please type your passphrase.")
                                                                                 : _("Please have them type their passphrase."));
      gtk_widget_grab_focus (missing);
      return;
    }

  job = g_new0 (Job, 1);
  job->run = self->kind->run;
  job->page = g_object_ref (self);
  job->act.actor = g_strdup (avow_context_get_person (self->context)->id);
  job->act.data = self->data;
  job->act.values = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_secret_free);
  for (guint i = 0; i < self->inputs->len; i++)
    g_ptr_array_add (job->act.values, read_input (g_ptr_array_index (self->inputs, i)));
  if (self->kind->is_signed)
    job->act.passphrase = avow_secret_dup (avow_passphrase_entry_get_text (self->passphrase));
  avow_problem_show (self->problem, NULL);
  gtk_widget_set_sensitive (self->form, FALSE);
  avow_worker_run_async (avow_context_get_worker (self->context), run_act, job, free_job, g_free, NULL, done_cb, g_object_ref (self));
}

/* Where one begins, and goes on after a mistake. */
static gboolean
avow_act_page_grab_focus (GtkWidget *widget)
{
  AvowActPage *self = AVOW_ACT_PAGE (widget);

  if (self->inputs->len > 0)
    return gtk_widget_grab_focus (g_ptr_array_index (self->inputs, 0));

  return gtk_widget_grab_focus (self->kind->is_signed ? GTK_WIDGET (self->passphrase) : GTK_WIDGET (self->button));
}

static void
avow_act_page_dispose (GObject *object)
{
  g_clear_object (&AVOW_ACT_PAGE (object)->context);

  G_OBJECT_CLASS (avow_act_page_parent_class)->dispose (object);
}

static void
avow_act_page_finalize (GObject *object)
{
  AvowActPage *self = AVOW_ACT_PAGE (object);

  g_ptr_array_unref (self->inputs);
  if (self->free_data != NULL)
    self->free_data (self->data);

  G_OBJECT_CLASS (avow_act_page_parent_class)->finalize (object);
}

static void
avow_act_page_class_init (AvowActPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_act_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = avow_act_page_finalize;
  widget_class->focus = avow_focus_children;
  widget_class->grab_focus = avow_act_page_grab_focus;

  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-act-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, form);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, heading);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, text);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, fields);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, signature);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowActPage, button);
}

static void
avow_act_page_init (AvowActPage *self)
{
  self->inputs = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->passphrase, "activate", G_CALLBACK (act_now), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (act_now), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_act_page_new (AvowContext *context, const AvowActKind *kind, const char *heading, const char *text, gpointer data,
                   GDestroyNotify free_data)
{
  AvowActPage *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_ACT_PAGE, NULL);
  self->context = g_object_ref (context);
  self->kind = kind;
  self->data = data;
  self->free_data = free_data;
  gtk_label_set_label (self->title, _(kind->title));
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (self->signature, kind->is_signed);
  gtk_button_set_label (self->button, _(kind->button));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), kind->destroys ? "destructive-action" : "suggested-action");

  return GTK_WIDGET (self);
}

static void
add_input (AvowActPage *self, GtkWidget *input, GtkWidget *field)
{
  g_ptr_array_add (self->inputs, input);
  gtk_box_append (self->fields, field);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), TRUE);
}

static void
add_labelled (AvowActPage *self, const char *text, GtkWidget *input)
{
  GtkWidget *field = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), input);
  gtk_box_append (GTK_BOX (field), label);
  gtk_box_append (GTK_BOX (field), input);
  add_input (self, input, field);
}

void
avow_act_page_add_entry (AvowActPage *self, const char *label, const char *value)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), 512);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  g_signal_connect_object (entry, "activate", G_CALLBACK (act_now), self, G_CONNECT_SWAPPED);
  add_labelled (self, label, entry);
}

void
avow_act_page_add_choice (AvowActPage *self, const char *label, const char *const *choices)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  add_input (self, row, list);
}

void
avow_act_page_add_passphrase (AvowActPage *self, const char *label, const char *name)
{
  GtkWidget *entry = avow_passphrase_entry_new ();

  avow_passphrase_entry_set_label (AVOW_PASSPHRASE_ENTRY (entry), name);
  add_labelled (self, label, entry);
}

const char *
avow_act_get_value (const AvowAct *act, guint field)
{
  return g_ptr_array_index (act->values, field);
}

guint
avow_act_get_choice (const AvowAct *act, guint field)
{
  return (guint) g_ascii_strtoull (g_ptr_array_index (act->values, field), NULL, 10);
}

AvowIdentity *
avow_act_unlock (const AvowAct *act, AvowStore *store, GError **error)
{
  return avow_identity_unlock (store, act->actor, act->passphrase, error);
}
