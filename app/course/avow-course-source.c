/* avow-course-source.c: the text of a course while it is loaded, and what is found wrong in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DIAGNOSTICS 500

void
avow_source_init (AvowSource *self, GBytes *text, const char *name, GPtrArray *diagnostics)
{
  memset (self, 0, sizeof *self);
  self->text = g_bytes_get_data (text, &self->length);
  self->name = name;
  self->diagnostics = diagnostics;
  self->first = diagnostics->len;
  self->line = 1;
  self->column = 1;
}

static void
rewind_lines (AvowSource *self)
{
  self->counted = self->line_start = self->column_offset = 0;
  self->line = 1;
  self->column = 1;
}

guint
avow_source_get_line (AvowSource *self, gsize offset)
{
  const char *newline;

  offset = MIN (offset, self->length);
  if (offset < self->line_start)
    rewind_lines (self);

  /* places are mostly asked for from top to bottom, so go on from where we were */
  while (self->counted < offset &&
         (newline = memchr (self->text + self->counted, '\n', offset - self->counted)) != NULL)
    {
      self->counted = newline + 1 - self->text;
      self->line_start = self->column_offset = self->counted;
      self->line++;
      self->column = 1;
    }
  self->counted = MAX (self->counted, offset);

  return self->line;
}

guint
avow_source_get_column (AvowSource *self, gsize offset)
{
  offset = MIN (offset, self->length);
  if (offset < self->column_offset)
    {
      self->column_offset = self->line_start;
      self->column = 1;
    }

  for (; self->column_offset < offset; self->column_offset++)
    {
      const char *p = self->text + self->column_offset;

      if (self->column_offset == 0 && offset >= 3 && memcmp (p, "\xEF\xBB\xBF", 3) == 0)
        self->column_offset += 2;
      else if ((*p & 0xC0) != 0x80)
        self->column++;
    }

  return self->column;
}

static void
append_diagnostic (AvowSource *self, AvowDiagnosticCause cause, gsize offset, const char *element,
                   char *message, char *remedy)
{
  AvowDiagnostic *diagnostic = g_new0 (AvowDiagnostic, 1);

  diagnostic->severity = cause == AVOW_DIAGNOSTIC_ADVICE ? AVOW_DIAGNOSTIC_WARNING : AVOW_DIAGNOSTIC_ERROR;
  diagnostic->cause = cause;
  diagnostic->file = g_strdup (self->name);
  diagnostic->line = avow_source_get_line (self, offset);
  diagnostic->column = avow_source_get_column (self, offset);
  diagnostic->element = g_strdup (element);
  diagnostic->message = message;
  diagnostic->remedy = remedy;
  g_ptr_array_add (self->diagnostics, diagnostic);
}

void
avow_source_add (AvowSource *self, AvowDiagnosticCause cause, gsize offset, const char *element,
                 char *message, char *remedy)
{
  self->n_by_cause[cause]++;
  if (cause != AVOW_DIAGNOSTIC_ADVICE)
    self->n_errors++;

  if (self->diagnostics->len - self->first < MAX_DIAGNOSTICS)
    {
      append_diagnostic (self, cause, offset, element, message, remedy);
      return;
    }

  g_free (message);
  g_free (remedy);
  if (self->full)
    return;

  self->full = TRUE;
  append_diagnostic (self, self->n_errors > 0 ? AVOW_DIAGNOSTIC_SYNTAX : AVOW_DIAGNOSTIC_ADVICE, self->length, NULL,
                     g_strdup (_("there is more wrong than is listed here")),
                     g_strdup (_("mend these first, then check again")));
}

gboolean
avow_source_is_full (AvowSource *self)
{
  return self->full;
}

static gint
compare_diagnostics (gconstpointer a, gconstpointer b)
{
  const AvowDiagnostic *first = *(const AvowDiagnostic **) a;
  const AvowDiagnostic *second = *(const AvowDiagnostic **) b;

  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;

  return 0;
}

void
avow_source_sort (AvowSource *self)
{
  /* the array may hold another file's diagnostics before ours */
  g_autoptr(GPtrArray) ours = g_ptr_array_new ();

  for (guint i = self->first; i < self->diagnostics->len; i++)
    g_ptr_array_add (ours, g_ptr_array_index (self->diagnostics, i));

  /* documented as a stable sort: what is found first at a place stays first */
  g_ptr_array_sort (ours, compare_diagnostics);

  for (guint i = 0; i < ours->len; i++)
    g_ptr_array_index (self->diagnostics, self->first + i) = g_ptr_array_index (ours, i);
}
