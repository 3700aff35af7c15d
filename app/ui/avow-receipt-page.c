/* avow-receipt-page.c: the receipt of a declaration
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-receipt-page.h"

#include "avow-file-dialog.h"
#include "avow-format.h"
#include "avow-problem.h"
#include "avow-qr.h"
#include "avow-saved-toast.h"
#include "avow-window.h"
#include "avow-wrap-box.h"
#include "paper/avow-receipt-paper.h"
#include "report/avow-evidence-pack.h"

#include <glib/gi18n-lib.h>

struct _AvowReceiptPage
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable;
  AvowReceipt *receipt; /* nullable: not loaded yet */

  GtkStack *stack;
  AdwStatusPage *error;
  GtkLabel *heading;
  GtkLabel *what;
  GtkListBox *facts;
  AvowQr *qr;
  GtkButton *pdf_button;
  GtkButton *print_button;
  GtkButton *evidence_button;
  GtkButton *xml_button;
  GtkButton *root_button;
  GtkLabel *discount;
};

G_DEFINE_FINAL_TYPE (AvowReceiptPage, avow_receipt_page, ADW_TYPE_BIN)

typedef struct _Saving Saving;
typedef gboolean (*Write) (Saving *saving, AvowStore *store, GError **error);

/* A file that is being saved. */
struct _Saving
{
  AvowReceiptPage *page;
  Write write;
  AvowAccess *access;
  char *path;
  char *discount; /* nullable: why what it shows does not count */
};

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->page);
  avow_access_free (saving->access);
  g_free (saving->path);
  g_free (saving->discount);
  g_free (saving);
}

static gpointer
load_receipt (AvowStore *store, gpointer position, GCancellable *cancellable, GError **error)
{
  return avow_receipt_load (store, *(gint64 *) position, error);
}

static gboolean
write_pdf (Saving *saving, AvowStore *store, GError **error)
{
  return avow_receipt_write_pdf (saving->page->receipt, saving->path, error);
}

static gboolean
write_xml (Saving *saving, AvowStore *store, GError **error)
{
  return avow_receipt_write_xml (saving->page->receipt, saving->path, error);
}

static gboolean
write_root (Saving *saving, AvowStore *store, GError **error)
{
  return avow_receipt_write_root (store, saving->path, error);
}

static gboolean
write_evidence (Saving *saving, AvowStore *store, GError **error)
{
  return avow_evidence_save (store, saving->access, saving->page->receipt->place.position, saving->path, &saving->discount, error);
}

static gpointer
save_file (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;

  return saving->write (saving, store, error) ? g_strdup (saving->path) : NULL;
}

static void
saved_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  AvowReceiptPage *self = saving->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  g_autofree char *discount = NULL;

  /* Translators: %s says why, in a sentence */
  if (saving->discount != NULL)
    discount = g_strdup_printf (_("This declaration does not count: %s The evidence says so, too."), saving->discount);
  avow_problem_show (self->discount, discount);
  avow_saved_toast_show (GTK_WIDGET (self), path, error);
  free_saving (saving);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GFile) file = avow_file_dialog_finish (result);
  AvowReceiptPage *self = saving->page;

  if (file == NULL || self->receipt == NULL)
    {
      free_saving (saving);
      return;
    }

  saving->path = g_file_get_path (file);
  avow_worker_run_async (avow_context_get_worker (self->context), save_file, saving, NULL, g_free, NULL, saved_cb, saving);
}

static void
choose_file (AvowReceiptPage *self, Write write, const char *title, const char *suffix)
{
  const AvowRecordDeclaration *body;
  g_autofree char *name = NULL;
  Saving *saving;

  if (self->receipt == NULL)
    return;

  body = avow_record_get_body (self->receipt->record);
  name = suffix != NULL ? g_strdup_printf ("%s-%s.%s", body->staff_number, body->item, suffix) : g_strdup ("organisation.pem");
  saving = g_new0 (Saving, 1);
  saving->page = g_object_ref (self);
  saving->write = write;
  saving->access = avow_access_copy (avow_context_get_access (self->context));
  avow_file_dialog_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), title, name, file_chosen_cb, saving);
}

static void
pdf_clicked_cb (AvowReceiptPage *self)
{
  choose_file (self, write_pdf, _("Save Receipt"), "pdf");
}

