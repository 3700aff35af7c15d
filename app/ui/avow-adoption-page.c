/* avow-adoption-page.c: a text before the organisation takes it for its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-adoption-page.h"

#include "avow-passphrase-entry.h"
#include "avow-problem.h"
#include "avow-window.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

struct _AvowAdoptionPage
{
  AdwBin parent_instance;

  AvowContext *context;
  AvowShippedItem *item;
  GPtrArray *entries; /* of GtkEditable, in the order of the item's variables */
  gboolean working;

  GtkLabel *title;
  GtkLabel *explanation;
  GtkBox *facts;
  GtkBox *text;
  GtkWidget *signature;
  AvowPassphraseEntry *passphrase;
  GtkLabel *problem;
  GtkButton *adopt_button;
};

G_DEFINE_FINAL_TYPE (AvowAdoptionPage, avow_adoption_page, ADW_TYPE_BIN)

static void
add_text (AvowAdoptionPage *self, const char *text, gboolean is_heading)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;

  label = g_object_new (GTK_TYPE_LABEL,
                        "label", text,
                        "wrap", TRUE,
                        "wrap-mode", PANGO_WRAP_WORD_CHAR,
                        "xalign", 0.0,
                        "accessible-role", is_heading ? GTK_ACCESSIBLE_ROLE_HEADING : GTK_ACCESSIBLE_ROLE_LABEL,
                        NULL);
  if (is_heading)
    gtk_widget_add_css_class (label, "heading");
  gtk_box_append (self->text, label);
}

static void
add_blocks (AvowAdoptionPage *self, GPtrArray *blocks, GHashTable *variables)
{
  g_autofree char *text = avow_blocks_to_text (blocks, variables);

  add_text (self, text, FALSE);
}

static GHashTable *
get_variables (AvowAdoptionPage *self)
{
  GHashTable *variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *names = avow_shipped_item_get_variables (self->item);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (g_ptr_array_index (self->entries, i))));

      if (*value != '\0')
        g_hash_table_insert (variables, g_strdup (g_ptr_array_index (names, i)), g_steal_pointer (&value));
    }

  return variables;
}

static void
show_document (AvowAdoptionPage *self, AvowDocument *document, GHashTable *variables)
{
  g_autofree char *statement = avow_inlines_to_text (document->statement, variables);
  g_autofree char *contact = avow_inlines_to_text (document->contact, variables);

  add_blocks (self, document->preamble, variables);
  for (guint i = 0; i < document->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (document->clauses, i);

      add_text (self, clause->title, TRUE);
      add_blocks (self, clause->blocks, variables);
    }
  add_text (self, _("Statement"), TRUE);
  add_text (self, statement, FALSE);
  add_text (self, _("Whom to ask"), TRUE);
  add_text (self, contact, FALSE);
}

/* A gap in the text shows as the fact's name in brackets until it is filled in. */
static void
show_text (AvowAdoptionPage *self)
{
  g_autoptr (GHashTable) variables = get_variables (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->text))) != NULL)
    gtk_box_remove (self->text, child);

  if (self->item->document != NULL)
    show_document (self, self->item->document, variables);
  else
    add_blocks (self, self->item->course->summary, variables);
  gtk_widget_set_visible (GTK_WIDGET (self->text), gtk_widget_get_first_child (GTK_WIDGET (self->text)) != NULL);
}

static char *
describe_fact (const char *name)
{
  static const struct
  {
    const char *name;
    const char *label;
  } table[] = {
    { "organisation", N_("The organisation’s name, as the text has it") },
    { "accountable-executive", N_("Who answers for privacy: the name of the accountable executive") },
    { "privacy-contact", N_("Whom to ask about privacy: name, telephone or e-mail") },
    { "breach-contact", N_("Whom to tell at once when something went wrong: name and telephone, day and night") },
    { "retention-customer-records", N_("How long customers’ records are kept, such as “ten years after the last order”") },
    { "retention-enquiries", N_("How long enquiries and complaints are kept, such as “three years”") },
    { "confidentiality-term", N_("How long other confidential information stays so after the work ends, such as “two years”") },
    { "jurisdiction", N_("Where the organisation works: country codes with spaces between them, such as “DE US-CA”") },
  };
  char *label;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, name))
      return g_strdup (_(table[i].label));

  label = g_strdup (name);
  return g_strdelimit (label, "-_.", ' ');
}

