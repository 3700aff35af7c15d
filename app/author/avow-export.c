/* avow-export.c: a pool of questions for other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-export-private.h"

#include "course/avow-course-source.h"
#include "sign/avow-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TITLE 80 /* characters */
#define MANIFEST "imsmanifest.xml"

typedef struct
{
  AvowCourse *course;
  AvowSource source;     /* of its XML, to tell lines */
  GPtrArray *diagnostics;
  GPtrArray *ids;        /* of char*: questions that were written */
  GHashTable *pictures;  /* of GPtrArray of char* by id */
  GHashTable *entries;   /* of a package */
} Export;

G_DEFINE_QUARK (avow-export-error-quark, avow_export_error)

gboolean
avow_export_format_parse (const char *name, AvowExportFormat *out_format)
{
  if (!g_str_equal (name, "moodle") && !g_str_equal (name, "qti3"))
    return FALSE;

  *out_format = g_str_equal (name, "moodle") ? AVOW_EXPORT_MOODLE : AVOW_EXPORT_QTI3;
  return TRUE;
}

char *
avow_export_get_title (const AvowQuestion *question)
{
  g_autofree char *text = avow_blocks_to_text (question->prompt, NULL);

  g_strstrip (g_strdelimit (text, "\n\r\t", ' '));
  if (g_utf8_strlen (text, -1) > MAX_TITLE)
    {
      *g_utf8_offset_to_pointer (text, MAX_TITLE - 1) = '\0';
      return g_strconcat (text, "…", NULL);
    }

  return g_steal_pointer (&text);
}

static gboolean
reads (const AvowOption *option, const char *word, const char *translated)
{
  g_autofree char *text = avow_inlines_to_text (option->inlines, NULL);

  return g_ascii_strcasecmp (g_strstrip (text), word) == 0 || g_str_equal (text, translated);
}

gboolean
avow_export_is_plain_true_false (const AvowQuestion *question)
{
  return question->kind == AVOW_QUESTION_TRUE_FALSE && reads (g_ptr_array_index (question->options, 0), "true", _("True")) &&
         reads (g_ptr_array_index (question->options, 1), "false", _("False"));
}

/* Where a question begins in the XML. */
static gsize
find_offset (Export *self, const char *id)
{
  static const char quotes[] = "\"'";

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *attribute = g_strdup_printf (" id=%c%s%c", quotes[i], id, quotes[i]);
      const char *found = memmem (self->source.text, self->source.length, attribute, strlen (attribute));

      if (found != NULL)
        return found + 1 - self->source.text;
    }

  return 0;
}

static void
report (Export *self, const AvowQuestion *question, AvowDiagnosticSeverity severity, const char *message, const char *remedy)
{
  AvowDiagnostic *diagnostic = g_new0 (AvowDiagnostic, 1);
  gsize offset = find_offset (self, question->id);

  diagnostic->severity = severity;
  diagnostic->cause = severity == AVOW_DIAGNOSTIC_ERROR ? AVOW_DIAGNOSTIC_UNSUPPORTED : AVOW_DIAGNOSTIC_ADVICE;
  diagnostic->file = g_strdup (self->source.name);
  diagnostic->line = avow_source_get_line (&self->source, offset);
  diagnostic->column = avow_source_get_column (&self->source, offset);
  diagnostic->message = g_strdup_printf ("“%s”: %s", question->id, message);
  diagnostic->remedy = g_strdup (remedy);
  g_ptr_array_add (self->diagnostics, diagnostic);
}

/* What was written of it may not be all of it. */
static gboolean
settle (Export *self, const AvowQuestion *question, const AvowHtml *html)
{
  if (html->has_conditions)
    {
      report (self, question, AVOW_DIAGNOSTIC_ERROR, _("it says something to some people only"), _("make a question for each of them"));
      return FALSE;
    }
  if (html->has_facts)
    report (self, question, AVOW_DIAGNOSTIC_WARNING, _("facts of the organisation went out as their names in brackets"), _("write them into what was exported"));
  if (html->has_looks)
    report (self, question, AVOW_DIAGNOSTIC_WARNING, _("what belongs to something went out as plain words"), _("see whether anything was marked that matters"));
  if (html->has_links)
    report (self, question, AVOW_DIAGNOSTIC_WARNING, _("links to pages of the course went out as words"), _("say it in the question, if it matters"));

  g_ptr_array_add (self->ids, g_strdup (question->id));
  return TRUE;
}

