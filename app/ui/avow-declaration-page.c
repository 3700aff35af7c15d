/* avow-declaration-page.c: a declaration, to be signed or declined
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-declaration-page.h"

#include "avow-banner.h"
#include "avow-clause-row.h"
#include "avow-decline-page.h"
#include "avow-language-choice.h"
#include "avow-page-view.h"
#include "avow-passphrase-entry.h"
#include "avow-problem.h"
#include "avow-signing-job.h"
#include "avow-walk.h"
#include "avow-window.h"
#include "avow-wrap-box.h"

#include <glib/gi18n-lib.h>

#define SAVE_DELAY_MS 250    /* after a letter of the name; a tick is kept at once */
#define SPINNER_DELAY_MS 500

struct _AvowDeclarationPage
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable;
  AvowDuty *duty;
  AvowSigning *signing; /* nullable: not loaded yet */
  GPtrArray *rows;      /* of AvowClauseRow, in the order of the clauses */
  guint save_source;
  guint spinner_source;
  gboolean working;

  AvowBanner *banner;
  GtkStack *stack;
  AdwStatusPage *error;
  GtkScrolledWindow *scroller;
  AdwWindowTitle *title;
  GtkLabel *heading;
  GtkLabel *advice;
  AvowLanguageChoice *language;
  GtkLabel *obstacle;
  GtkLabel *declined;
  AvowPageView *preamble;
  GtkBox *clauses;
  GtkLabel *contact;
  GtkLabel *statement;
  GtkWidget *form;
  GtkLabel *name_hint;
  GtkEntry *name;
  AvowPassphraseEntry *passphrase;
  GtkLabel *problem;
  GtkSpinner *spinner;
  GtkButton *sign_button;
  GtkButton *decline_button;
};

G_DEFINE_FINAL_TYPE (AvowDeclarationPage, avow_declaration_page, ADW_TYPE_BIN)

static void
saved_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowDeclarationPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  if (error != NULL)
    text = g_strdup_printf (_("What you ticked and typed could not be kept. It is still here, and is tried again with the next change. %s"),
                            error->message);
  avow_banner_set_text (self->banner, text);
}

static void
save (AvowDeclarationPage *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->signing != NULL && !self->working)
    avow_signing_job_save (avow_context_get_worker (self->context), self->signing, saved_cb, g_object_ref (self));
}

static gboolean
save_cb (gpointer user_data)
{
  AvowDeclarationPage *self = user_data;

  self->save_source = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

/* A clause has been seen once its end was in view. One that was jumped over lies above, and has not. */
static void
mark_viewed (AvowDeclarationPage *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->scroller));
  gboolean changed = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      graphene_rect_t bounds;
      double end;

      if (avow_signing_is_viewed (self->signing, i)
          || !gtk_widget_get_mapped (g_ptr_array_index (self->rows, i))
          || !gtk_widget_compute_bounds (g_ptr_array_index (self->rows, i), GTK_WIDGET (self->scroller), &bounds)
          || bounds.size.height <= 0)
        continue;
      end = bounds.origin.y + bounds.size.height;
      if (end <= 0 || end > height + 1)
        continue;
      avow_signing_mark_viewed (self->signing, i);
      changed = TRUE;
    }

  if (changed)
    save (self);
}

static void
scrolled_cb (AvowDeclarationPage *self)
{
  if (self->signing != NULL)
    mark_viewed (self);
}

static void
clause_toggled_cb (AvowDeclarationPage *self, AvowClauseRow *row)
{
  guint index;

  if (!g_ptr_array_find (self->rows, row, &index))
    return;

  mark_viewed (self);
  /* the box stands at its end, and comes into view with the focus; the margin below it may not */
  avow_signing_mark_viewed (self->signing, index);
  avow_signing_set_agreed (self->signing, index, avow_clause_row_get_agreed (row));
  avow_problem_show (self->problem, NULL);
  save (self);
}

static void
name_changed_cb (AvowDeclarationPage *self)
{
  if (self->signing == NULL)
    return;

  avow_signing_set_typed_name (self->signing, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static gboolean
spin_cb (gpointer user_data)
{
  AvowDeclarationPage *self = user_data;

  self->spinner_source = 0;
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
set_working (AvowDeclarationPage *self, gboolean working)
{
  self->working = working;
  gtk_widget_set_sensitive (GTK_WIDGET (self->clauses), !working);
  gtk_widget_set_sensitive (self->form, !working);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  if (working)
    self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, spin_cb, self);
}

static void
signed_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowDeclarationPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *position = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));
  g_autofree char *done = NULL;

  set_working (self, FALSE);
  avow_passphrase_entry_clear (self->passphrase);
  if (position == NULL)
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_pointer (&self->signing, avow_signing_unref);
  avow_context_changed (self->context);
  if (window == NULL)
    return;
  /* Translators: the title of a declaration */
  done = g_strdup_printf (_("Signed “%s”"), gtk_label_get_label (self->heading));
  avow_window_pop (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-receipt", "x", *position);
  avow_window_toast (window, done);
}

/* Puts the focus on what is missing. */
static void
focus_missing (AvowDeclarationPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!avow_signing_is_agreed (self->signing, i))
      {
        avow_clause_row_ask (g_ptr_array_index (self->rows, i));
        return;
      }

  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
