/* avow-translate-po.c: catalogues of translations, as gettext keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-translate-po.h"

#include <gettext-po.h>
#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <string.h>

struct _AvowPo
{
  char *language;
  GHashTable *entries; /* of AvowPoEntry by text */
};

/* The library reports by functions that get no pointer of ours, and one of them must not return. */
static struct
{
  GMutex lock;
  jmp_buf stop;
  char *problem; /* nullable: the first */
} report;

static void
keep_problem (int severity, const char *file, size_t line, const char *message)
{
  g_autofree char *text = g_strchomp (g_strdup (message));

  if (severity == PO_SEVERITY_WARNING || report.problem != NULL)
    return;
  report.problem = file != NULL && line != (size_t) -1 ? g_strdup_printf ("%s:%zu: %s", file, line, text) : g_steal_pointer (&text);
}

static void
report_cb (int severity, po_message_t message, const char *file, size_t line, size_t column, int multiline, const char *text)
{
  keep_problem (severity, file, line, text);
  if (severity == PO_SEVERITY_FATAL_ERROR)
    longjmp (report.stop, 1);
}

static void
report_two_cb (int severity, po_message_t message, const char *file, size_t line, size_t column, int multiline, const char *text,
               po_message_t other, const char *other_file, size_t other_line, size_t other_column, int other_multiline,
               const char *other_text)
{
  report_cb (severity, message, file, line, column, multiline, text);
}

static const struct po_xerror_handler handler = { report_cb, report_two_cb };

/* (nullable): with the lock held. */
static po_file_t
read_file (const char *path)
{
  if (setjmp (report.stop) != 0)
    return NULL;

  return po_file_read (path, &handler);
}

/* With the lock held. */
static gboolean
write_file (po_file_t file, const char *path)
{
  if (setjmp (report.stop) != 0)
    return FALSE;

  return po_file_write (file, path, &handler) != NULL;
}

static void
take_problem (const char *path, GError **error)
{
  g_autofree char *problem = g_steal_pointer (&report.problem);
  g_autofree char *shown = g_filename_display_name (path);

  if (problem == NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("“%s” can’t be read. Check its name and who may read it."), shown);
  else
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("%s. Mend this with any editor for .po files."), problem);
}

static void
free_entry (gpointer data)
{
  AvowPoEntry *entry = data;

  g_free (entry->text);
  g_free (entry);
}

static char *
read_language (po_file_t file)
{
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  po_message_t header = po_next_message (iterator);
  char *field = NULL;
  g_autofree char *language = NULL;

  /* the text of the header is that of the message without a msgid; po_file_domain_header() gives a copy that it calls const */
  while (header != NULL && *po_message_msgid (header) != '\0')
    header = po_next_message (iterator);
  if (header != NULL)
    field = po_header_field (po_message_msgstr (header), "Language");
  language = g_strdup (field != NULL ? field : "");
  free (field);
  po_message_iterator_free (iterator);

  return *language == '\0' ? NULL : g_strdelimit (g_steal_pointer (&language), "_", '-');
}

static gboolean
read_messages (AvowPo *self, po_file_t file, const char *path, GError **error)
{
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  po_message_t message;
  gboolean valid = TRUE;

  while (valid && (message = po_next_message (iterator)) != NULL)
    {
      const char *text = po_message_msgstr (message);
      AvowPoEntry *entry;

      if (po_message_is_obsolete (message) || *po_message_msgid (message) == '\0' || *text == '\0')
        continue;

      valid = g_utf8_validate (text, -1, NULL);
      entry = g_new0 (AvowPoEntry, 1);
      entry->text = g_strdup (text);
      entry->fuzzy = po_message_is_fuzzy (message);
      g_hash_table_insert (self->entries, g_strdup (po_message_msgid (message)), entry);
    }
  po_message_iterator_free (iterator);

  if (!valid)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("“%s” is not in UTF-8. Convert it: msgconv -t UTF-8."), path);
  return valid;
}

AvowPo *
avow_po_read (const char *path, GError **error)
{
  g_autoptr (AvowPo) self = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&report.lock);
  po_file_t file = read_file (path);

  if (file == NULL || report.problem != NULL)
    {
      take_problem (path, error);
      g_clear_pointer (&file, po_file_free);
      return NULL;
    }

  self = g_new0 (AvowPo, 1);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  self->language = read_language (file);
  if (!read_messages (self, file, path, error))
    g_clear_pointer (&self, avow_po_free);
  po_file_free (file);

  return g_steal_pointer (&self);
}

void
avow_po_free (AvowPo *self)
{
  g_free (self->language);
  g_hash_table_unref (self->entries);
  g_free (self);
}

const char *
avow_po_get_language (const AvowPo *self)
{
  return self->language;
}

const AvowPoEntry *
avow_po_find (const AvowPo *self, const char *text)
{
  return g_hash_table_lookup (self->entries, text);
}

static void
add_header (po_message_iterator_t iterator, const char *project)
{
  g_autofree char *header = g_strdup_printf ("Project-Id-Version: %s\n"
                                             "MIME-Version: 1.0\n"
                                             "Content-Type: text/plain; charset=UTF-8\n"
                                             "Content-Transfer-Encoding: 8bit\n", project);
  po_message_t message = po_message_create ();

  po_message_set_msgid (message, "");
  po_message_set_msgstr (message, header);
  po_message_insert (iterator, message);
}

static po_message_t
add_message (po_message_iterator_t iterator, const AvowPoText *text)
{
  po_message_t message = po_message_create ();
  g_autofree char *comment = g_strconcat (text->comment, "\n", NULL);

  po_message_set_msgid (message, text->text);
  po_message_set_msgstr (message, "");
  po_message_set_extracted_comments (message, comment);
  po_message_insert (iterator, message);
  return message;
}

gboolean
avow_po_write_template (const char *path, const char *project, const char *file, GPtrArray *texts, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&report.lock);
  po_file_t catalogue = po_file_create ();
  po_message_iterator_t iterator = po_message_iterator (catalogue, NULL);
  gboolean written;

  add_header (iterator, project);
  for (guint i = 0; i < texts->len; i++)
    {
      const AvowPoText *text = g_ptr_array_index (texts, i);
      po_message_t message = g_hash_table_lookup (known, text->text);

      if (message == NULL)
        {
          message = add_message (iterator, text);
          g_hash_table_insert (known, (gpointer) text->text, message);
        }
      po_message_add_filepos (message, file, text->line);
    }
  po_message_iterator_free (iterator);

  written = write_file (catalogue, path);
  if (!written)
    take_problem (path, error);
  po_file_free (catalogue);
  return written;
}