static void
add_fact (AvowAdoptionPage *self, const char *name, const char *value)
{
  g_autofree char *description = describe_fact (name);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", description,
                                   "mnemonic-widget", entry,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 256);
  gtk_editable_set_text (GTK_EDITABLE (entry), value != NULL ? value : "");
  g_signal_connect_object (entry, "changed", G_CALLBACK (show_text), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->facts, label);
  gtk_box_append (self->facts, entry);
  g_ptr_array_add (self->entries, entry);
}

static void
set_working (AvowAdoptionPage *self, gboolean working)
{
  self->working = working;
}

static void
adopted_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowAdoptionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  set_working (self, FALSE);
  if (avow_worker_run_finish (AVOW_WORKER (worker), result, &error) == NULL)
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->item->document != NULL ? GTK_WIDGET (self->passphrase) : GTK_WIDGET (self->adopt_button)));
      return;
    }

  avow_passphrase_entry_clear (self->passphrase);
  avow_context_changed (self->context);
  if (window == NULL)
    return;
  avow_window_pop (window);
  avow_window_toast (window, _("Adopted"));
}

static void
adopt (AvowAdoptionPage *self)
{
  AvowAdoption *adoption;
  gboolean signs = self->item->document != NULL;

  if (self->working)
    return;
  if (signs && *avow_passphrase_entry_get_text (self->passphrase) == '\0')
    {
      avow_problem_show (self->problem, _("Please type your passphrase."));
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  avow_problem_show (self->problem, NULL);
  set_working (self, TRUE);
  adoption = g_new0 (AvowAdoption, 1);
  adoption->actor = g_strdup (avow_context_get_person (self->context)->id);
  adoption->item = avow_shipped_item_ref (self->item);
  adoption->variables = get_variables (self);
  adoption->passphrase = signs ? avow_secret_dup (avow_passphrase_entry_get_text (self->passphrase)) : NULL;
  avow_worker_run_async (avow_context_get_worker (self->context), avow_adoption_run, adoption, (GDestroyNotify) avow_adoption_free,
                         NULL, NULL, adopted_cb, g_object_ref (self));
}

static void
avow_adoption_page_dispose (GObject *object)
{
  AvowAdoptionPage *self = AVOW_ADOPTION_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->item, avow_shipped_item_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_adoption_page_parent_class)->dispose (object);
}

static void
avow_adoption_page_class_init (AvowAdoptionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_adoption_page_dispose;

  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-adoption-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, facts);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, text);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, signature);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, adopt_button);
}

static void
avow_adoption_page_init (AvowAdoptionPage *self)
{
  self->entries = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->adopt_button, "clicked", G_CALLBACK (adopt), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "activate", G_CALLBACK (adopt), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_adoption_page_new (AvowContext *context, AvowShippedItem *item, GHashTable *variables)
{
  AvowAdoptionPage *self;
  GPtrArray *names;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (item != NULL, NULL);

  self = g_object_new (AVOW_TYPE_ADOPTION_PAGE, NULL);
  self->context = g_object_ref (context);
  self->item = avow_shipped_item_ref (item);

  names = avow_shipped_item_get_variables (item);
  for (guint i = 0; i < names->len; i++)
    add_fact (self, g_ptr_array_index (names, i), g_hash_table_lookup (variables, g_ptr_array_index (names, i)));

  gtk_label_set_label (self->title, avow_shipped_item_get_title (item));
  gtk_label_set_label (self->explanation, item->document != NULL
                       ? _("This is a template. Have it read by whoever advises you on law, fill in what is yours, and adopt it. From then on everyone is asked to sign it.")
                       : _("Fill in what is yours. From then on everyone is asked to take this course."));
  gtk_widget_set_visible (self->signature, item->document != NULL);
  show_text (self);

  return GTK_WIDGET (self);
}
