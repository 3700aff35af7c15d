/* avow-pack.c: a zip of few files, from and to memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-pack.h"

#include "avow-digest.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK (64 * 1024)

typedef struct archive Reader;
typedef struct archive Writer;
typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, archive_read_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

G_DEFINE_QUARK (avow-pack-error-quark, avow_pack_error)

static void
free_writer (Writer *writer)
{
  archive_write_free (writer);
}

static void
set_damaged (GError **error, const char *what)
{
  g_set_error_literal (error, AVOW_PACK_ERROR, AVOW_PACK_ERROR_DAMAGED, what);
}

static void
set_archive_error (GError **error, struct archive *archive, const char *otherwise)
{
  set_damaged (error, archive_error_string (archive) != NULL ? archive_error_string (archive) : otherwise);
}

GHashTable *
avow_pack_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
avow_pack_list (GHashTable *entries, const char *last)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_strcmp0 (name, last) != 0)
      g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

char *
avow_pack_list_digests (GHashTable *entries, const char *last)
{
  g_autoptr (GPtrArray) names = avow_pack_list (entries, last);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      gsize length;
      gconstpointer data = g_bytes_get_data (g_hash_table_lookup (entries, name), &length);
      g_autofree char *hex = NULL;
      AvowDigest digest;

      avow_digest_compute (data, length, &digest);
      hex = avow_digest_to_hex (&digest);
      g_string_append_printf (list, "%s  %s\n", hex, name);
    }
  return g_string_free (list, FALSE);
}

static la_ssize_t
take_block (Writer *writer, void *data, const void *block, size_t length)
{
  g_byte_array_append (data, block, (guint) length);
  return (la_ssize_t) length;
}

static gboolean
write_entry (Writer *writer, const char *name, GBytes *bytes, gint64 time)
{
  g_autoptr (Entry) entry = archive_entry_new ();
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_mtime (entry, (time_t) (time / 1000), 0);
  return archive_write_header (writer, entry) == ARCHIVE_OK
         && (length == 0 || archive_write_data (writer, data, length) == (la_ssize_t) length);
}

gboolean
avow_pack_is_within (GHashTable *entries, const AvowPackLimits *limits)
{
  GHashTableIter iter;
  gpointer bytes;
  gsize total = 0;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    total += g_bytes_get_size (bytes);
  return total <= limits->unpacked && g_hash_table_size (entries) <= limits->entries;
}

GBytes *
avow_pack_write (GHashTable *entries, const char *last, gint64 time, GError **error)
{
  g_autoptr (GPtrArray) names = avow_pack_list (entries, last);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Writer *writer = archive_write_new ();
  gboolean done;

  if (last != NULL)
    g_ptr_array_add (names, (gpointer) last);
  done = archive_write_set_format_zip (writer) == ARCHIVE_OK
         && archive_write_set_bytes_in_last_block (writer, 1) == ARCHIVE_OK
         && archive_write_open (writer, out, NULL, take_block, NULL) == ARCHIVE_OK;
  for (guint i = 0; done && i < names->len; i++)
    done = write_entry (writer, g_ptr_array_index (names, i), g_hash_table_lookup (entries, g_ptr_array_index (names, i)), time);
  done = done && archive_write_close (writer) == ARCHIVE_OK;
  if (!done)
    set_archive_error (error, writer, _("no reason given"));
  free_writer (writer);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

/* Relative, without detours, and of our own in ASCII: a name that another program unpacks where it says. */
static gboolean
is_safe_name (const char *name, gboolean foreign)
{
  g_auto (GStrv) parts = NULL;

  if (name == NULL || *name == '\0' || strlen (name) > AVOW_PACK_MAX_NAME)
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (*c == '\\' || (foreign ? g_ascii_iscntrl (*c) : !g_ascii_isgraph (*c) || *c == ':'))
      return FALSE;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return TRUE;
}

static GBytes *
read_entry (Reader *reader, const AvowPackLimits *limits, gsize *left, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  la_ssize_t length;

  while ((length = archive_read_data (reader, block, BLOCK)) > 0)
    {
      /* what is counted is what came out, not what the file says will */
      if ((gsize) length > *left)
        {
          g_set_error (error, AVOW_PACK_ERROR, AVOW_PACK_ERROR_DAMAGED, _("it unpacks to more than %u MB"),
                       (guint) (limits->unpacked / (1024 * 1024)));
          return NULL;
        }
      *left -= (gsize) length;
      g_byte_array_append (bytes, block, (guint) length);
    }
  if (length < 0)
    {
      set_archive_error (error, reader, _("it can’t be unpacked"));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
take_entry (Reader *reader, Entry *entry, GHashTable *entries, const AvowPackLimits *limits, gsize *left, GError **error)
{
  const char *name = limits->foreign ? archive_entry_pathname_utf8 (entry) : archive_entry_pathname (entry);
  GBytes *bytes;

  /* in a character set that it does not name, so that nothing in the package can name it either */
  if (limits->foreign && (name == NULL || archive_entry_filetype (entry) == AE_IFDIR))
    return TRUE;
  if (!is_safe_name (name, limits->foreign))
    {
      set_damaged (error, _("a file in it has a name that leads elsewhere"));
      return FALSE;
    }
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL || archive_entry_is_encrypted (entry))
    {
      set_damaged (error, _("it holds something else than plain files"));
      return FALSE;
    }
  if (g_hash_table_contains (entries, name))
    {
      set_damaged (error, _("a file stands in it twice"));
      return FALSE;
    }
  if (g_hash_table_size (entries) >= limits->entries)
    {
      g_set_error (error, AVOW_PACK_ERROR, AVOW_PACK_ERROR_DAMAGED, _("it holds more than %u files"), limits->entries);
      return FALSE;
    }
  bytes = read_entry (reader, limits, left, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (entries, g_strdup (name), bytes);
  return TRUE;
}

GHashTable *
avow_pack_read (GBytes *file, const AvowPackLimits *limits, GError **error)
{
  g_autoptr (Reader) reader = archive_read_new ();
  g_autoptr (GHashTable) entries = avow_pack_new ();
  gsize left = limits->unpacked;
  gsize length;
  gconstpointer data = g_bytes_get_data (file, &length);
  Entry *entry;
  int result;

  if (length > limits->file)
    {
      g_set_error (error, AVOW_PACK_ERROR, AVOW_PACK_ERROR_DAMAGED, _("it is larger than %u MB"),
                   (guint) (limits->file / (1024 * 1024)));
      return NULL;
    }
  archive_read_support_format_zip_seekable (reader);
  if (archive_read_open_memory (reader, data, length) != ARCHIVE_OK)
    {
      set_damaged (error, _("it is no zip file"));
      return NULL;
    }
  while ((result = archive_read_next_header (reader, &entry)) == ARCHIVE_OK)
    if (!take_entry (reader, entry, entries, limits, &left, error))
      return NULL;
  if (result != ARCHIVE_EOF)
    {
      set_archive_error (error, reader, _("it is no zip file"));
      return NULL;
    }
  return g_steal_pointer (&entries);
}
