/* avow-edition.c: the files of one edition of a course or document, kept whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-edition.h"

#include "avow-course-load.h"
#include "avow-course-reading.h"
#include "avow-course-translation.h"
#include "avow-edition-digest.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define XML_ENDING ".xml"

struct _AvowEdition
{
  gatomicrefcount ref_count;
  GHashTable *files; /* of GBytes by path */
  GPtrArray *paths;  /* of char*, sorted; owned by files */
  AvowReading *reading;
  GHashTable *translations; /* of AvowReading by the path of the file */
  gsize digest;      /* char*; made when first asked for */
  gsize languages;   /* GPtrArray of char*; likewise */
};

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

char *
avow_edition_name_translation (const char *source, const char *language)
{
  g_autofree char *stem = g_str_has_suffix (source, XML_ENDING) ? g_strndup (source, strlen (source) - strlen (XML_ENDING)) : g_strdup (source);

  return g_strconcat (stem, ".", language, XML_ENDING, NULL);
}

char *
avow_edition_read_language (const char *source, const char *name)
{
  gsize begin = strlen (source) - strlen (XML_ENDING) + 1;
  gsize end = strlen (name) - MIN (strlen (name), strlen (XML_ENDING));
  g_autofree char *language = NULL;

  if (!g_str_has_suffix (source, XML_ENDING) || !g_str_has_suffix (name, XML_ENDING) || end <= begin
      || strncmp (source, name, begin) != 0)
    return NULL;

  language = g_strndup (name + begin, end - begin);
  return avow_value_is (AVOW_VALUE_LANGUAGE, language) ? g_steal_pointer (&language) : NULL;
}

static GHashTable *
read_translations (GHashTable *files)
{
  GHashTable *translations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) avow_reading_free);
  GHashTableIter iter;
  const char *path;
  GBytes *bytes;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &bytes))
    {
      g_autofree char *language = avow_edition_read_language (AVOW_EDITION_MAIN, path);

      if (language != NULL)
        g_hash_table_insert (translations, (gpointer) path, avow_reading_new (bytes));
    }

  return translations;
}

