/* avow-programme-page.c: what is asked of people, and who they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-programme-page.h"

#include "avow-adoption-page.h"
#include "avow-file-dialog.h"
#include "avow-focus.h"
#include "avow-invite-page.h"
#include "avow-officers-view.h"
#include "avow-preview-window.h"
#include "avow-window.h"
#include "avow-wrap-row.h"
#include "course/avow-language.h"
#include "people/avow-rule.h"

#include <glib/gi18n-lib.h>

struct _AvowProgrammePage
{
  AdwBin parent_instance;

  AvowContext *context;
  AvowOffer *offer; /* nullable: not loaded yet */
  gboolean shown;       /* at least once */

  GtkLabel *headline;
  GtkLabel *problem;
  GtkListBox *items;
  GtkLabel *people;
  GtkButton *invite_button;
  GtkButton *preview_button;
  AvowOfficersView *officers;
};

G_DEFINE_FINAL_TYPE (AvowProgrammePage, avow_programme_page, ADW_TYPE_BIN)

static void
adopt_clicked_cb (AvowProgrammePage *self, GtkButton *button)
{
  AvowShippedItem *item = g_object_get_data (G_OBJECT (button), "avow-item");
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  if (window != NULL)
    avow_window_push (window, avow_adoption_page_new (self->context, item, self->offer->variables));
}

static void
invite_clicked_cb (AvowProgrammePage *self)
{
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  if (window != NULL)
    avow_window_push (window, avow_invite_page_new (self->context));
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) folder = avow_file_dialog_finish (result);

  if (folder != NULL && g_file_peek_path (folder) != NULL)
    avow_preview_window_show (gtk_window_get_application (GTK_WINDOW (source)), g_file_peek_path (folder));
}

static void
preview_clicked_cb (AvowProgrammePage *self)
{
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  if (window != NULL)
    avow_file_dialog_open_folder_async (GTK_WINDOW (window), _("Folder of the Course"), folder_chosen_cb, NULL);
}

/* “Course, edition 2026.1” */
static char *
describe_edition (const AvowShippedItem *item)
{
  if (item->course != NULL)
    return g_strdup_printf (_("Course, edition %s"), item->course->edition);

  switch (item->document->kind)
    {
    case AVOW_DOCUMENT_DECLARATION:
      return g_strdup_printf (_("Declaration, edition %s"), item->document->edition);
    case AVOW_DOCUMENT_POLICY:
      return g_strdup_printf (_("Policy, edition %s"), item->document->edition);
    case AVOW_DOCUMENT_NOTICE:
    default:
      return g_strdup_printf (_("Notice, edition %s"), item->document->edition);
    }
}

static char *
describe_use (AvowProgrammePage *self, const AvowShippedItem *item)
{
  g_autoptr (GPtrArray) missing = NULL;

  if (item->adopted && avow_shipped_item_is_notice (item))
    return g_strdup (_("Adopted, to be published"));
  if (item->adopted)
    return item->rule != NULL ? avow_rule_describe (avow_record_get_body (item->rule)) : g_strdup (_("Adopted, and asked of nobody"));

  missing = avow_shipped_item_list_missing (item, self->offer->variables);
  if (missing->len == 0)
    return g_strdup (_("Not in use yet"));
  return g_strdup_printf (ngettext ("Not in use yet, %u fact to fill in", "Not in use yet, %u facts to fill in", missing->len), missing->len);
}

static char *
describe_item (AvowProgrammePage *self, const AvowShippedItem *item)
{
  g_autofree char *edition = describe_edition (item);
  g_autofree char *use = describe_use (self, item);
  g_autofree char *languages = avow_language_list_names (avow_shipped_item_get_languages (item));

  /* Translators: “Course, edition 2026.1. Asked once: everyone. English, Deutsch” */
  return g_strdup_printf (_("%s. %s. %s"), edition, use, languages);
}

