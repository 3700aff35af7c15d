/* avow-template.c: a small whole course to begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-template.h"

#include "avow-author-resources.h"
#include "course/avow-course.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define PICTURE "pictures/ring-back.svg"

static GBytes *
look_up (const char *name)
{
  g_autofree char *path = g_strconcat ("/avow/author/", name, NULL);

  return g_resource_lookup_data (avow_author_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static void
fill_in (GString *text, const char *name, const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_replace (text, name, escaped, 0);
}

static GBytes *
write_course (const AvowTemplate *self)
{
  gboolean german = g_ascii_strncasecmp (self->language, "de", 2) == 0 && (self->language[2] == '\0' || self->language[2] == '-');
  g_autoptr (GBytes) bytes = look_up (german ? "template.de.xml" : "template.en.xml");
  GString *text = g_string_new_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  fill_in (text, "@ID@", self->id);
  fill_in (text, "@TITLE@", self->title);
  fill_in (text, "@LANG@", self->language);
  fill_in (text, "@OWNER@", self->owner);
  fill_in (text, "@DATE@", self->reviewed);

  return g_string_free_to_bytes (text);
}

static gboolean
check (GHashTable *files, GError **error)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowEdition) edition = avow_edition_new (files, error);
  g_autoptr (AvowCourse) course = edition != NULL ? avow_course_new (edition, AVOW_EDITION_MAIN, diagnostics, NULL) : NULL;
  const AvowDiagnostic *first = diagnostics->len > 0 ? g_ptr_array_index (diagnostics, 0) : NULL;

  if (course == NULL && first != NULL)
    /* Translators: what is wrong; what to do */
    g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_INVALID, _("No course was written: %s; %s."), first->message, first->remedy);

  return course != NULL;
}

/* A file that is there already is somebody's work. */
static gboolean
write_file (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;

  if (g_mkdir_with_parents (parent, 0755) != 0)
    local_error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  else
    stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, &local_error);
  if (stream != NULL
      && g_output_stream_write_all (G_OUTPUT_STREAM (stream), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &local_error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &local_error))
    return TRUE;

  g_set_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ, _("“%s” could not be written (%s). Choose another folder."), path,
               local_error->message);
  return FALSE;
}

gboolean
avow_template_write (const AvowTemplate *self, const char *folder, GError **error)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  GBytes *course, *picture;

  g_return_val_if_fail (self != NULL && folder != NULL, FALSE);

  course = write_course (self);
  picture = look_up ("template.svg");
  g_hash_table_insert (files, (gpointer) AVOW_EDITION_MAIN, course);
  g_hash_table_insert (files, (gpointer) PICTURE, picture);

  return check (files, error) && write_file (folder, AVOW_EDITION_MAIN, course, error) && write_file (folder, PICTURE, picture, error);
}
