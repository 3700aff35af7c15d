/* avow-report-export.c: a report leaves the system, and that is a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-csv.h"
#include "avow-report.h"
#include "record/avow-record-export.h"
#include "record/avow-target.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const char *const format_names[] = { [AVOW_FORMAT_CSV] = "csv", [AVOW_FORMAT_PDF] = "pdf" };

static GBytes *
write_csv (AvowReport *report)
{
  return avow_csv_write (report->data);
}

static AvowReportWriter writers[G_N_ELEMENTS (format_names)] = { [AVOW_FORMAT_CSV] = write_csv };

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

void
avow_report_set_writer (AvowFormat format, AvowReportWriter writer)
{
  writers[format] = writer;
}

static AvowRecord *
create_record (AvowReport *report, const AvowAccess *access, AvowFormat format, const char *path, GBytes *bytes)
{
  g_autofree char *file_name = g_filename_display_basename (path);
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

static void
set_write_error (GError **error, const char *path, const char *reason)
{
  g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE,
               _("The report could not be written to “%s” (%s). Choose another folder, and export it again."), path, reason);
}

/* Writes beside the file, durably, under a name that nothing else has; reports are about people, so for the owner's
 * eyes. (transfer full): where it stands */
static char *
write_beside (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *beside = g_strconcat (path, ".part-XXXXXX", NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *fault = avow_target_find_fault (path);
  if (fault != NULL)
    {
      set_write_error (error, path, fault);
      return NULL;
    }
  int file = g_mkstemp_full (beside, O_RDWR | O_CLOEXEC, 0600);
  if (file < 0)
    {
      set_write_error (error, path, g_strerror (errno));
      return NULL;
    }
  g_close (file, NULL);
  if (g_file_set_contents_full (beside, data, size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return g_steal_pointer (&beside);
  set_write_error (error, path, local_error->message);
  g_unlink (beside);
  return NULL;
}

/* So that the new name survives a power cut, as the bytes do. What can't be synced (some mounted shares) stands as safe
 * as its file system makes it. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int file = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (file < 0)
    return;
  fsync (file);
  g_close (file, NULL);
}

gboolean
avow_report_export (AvowReport *self, AvowStore *store, const AvowAccess *access, AvowFormat format, const char *path, GError **error)
{
  g_return_val_if_fail (writers[format] != NULL, FALSE);

  g_autoptr (GBytes) bytes = writers[format](self);
  g_autoptr (AvowRecord) record = create_record (self, access, format, path, bytes);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autofree char *beside = write_beside (path, bytes, error);
  if (beside == NULL)
    return FALSE;
  g_ptr_array_add (records, record);
  if (!avow_store_append (store, records, error))
    {
      g_unlink (beside);
      return FALSE;
    }
  if (g_rename (beside, path) != 0)
    {
      g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE,
                   _("“%s” can't be replaced (%s). The report is recorded, and stands beside it as “%s”: rename it yourself."), path,
                   g_strerror (errno), beside);
      return FALSE;
    }
  sync_folder (path);
  return TRUE;
}
