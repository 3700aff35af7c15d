/* avow-receipt.c: what a signer keeps, and what an auditor checks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-receipt.h"

#include "avow-report.h"
#include "people/avow-organisation.h"
#include "record/avow-counting.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

void
avow_receipt_free (AvowReceipt *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->record, avow_record_unref);
  g_free (self->certificate);
  g_free (self->fingerprint);
  g_free (self->leaf);
  g_free (self->discount);
  g_free (self);
}

static gboolean
find_discount (AvowReceipt *self, AvowStore *store, GError **error)
{
  GData *memory = NULL;
  gboolean counts;
  gboolean done = avow_counting_ask (store, self->record, &self->place, &memory, &counts, &self->discount, error);

  g_datalist_clear (&memory);
  return done;
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
                   _("Record %" PRId64 " is no declaration, so there is no receipt for it."), position);
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
  return find_discount (self, store, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
avow_receipt_write_bytes (GBytes *bytes, const char *path, GError **error)
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
  return avow_receipt_write_bytes (avow_record_get_payload (self->record), path, error);
}

gboolean
avow_receipt_write_root (AvowStore *store, const char *path, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  if (organisation == NULL)
    return FALSE;
  char *pem = avow_certificate_to_pem (organisation->root);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pem, strlen (pem));
  return avow_receipt_write_bytes (bytes, path, error);
}
