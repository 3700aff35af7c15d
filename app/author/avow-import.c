/* avow-import.c: questions that were written for other programs, as a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-private.h"

#include "avow-draft.h"
#include "avow-import-format.h"

#include "course/avow-course-load.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SLUG 48  /* characters of an id that was made of words */
#define MAX_TITLE 200
#define MAX_QUOTED 60 /* characters */

G_DEFINE_QUARK (avow-import-error-quark, avow_import_error)

static void
free_page (AvowPage *page)
{
  g_free (page->id);
  g_free (page->title);
  g_clear_pointer (&page->blocks, g_ptr_array_unref);
  g_free (page);
}

AvowImport *
avow_import_new (void)
{
  AvowImport *self = g_new0 (AvowImport, 1);

  self->pools = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_pool_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) free_page);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);

  return self;
}

void
avow_import_free (AvowImport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->pools);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->pictures);
  g_ptr_array_unref (self->diagnostics);
  g_ptr_array_unref (self->names);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->title);
  g_free (self->language);
  g_free (self);
}

void
avow_import_begin (AvowImport *self, const char *name, GBytes *text)
{
  g_bytes_ref (text);
  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = text;
  avow_source_init (&self->source, text, name, self->diagnostics);
}

static void
add_diagnostic (AvowImport *self, AvowDiagnosticSeverity severity, gsize offset, const char *subject, char *message, char *remedy)
{
  AvowDiagnostic *diagnostic = g_new0 (AvowDiagnostic, 1);

  diagnostic->severity = severity;
  diagnostic->cause = severity == AVOW_DIAGNOSTIC_ERROR ? AVOW_DIAGNOSTIC_UNSUPPORTED : AVOW_DIAGNOSTIC_ADVICE;
  diagnostic->file = g_strdup (self->source.name);
  diagnostic->line = avow_source_get_line (&self->source, offset);
  diagnostic->column = avow_source_get_column (&self->source, offset);
  diagnostic->message = subject != NULL ? g_strdup_printf ("“%s”: %s", subject, message) : g_strdup (message);
  diagnostic->remedy = remedy;
  g_free (message);
  g_ptr_array_add (self->diagnostics, diagnostic);
}

void
avow_import_refuse (AvowImport *self, gsize offset, const char *subject, char *message, char *remedy)
{
  self->refused++;
  add_diagnostic (self, AVOW_DIAGNOSTIC_ERROR, offset, subject, message, remedy);
}

void
avow_import_note (AvowImport *self, gsize offset, const char *subject, char *message, char *remedy)
{
  add_diagnostic (self, AVOW_DIAGNOSTIC_WARNING, offset, subject, message, remedy);
}

void
avow_import_refuse_file (AvowImport *self, const char *name, char *message, char *remedy)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  avow_import_begin (self, name, nothing);
  avow_import_refuse (self, 0, NULL, message, remedy);
}

char *
avow_import_slug (const char *words)
{
  g_autofree char *ascii = g_str_to_ascii (words, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < MAX_SLUG; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, g_ascii_tolower (*p));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');

  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return g_string_free (g_steal_pointer (&slug), FALSE);
}

char *
avow_import_quote (const char *format, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *parts[2];

  if (g_utf8_strlen (valid, -1) > MAX_QUOTED)
    *g_utf8_offset_to_pointer (valid, MAX_QUOTED) = '\0';
  parts[0] = strstr (format, "%s");
  parts[1] = parts[0] + strlen ("%s");

  return g_strdup_printf ("%.*s%s%s", (int) (parts[0] - format), format, valid, parts[1]);
}

char *
avow_import_take_id (AvowImport *self, const char *wanted)
{
  char *id = g_strdup (wanted);

  for (guint i = 2; !g_hash_table_add (self->ids, g_strdup (id)); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", wanted, i);
    }

  return id;
}

/* A title is a line of words, and not a page of them. */
static char *
cut_title (const char *words)
{
  g_autofree char *clean = g_utf8_make_valid (words, -1);
  g_auto (GStrv) parts = g_strsplit_set (g_strstrip (clean), " \t\r\n", -1);
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", parts[i]);

  if (g_utf8_strlen (title->str, -1) > MAX_TITLE)
    {
      g_string_truncate (title, g_utf8_offset_to_pointer (title->str, MAX_TITLE - 1) - title->str);
      g_string_append (title, "…");
    }

  return g_string_free (g_steal_pointer (&title), FALSE);
}

void
avow_import_enter (AvowImport *self, const char *key, const char *title)
{
  g_autofree char *slug = NULL, *wanted = NULL;

  self->pool = g_hash_table_lookup (self->by_key, key);
  if (self->pool != NULL)
    return;

  self->pool = g_new0 (AvowPool, 1);
  self->pool->title = cut_title (title);
  if (*self->pool->title == '\0')
    {
      g_free (self->pool->title);
      self->pool->title = g_strdup (_("Questions"));
    }
  slug = avow_import_slug (self->pool->title);
  wanted = g_strdup_printf ("pool%s%s", *slug != '\0' ? "-" : "", slug);
  self->pool->id = avow_import_take_id (self, wanted);
  self->pool->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_question_free);
  g_ptr_array_add (self->pools, self->pool);
  g_hash_table_insert (self->by_key, g_strdup (key), self->pool);
}

