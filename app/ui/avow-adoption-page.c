/* avow-adoption-page.c: a text before the organisation takes it for its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-adoption-page.h"

#include "avow-fact-field.h"
#include "avow-language-choice.h"
#include "avow-passphrase-entry.h"
#include "avow-problem.h"
#include "avow-window.h"
#include "course/avow-language.h"
#include "people/avow-fact.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

#define PAUSE_MS 250
#define FEW_FACTS 6 /* as many are seen at a glance */

struct _AvowAdoptionPage
{
  AdwBin parent_instance;

  AvowContext *context;
  AvowShippedItem *item;
  AvowCourse *course;     /* nullable: what is shown, in one of its languages */
  AvowDocument *document; /* nullable: or this */
  GPtrArray *fields; /* of AvowFactField, as they are shown */
  GtkWidget *headings[AVOW_FACT_GROUP_OTHER + 1]; /* of their groups; nullable */
  guint pause;       /* source: until the text follows what was typed */
  gboolean working;

  GtkLabel *title;
  GtkLabel *explanation;
  GtkLabel *languages;
  AvowLanguageChoice *language;
  GtkBox *facts;
  GtkBox *text;
  GtkWidget *signature;
  AvowPassphraseEntry *passphrase;
  GtkLabel *missing;
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

  for (guint i = 0; i < self->fields->len; i++)
    {
      AvowFactField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = avow_fact_field_get_value (field);

      if (*value != '\0' && gtk_widget_get_visible (GTK_WIDGET (field)))
        g_hash_table_insert (variables, g_strdup (avow_fact_field_get_name (field)), g_steal_pointer (&value));
    }

  return variables;
}

/* Where the organisation works decides what is asked besides; below a heading stands something, or it is not there. */
static void
show_fields (AvowAdoptionPage *self, GHashTable *variables)
{
  g_autoptr (GPtrArray) used = avow_shipped_item_list_variables (self->item, variables);

  for (guint i = 0; i < self->fields->len; i++)
    {
      AvowFactField *field = g_ptr_array_index (self->fields, i);
      const char *name = avow_fact_field_get_name (field);

      gtk_widget_set_visible (GTK_WIDGET (field), g_ptr_array_find_with_equal_func (used, name, g_str_equal, NULL));
    }
  for (guint group = 0; group < G_N_ELEMENTS (self->headings); group++)
    if (self->headings[group] != NULL)
      gtk_widget_set_visible (self->headings[group], FALSE);
  for (guint i = 0; i < used->len; i++)
    {
      GtkWidget *heading = self->headings[avow_fact_get_group (g_ptr_array_index (used, i))];

      if (heading != NULL)
        gtk_widget_set_visible (heading, TRUE);
    }
}

/* What is left to fill in is said where one goes on. */
static void
show_missing (AvowAdoptionPage *self, GHashTable *variables)
{
  g_autoptr (GPtrArray) missing = avow_shipped_item_list_missing (self->item, variables);
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing->len > 0);
  if (missing->len == 0)
    return;

  g_ptr_array_add (missing, NULL);
  list = g_strjoinv ("\n• ", (char **) missing->pdata);
  /* Translators: before a list, a line each, of what an organisation has to say of itself */
  text = g_strdup_printf (_("Left to fill in:\n• %s"), list);
  gtk_label_set_label (self->missing, text);
}

static void
show_document (AvowAdoptionPage *self, AvowDocument *document, GHashTable *variables)
{
  g_autofree char *statement = document->statement->len > 0 ? avow_inlines_to_text (document->statement, variables) : NULL;
  g_autofree char *contact = avow_inlines_to_text (document->contact, variables);

  add_blocks (self, document->preamble, variables);
  for (guint i = 0; i < document->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (document->clauses, i);

      add_text (self, clause->title, TRUE);
      add_blocks (self, clause->blocks, variables);
    }
  add_text (self, statement != NULL ? _("Statement") : NULL, TRUE);
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

  show_fields (self, variables);
  g_hash_table_unref (variables);
  variables = get_variables (self);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->text))) != NULL)
    gtk_box_remove (self->text, child);

  if (self->document != NULL)
    show_document (self, self->document, variables);
  else
    add_blocks (self, self->course->summary, variables);
  gtk_widget_set_visible (GTK_WIDGET (self->text), gtk_widget_get_first_child (GTK_WIDGET (self->text)) != NULL);
  show_missing (self, variables);
}

/* Only what is whole is among the languages, so nothing can be wrong with it. */
static void
show_language (AvowAdoptionPage *self, const char *language)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  AvowEdition *edition = avow_shipped_item_get_edition (self->item);

  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
  if (self->item->document != NULL)
    self->document = avow_document_new_in (edition, language, AVOW_EDITION_MAIN, diagnostics, NULL);
  else
    self->course = avow_course_new_in (edition, language, AVOW_EDITION_MAIN, diagnostics, NULL);

  gtk_label_set_label (self->title, self->document != NULL ? self->document->title : self->course->title);
  show_text (self);
}

