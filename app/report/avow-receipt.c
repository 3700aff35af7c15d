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
#include <inttypes.h>
#include <errno.h>
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
  return g_steal_pointer (&self);
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

/* A name that is safe in any file system. Where letters had to be changed for it, or nothing was signed, names could
 * be equal, and the position tells them apart. */
static char *
create_file_name (const char *staff_number, const char *item, const char *cycle, const char *outcome, gint64 position)
{
  g_autofree char *plain = g_strjoin ("-", staff_number, item, cycle, NULL);
  g_autofree char *name = g_strcanon (g_strdup (plain), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._", '_');
  if (!g_str_equal (outcome, "signed"))
    return g_strdup_printf ("%s-%s-%" G_GINT64_FORMAT ".xml", name, outcome, position);
  return g_str_equal (name, plain) ? g_strconcat (name, ".xml", NULL) : g_strdup_printf ("%s-%" G_GINT64_FORMAT ".xml", name, position);
}

typedef struct
{
  gint64 position;
  char *file_name;
} Evidence;

static void
evidence_free (gpointer data)
{
  Evidence *evidence = data;
  g_free (evidence->file_name);
  g_free (evidence);
}

/* (transfer full) (element-type Evidence): some declarations after @last; taken before any is written, so that nobody
 * waits who wants to sign. */
static GPtrArray *
list_some (AvowStore *store, gint64 last, GError **error)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (evidence_free);
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/report:declarations", &local_error, "ii", last, (gint64) DECLARATIONS_A_READ);
  while (local_error == NULL && avow_query_next (query, &local_error))
    {
      Evidence *evidence = g_new0 (Evidence, 1);
      evidence->position = avow_query_integer (query, 0);
      evidence->file_name = create_file_name (avow_query_text (query, 1), avow_query_text (query, 2), avow_query_text (query, 3),
                                              avow_query_text (query, 4), evidence->position);
      g_ptr_array_add (some, evidence);
    }
  if (local_error == NULL)
    return g_steal_pointer (&some);
  g_propagate_error (error, local_error);
  return NULL;
}

static gboolean
export_some (AvowStore *store, const char *folder, GPtrArray *some, GError **error)
{
  for (guint i = 0; i < some->len; i++)
    {
      const Evidence *evidence = g_ptr_array_index (some, i);
      g_autofree char *path = g_build_filename (folder, evidence->file_name, NULL);
      g_autoptr (AvowRecord) record = avow_store_get_record (store, evidence->position, NULL, error);
      if (record == NULL || !avow_receipt_write_bytes (avow_record_get_payload (record), path, error))
        return FALSE;
    }
  return TRUE;
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

static gboolean
write_text (const char *folder, const char *name, char *text /* (transfer full) */, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  return avow_receipt_write_bytes (bytes, path, error);
}

/* (transfer full) (nullable): both certificates of the row, as PEM; with the second, openssl finds the way to the root. */
static char *
read_seal (AvowQuery *query, GError **error)
{
  g_autoptr (AvowCertificate) seal = avow_certificate_new_from_base64 (avow_query_text (query, 0), error);
  g_autoptr (AvowCertificate) issuer = seal != NULL ? avow_certificate_new_from_base64 (avow_query_text (query, 1), error) : NULL;
  if (issuer == NULL)
    return NULL;
  g_autofree char *first = avow_certificate_to_pem (seal);
  g_autofree char *second = avow_certificate_to_pem (issuer);
  return g_strconcat (first, second, NULL);
}

/* The ledger's head as it is signed, and the certificates of the seal that signed it. */
static gboolean
write_checkpoint (AvowStore *store, const char *folder, GError **error)
{
  AvowCheckpoint checkpoint;
  GError *local_error = NULL;
  char *note = avow_store_get_checkpoint (store, &checkpoint, error);
  if (note == NULL || !write_text (folder, "checkpoint.txt", note, error))
    return FALSE;
  g_autofree char *ledger = avow_digest_to_hex (&checkpoint.ledger);
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/report:seal", &local_error, "s", ledger);
  char *seal = NULL;
  if (local_error == NULL && avow_query_next (query, &local_error))
    seal = read_seal (query, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return seal == NULL || write_text (folder, "seal.pem", seal, error);
}

gboolean
avow_receipt_export_all (AvowStore *store, const char *folder, guint *out_count, GError **error)
{
  g_autofree char *root_path = g_build_filename (folder, "organisation.pem", NULL);
  gint64 last = 0;
  guint count = 0, taken;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE, _("The folder “%s” can't be made (%s). Choose another one."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (!avow_receipt_write_root (store, root_path, error) || !write_checkpoint (store, folder, error))
    return FALSE;
  do
    {
      g_autoptr (GPtrArray) some = list_some (store, last, error);
      if (some == NULL || !export_some (store, folder, some, error))
        return FALSE;
      taken = some->len;
      count += taken;
      if (taken > 0)
        last = ((Evidence *) g_ptr_array_index (some, taken - 1))->position;
    }
  while (taken > 0);
  if (out_count != NULL)
    *out_count = count;
  return TRUE;
}
