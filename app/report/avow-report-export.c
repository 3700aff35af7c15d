/* avow-report-export.c: a report leaves the system, and that is a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-csv.h"
#include "avow-report-pdf.h"
#include "avow-report.h"
#include "record/avow-record-export.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static const char *const format_names[] = { [AVOW_FORMAT_CSV] = "csv", [AVOW_FORMAT_PDF] = "pdf" };

gboolean
avow_format_from_name (const char *name, AvowFormat *out_format)
{
  for (guint format = 0; format < G_N_ELEMENTS (format_names); format++)
    if (g_strcmp0 (name, format_names[format]) == 0)
      {
        *out_format = format;
        return TRUE;
      }
  return FALSE;
}

const char *
avow_format_to_name (AvowFormat format)
{
  return format_names[format];
}

static AvowRecord *
create_record (AvowReport *report, const AvowAccess *access, AvowFormat format, const char *path, GBytes *bytes)
{
  g_autofree char *file_name = g_path_get_basename (path);
  AvowRecordExport body = {
    .report = (char *) avow_report_kind_to_name (report->kind),
    .format = (char *) avow_format_to_name (format),
    .file_name = file_name,
    .team = report->team,
    .as_of = report->as_of,
    .position = report->position,
    .rows = avow_table_get_n_rows (report->table),
  };
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  avow_digest_compute (data, size, &body.digest);
  return avow_record_new (&avow_record_kind_export, report->organisation_id, access->person, &body);
}

/* Writes beside the file, durably; reports are about people, so for the owner's eyes. */
static gboolean
write_beside (const char *path, const char *beside, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  if (g_file_set_contents_full (beside, data, size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return TRUE;
  g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE,
               _("The report could not be written to “%s” (%s). Choose another folder, and export it again."), path, local_error->message);
  return FALSE;
}

gboolean
avow_report_export (AvowReport *self, AvowStore *store, const AvowAccess *access, AvowFormat format, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = format == AVOW_FORMAT_CSV ? avow_csv_write (self->table) : avow_report_pdf_write (self);
  g_autofree char *beside = g_strconcat (path, ".part", NULL);
  g_autoptr (AvowRecord) record = create_record (self, access, format, path, bytes);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_ptr_array_add (records, record);

  if (!write_beside (path, beside, bytes, error))
    return FALSE;
  if (!avow_store_append (store, records, error))
    {
      g_unlink (beside);
      return FALSE;
    }
  if (g_rename (beside, path) != 0)
    {
      g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE,
                   _("“%s” can't be replaced. The report stands beside it as “%s”; rename it yourself."), path, beside);
      return FALSE;
    }
  return TRUE;
}