static GtkWidget *
create_row (AvowProgrammePage *self, AvowShippedItem *item, gboolean is_next)
{
  g_autofree char *subtitle = describe_item (self, item);
  GtkWidget *row = avow_wrap_row_new (avow_shipped_item_get_title (item), subtitle);
  GtkWidget *button;

  if (item->adopted)
    return row;

  button = gtk_button_new_with_mnemonic (item->course != NULL ? _("_Assign…") : _("Read and A_dopt…"));
  if (is_next)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, avow_shipped_item_get_title (item), -1);
  g_object_set_data_full (G_OBJECT (button), "avow-item", avow_shipped_item_ref (item), (GDestroyNotify) avow_shipped_item_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (adopt_clicked_cb), self, G_CONNECT_SWAPPED);
  avow_wrap_row_set_end (AVOW_WRAP_ROW (row), button);

  return row;
}

static void
show_items (AvowProgrammePage *self)
{
  GtkWidget *row;
  gboolean is_next = TRUE;
  /* whoever has just come in starts at what is to do */
  gboolean takes_focus = !self->shown || avow_focus_is_inside (GTK_WIDGET (self->items));

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->items, 0))) != NULL)
    gtk_list_box_remove (self->items, row);

  for (guint i = 0; i < self->offer->items->len; i++)
    {
      AvowShippedItem *item = g_ptr_array_index (self->offer->items, i);

      gtk_list_box_append (self->items, create_row (self, item, is_next && !avow_shipped_item_is_notice (item)));
      /* people can be invited before there is a notice to publish */
      if (!item->adopted && !avow_shipped_item_is_notice (item))
        is_next = FALSE;
    }
  gtk_label_set_label (self->headline, is_next ? _("Your programme runs. Invite people.") : _("Choose what your organisation asks of its people."));
  if (is_next)
    gtk_widget_add_css_class (GTK_WIDGET (self->invite_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->invite_button), "suggested-action");
  self->shown = TRUE;
  if (takes_focus && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (is_next ? GTK_WIDGET (self->invite_button) : GTK_WIDGET (self->items), GTK_DIR_TAB_FORWARD);
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowProgrammePage) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowOffer *offer = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  g_autofree char *count = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), offer == NULL);
  if (offer == NULL)
    {
      gtk_label_set_label (self->problem, error->message);
      return;
    }

  g_clear_pointer (&self->offer, avow_offer_free);
  self->offer = offer;
  count = g_strdup_printf (ngettext ("%u person is in the roster.", "%u people are in the roster.", offer->n_people), offer->n_people);
  gtk_label_set_label (self->people, count);
  gtk_widget_set_visible (GTK_WIDGET (self->people), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->headline), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->items), TRUE);
  show_items (self);
}

static void
load (AvowProgrammePage *self)
{
  avow_worker_run_async (avow_context_get_worker (self->context), avow_offer_load, g_strdup (avow_context_get_person (self->context)->id), g_free, (GDestroyNotify) avow_offer_free,
                         NULL, loaded_cb, g_object_ref (self));
}

static void
avow_programme_page_dispose (GObject *object)
{
  AvowProgrammePage *self = AVOW_PROGRAMME_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->offer, avow_offer_free);

  G_OBJECT_CLASS (avow_programme_page_parent_class)->dispose (object);
}

static void
avow_programme_page_class_init (AvowProgrammePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_programme_page_dispose;

  g_type_ensure (AVOW_TYPE_OFFICERS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-programme-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowProgrammePage, headline);
  gtk_widget_class_bind_template_child (widget_class, AvowProgrammePage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowProgrammePage, items);
  gtk_widget_class_bind_template_child (widget_class, AvowProgrammePage, people);
  gtk_widget_class_bind_template_child (widget_class, AvowProgrammePage, invite_button);
  gtk_widget_class_bind_template_child (widget_class, AvowProgrammePage, preview_button);
  gtk_widget_class_bind_template_child (widget_class, AvowProgrammePage, officers);
}

static void
avow_programme_page_init (AvowProgrammePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->invite_button, "clicked", G_CALLBACK (invite_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview_button, "clicked", G_CALLBACK (preview_clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_programme_page_new (AvowContext *context)
{
  AvowProgrammePage *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_PROGRAMME_PAGE, NULL);
  self->context = g_object_ref (context);
  avow_officers_view_set_context (self->officers, context);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
