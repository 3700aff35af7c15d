/* avow-invitation-file.c: an invitation as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-invitation-file.h"

#include "record/avow-clock.h"
#include "sign/avow-mac.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

#define BLOCK (64 * 1024)

typedef struct archive Reader;
typedef struct archive Writer;
typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, archive_read_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

static void
free_writer (Writer *writer)
{
  archive_write_free (writer);
}

void
avow_invitation_set_damaged (GError **error, const char *what)
{
  /* Translators: %s says in a few words what is wrong, and where */
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
               _("The invitation is damaged or is none (%s). Ask your compliance team to send it again."), what);
}

GHashTable *
avow_invitation_entries_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer container) of the names, in order, the seal apart. */
static GPtrArray *
list_names (GHashTable *entries)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strcmp (name, AVOW_INVITATION_SEAL) != 0)
      g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* What the seal is over. */
static char *
list_digests (GHashTable *entries)
{
  g_autoptr (GPtrArray) names = list_names (entries);
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
write_entry (Writer *writer, const char *name, GBytes *bytes)
{
  g_autoptr (Entry) entry = archive_entry_new ();
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_mtime (entry, (time_t) (avow_clock_now () / 1000), 0);
  return archive_write_header (writer, entry) == ARCHIVE_OK
         && (length == 0 || archive_write_data (writer, data, length) == (la_ssize_t) length);
}

static GBytes *
write_zip (GHashTable *entries, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (entries);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Writer *writer = archive_write_new ();
  gboolean done;

  g_ptr_array_add (names, (gpointer) AVOW_INVITATION_SEAL);
  done = archive_write_set_format_zip (writer) == ARCHIVE_OK
         && archive_write_set_bytes_in_last_block (writer, 1) == ARCHIVE_OK
         && archive_write_open (writer, out, NULL, take_block, NULL) == ARCHIVE_OK;
  for (guint i = 0; done && i < names->len; i++)
    done = write_entry (writer, g_ptr_array_index (names, i), g_hash_table_lookup (entries, g_ptr_array_index (names, i)));
  done = done && archive_write_close (writer) == ARCHIVE_OK;
  if (!done)
    g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION, _("The invitation can’t be put together: %s."),
                 archive_error_string (writer) != NULL ? archive_error_string (writer) : _("no reason given"));
  free_writer (writer);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

/* Whoever reads it must be able to. */
static gboolean
check_limits (GHashTable *entries, GError **error)
{
  GHashTableIter iter;
  gpointer bytes;
  gsize total = 0;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    total += g_bytes_get_size (bytes);
  if (total <= AVOW_INVITATION_MAX_UNPACKED && g_hash_table_size (entries) <= AVOW_INVITATION_MAX_ENTRIES)
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                       _("The courses in use are too large for an invitation. Make their pictures smaller, and adopt them anew."));
  return FALSE;
}

GBytes *
avow_invitation_pack (GHashTable *entries, const char *code, GError **error)
{
  g_autofree char *list = list_digests (entries);
  g_autoptr (GString) seal = g_string_new (NULL);
  g_autofree char *hex = NULL;
  guint8 salt[AVOW_MAC_SALT_LENGTH];
  AvowDigest mac;

  avow_random_bytes (salt, sizeof salt);
  if (!avow_mac_compute (code, salt, list, strlen (list), &mac, error))
    return NULL;
  for (guint i = 0; i < sizeof salt; i++)
    g_string_append_printf (seal, "%02x", salt[i]);
  hex = avow_digest_to_hex (&mac);
  g_string_append_printf (seal, "\n%s\n", hex);
  g_hash_table_insert (entries, g_strdup (AVOW_INVITATION_SEAL), g_bytes_new (seal->str, seal->len));

  return check_limits (entries, error) ? write_zip (entries, error) : NULL;
}

/* ASCII, relative, without detours: a name that another program unpacks where it says. */
static gboolean
is_safe_name (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (name == NULL || *name == '\0' || strlen (name) > AVOW_INVITATION_MAX_NAME)
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || *c == '\\' || *c == ':')
      return FALSE;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return TRUE;
}