void
avow_import_enter_category (AvowImport *self, const char *path)
{
  g_autofree char *bare = g_strstrip (g_strdup (path));
  g_autofree char *title = NULL;
  const char *rest = bare;

  /* whose it was in Moodle, and the category that holds all others, say nothing of the questions */
  if (*rest == '$' && strchr (rest + 1, '$') != NULL)
    rest = strchr (rest + 1, '$') + 1;
  while (*rest == '/')
    rest++;
  if (g_str_has_prefix (rest, "top/"))
    rest += strlen ("top/");

  title = g_strdup (*rest != '\0' && !g_str_equal (rest, "top") ? rest : _("Questions"));
  avow_import_enter (self, *rest != '\0' ? rest : "top", title);
}

char *
avow_import_get_stem (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *shown = g_filename_display_name (base);
  char *dot = strrchr (shown, '.');

  if (dot != NULL && dot != shown)
    *dot = '\0';

  return g_steal_pointer (&shown);
}

static void
read_xml (AvowImport *self, const char *name, const char *stem)
{
  g_autoptr (AvowTree) tree = avow_import_read_xml (self);

  if (tree == NULL)
    return;

  switch (avow_import_format_find_root (tree->root->name))
    {
    case AVOW_ROOT_MOODLE:
      avow_import_enter (self, name, stem);
      avow_import_read_moodle (self, tree);
      break;

    case AVOW_ROOT_ITEM:
      /* items that come in files of their own belong together */
      avow_import_enter (self, "items", self->pools->len == 0 ? stem : _("Questions"));
      avow_import_read_item (self, tree, NULL);
      break;

    case AVOW_ROOT_PART:
      avow_import_refuse (self, tree->root->offset, NULL, g_strdup_printf (_("<%s> only names questions that lie in other files"), tree->root->name),
                          g_strdup (_("import the package (zip), or the files of the questions")));
      break;

    case AVOW_ROOT_OLD:
      avow_import_refuse (self, tree->root->offset, NULL, g_strdup (_("this is QTI 1, which Avow does not read")),
                          g_strdup (_("export it anew as QTI 2 or 3, or as Moodle XML")));
      break;

    case AVOW_ROOT_OTHER:
    default:
      avow_import_refuse (self, tree->root->offset, NULL, g_strdup_printf (_("<%s> begins no file with questions that Avow knows"), tree->root->name),
                          g_strdup (_("import Moodle XML, GIFT, Aiken or QTI")));
      break;
    }
}

static void
read_text (AvowImport *self, const char *name, GBytes *file, AvowImportFormat format)
{
  g_autoptr (GBytes) text = avow_import_decode (self, name, file);
  g_autofree char *stem = avow_import_get_stem (name);

  if (text == NULL)
    return;

  avow_import_begin (self, name, text);
  if (format == AVOW_IMPORT_ANY)
    format = avow_import_format_guess (text);
  if (format == AVOW_IMPORT_GIFT || format == AVOW_IMPORT_AIKEN)
    avow_import_enter (self, name, stem);

  switch (format)
    {
    case AVOW_IMPORT_MOODLE:
    case AVOW_IMPORT_QTI:
      read_xml (self, name, stem);
      break;

    case AVOW_IMPORT_GIFT:
      avow_import_read_gift (self);
      break;

    case AVOW_IMPORT_AIKEN:
      avow_import_read_aiken (self);
      break;

    case AVOW_IMPORT_ANY:
    default:
      break;
    }
}

/* Pools that nothing came into are none. Their ids stay taken, so that the others' are the same whatever was refused. */
static void
drop_empty_pools (AvowImport *self)
{
  GHashTableIter iter;
  AvowPool *pool;

  g_hash_table_iter_init (&iter, self->by_key);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &pool))
    if (pool->questions->len == 0)
      g_hash_table_iter_remove (&iter);

  for (guint i = self->pools->len; i > 0; i--)
    {
      pool = g_ptr_array_index (self->pools, i - 1);
      if (pool->questions->len == 0)
        g_ptr_array_remove_index (self->pools, i - 1);
    }
}

void
avow_import_take (AvowImport *self, const char *name, GBytes *file, AvowImportFormat format)
{
  g_autofree char *stem = avow_import_get_stem (name);
  guint before = self->taken + self->refused;

  g_return_if_fail (self != NULL && name != NULL && file != NULL);

  if (g_bytes_get_size (file) > AVOW_IMPORT_MAX_BYTES)
    avow_import_refuse_file (self, name, g_strdup_printf (_("the file is larger than %d MB"), AVOW_IMPORT_MAX_BYTES / 1024 / 1024),
                             g_strdup (_("divide it")));
  else if (avow_import_format_is_zip (file) && (format == AVOW_IMPORT_ANY || format == AVOW_IMPORT_QTI))
    avow_import_read_package (self, name, file);
  else
    read_text (self, name, file, format);

  /* never in silence */
  if (self->taken + self->refused == before)
    avow_import_refuse_file (self, name, g_strdup (_("there are no questions in it that Avow recognises")), g_strdup (_("name the format with --format, if it is Moodle XML, GIFT, Aiken or QTI")));
  if (self->title == NULL)
    self->title = g_steal_pointer (&stem);
  drop_empty_pools (self);
  self->pool = NULL;
}

guint
avow_import_count_taken (AvowImport *self)
{
  return self->taken;
}

guint
avow_import_count_refused (AvowImport *self)
{
  return self->refused;
}

GPtrArray *
avow_import_get_diagnostics (AvowImport *self)
{
  return self->diagnostics;
}
