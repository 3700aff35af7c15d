/* avow-receipt.c: what a signer keeps, and what an auditor checks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-receipt.h"

#include "avow-report.h"
#include "people/avow-organisation.h"
#include "record/avow-query.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <qrencode.h>
#include <string.h>

/* Declarations a read (RECORDS, section 3). */
#define DECLARATIONS_A_READ 200

void
avow_receipt_free (AvowReceipt *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->record, avow_record_unref);
  g_free (self->certificate);
  g_free (self->fingerprint);
  g_free (self->leaf);
  g_free (self);
}

AvowReceipt *
avow_receipt_load (AvowStore *store, gint64 position, GError **error)
{
  g_autoptr (AvowReceipt) self = g_new0 (AvowReceipt, 1);
  AvowDigest digest;
  gsize size;

  self->record = avow_store_get_record (store, position, &self->place, error);
  if (self->record == NULL)
    return NULL;
  if (avow_record_get_kind (self->record) != &avow_record_kind_declaration)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
                   _("Record %" G_GINT64_FORMAT " is no declaration, so there is no receipt for it."), position);
      return NULL;
    }
  GBytes *payload = avow_record_get_payload (self->record);
  g_autoptr (AvowSignatureInfo) info = avow_signature_read (payload, error);
  if (info == NULL)
    return NULL;
  avow_certificate_get_fingerprint (info->certificate, &digest);
  self->certificate = avow_digest_to_hex (&digest);
  gconstpointer data = g_bytes_get_data (payload, &size);
  avow_digest_compute (data, size, &digest);
  self->fingerprint = avow_digest_to_hex (&digest);
  self->leaf = avow_digest_to_hex (&self->place.leaf);
  return g_steal_pointer (&self);
}

GBytes *
avow_receipt_get_qr (AvowReceipt *self, guint *out_width)
{
  g_autofree char *text = g_strconcat ("avow:", self->leaf, NULL);
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  /* qrencode fails only where memory does, as GLib's own allocations would */
  g_assert (code != NULL);
  guint n_modules = code->width * code->width;
  guint8 *modules = g_malloc (n_modules);
  for (guint i = 0; i < n_modules; i++)
    modules[i] = code->data[i] & 1;
  *out_width = code->width;
  QRcode_free (code);
  return g_bytes_new_take (modules, n_modules);
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  if (g_file_set_contents_full (path, data, size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return TRUE;
  g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE,
               _("“%s” could not be written (%s). What was signed is safe in Avow; choose another folder."), path, local_error->message);
  return FALSE;
}

gboolean
avow_receipt_write_xml (AvowReceipt *self, const char *path, GError **error)
{
  return write_file (path, avow_record_get_payload (self->record), error);
}

gboolean
avow_receipt_write_pdf (AvowReceipt *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = avow_receipt_to_pdf (self);
  return write_file (path, bytes, error);
}

/* A name that is safe in any file system. */
static char *
create_file_name (const char *staff_number, const char *item, const char *cycle, const char *outcome, gint64 position)
{
  g_autofree char *own = g_str_equal (outcome, "signed") ? g_strdup ("") : g_strdup_printf ("-%s-%" G_GINT64_FORMAT, outcome, position);
  g_autofree char *name = g_strdup_printf ("%s-%s-%s%s", staff_number, item, cycle, own);
  g_strcanon (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._", '_');
  return g_strconcat (name, ".xml", NULL);
}

static gboolean
export_declaration (AvowStore *store, const char *folder, gint64 position, const char *file_name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (AvowRecord) record = avow_store_get_record (store, position, NULL, error);
  return record != NULL && write_file (path, avow_record_get_payload (record), error);
}

/* Exports some declarations after @last, and moves it on; FALSE where there are no more, or on an error. */
static gboolean
export_some (AvowStore *store, const char *folder, gint64 *last, guint *count, GError **error)
{
  GError *local_error = NULL;
  gboolean any = FALSE;
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/report:declarations", &local_error, "ii", *last, (gint64) DECLARATIONS_A_READ);
  while (local_error == NULL && avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);
      g_autofree char *file_name = create_file_name (avow_query_text (query, 1), avow_query_text (query, 2), avow_query_text (query, 3),
                                                     avow_query_text (query, 4), position);
      if (!export_declaration (store, folder, position, file_name, &local_error))
        break;
      *last = position;
      *count += 1;
      any = TRUE;
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return any && local_error == NULL;
}

gboolean
avow_receipt_write_root (AvowStore *store, const char *path, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  if (organisation == NULL)
    return FALSE;
  char *pem = avow_certificate_to_pem (organisation->root);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pem, strlen (pem));
  return write_file (path, bytes, error);
}

gboolean
avow_receipt_export_all (AvowStore *store, const char *folder, guint *out_count, GError **error)
{
  g_autofree char *root_path = g_build_filename (folder, "organisation.pem", NULL);
  GError *local_error = NULL;
  gint64 last = 0;
  guint count = 0;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE, _("The folder “%s” can't be made. Choose another one."), folder);
      return FALSE;
    }
  if (!avow_receipt_write_root (store, root_path, error))
    return FALSE;
  while (export_some (store, folder, &last, &count, &local_error))
    ;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (out_count != NULL)
    *out_count = count;
  return TRUE;
}