static void
xml_clicked_cb (AvowReceiptPage *self)
{
  choose_file (self, write_xml, _("Save Signed Document"), "xml");
}

static void
evidence_clicked_cb (AvowReceiptPage *self)
{
  choose_file (self, write_evidence, _("Save Evidence"), "zip");
}

static void
root_clicked_cb (AvowReceiptPage *self)
{
  choose_file (self, write_root, _("Save the Organisation’s Certificate"), NULL);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, AvowReceiptPage *self)
{
  gtk_print_operation_set_n_pages (operation, avow_receipt_count_pages (self->receipt));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, AvowReceiptPage *self)
{
  avow_receipt_draw_page (self->receipt, gtk_print_context_get_cairo_context (context), page);
}

static void
print_clicked_cb (AvowReceiptPage *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;

  if (self->receipt == NULL)
    return;

  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _("Receipt"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    avow_window_toast (avow_window_of (GTK_WIDGET (self)), error->message);
}

static void
add_fact (AvowReceiptPage *self, const char *label, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (self->facts, row);
}

static void
show_receipt (AvowReceiptPage *self)
{
  const AvowReceipt *receipt = self->receipt;
  const AvowRecordDeclaration *body = avow_record_get_body (receipt->record);
  gboolean is_signed = g_str_equal (body->outcome, "signed");
  g_autofree char *moment = avow_format_moment (receipt->place.time);
  g_autofree char *heading = g_strdup_printf (is_signed ? _("Signed on %s.") : _("Declined on %s."), moment);
  g_autofree char *edition = g_strdup_printf (_("Edition %s, in force at %s"), body->edition, body->organisation);
  g_autofree char *name = g_strdup_printf ("%s, %s", body->name, body->staff_number);
  g_autoptr (GBytes) modules = NULL;
  guint width;

  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->what, is_signed ? _("Keep the receipt: it shows what you signed, and when.")
                                             : _("Your compliance team will contact you. You can still sign it later."));
  add_fact (self, body->title, edition);
  add_fact (self, _("Name and staff number"), name);
  add_fact (self, _("Reason given"), body->reason);
  add_fact (self, _("Fingerprint of the signed document"), receipt->fingerprint);
  add_fact (self, _("Fingerprint of its entry in the records"), receipt->leaf);
  modules = avow_receipt_get_qr (self->receipt, &width);
  avow_qr_set_modules (self->qr, modules, width);
  gtk_stack_set_visible_child_name (self->stack, "receipt");
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReceiptPage) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowReceipt *receipt = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (receipt == NULL)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  self->receipt = receipt;
  show_receipt (self);
}

static void
avow_receipt_page_dispose (GObject *object)
{
  AvowReceiptPage *self = AVOW_RECEIPT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (avow_receipt_page_parent_class)->dispose (object);
}

static void
avow_receipt_page_finalize (GObject *object)
{
  /* not before the last job that reads it has let the page go */
  g_clear_pointer (&AVOW_RECEIPT_PAGE (object)->receipt, avow_receipt_free);

  G_OBJECT_CLASS (avow_receipt_page_parent_class)->finalize (object);
}

static void
avow_receipt_page_class_init (AvowReceiptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_receipt_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = avow_receipt_page_finalize;

  g_type_ensure (AVOW_TYPE_QR);
  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-receipt-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, error);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, heading);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, what);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, facts);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, qr);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, evidence_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, xml_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, root_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReceiptPage, discount);
}

static void
avow_receipt_page_init (AvowReceiptPage *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->pdf_button, "clicked", G_CALLBACK (pdf_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->print_button, "clicked", G_CALLBACK (print_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->evidence_button, "clicked", G_CALLBACK (evidence_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->xml_button, "clicked", G_CALLBACK (xml_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->root_button, "clicked", G_CALLBACK (root_clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_receipt_page_new (AvowContext *context, gint64 position)
{
  AvowReceiptPage *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_RECEIPT_PAGE, NULL);
  self->context = g_object_ref (context);
  avow_worker_run_async (avow_context_get_worker (context), load_receipt, g_memdup2 (&position, sizeof position), g_free,
                         (GDestroyNotify) avow_receipt_free, self->cancellable, loaded_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
