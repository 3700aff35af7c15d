/* avow-edition.c: the files of one edition of a course or document, kept whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-edition.h"

#include "avow-course-load.h"
#include "avow-course-reading.h"
#include "avow-edition-digest.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

struct _AvowEdition
{
  gatomicrefcount ref_count;
  GHashTable *files; /* of GBytes by path */
  GPtrArray *paths;  /* of char*, sorted; owned by files */
  AvowReading *reading;
  gsize digest;      /* char*; made when first asked for */
};

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

/* Takes over both. */
static AvowEdition *
create (GHashTable *files, AvowReading *reading)
{
  AvowEdition *self = g_new0 (AvowEdition, 1);
  GHashTableIter iter;
  const char *path;

  g_atomic_ref_count_init (&self->ref_count);
  self->files = files;
  self->paths = g_ptr_array_new ();
  self->reading = reading;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, NULL))
    g_ptr_array_add (self->paths, (gpointer) path);
  g_ptr_array_sort (self->paths, compare_paths);

  return self;
}

static GHashTable *
create_files (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

/* Names of folders and files with single slashes between them, none hidden, none that leads up or out. */
static gboolean
is_inside (const char *path)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);

  if (names[0] == NULL || !g_utf8_validate (path, -1, NULL))
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    if (names[i][0] == '\0' || names[i][0] == '.')
      return FALSE;

  for (const char *p = path; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || *p == '\\')
      return FALSE;

  return TRUE;
}

static gboolean
check_total (GHashTable *files, gsize more, GError **error)
{
  GHashTableIter iter;
  GBytes *bytes;
  gsize total = more;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &bytes))
    total += g_bytes_get_size (bytes);

  if (total > AVOW_EDITION_MAX_BYTES)
    {
      g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_LIMIT,
                   _("The course’s files have more than %d MB together. Use smaller pictures."),
                   AVOW_EDITION_MAX_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (g_hash_table_size (files) > AVOW_EDITION_MAX_FILES)
    {
      g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_LIMIT,
                   _("The course has more than %d files. Use fewer pictures."), AVOW_EDITION_MAX_FILES);
      return FALSE;
    }

  return TRUE;
}

static GHashTable *
copy_files (GHashTable *files, GError **error)
{
  g_autoptr(GHashTable) copy = create_files ();
  GHashTableIter iter;
  const char *path;
  GBytes *bytes;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &bytes))
    {
      if (!is_inside (path))
        {
          g_autofree char *shown = g_utf8_make_valid (path, -1);

          g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ,
                       _("“%s” can’t be the name of a course’s file. Ask for the course again."), shown);
          return NULL;
        }
      g_hash_table_insert (copy, g_strdup (path), g_bytes_ref (bytes));
    }

  if (!g_hash_table_contains (copy, AVOW_EDITION_MAIN))
    {
      g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ,
                   _("The course has no file %s. Ask for the course again."), AVOW_EDITION_MAIN);
      return NULL;
    }

  return check_total (copy, 0, error) ? g_steal_pointer (&copy) : NULL;
}

AvowEdition *
avow_edition_new (GHashTable *files, GError **error)
{
  g_autoptr(GHashTable) copy = NULL;
  g_autoptr(AvowReading) reading = NULL;

  g_return_val_if_fail (files != NULL, NULL);

  copy = copy_files (files, error);
  if (copy == NULL)
    return NULL;

  reading = avow_reading_new (g_hash_table_lookup (copy, AVOW_EDITION_MAIN));
  if (reading->tree == NULL)
    {
      avow_load_finish (&reading->source, error);
      return NULL;
    }

  return create (g_steal_pointer (&copy), g_steal_pointer (&reading));
}

/* Reads a file that is one: a pipe would never end. */
static GBytes *
read_file (const char *path, GHashTable *files, GError **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  GStatBuf status;
  gsize length;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ, _("“%s” can’t be read: %s."), shown,
                   g_strerror (errno));
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ,
                   _("“%s” is not a file. Name a course’s folder or its XML file."), shown);
      return NULL;
    }
  if (!check_total (files, status.st_size, error) || !g_file_get_contents (path, &contents, &length, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&contents), length);
}

