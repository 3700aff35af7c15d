/* avow-records-page.c: what Avow records about the one who looks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-records-page.h"

#include "avow-format.h"
#include "report/avow-dossier.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _AvowRecordsPage
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable;

  GtkStack *stack;
  AdwStatusPage *error;
  GtkButton *again_button;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AvowRecordsPage, avow_records_page, ADW_TYPE_BIN)

static gpointer
load_dossier (AvowStore *store, gpointer person, GCancellable *cancellable, GError **error)
{
  return avow_dossier_list (store, person, error);
}

static GtkWidget *
create_row (const AvowDossierEntry *entry)
{
  g_autofree char *moment = avow_format_moment (entry->time);
  /* Translators: when something was recorded, and its number */
  g_autofree char *subtitle = g_strdup_printf (_("%s, record %" PRId64), moment, entry->position);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_tooltip_text (row, entry->leaf);
  if (entry->has_receipt)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE,
                                                                     "icon-name", "go-next-symbolic",
                                                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                                     NULL));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", entry->position);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-receipt");
    }

  return row;
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowRecordsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  GtkListBoxRow *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (entries, i)));
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
load (AvowRecordsPage *self)
{
  avow_worker_run_async (avow_context_get_worker (self->context), load_dossier, g_strdup (avow_context_get_person (self->context)->id), g_free,
                         (GDestroyNotify) g_ptr_array_unref, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
avow_records_page_dispose (GObject *object)
{
  AvowRecordsPage *self = AVOW_RECORDS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (avow_records_page_parent_class)->dispose (object);
}

static void
avow_records_page_class_init (AvowRecordsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_records_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-records-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowRecordsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowRecordsPage, error);
  gtk_widget_class_bind_template_child (widget_class, AvowRecordsPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, AvowRecordsPage, list);
}

static void
avow_records_page_init (AvowRecordsPage *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_records_page_new (AvowContext *context)
{
  AvowRecordsPage *self = g_object_new (AVOW_TYPE_RECORDS_PAGE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
