/* avow-import-text.c: files in any character set as text in UTF-8, and the XML in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* What a text that is not in UTF-8 most likely is: each byte is some character there. */
#define OLD_CHARSET "WINDOWS-1252"

static const AvowPrescanLimits limits = {
  .bytes = 2 * AVOW_IMPORT_MAX_BYTES, /* text grows as it becomes UTF-8 */
  .depth = AVOW_PRESCAN_MAX_DEPTH,
  .elements = 1000 * 1000,
  .value = 8 * 1024 * 1024, /* a picture within an address */
  .text = 16 * 1024 * 1024, /* a picture in base64 */
  .instructions = TRUE,
};

static GBytes *
convert (AvowImport *self, const char *name, const char *text, gsize length, const char *charset)
{
  gsize written = 0;
  char *converted = g_convert (text, length, "UTF-8", charset, NULL, &written, NULL);

  if (converted != NULL && g_utf8_validate_len (converted, written, NULL))
    return g_bytes_new_take (converted, written);

  g_free (converted);
  avow_import_refuse_file (self, name, avow_import_quote (_("its characters can’t be read as %s"), charset),
                           g_strdup (_("save the file as UTF-8")));
  return NULL;
}

static gboolean
begins_with (const char *text, gsize length, const char *what, gsize n)
{
  return length >= n && memcmp (text, what, n) == 0;
}

/* (nullable): the character set in an XML declaration, with where it begins. */
static char *
find_declared (const char *text, gsize length)
{
  const char *close, *encoding, *quote, *end;

  if (text == NULL || !begins_with (text, length, "<?xml", 5))
    return NULL;
  close = memmem (text, MIN (length, 200), "?>", 2);
  encoding = close != NULL ? memmem (text, close - text, "encoding", 8) : NULL;
  if (encoding == NULL)
    return NULL;
  for (quote = encoding; quote < close && *quote != '"' && *quote != '\''; quote++)
    ;
  end = quote < close ? memchr (quote + 1, *quote, close - quote - 1) : NULL;

  return end != NULL ? g_strndup (quote + 1, end - quote - 1) : NULL;
}

/* UTF-8 is what it is now, whatever it said: the declaration is blanked, so that places stay as they are. */
static GBytes *
blank_declaration (GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  g_autofree char *charset = find_declared (data, length);
  const char *close;
  char *copy;

  if (charset == NULL)
    return text;

  close = memmem (data, length, "?>", 2);
  copy = g_memdup2 (data, length);
  for (char *p = copy; p < copy + (close + 2 - data); p++)
    if (*p != '\n')
      *p = ' ';
  g_bytes_unref (text);

  return g_bytes_new_take (copy, length);
}

GBytes *
avow_import_decode (AvowImport *self, const char *name, GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *charset = NULL;
  GBytes *decoded = NULL;

  /* bytes of nothing stand nowhere */
  if (length == 0)
    return g_bytes_new_static ("", 0);

  if (begins_with (text, length, "\xFF\xFE", 2))
    decoded = convert (self, name, text + 2, length - 2, "UTF-16LE");
  else if (begins_with (text, length, "\xFE\xFF", 2))
    decoded = convert (self, name, text + 2, length - 2, "UTF-16BE");
  else if (begins_with (text, length, "<\0", 2))
    decoded = convert (self, name, text, length, "UTF-16LE");
  else if (begins_with (text, length, "\0<", 2))
    decoded = convert (self, name, text, length, "UTF-16BE");
  else
    {
      gsize mark = begins_with (text, length, "\xEF\xBB\xBF", 3) ? 3 : 0;

      charset = find_declared (text + mark, length - mark);
      if (g_utf8_validate_len (text + mark, length - mark, NULL))
        decoded = g_bytes_new_from_bytes (bytes, mark, length - mark);
      else if (memchr (text, '\0', length) != NULL)
        avow_import_refuse_file (self, name, g_strdup (_("this is no text")), g_strdup (_("import Moodle XML, GIFT, Aiken or QTI")));
      else
        decoded = convert (self, name, text, length,
                           charset != NULL && g_ascii_strncasecmp (charset, "utf-8", 5) != 0 ? charset : OLD_CHARSET);
    }

  return decoded != NULL ? blank_declaration (decoded) : NULL;
}