sign (AvowDeclarationPage *self)
{
  const char *passphrase = avow_passphrase_entry_get_text (self->passphrase);
  g_autoptr (GError) error = NULL;

  if (self->working || self->signing == NULL)
    return;
  mark_viewed (self);
  if (!avow_signing_check (self->signing, &error))
    {
      avow_problem_show (self->problem, error->message);
      focus_missing (self);
      return;
    }
  if (*passphrase == '\0')
    {
      avow_problem_show (self->problem, _("Type your passphrase to sign."));
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  avow_problem_show (self->problem, NULL);
  save (self);
  set_working (self, TRUE);
  avow_worker_run_async (avow_context_get_worker (self->context), avow_decision_run, avow_decision_new (self->signing, FALSE, NULL, passphrase),
                         (GDestroyNotify) avow_decision_free, g_free, NULL, signed_cb, g_object_ref (self));
}

static void
decline (AvowDeclarationPage *self)
{
  if (!self->working && self->signing != NULL)
    avow_window_push (avow_window_of (GTK_WIDGET (self)), avow_decline_page_new (self->context, self->signing));
}

/* What is chosen is kept, and the page made anew from that. */
static void
language_chosen_cb (AvowDeclarationPage *self, const char *language)
{
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  if (self->working || self->signing == NULL || window == NULL)
    return;

  avow_signing_set_language (self->signing, language);
  save (self);
  avow_window_replace (window, avow_declaration_page_new (self->context, self->duty));
}

static void
show_clauses (AvowDeclarationPage *self)
{
  AvowDocument *document = avow_signing_get_document (self->signing);

  for (guint i = 0; i < document->clauses->len; i++)
    {
      GtkWidget *row = avow_clause_row_new (self->signing, i);

      g_signal_connect_object (row, "toggled", G_CALLBACK (clause_toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->clauses, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_signing (AvowDeclarationPage *self)
{
  AvowDocument *document = avow_signing_get_document (self->signing);
  GHashTable *variables = avow_signing_get_variables (self->signing);
  g_autofree char *statement = avow_inlines_to_text (document->statement, variables);
  g_autofree char *contact = avow_inlines_to_text (document->contact, variables);
  g_autofree char *obstacle = avow_signing_get_obstacle (self->signing);
  /* Translators: the name as it has to be typed */
  g_autofree char *hint = g_strdup_printf (_("Your name, as in the roster: %s"), avow_signing_get_name (self->signing));

  gtk_label_set_label (self->heading, document->title);
  avow_language_choice_set_languages (self->language, avow_signing_get_languages (self->signing), document->language);
  if (document->kind == AVOW_DOCUMENT_POLICY)
    {
      adw_window_title_set_title (self->title, _("Policy"));
      gtk_label_set_label (self->advice, _("Read it, ask if anything is unclear, then sign that you have read it."));
    }
  avow_page_view_set_blocks (self->preamble, document->preamble, variables, NULL);
  show_clauses (self);
  gtk_label_set_label (self->contact, contact);
  gtk_label_set_label (self->statement, statement);
  gtk_label_set_label (self->name_hint, hint);
  gtk_editable_set_text (GTK_EDITABLE (self->name), avow_signing_get_typed_name (self->signing) != NULL ? avow_signing_get_typed_name (self->signing) : "");
  gtk_label_set_label (self->obstacle, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), obstacle != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->declined), self->duty->standing == AVOW_STANDING_DECLINED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_button), obstacle == NULL);
  gtk_stack_set_visible_child_name (self->stack, "document");
  /* with the focus on the way back, the keys would not scroll */
  avow_walk_start (GTK_WIDGET (self->preamble));
}

static gboolean
first_look_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  scrolled_cb (AVOW_DECLARATION_PAGE (widget));

  return G_SOURCE_REMOVE;
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowDeclarationPage) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowSigning *signing = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (signing == NULL)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  self->signing = signing;
  show_signing (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_look_cb, NULL, NULL);
}

/* Whoever leaves takes the last letter along. */
static void
avow_declaration_page_unmap (GtkWidget *widget)
{
  AvowDeclarationPage *self = AVOW_DECLARATION_PAGE (widget);

  if (self->save_source != 0)
    save (self);

  GTK_WIDGET_CLASS (avow_declaration_page_parent_class)->unmap (widget);
}

static void
avow_declaration_page_dispose (GObject *object)
{
  AvowDeclarationPage *self = AVOW_DECLARATION_PAGE (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->duty, avow_duty_free);
  g_clear_pointer (&self->signing, avow_signing_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_declaration_page_parent_class)->dispose (object);
}

static void
avow_declaration_page_class_init (AvowDeclarationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_declaration_page_dispose;
  widget_class->unmap = avow_declaration_page_unmap;

  g_type_ensure (AVOW_TYPE_BANNER);
  g_type_ensure (AVOW_TYPE_LANGUAGE_CHOICE);
  g_type_ensure (AVOW_TYPE_PAGE_VIEW);
  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-declaration-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, banner);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, error);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, heading);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, advice);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, language);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, obstacle);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, declined);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, preamble);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, clauses);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, contact);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, statement);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, form);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, name_hint);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, name);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, sign_button);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclarationPage, decline_button);
}

static void
avow_declaration_page_init (AvowDeclarationPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language, "chosen", G_CALLBACK (language_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "activate", G_CALLBACK (sign), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_button, "clicked", G_CALLBACK (sign), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->decline_button, "clicked", G_CALLBACK (decline), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_declaration_page_new (AvowContext *context, const AvowDuty *duty)
{
  AvowDeclarationPage *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (duty != NULL, NULL);

  self = g_object_new (AVOW_TYPE_DECLARATION_PAGE, NULL);
  self->context = g_object_ref (context);
  self->duty = avow_duty_copy (duty);
  avow_worker_run_async (avow_context_get_worker (context), avow_signing_job_load, avow_duty_copy (duty), (GDestroyNotify) avow_duty_free,
                         (GDestroyNotify) avow_signing_unref, self->cancellable, loaded_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
