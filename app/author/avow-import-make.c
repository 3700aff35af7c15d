/* avow-import-make.c: what was imported, as the folder of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-private.h"

#include "avow-course-write.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_DRAW 10 /* questions in a check: few people answer more at a stretch */

static void
write_head (AvowImport *self, GString *out, const AvowImportAbout *about)
{
  const char *title = about->title != NULL ? about->title : self->title;
  const char *language = about->language != NULL ? about->language : self->language != NULL ? self->language : about->spoken;
  g_autofree char *slug = avow_import_slug (title);
  g_autofree char *wanted = *slug == '\0' ? g_strdup ("course") : g_ascii_isalpha (*slug) ? g_strdup (slug) : g_strdup_printf ("course-%s", slug);
  g_autofree char *id = avow_import_take_id (self, wanted);
  g_autofree char *words = g_markup_escape_text (title, -1);

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<course");
  avow_write_attribute (out, "xmlns", AVOW_COURSE_NAMESPACE);
  avow_write_attribute (out, "format", "1");
  avow_write_attribute (out, "id", id);
  avow_write_attribute (out, "edition", "1");
  avow_write_attribute (out, "xml:lang", language != NULL ? language : "en");
  g_string_append (out, "\n       ");
  avow_write_attribute (out, "title", title);
  avow_write_attribute (out, "owner", about->owner);
  avow_write_attribute (out, "reviewed", about->reviewed);
  avow_write_attribute (out, "material", "no");
  g_string_append_printf (out, ">\n  <summary>\n    <p>%s</p>\n  </summary>\n", words);
}

/* One module: the texts, then a check for each pool. */
static void
write_module (AvowImport *self, GString *out, const AvowImportAbout *about)
{
  g_autofree char *id = avow_import_take_id (self, "module");

  g_string_append (out, "  <module");
  avow_write_attribute (out, "id", id);
  avow_write_attribute (out, "title", about->title != NULL ? about->title : self->title);
  g_string_append (out, ">\n");
  for (guint i = 0; i < self->pages->len; i++)
    avow_write_page (out, 2, g_ptr_array_index (self->pages, i));
  for (guint i = 0; i < self->pools->len; i++)
    {
      const AvowPool *pool = g_ptr_array_index (self->pools, i);
      g_autofree char *wanted = g_strdup_printf ("check-%s", g_str_has_prefix (pool->id, "pool-") ? pool->id + strlen ("pool-") : pool->id);
      g_autofree char *check = avow_import_take_id (self, wanted);

      g_string_append (out, "    <check");
      avow_write_attribute (out, "id", check);
      avow_write_attribute (out, "pool", pool->id);
      g_string_append_printf (out, " draw=\"%u\"/>\n", MIN (pool->questions->len, MAX_DRAW));
    }
  g_string_append (out, "  </module>\n");
}

static GHashTable *
create_files (AvowImport *self, GString *xml)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GHashTableIter iter;
  gpointer path, bytes;

  g_hash_table_insert (files, g_strdup (AVOW_EDITION_MAIN), g_string_free_to_bytes (xml));
  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    g_hash_table_insert (files, g_strdup (path), g_bytes_ref (bytes));

  return files;
}

/* Loads what was made, as whoever opens it will. */
static gboolean
check_files (GHashTable *files, GError **error)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowEdition) edition = NULL;
  g_autoptr (AvowCourse) course = NULL;
  g_autoptr (GError) local_error = NULL;

  edition = avow_edition_new (files, &local_error);
  if (edition != NULL)
    course = avow_course_new (edition, AVOW_EDITION_MAIN, diagnostics, &local_error);
  if (course != NULL)
    return TRUE;

  g_set_error (error, AVOW_IMPORT_ERROR, AVOW_IMPORT_ERROR_LIMIT,
               _("It would be more than a course holds: %s Import fewer files at a time, or divide them."), local_error->message);
  return FALSE;
}

GHashTable *
avow_import_make (AvowImport *self, const AvowImportAbout *about, GError **error)
{
  g_autoptr (GHashTable) files = NULL;
  GString *xml;

  g_return_val_if_fail (self != NULL && about != NULL, NULL);

  if (self->pools->len == 0 && self->pages->len == 0)
    {
      g_set_error_literal (error, AVOW_IMPORT_ERROR, AVOW_IMPORT_ERROR_EMPTY, _("Nothing could be taken, so that nothing was written."));
      return NULL;
    }

  xml = g_string_new (NULL);
  write_head (self, xml, about);
  write_module (self, xml, about);
  for (guint i = 0; i < self->pools->len; i++)
    avow_write_pool (xml, 1, g_ptr_array_index (self->pools, i));
  g_string_append (xml, "</course>\n");

  files = create_files (self, xml);
  return check_files (files, error) ? g_steal_pointer (&files) : NULL;
}

/* --- to disk -------------------------------------------------------------------------------------------------- */

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

static gboolean
write_file (const char *folder, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_mkdir_with_parents (parent, 0777) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  return g_file_set_contents_full (full, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

static gboolean
write_files (GHashTable *files, const char *folder, GError **error)
{
  GHashTableIter iter;
  gpointer path, bytes;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    if (!write_file (folder, path, bytes, error))
      return FALSE;

  return TRUE;
}

static gboolean
set_write_error (GError **error, const char *folder, const char *reason)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_set_error (error, AVOW_IMPORT_ERROR, AVOW_IMPORT_ERROR_WRITE, _("“%s” could not be written (%s). Choose another folder."), shown, reason);
  return FALSE;
}

gboolean
avow_import_write (GHashTable *files, const char *folder, GError **error)
{
  g_autofree char *bare = g_canonicalize_filename (folder, NULL);
  g_autofree char *parent = g_path_get_dirname (bare);
  g_autofree char *base = g_path_get_basename (bare);
  g_autofree char *beside = g_strdup_printf ("%s/.%s-XXXXXX", parent, base);
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (files != NULL && folder != NULL, FALSE);

  if (g_mkdir_with_parents (parent, 0777) != 0 || g_mkdtemp_full (beside, 0777) == NULL)
    return set_write_error (error, folder, g_strerror (errno));

  if (!write_files (files, beside, &local_error))
    set_write_error (error, folder, local_error->message);
  /* takes the place of an empty folder, and of no other */
  else if (g_rename (beside, bare) != 0)
    set_write_error (error, folder, errno == ENOTEMPTY || errno == EEXIST ? _("there is something in it already") : g_strerror (errno));
  else
    return TRUE;

  remove_folder (beside);
  return FALSE;
}
