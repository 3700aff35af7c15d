/* avow-paper-tag.c: what the parts of a PDF are, for a screen reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-paper-tag.h"

#include <stdlib.h>
#include <string.h>

#define END_LENGTH 48   /* more than `startxref`, a number and `%%EOF` take */
#define ENTRY_LENGTH 20 /* of a cross-reference table: ISO 32000-1, 7.5.4 */

static const cairo_user_data_key_t marked;

AvowTagEntries *
avow_tag_entries_new (const char *name, char *entries)
{
  AvowTagEntries *self = g_new0 (AvowTagEntries, 1);

  *self = (AvowTagEntries){ name, entries };

  return self;
}

void
avow_tag_entries_free (AvowTagEntries *self)
{
  g_free (self->entries);
  g_free (self);
}

/* A text string: UTF-16BE behind a byte order mark (7.9.2.2), in hexadecimal. */
static void
append_string (GString *out, const char *text)
{
  glong length;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  g_string_append (out, "<FEFF");
  for (glong i = 0; units != NULL && i < length; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append_c (out, '>');
}

char *
avow_tag_describe (const char *alternative)
{
  GString *entries = g_string_new ("/Alt ");

  append_string (entries, alternative);

  return g_string_free (entries, FALSE);
}

void
avow_tag_mark_surface (cairo_surface_t *surface)
{
  cairo_surface_set_user_data (surface, &marked, surface, NULL);
}

static gboolean
is_marked (cairo_t *cr)
{
  return cairo_surface_get_user_data (cairo_get_target (cr), &marked) != NULL;
}

void
avow_tag_begin (cairo_t *cr, const char *name, const char *attributes)
{
  if (is_marked (cr))
    cairo_tag_begin (cr, name, attributes);
}

void
avow_tag_end (cairo_t *cr, const char *name)
{
  if (is_marked (cr))
    cairo_tag_end (cr, name);
}

static gboolean
holds (const AvowTag *tag, const AvowTag *inner)
{
  for (; inner != NULL; inner = inner->parent)
    if (inner == tag)
      return TRUE;

  return FALSE;
}

static void
begin_down_to (cairo_t *cr, AvowTag *from, AvowTag *to)
{
  if (to == from)
    return;

  begin_down_to (cr, from, to->parent);
  avow_tag_begin (cr, to->name, NULL);
}

void
avow_tag_move (cairo_t *cr, AvowTag **open, AvowTag *to)
{
  while (*open != NULL && !holds (*open, to))
    {
      avow_tag_end (cr, (*open)->name);
      *open = (*open)->parent;
    }
  begin_down_to (cr, *open, to);
  *open = to;
}

/* A file while it is added to. */
typedef struct
{
  const char *text;
  gsize length;
  gsize table;    /* offset of the cross-reference table */
  guint n_objects;
  guint root;     /* number of the catalog */
  GString *out;
  GString *xref;
} File;

/* The object of this number, as it stands in the file; NULL where it is no dictionary. */
static char *
read_object (const File *self, guint number)
{
  const char *entry = strchr (self->text + self->table + strlen ("xref\n"), '\n') + 1 + (gsize) number * ENTRY_LENGTH;
  gsize offset = strtoul (entry, NULL, 10);
  const char *end;

  if (entry[17] != 'n' || offset >= self->length)
    return NULL;
  end = g_strstr_len (self->text + offset, self->length - offset, ">>\nendobj");

  return end != NULL ? g_strndup (self->text + offset, end - (self->text + offset)) : NULL;
}

static void
write_object (File *self, guint number, const char *object, const char *entries)
{
  g_string_append_printf (self->xref, "%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n", number, self->out->len);
  g_string_append_printf (self->out, "%s   %s\n>>\nendobj\n", object, entries);
}

static gboolean
is_element (const char *object, const char *name)
{
  g_autofree char *kind = g_strdup_printf ("/S /%s\n", name);

  return strstr (object, "<< /Type /StructElem\n") != NULL && strstr (object, kind) != NULL;
}

static void
write_elements (File *self, GPtrArray *entries)
{
  guint next = 0;

  for (guint number = 1; number < self->n_objects && next < entries->len; number++)
    {
      const AvowTagEntries *own = g_ptr_array_index (entries, next);
      g_autofree char *object = read_object (self, number);

      if (object == NULL || !is_element (object, own->name))
        continue;
      write_object (self, number, object, own->entries);
      next++;
    }
}

static void
write_catalog (File *self, const char *language)
{
  g_autofree char *object = read_object (self, self->root);
  GString *entries = g_string_new ("/ViewerPreferences << /DisplayDocTitle true >>");

  if (language != NULL)
    g_string_append_printf (entries, "\n   /Lang (%s)", language);
  if (object != NULL)
    write_object (self, self->root, object, entries->str);
  g_string_free (entries, TRUE);
}

static gboolean
find_number (const char *text, const char *name, guint *out_number)
{
  const char *at = strstr (text, name);

  *out_number = at != NULL ? strtoul (at + strlen (name), NULL, 10) : 0;

  return *out_number > 0;
}

/* The text ends in a zero byte: strings in it can be searched from where a table begins. */
static gboolean
begin (File *self, const char *text, gsize length)
{
  /* the very end; what is before may hold zero bytes */
  const char *start = length > END_LENGTH ? g_strrstr (text + length - END_LENGTH, "startxref\n") : NULL;
  const char *trailer;

  *self = (File){ .text = text, .length = length };
  self->table = start != NULL ? strtoul (start + strlen ("startxref\n"), NULL, 10) : length;
  if (self->table >= length || !g_str_has_prefix (text + self->table, "xref\n0 "))
    return FALSE;

  trailer = strstr (text + self->table, "trailer\n");

  return trailer != NULL && strstr (trailer, ">>\nstartxref") != NULL && find_number (trailer, "/Size ", &self->n_objects) && find_number (trailer, "/Root ", &self->root)
         && self->root < self->n_objects && (gsize) self->n_objects * ENTRY_LENGTH < length - self->table;
}

GBytes *
avow_tag_finish (GBytes *pdf, const char *language, GPtrArray *entries)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  g_autoptr (GString) text = g_string_new_len (data, length);
  const char *trailer;
  File file;

  if (!begin (&file, text->str, text->len))
    return g_bytes_ref (pdf);

  file.out = g_string_new_len (data, length);
  file.xref = g_string_new ("xref\n");
  write_elements (&file, entries);
  write_catalog (&file, language);
  trailer = strstr (file.text + file.table, "trailer\n");
  length = file.out->len;
  g_string_append_len (file.out, file.xref->str, file.xref->len);
  g_string_append_len (file.out, trailer, strstr (trailer, ">>\nstartxref") - trailer);
  g_string_append_printf (file.out, "   /Prev %" G_GSIZE_FORMAT "\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", file.table, length);
  g_string_free (file.xref, TRUE);

  return g_string_free_to_bytes (file.out);
}