/* Gives whether it went out. */
static gboolean
export_question (Export *self, const AvowQuestion *question, AvowExportFormat format, GString *out)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *pictures = g_ptr_array_new_with_free_func (g_free);
  AvowHtml html = { .out = text, .folder = format == AVOW_EXPORT_MOODLE ? "@@PLUGINFILE@@/" : "", .pictures = pictures };

  g_hash_table_insert (self->pictures, g_strdup (question->id), pictures);
  if (question->kind == AVOW_QUESTION_INBOX || question->kind == AVOW_QUESTION_REDACT)
    {
      report (self, question, AVOW_DIAGNOSTIC_ERROR, _("other programs have no such question"), _("ask it as a choice"));
      return FALSE;
    }

  if (format == AVOW_EXPORT_MOODLE)
    avow_export_write_moodle (&html, self->course, question);
  else
    avow_export_write_item (&html, self->course, question);
  if (!settle (self, question, &html))
    return FALSE;

  if (format == AVOW_EXPORT_MOODLE)
    g_string_append (out, text->str);
  else
    g_hash_table_insert (self->entries, g_strdup_printf ("%s.xml", question->id), g_string_free_to_bytes (g_steal_pointer (&text)));
  return TRUE;
}

static void
add_pictures (Export *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      GPtrArray *pictures = g_hash_table_lookup (self->pictures, g_ptr_array_index (self->ids, i));

      for (guint k = 0; k < pictures->len; k++)
        {
          const char *path = g_ptr_array_index (pictures, k);
          GBytes *bytes = avow_edition_get_file (self->course->files, path);

          if (bytes != NULL && !g_hash_table_contains (self->entries, path))
            g_hash_table_insert (self->entries, g_strdup (path), g_bytes_ref (bytes));
        }
    }
}

static GBytes *
make_package (Export *self, AvowPool *pool, gint64 time, GError **error)
{
  char *manifest = avow_export_write_manifest (pool, self->ids, self->pictures);
  g_autoptr (GError) local_error = NULL;
  GBytes *zip;

  g_hash_table_insert (self->entries, g_strdup (MANIFEST), g_bytes_new_take (manifest, strlen (manifest)));
  add_pictures (self);
  zip = avow_pack_write (self->entries, NULL, time, &local_error);
  if (zip == NULL)
    g_set_error (error, AVOW_EXPORT_ERROR, AVOW_EXPORT_ERROR_PACK, _("The package could not be made (%s)."), local_error->message);

  return zip;
}

GBytes *
avow_export_pool (AvowCourse *course, const char *name, AvowPool *pool, AvowExportFormat format, gint64 time, GPtrArray *diagnostics, GError **error)
{
  Export self = { .course = course, .diagnostics = diagnostics };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) entries = avow_pack_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (course != NULL && pool != NULL && diagnostics != NULL, NULL);

  self.ids = ids;
  self.pictures = pictures;
  self.entries = entries;
  avow_source_init (&self.source, avow_edition_get_file (course->files, AVOW_EDITION_MAIN), name, diagnostics);
  avow_export_begin_moodle (out, pool);
  for (guint i = 0; i < pool->questions->len; i++)
    export_question (&self, g_ptr_array_index (pool->questions, i), format, out);
  if (ids->len == 0)
    {
      g_set_error (error, AVOW_EXPORT_ERROR, AVOW_EXPORT_ERROR_EMPTY, _("No question of “%s” can be written so, and nothing was."), pool->id);
      return NULL;
    }
  if (format == AVOW_EXPORT_QTI3)
    return make_package (&self, pool, time, error);

  avow_export_end_moodle (out);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