static void
show_languages (AvowAdoptionPage *self)
{
  GPtrArray *languages = avow_shipped_item_get_languages (self->item);
  g_autofree char *names = avow_language_list_names (languages);
  g_autofree char *text = NULL;

  if (self->item->document != NULL && self->item->document->governing != NULL)
    /* Translators: names of languages, then the name of one of them */
    text = g_strdup_printf (_("You adopt it in each of these languages: %s. People are shown their own, and sign what they are shown; where two texts differ, the one that counts is: %s."),
                            names, avow_language_get_name (self->item->document->governing));
  else
    text = g_strdup_printf (_("You adopt it in each of these languages: %s. People are shown their own."), names);
  gtk_label_set_label (self->languages, text);
  gtk_widget_set_visible (GTK_WIDGET (self->languages), languages->len > 1);
}

/* Whoever types sees the text follow when they pause: all of it is laid out anew. */
static gboolean
show_text_later_cb (gpointer user_data)
{
  AvowAdoptionPage *self = user_data;

  self->pause = 0;
  show_text (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (AvowAdoptionPage *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, show_text_later_cb, self);
}

static void
add_heading (AvowAdoptionPage *self, AvowFactGroup group)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL,
                                     "label", avow_fact_group_get_title (group),
                                     "wrap", TRUE,
                                     "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                     "xalign", 0.0,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                     NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (self->facts, heading);
  self->headings[group] = heading;
}

/* Grouped, where there are so many that one looks for something. */
static void
add_facts (AvowAdoptionPage *self, GHashTable *variables)
{
  g_autoptr (GPtrArray) names = avow_fact_sort (avow_shipped_item_get_variables (self->item));

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      AvowFactGroup group = avow_fact_get_group (name);
      GtkWidget *field = avow_fact_field_new (name, g_hash_table_lookup (variables, name));

      if (names->len > FEW_FACTS && (i == 0 || group != avow_fact_get_group (g_ptr_array_index (names, i - 1))))
        add_heading (self, group);
      g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->facts, field);
      g_ptr_array_add (self->fields, field);
    }
}

/* Whether there is nothing to fill in any more; else one is led to it. */
static gboolean
is_filled (AvowAdoptionPage *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      AvowFactField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = avow_fact_field_get_value (field);

      if (*value != '\0' || !gtk_widget_get_visible (GTK_WIDGET (field)))
        continue;
      avow_fact_field_focus (field);
      return FALSE;
    }

  return TRUE;
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
  if (!is_filled (self))
    {
      avow_problem_show (self->problem, _("Please fill in what is left. Where there is nothing to say, write “none”."));
      return;
    }
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
  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
  g_clear_pointer (&self->item, avow_shipped_item_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_handle_id (&self->pause, g_source_remove);

  G_OBJECT_CLASS (avow_adoption_page_parent_class)->dispose (object);
}

static void
avow_adoption_page_class_init (AvowAdoptionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_adoption_page_dispose;

  g_type_ensure (AVOW_TYPE_LANGUAGE_CHOICE);
  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-adoption-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, languages);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, language);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, facts);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, text);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, signature);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, missing);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowAdoptionPage, adopt_button);
}

static void
avow_adoption_page_init (AvowAdoptionPage *self)
{
  self->fields = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->language, "chosen", G_CALLBACK (show_language), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adopt_button, "clicked", G_CALLBACK (adopt), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "activate", G_CALLBACK (adopt), self, G_CONNECT_SWAPPED);
}

static const char *
explain (const AvowShippedItem *item)
{
  if (item->course != NULL && item->course->refreshes != NULL)
    return _("Fill in what is yours. From then on people are asked to take this course a year after they came, and each year.");
  if (item->course != NULL)
    return item->course->role != NULL ? _("Fill in what is yours. From then on whoever it is for is asked to take this course.")
                                      : _("Fill in what is yours. From then on everyone is asked to take this course.");
  if (avow_shipped_item_is_notice (item))
    return _("This is a template. Have it read by whoever advises you on law, fill in what is yours, and adopt it. Nobody is asked to sign it: you publish it.");
  if (item->document->kind == AVOW_DOCUMENT_POLICY)
    return _("This is a template. Have it read by whoever advises you on law, fill in what is yours, and adopt it. From then on everyone is asked to read it and to acknowledge it.");

  return _("This is a template. Have it read by whoever advises you on law, fill in what is yours, and adopt it. From then on everyone is asked to sign it.");
}

GtkWidget *
avow_adoption_page_new (AvowContext *context, AvowShippedItem *item, GHashTable *variables)
{
  AvowAdoptionPage *self;
  GPtrArray *languages;
  const char *language;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (item != NULL, NULL);

  self = g_object_new (AVOW_TYPE_ADOPTION_PAGE, NULL);
  self->context = g_object_ref (context);
  self->item = avow_shipped_item_ref (item);

  add_facts (self, variables);
  gtk_label_set_label (self->explanation, explain (item));
  gtk_widget_set_visible (self->signature, item->document != NULL);
  languages = avow_shipped_item_get_languages (item);
  language = avow_language_choose (languages, g_get_language_names ());
  avow_language_choice_set_languages (self->language, languages, language);
  show_languages (self);
  show_language (self, language);

  return GTK_WIDGET (self);
}