static GBytes *
read_entry (Reader *reader, gsize *left, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  la_ssize_t length;

  while ((length = archive_read_data (reader, block, BLOCK)) > 0)
    {
      /* what is counted is what came out, not what the file says will */
      if ((gsize) length > *left)
        {
          avow_invitation_set_damaged (error, _("it unpacks to more than 128 MB"));
          return NULL;
        }
      *left -= (gsize) length;
      g_byte_array_append (bytes, block, (guint) length);
    }
  if (length < 0)
    {
      avow_invitation_set_damaged (error, archive_error_string (reader) != NULL ? archive_error_string (reader)
                                                                                : _("it can’t be unpacked"));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
take_entry (Reader *reader, Entry *entry, GHashTable *entries, gsize *left, GError **error)
{
  const char *name = archive_entry_pathname (entry);
  GBytes *bytes;

  if (!is_safe_name (name))
    {
      avow_invitation_set_damaged (error, _("a file in it has a name that leads elsewhere"));
      return FALSE;
    }
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL || archive_entry_is_encrypted (entry))
    {
      avow_invitation_set_damaged (error, _("it holds something else than plain files"));
      return FALSE;
    }
  if (g_hash_table_contains (entries, name))
    {
      avow_invitation_set_damaged (error, _("a file stands in it twice"));
      return FALSE;
    }
  if (g_hash_table_size (entries) >= AVOW_INVITATION_MAX_ENTRIES)
    {
      avow_invitation_set_damaged (error, _("it holds more than 5,000 files"));
      return FALSE;
    }
  bytes = read_entry (reader, left, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (entries, g_strdup (name), bytes);
  return TRUE;
}

GHashTable *
avow_invitation_unpack (GBytes *file, GError **error)
{
  g_autoptr (Reader) reader = archive_read_new ();
  g_autoptr (GHashTable) entries = avow_invitation_entries_new ();
  gsize left = AVOW_INVITATION_MAX_UNPACKED;
  gsize length;
  gconstpointer data = g_bytes_get_data (file, &length);
  Entry *entry;
  int result;

  if (length > AVOW_INVITATION_MAX_FILE)
    {
      avow_invitation_set_damaged (error, _("it is larger than 64 MB"));
      return NULL;
    }
  archive_read_support_format_zip_seekable (reader);
  if (archive_read_open_memory (reader, data, length) != ARCHIVE_OK)
    {
      avow_invitation_set_damaged (error, _("it is no zip file"));
      return NULL;
    }
  while ((result = archive_read_next_header (reader, &entry)) == ARCHIVE_OK)
    if (!take_entry (reader, entry, entries, &left, error))
      return NULL;
  if (result != ARCHIVE_EOF)
    {
      avow_invitation_set_damaged (error, archive_error_string (reader) != NULL ? archive_error_string (reader)
                                                                                : _("it is no zip file"));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

static gboolean
read_seal (GHashTable *entries, guint8 salt[AVOW_MAC_SALT_LENGTH], AvowDigest *out_mac)
{
  GBytes *bytes = g_hash_table_lookup (entries, AVOW_INVITATION_SEAL);
  g_autofree char *text = bytes == NULL ? NULL : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  if (lines == NULL || g_strv_length (lines) != 3 || *lines[2] != '\0' || strlen (lines[0]) != 2 * AVOW_MAC_SALT_LENGTH)
    return FALSE;
  for (guint i = 0; i < AVOW_MAC_SALT_LENGTH; i++)
    {
      int high = g_ascii_xdigit_value (lines[0][2 * i]);
      int low = g_ascii_xdigit_value (lines[0][2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      salt[i] = (guint8) (high << 4 | low);
    }
  return avow_digest_parse (lines[1], out_mac);
}

gboolean
avow_invitation_check_seal (GHashTable *entries, const char *code, GError **error)
{
  g_autofree char *list = list_digests (entries);
  guint8 salt[AVOW_MAC_SALT_LENGTH];
  AvowDigest claimed, mac;

  if (!read_seal (entries, salt, &claimed))
    {
      avow_invitation_set_damaged (error, _("its seal is missing"));
      return FALSE;
    }
  if (!avow_mac_compute (code, salt, list, strlen (list), &mac, error))
    return FALSE;
  if (avow_mac_equal (&mac, &claimed))
    return TRUE;

  /* a wrong code and a changed file look the same, and must */
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                       _("The code does not fit this invitation. Check it letter by letter. If it is right, the file was changed "
                         "on its way: ask your compliance team for a new one."));
  return FALSE;
}