/* Takes over all three. */
static AvowEdition *
create (GHashTable *files, AvowReading *reading, GHashTable *translations)
{
  AvowEdition *self = g_new0 (AvowEdition, 1);
  GHashTableIter iter;
  const char *path;

  g_atomic_ref_count_init (&self->ref_count);
  self->files = files;
  self->paths = g_ptr_array_new ();
  self->reading = reading;
  self->translations = translations;

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

/* What can't be read at all can't be judged either, wherever it comes from. */
static gboolean
check_read (const AvowReading *reading, const char *path, GError **error)
{
  g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  AvowSource source;

  if (reading->tree != NULL)
    return TRUE;

  avow_reading_continue (reading, path, diagnostics, &source);
  avow_load_finish (&source, error);
  return FALSE;
}

AvowEdition *
avow_edition_new (GHashTable *files, GError **error)
{
  g_autoptr(GHashTable) copy = NULL;
  g_autoptr(GHashTable) translations = NULL;
  g_autoptr(AvowReading) reading = NULL;
  GHashTableIter iter;
  gpointer path, translation;

  g_return_val_if_fail (files != NULL, NULL);

  copy = copy_files (files, error);
  if (copy == NULL)
    return NULL;

  reading = avow_reading_new (g_hash_table_lookup (copy, AVOW_EDITION_MAIN));
  translations = read_translations (copy);
  if (!check_read (reading, AVOW_EDITION_MAIN, error))
    return NULL;
  g_hash_table_iter_init (&iter, translations);
  while (g_hash_table_iter_next (&iter, &path, &translation))
    if (!check_read (translation, path, error))
      return NULL;

  return create (g_steal_pointer (&copy), g_steal_pointer (&reading), g_steal_pointer (&translations));
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

/* Editors leave files behind that begin with a dot or end in a tilde: neither is taken. */
static gboolean
read_translation_files (const char *folder, const char *main_name, GHashTable *files, GError **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *language = avow_edition_read_language (main_name, name);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GBytes *bytes;

      if (language == NULL || !lies_in (folder, path))
        continue;
      bytes = read_file (path, files, error);
      if (bytes == NULL)
        return FALSE;
      g_hash_table_insert (files, avow_edition_name_translation (AVOW_EDITION_MAIN, language), bytes);
    }

  return TRUE;
}

static gboolean
read_all_pictures (AvowReading *reading, GHashTable *translations, const char *folder, GHashTable *files, GError **error)
{
  GHashTableIter iter;
  gpointer translation;

  if (reading->tree != NULL && !read_pictures (reading->tree, folder, files, error))
    return FALSE;
  g_hash_table_iter_init (&iter, translations);
  while (g_hash_table_iter_next (&iter, NULL, &translation))
    if (((AvowReading *) translation)->tree != NULL
        && !read_pictures (((AvowReading *) translation)->tree, folder, files, error))
      return FALSE;

  return TRUE;
}

AvowEdition *
avow_edition_load (const char *path, GError **error)
{
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *folder = is_folder ? g_strdup (path) : g_path_get_dirname (path);
  g_autofree char *main_path = is_folder ? g_build_filename (path, AVOW_EDITION_MAIN, NULL) : g_strdup (path);
  g_autofree char *main_name = g_path_get_basename (main_path);
  g_autoptr(GHashTable) files = create_files ();
  g_autoptr(GHashTable) translations = NULL;
  g_autoptr(AvowReading) reading = NULL;
  GBytes *text;

  text = read_file (main_path, files, error);
  if (text == NULL)
    return NULL;

  g_hash_table_insert (files, g_strdup (AVOW_EDITION_MAIN), text);
  if (!read_translation_files (folder, main_name, files, error))
    return NULL;
  reading = avow_reading_new (text);
  translations = read_translations (files);
  if (!read_all_pictures (reading, translations, folder, files, error))
    return NULL;

  return create (g_steal_pointer (&files), g_steal_pointer (&reading), g_steal_pointer (&translations));
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
  if (self->languages != 0)
    g_ptr_array_unref ((GPtrArray *) self->languages);
  avow_reading_free (self->reading);
  g_hash_table_unref (self->translations);
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
      const AvowReading *reading = g_str_equal (path, AVOW_EDITION_MAIN) ? self->reading
                                                                         : g_hash_table_lookup (self->translations, path);
      g_autofree char *digest = reading != NULL ? avow_edition_digest_xml (reading)
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

const AvowReading *
avow_edition_get_translation (AvowEdition *self, const char *language)
{
  g_autofree char *path = avow_edition_name_translation (AVOW_EDITION_MAIN, language);

  return g_hash_table_lookup (self->translations, path);
}

GPtrArray *
avow_edition_get_translations (AvowEdition *self)
{
  GPtrArray *languages = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, languages);

  for (guint i = 0; i < self->paths->len; i++)
    {
      char *language = avow_edition_read_language (AVOW_EDITION_MAIN, g_ptr_array_index (self->paths, i));

      if (language != NULL)
        g_ptr_array_add (languages, language);
    }

  return languages;
}

static GPtrArray *
collect_languages (AvowEdition *self)
{
  g_autoptr(GPtrArray) translations = avow_edition_get_translations (self);
  GPtrArray *languages = g_ptr_array_new_with_free_func (g_free);
  const char *own = self->reading->tree != NULL ? avow_node_get (self->reading->tree->root, "xml:lang") : NULL;

  g_ptr_array_add (languages, g_strdup (own != NULL ? own : ""));
  for (guint i = 0; i < translations->len; i++)
    if (avow_translation_is_whole (self, g_ptr_array_index (translations, i)))
      g_ptr_array_add (languages, g_strdup (g_ptr_array_index (translations, i)));

  return languages;
}

GPtrArray *
avow_edition_get_languages (AvowEdition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (g_once_init_enter (&self->languages))
    g_once_init_leave (&self->languages, (gsize) collect_languages (self));

  return (GPtrArray *) self->languages;
}

const char *
avow_edition_get_title (AvowEdition *self, const char *language)
{
  const AvowReading *translation = avow_edition_get_translation (self, language);
  const AvowReading *reading = translation != NULL ? translation : self->reading;

  return reading->tree != NULL ? avow_node_get (reading->tree->root, "title") : NULL;
}
