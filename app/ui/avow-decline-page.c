/* avow-decline-page.c: a declaration is declined
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-decline-page.h"

#include "avow-passphrase-entry.h"
#include "avow-problem.h"
#include "avow-signing-job.h"
#include "avow-window.h"

#include <glib/gi18n-lib.h>

struct _AvowDeclinePage
{
  AdwBin parent_instance;

  AvowContext *context;
  AvowSigning *signing;

  GtkLabel *heading;
  GtkWidget *form;
  GtkTextView *reason;
  AvowPassphraseEntry *passphrase;
  GtkLabel *problem;
  GtkButton *decline_button;
};

G_DEFINE_FINAL_TYPE (AvowDeclinePage, avow_decline_page, ADW_TYPE_BIN)

static char *
get_reason (AvowDeclinePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->reason);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
declined_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowDeclinePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *position = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  gtk_widget_set_sensitive (self->form, TRUE);
  avow_passphrase_entry_clear (self->passphrase);
  if (position == NULL)
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  avow_context_changed (self->context);
  /* whoever went back meanwhile finds it on My training */
  if (window == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  /* this page, and the declaration below it */
  avow_window_pop (window);
  avow_window_pop (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-receipt", "x", *position);
}

static void
decline (AvowDeclinePage *self)
{
  const char *passphrase = avow_passphrase_entry_get_text (self->passphrase);
  g_autofree char *reason = get_reason (self);

  if (*passphrase == '\0')
    {
      avow_problem_show (self->problem, _("Type your passphrase, so that nobody can decline in your name."));
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  avow_problem_show (self->problem, NULL);
  gtk_widget_set_sensitive (self->form, FALSE);
  avow_worker_run_async (avow_context_get_worker (self->context), avow_decision_run,
                         avow_decision_new (self->signing, TRUE, *reason != '\0' ? reason : NULL, passphrase),
                         (GDestroyNotify) avow_decision_free, g_free, NULL, declined_cb, g_object_ref (self));
}

static void
avow_decline_page_dispose (GObject *object)
{
  AvowDeclinePage *self = AVOW_DECLINE_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->signing, avow_signing_unref);

  G_OBJECT_CLASS (avow_decline_page_parent_class)->dispose (object);
}

static void
avow_decline_page_class_init (AvowDeclinePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_decline_page_dispose;

  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-decline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowDeclinePage, heading);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclinePage, form);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclinePage, reason);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclinePage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclinePage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowDeclinePage, decline_button);
}

static void
avow_decline_page_init (AvowDeclinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->passphrase, "activate", G_CALLBACK (decline), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->decline_button, "clicked", G_CALLBACK (decline), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_decline_page_new (AvowContext *context, AvowSigning *signing)
{
  AvowDeclinePage *self;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (signing != NULL, NULL);

  self = g_object_new (AVOW_TYPE_DECLINE_PAGE, NULL);
  self->context = g_object_ref (context);
  self->signing = avow_signing_ref (signing);
  /* Translators: the title of a declaration */
  heading = g_strdup_printf (_("Decline “%s”"), avow_signing_get_document (signing)->title);
  gtk_label_set_label (self->heading, heading);

  return GTK_WIDGET (self);
}
