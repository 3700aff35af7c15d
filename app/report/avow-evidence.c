/* avow-evidence.c: the signed documents leave the system, and that is a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-evidence.h"

#include "avow-receipt.h"
#include "avow-report.h"
#include "people/avow-organisation.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"
#include "record/avow-record-export.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <errno.h>
#include <string.h>

/* Declarations a read (RECORDS, section 3). */
#define DECLARATIONS_A_READ 200

#define SUMS "SHA256SUMS"

typedef struct
{
  AvowStore *store;
  const char *folder;
  const char *whose; /* nullable: everybody's */
  gint64 position; /* P: what was recorded later is left for the next time */
  GString *sums;   /* of what is written, by name */
  guint count;     /* of declarations */
} Evidence;

/* What becomes of a declaration on its way. */
typedef gboolean (*Take) (Evidence *self, const char *name, GBytes *bytes, GError **error);

static gboolean
add_sum (Evidence *self, const char *name, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  AvowDigest digest;
  avow_digest_compute (data, size, &digest);
  g_autofree char *hex = avow_digest_to_hex (&digest);
  g_string_append_printf (self->sums, "%s  %s\n", hex, name);
  return TRUE;
}

static gboolean
write_document (Evidence *self, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  return avow_receipt_write_bytes (bytes, path, error);
}

/* What is no declaration: nobody's name stands in it. */
static gboolean
write_text (Evidence *self, const char *name, char *text /* (transfer full) */, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  return avow_receipt_write_bytes (bytes, path, error) && add_sum (self, name, bytes, error);
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
write_checkpoint (Evidence *self, GError **error)
{
  AvowCheckpoint checkpoint;
  GError *local_error = NULL;
  char *note = avow_store_get_checkpoint (self->store, &checkpoint, error);
  if (note == NULL || !write_text (self, "checkpoint.txt", note, error))
    return FALSE;
  g_autofree char *ledger = avow_digest_to_hex (&checkpoint.ledger);
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "report/report:seal", &local_error, "s", ledger);
  char *seal = NULL;
  if (local_error == NULL && avow_query_next (query, &local_error))
    seal = read_seal (query, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return seal == NULL || write_text (self, "seal.pem", seal, error);
}

/* A name that is safe in any file system. Where letters had to be changed for it, or nothing was signed, names could
 * be equal, and the position tells them apart. */
static char *
create_file_name (AvowQuery *query)
{
  gint64 position = avow_query_integer (query, 0);
  g_autofree char *plain = g_strjoin ("-", avow_query_text (query, 1), avow_query_text (query, 2), avow_query_text (query, 3), NULL);
  g_autofree char *name = g_strcanon (g_strdup (plain), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._", '_');
  const char *outcome = avow_query_text (query, 4);
  if (!g_str_equal (outcome, "signed"))
    return g_strdup_printf ("%s-%s-%" G_GINT64_FORMAT ".xml", name, outcome, position);
  return g_str_equal (name, plain) ? g_strconcat (name, ".xml", NULL) : g_strdup_printf ("%s-%" G_GINT64_FORMAT ".xml", name, position);
}

typedef struct
{
  gint64 position;
  char *file_name;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  g_free (entry->file_name);
  g_free (entry);
}

/* (transfer full) (element-type Entry): some declarations after @last; listed before any is read, so that nobody
 * waits who wants to sign. */
static GPtrArray *
list_some (Evidence *self, gint64 last, GError **error)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (entry_free);
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "report/report:declarations", &local_error, "iiis", last, self->position,
                                                  (gint64) DECLARATIONS_A_READ, self->whose);
  while (local_error == NULL && avow_query_next (query, &local_error))
    {
      Entry *entry = g_new0 (Entry, 1);
      entry->position = avow_query_integer (query, 0);
      entry->file_name = create_file_name (query);
      g_ptr_array_add (some, entry);
    }
  if (local_error == NULL)
    return g_steal_pointer (&some);
  g_propagate_error (error, local_error);
  return NULL;
}

static gboolean
take_declarations (Evidence *self, Take take, GError **error)
{
  gint64 last = 0;
  self->count = 0;
  for (;;)
    {
      g_autoptr (GPtrArray) some = list_some (self, last, error);
      if (some == NULL)
        return FALSE;
      if (some->len == 0)
        return TRUE;
      for (guint i = 0; i < some->len; i++)
        {
          const Entry *entry = g_ptr_array_index (some, i);
          g_autoptr (AvowRecord) record = avow_store_get_record (self->store, entry->position, NULL, error);
          if (record == NULL || !take (self, entry->file_name, avow_record_get_payload (record), error))
            return FALSE;
          last = entry->position;
          self->count++;
        }
    }
}

static gboolean
append_record (Evidence *self, const AvowOrganisation *organisation, const AvowAccess *access, GError **error)
{
  g_autofree char *file_name = g_filename_display_basename (self->folder);
  AvowRecordExport body = {
    .report = (char *) "declarations",
    .format = (char *) "xml",
    .file_name = file_name,
    .as_of = avow_clock_now (),
    .position = self->position,
    .rows = self->count,
  };
  avow_digest_compute (self->sums->str, self->sums->len, &body.digest);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_ptr_array_add (records, avow_record_new (&avow_record_kind_export, organisation->id, access->person, &body));
  return avow_store_append (self->store, records, error);
}

static gboolean
write_sums (Evidence *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, SUMS, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (self->sums->str, self->sums->len);
  return avow_receipt_write_bytes (bytes, path, error);
}

gboolean
avow_evidence_export (AvowStore *store, const AvowAccess *access, const char *folder, guint *out_count, GError **error)
{
  g_autofree char *scope = NULL;
  g_autoptr (AvowOrganisation) organisation
    = avow_access_check (store, access, AVOW_ACTION_EXPORT_DOCUMENTS, &scope, error) ? avow_organisation_get (store, error) : NULL;
  g_autoptr (GString) sums = g_string_new (NULL);
  Evidence self = { store, folder, scope == NULL ? NULL : access->person, 0, sums, 0 };
  if (organisation == NULL || !avow_store_read_position (store, &self.position, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE, _("The folder “%s” can't be made (%s). Choose another one."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (!write_text (&self, "organisation.pem", avow_certificate_to_pem (organisation->root), error) || !write_checkpoint (&self, error))
    return FALSE;
  if (!take_declarations (&self, add_sum, error) || !write_sums (&self, error)
      || !append_record (&self, organisation, access, error)
      || !take_declarations (&self, write_document, error))
    return FALSE;
  if (out_count != NULL)
    *out_count = self.count;
  return TRUE;
}
