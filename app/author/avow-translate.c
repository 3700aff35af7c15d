/* avow-translate.c: courses and documents in other languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-translate.h"

#include "avow-translate-insert.h"
#include "avow-translate-po.h"
#include "avow-translate-unit.h"
#include "course/avow-course-value.h"
#include "course/avow-course.h"
#include "course/avow-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PO_ENDING ".po"

void
avow_translation_free (AvowTranslation *self)
{
  g_free (self->language);
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
avow_translate_find_catalogues (const char *path)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *catalogues = g_build_filename (folder, AVOW_TRANSLATE_FOLDER, NULL);
  g_autofree char *source = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (catalogues, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = g_str_has_suffix (name, PO_ENDING) ? g_strndup (name, strlen (name) - strlen (PO_ENDING)) : NULL;
      g_autofree char *made = stem != NULL ? g_strconcat (stem, ".xml", NULL) : NULL;
      g_autofree char *language = made != NULL ? avow_edition_read_language (source, made) : NULL;

      if (language != NULL)
        g_ptr_array_add (paths, g_build_filename (catalogues, name, NULL));
    }
  g_ptr_array_sort (paths, compare_paths);

  return paths;
}

/* Where a text stands, as itstool says it: `page/p`, `course@title`. */
static char *
describe_unit (const AvowTranslateUnit *unit)
{
  if (unit->attribute != NULL)
    return g_strdup_printf ("%s@%s", unit->node->name, unit->attribute->name);

  return g_strdup_printf ("%s/%s", unit->node->parent->name, unit->node->name);
}

static guint
find_line (AvowSource *source, const AvowTranslateUnit *unit)
{
  return avow_source_get_line (source, unit->node->offset);
}

static void
free_text (gpointer data)
{
  AvowPoText *text = data;

  g_free ((char *) text->comment);
  g_free (text);
}

gboolean
avow_translate_write_template (AvowEdition *edition, const char *path, const char *template, GError **error)
{
  const AvowReading *reading = avow_edition_get_reading (edition);
  g_autoptr (GPtrArray) units = avow_translate_list_units (reading->tree);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_text);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *project = g_strdup_printf ("%s %s", avow_node_get (reading->tree->root, "id"),
                                              avow_node_get (reading->tree->root, "edition"));
  AvowSource source = reading->source;

  for (guint i = 0; i < units->len; i++)
    {
      const AvowTranslateUnit *unit = g_ptr_array_index (units, i);
      AvowPoText *text = g_new0 (AvowPoText, 1);

      text->text = unit->text;
      text->comment = describe_unit (unit);
      text->line = find_line (&source, unit);
      g_ptr_array_add (texts, text);
    }

  return avow_po_write_template (template, project, file, texts, error);
}

static gboolean
check_language (const AvowReading *reading, const char *language, const char *catalogue, GError **error)
{
  g_autofree char *shown = g_filename_display_name (catalogue);

  if (language == NULL || !avow_value_is (AVOW_VALUE_LANGUAGE, language))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 _("“%s” does not say its language. Write it into its header: Language: de."), shown);
  else if (g_str_equal (language, avow_node_get (reading->tree->root, "xml:lang")))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 _("“%s” is in the language of the source, “%s”. Correct the language in its header."), shown, language);
  else
    return TRUE;

  return FALSE;
}

static void
merge_units (AvowTranslation *self, AvowInsertion *insertion, AvowPo *po, GPtrArray *units)
{
  self->texts = units->len;
  for (guint i = 0; i < units->len; i++)
    {
      const AvowTranslateUnit *unit = g_ptr_array_index (units, i);
      const AvowPoEntry *entry = avow_po_find (po, unit->text);

      if (entry != NULL && !entry->fuzzy)
        {
          avow_insertion_put (insertion, unit, entry->text);
          continue;
        }
      avow_insertion_mark (insertion, unit);
      if (entry != NULL)
        self->fuzzy++;
      else
        self->missing++;
    }
}

/* (transfer full): the files of the edition with this translation among them. */
static GHashTable *
collect_files (AvowEdition *edition, const char *folder, const char *language, const char *text)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) paths = avow_edition_get_paths (edition);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *picture = avow_insertion_find_picture (folder, path, language);
      g_autofree char *picture_path = picture != NULL ? g_build_filename (folder, picture, NULL) : NULL;
      char *contents;
      gsize length;

      g_hash_table_insert (files, g_strdup (path), g_bytes_ref (avow_edition_get_file (edition, path)));
      if (picture != NULL && g_file_get_contents (picture_path, &contents, &length, NULL))
        g_hash_table_insert (files, g_steal_pointer (&picture), g_bytes_new_take (contents, length));
    }
  g_hash_table_insert (files, avow_edition_name_translation (AVOW_EDITION_MAIN, language), g_bytes_new (text, strlen (text)));

  return files;
}

/* Loads what was made as whoever opens it will. */
static gboolean
check_result (AvowTranslation *self, AvowEdition *edition, const char *folder, GPtrArray *diagnostics, GError **error)
{
  g_autoptr (GHashTable) files = collect_files (edition, folder, self->language, self->text);
  g_autoptr (AvowEdition) made = avow_edition_new (files, error);

  if (made == NULL)
    return FALSE;
  if (avow_edition_is_document (made))
    {
      g_autoptr (AvowDocument) document = avow_document_new_in (made, self->language, self->path, diagnostics, NULL);
    }
  else
    {
      g_autoptr (AvowCourse) course = avow_course_new_in (made, self->language, self->path, diagnostics, NULL);
    }
  return TRUE;
}

AvowTranslation *
avow_translate_merge (AvowEdition *edition, const char *path, const char *catalogue, GPtrArray *diagnostics, GError **error)
{
  const AvowReading *reading = avow_edition_get_reading (edition);
  g_autoptr (AvowPo) po = avow_po_read (catalogue, error);
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (AvowInsertion) insertion = NULL;
  g_autoptr (AvowTranslation) self = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_path_get_basename (catalogue);

  if (po == NULL || !check_language (reading, avow_po_get_language (po), catalogue, error))
    return NULL;

  self = g_new0 (AvowTranslation, 1);
  self->language = g_strdup (avow_po_get_language (po));
  self->path = avow_edition_name_translation (path, self->language);
  units = avow_translate_list_units (reading->tree);
  insertion = avow_insertion_new (reading, path, self->language, folder, diagnostics);
  merge_units (self, insertion, po, units);
  self->text = avow_insertion_finish (insertion, shown);
  if (self->text != NULL && !check_result (self, edition, folder, diagnostics, error))
    return NULL;
  if (avow_diagnostics_have_errors (diagnostics))
    g_clear_pointer (&self->text, g_free);

  return g_steal_pointer (&self);
}