/* A DOCTYPE that only names what is elsewhere says nothing that Avow needs; one that defines entities is not read. */
static GBytes *
blank_doctype (GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length), *end = data + length;
  const char *doctype = memmem (data, MIN (length, 4096), "<!DOCTYPE", 9), *root = data, *close;
  char *copy;

  /* only before the root element */
  while (root != NULL && root + 1 < end && !(*root == '<' && g_ascii_isalpha (root[1])))
    root = memchr (root + 1, '<', end - root - 1);
  if (doctype == NULL || (root != NULL && root < doctype))
    return g_bytes_ref (text);

  close = memchr (doctype, '>', end - doctype);
  if (close == NULL || memchr (doctype, '[', close - doctype) != NULL)
    return g_bytes_ref (text);

  copy = g_memdup2 (data, length);
  for (char *p = copy + (doctype - data); p <= copy + (close - data); p++)
    if (*p != '\n')
      *p = ' ';

  return g_bytes_new_take (copy, length);
}

static gboolean
is_of_xml (const char *name)
{
  static const char *const own[] = { "amp", "lt", "gt", "quot", "apos", NULL };

  return g_strv_contains (own, name);
}

/* HTML's names for characters, which XML does not know, become the characters; all else stays. Each line stays the same line. */
static GBytes *
replace_names (GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length), *end = data + length, *p = data, *next;
  GString *out = NULL;

  while ((next = memchr (p, '&', end - p)) != NULL)
    {
      const char *stop = next + 1;
      g_autofree char *name = NULL;
      const htmlEntityDesc *entity;

      while (stop < end && g_ascii_isalnum (*stop) && stop - next < 12)
        stop++;
      name = g_strndup (next + 1, stop - next - 1);
      entity = stop < end && *stop == ';' && !is_of_xml (name) ? htmlEntityLookup ((const xmlChar *) name) : NULL;
      if (entity == NULL)
        {
          if (out != NULL)
            g_string_append_len (out, p, stop - p);
          p = stop;
          continue;
        }
      if (out == NULL)
        out = g_string_new_len (data, next - data);
      else
        g_string_append_len (out, p, next - p);
      g_string_append_unichar (out, entity->value);
      p = stop + 1;
    }

  if (out == NULL)
    return g_bytes_ref (text);
  g_string_append_len (out, p, end - p);

  return g_string_free_to_bytes (out);
}

AvowTree *
avow_import_read_aside (GBytes *bytes)
{
  g_autoptr (AvowImport) apart = avow_import_new ();
  g_autoptr (GBytes) text = avow_import_decode (apart, "", bytes);

  if (text == NULL)
    return NULL;
  avow_import_begin (apart, "", text);

  return avow_import_read_xml (apart);
}

AvowTree *
avow_import_read_xml (AvowImport *self)
{
  g_autoptr (GBytes) plain = blank_doctype (self->text);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowTree) tree = NULL;
  AvowSource source;

  avow_source_init (&source, plain, self->source.name, found);
  tree = avow_reader_read_within (&source, &limits);
  if (tree == NULL && memchr (self->source.text, '&', self->source.length) != NULL)
    {
      g_autoptr (GBytes) replaced = replace_names (plain);

      /* places on a line differ then, but no line does */
      if (replaced != plain)
        {
          g_ptr_array_set_size (found, 0);
          avow_source_init (&source, replaced, self->source.name, found);
          tree = avow_reader_read_within (&source, &limits);
          avow_import_begin (self, self->source.name, replaced);
        }
    }

  if (tree == NULL && memchr (self->source.text, '<', self->source.length) != NULL)
    {
      const AvowDiagnostic *first = g_ptr_array_index (found, 0);

      self->refused++;
      g_ptr_array_add (self->diagnostics, avow_diagnostic_copy (first));
    }

  return g_steal_pointer (&tree);
}
