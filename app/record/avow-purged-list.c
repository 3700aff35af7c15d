/* avow-purged-list.c: the file that says what a backup must not bring back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-purged-list.h"

#include "avow-record-purge.h"
#include "avow-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *
get_path (const char *folder)
{
  return g_build_filename (folder, AVOW_PURGED_LIST, NULL);
}

static gboolean
fail (const char *path, int number, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, number == ENOSPC || number == EDQUOT ? AVOW_RECORD_ERROR_FULL : AVOW_RECORD_ERROR_READ_ONLY,
               _("“%s”, the list of what was purged, can't be kept: %s. Nothing was changed. Make room in the folder, and make the "
                 "file readable and writable, then try again."), path, g_strerror (number));
  return FALSE;
}

static AvowPurgedEntry *
new_entry (void)
{
  AvowPurgedEntry *self = g_new0 (AvowPurgedEntry, 1);

  self->leaves = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
  return self;
}

static void
free_entry (gpointer data)
{
  AvowPurgedEntry *self = data;

  g_free (self->person);
  g_free (self->digest);
  g_array_unref (self->leaves);
  g_clear_pointer (&self->record, g_bytes_unref);
  g_free (self);
}

static void
take_leaf (AvowPurgedEntry *entry, const char *hex)
{
  AvowDigest leaf;

  if (avow_digest_parse (hex, &leaf))
    g_array_append_val (entry->leaves, leaf);
}

/* FALSE where the line was cut short, or is none. */
static gboolean
close_entry (AvowPurgedEntry *entry, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  AvowDigest stated, digest;
  gsize length;
  guint8 *bytes;

  if (g_strv_length (words) != 3 || !avow_digest_parse (words[1], &stated))
    return FALSE;
  bytes = g_base64_decode (words[2], &length);
  avow_digest_compute (bytes, length, &digest);
  if (!avow_digest_equal (&digest, &stated))
    {
      g_free (bytes);
      return FALSE;
    }
  entry->person = g_strdup (words[0]);
  entry->digest = avow_digest_to_hex (&digest);
  entry->record = g_bytes_new_take (bytes, length);
  return TRUE;
}

static void
note_done (GPtrArray *entries, const char *digest)
{
  for (guint i = 0; i < entries->len; i++)
    {
      AvowPurgedEntry *entry = g_ptr_array_index (entries, i);

      entry->done |= g_str_equal (entry->digest, digest);
    }
}

/* @out_end: where the last whole entry ends */
static GPtrArray *
parse (const char *text, gsize *out_end)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  AvowPurgedEntry *entry = new_entry ();

  *out_end = 0;
  for (const char *line = text, *end; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      g_autofree char *words = g_strndup (line, (gsize) (end - line));

      if (g_str_has_prefix (words, "leaf "))
        take_leaf (entry, words + strlen ("leaf "));
      if (g_str_has_prefix (words, "done "))
        {
          note_done (entries, words + strlen ("done "));
          *out_end = (gsize) (end + 1 - text);
        }
      if (!g_str_has_prefix (words, "purge "))
        continue;
      if (close_entry (entry, words + strlen ("purge ")))
        g_ptr_array_add (entries, g_steal_pointer (&entry));
      g_clear_pointer (&entry, free_entry);
      entry = new_entry ();
      *out_end = (gsize) (end + 1 - text);
    }
  free_entry (entry);
  return entries;
}

static gboolean
read_text (const char *folder, char **out_text, GError **error)
{
  g_autofree char *path = get_path (folder);
  g_autoptr (GError) local_error = NULL;

  if (g_file_get_contents (path, out_text, NULL, &local_error))
    return TRUE;
  *out_text = g_strdup ("");
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_READ_ONLY,
               _("What was purged must not come back, but the list of it can't be read: %s. Make the file readable, then try again."),
               local_error->message);
  return FALSE;
}

GPtrArray *
avow_purged_list_read (const char *folder, GError **error)
{
  g_autofree char *text = NULL;
  gsize end;

  return read_text (folder, &text, error) ? parse (text, &end) : NULL;
}

static void
write_entry (GString *text, AvowRecord *record)
{
  const AvowRecordPurge *purge = avow_record_get_body (record);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (avow_record_get_payload (record), &length);
  g_autofree char *base64 = g_base64_encode (bytes, length);
  g_autofree char *hex = NULL;
  AvowDigest digest;

  for (guint i = 0; i < purge->destroyed->len; i++)
    {
      const AvowRecordDestroyed *destroyed = g_ptr_array_index (purge->destroyed, i);
      g_autofree char *leaf = avow_digest_to_hex (&destroyed->leaf);

      g_string_append_printf (text, "leaf %s\n", leaf);
    }
  avow_digest_compute (bytes, length, &digest);
  hex = avow_digest_to_hex (&digest);
  g_string_append_printf (text, "purge %s %s %s\n", avow_record_get_subject (record), hex, base64);
}

static gboolean
write_all (int file, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize done = TEMP_FAILURE_RETRY (write (file, bytes, length));

      if (done < 0)
        return FALSE;
      bytes += done;
      length -= (gsize) done;
    }
  return TRUE;
}

/* Half an entry that an earlier power cut left is overwritten. */
static gboolean
write_at (const char *path, gsize before, const GString *text)
{
  int file = g_open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  gboolean done = file >= 0 && ftruncate (file, (off_t) before) == 0 && write_all (file, text->str, text->len) && fsync (file) == 0;
  int number = errno;

  if (file >= 0)
    g_close (file, NULL);
  errno = number;
  return done;
}

gboolean
avow_purged_list_add (const char *folder, GPtrArray *records, gsize *out_before, GError **error)
{
  g_autofree char *path = get_path (folder);
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  int number;

  if (!read_text (folder, &before, error))
    return FALSE;
  entries = parse (before, out_before);
  for (guint i = 0; i < records->len; i++)
    write_entry (text, g_ptr_array_index (records, i));
  if (write_at (path, *out_before, text) && avow_store_sync_folder (folder))
    return TRUE;
  number = errno;
  avow_purged_list_cut (folder, *out_before);
  return fail (path, number, error);
}

/* Not in anybody's transaction: an entry that is added at the same time may lose such a line, which is no harm. */
gboolean
avow_purged_list_mark_done (const char *folder, GPtrArray *entries)
{
  g_autofree char *path = get_path (folder);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean done;
  int file;

  for (guint i = 0; i < entries->len; i++)
    {
      AvowPurgedEntry *entry = g_ptr_array_index (entries, i);

      if (!entry->done)
        g_string_append_printf (text, "done %s\n", entry->digest);
      entry->done = TRUE;
    }
  if (text->len == 0)
    return TRUE;
  file = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  done = file >= 0 && write_all (file, text->str, text->len) && fsync (file) == 0;
  if (file >= 0)
    g_close (file, NULL);
  return done;
}

gboolean
avow_purged_list_cut (const char *folder, gsize before)
{
  g_autofree char *path = get_path (folder);
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean done = file >= 0 && ftruncate (file, (off_t) before) == 0 && fsync (file) == 0;

  if (file >= 0)
    g_close (file, NULL);
  return done;
}