/* A link must not carry a file from elsewhere into a course that is handed out. */
static gboolean
lies_in (const char *folder, const char *path)
{
  g_autofree char *real_folder = realpath (folder, NULL);
  g_autofree char *real_path = realpath (path, NULL);
  g_autofree char *prefix = real_folder != NULL ? g_strconcat (real_folder, "/", NULL) : NULL;

  return real_path != NULL && prefix != NULL && g_str_has_prefix (real_path, prefix);
}

static gboolean
read_pictures (AvowTree *tree, const char *folder, GHashTable *files, GError **error)
{
  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    {
      const char *source = g_strcmp0 (node->name, "img") == 0 ? avow_node_get (node, "src") : NULL;
      g_autofree char *path = NULL;
      GBytes *bytes;

      if (source == NULL || !avow_value_is (AVOW_VALUE_PICTURE, source) || g_hash_table_contains (files, source))
        continue;

      /* the loader says what is missing, and where it is named */
      path = g_build_filename (folder, source, NULL);
      if (!lies_in (folder, path))
        continue;

      bytes = read_file (path, files, error);
      if (bytes == NULL)
        return FALSE;
      g_hash_table_insert (files, g_strdup (source), bytes);
    }

  return check_total (files, 0, error);
}

AvowEdition *
avow_edition_load (const char *path, GError **error)
{
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *folder = is_folder ? g_strdup (path) : g_path_get_dirname (path);
  g_autofree char *main_path = is_folder ? g_build_filename (path, AVOW_EDITION_MAIN, NULL) : g_strdup (path);
  g_autoptr(GHashTable) files = create_files ();
  g_autoptr(AvowReading) reading = NULL;
  GBytes *text;

  text = read_file (main_path, files, error);
  if (text == NULL)
    return NULL;

  g_hash_table_insert (files, g_strdup (AVOW_EDITION_MAIN), text);
  reading = avow_reading_new (text);
  if (reading->tree != NULL && !read_pictures (reading->tree, folder, files, error))
    return NULL;

  return create (g_steal_pointer (&files), g_steal_pointer (&reading));
}

AvowEdition *
avow_edition_ref (AvowEdition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_edition_unref (AvowEdition *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free ((char *) self->digest);
  avow_reading_free (self->reading);
  g_ptr_array_unref (self->paths);
  g_hash_table_unref (self->files);
  g_free (self);
}

static char *
compute_digest (AvowEdition *self)
{
  g_autoptr(GChecksum) whole = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = g_ptr_array_index (self->paths, i);
      GBytes *bytes = g_hash_table_lookup (self->files, path);
      g_autofree char *digest = g_str_equal (path, AVOW_EDITION_MAIN)
                                  ? avow_edition_digest_xml (self->reading)
                                  : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      g_autofree char *line = g_strdup_printf ("%s  %s\n", digest, path);

      g_checksum_update (whole, (const guchar *) line, strlen (line));
    }

  return g_strdup (g_checksum_get_string (whole));
}

const char *
avow_edition_get_digest (AvowEdition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (g_once_init_enter (&self->digest))
    g_once_init_leave (&self->digest, (gsize) compute_digest (self));

  return (const char *) self->digest;
}

GBytes *
avow_edition_get_file (AvowEdition *self, const char *path)
{
  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  return g_hash_table_lookup (self->files, path);
}

GPtrArray *
avow_edition_get_paths (AvowEdition *self)
{
  GPtrArray *paths;

  g_return_val_if_fail (self != NULL, NULL);

  paths = g_ptr_array_new ();
  for (guint i = 0; i < self->paths->len; i++)
    g_ptr_array_add (paths, g_ptr_array_index (self->paths, i));

  return paths;
}

gboolean
avow_edition_is_document (AvowEdition *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return avow_reading_is_document (self->reading);
}

const AvowReading *
avow_edition_get_reading (AvowEdition *self)
{
  return self->reading;
}
