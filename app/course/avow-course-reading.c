/* avow-course-reading.c: the XML of an edition, as it was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-reading.h"

#include "avow-course-grammar.h"
#include "avow-course-normalise.h"
#include "avow-course-reader.h"

AvowReading *
avow_reading_new (GBytes *text)
{
  AvowReading *self = g_new0 (AvowReading, 1);

  avow_source_init (&self->source, text, AVOW_EDITION_MAIN,
                    g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free));
  self->tree = avow_reader_read (&self->source);
  if (self->tree != NULL)
    {
      avow_grammar_check (self->tree, &self->source);
      avow_normalise (self->tree);
    }

  return self;
}

void
avow_reading_free (AvowReading *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->source.diagnostics);
  avow_node_tree_free (self->tree);
  g_free (self);
}

gboolean
avow_reading_is_valid (const AvowReading *self)
{
  return self->source.n_by_cause[AVOW_DIAGNOSTIC_SYNTAX] == 0 && self->source.n_by_cause[AVOW_DIAGNOSTIC_GRAMMAR] == 0;
}

gboolean
avow_reading_is_document (const AvowReading *self)
{
  return self->tree != NULL && self->tree->root->namespace == AVOW_NODE_FORMAT &&
         (g_str_equal (self->tree->root->name, "declaration") || g_str_equal (self->tree->root->name, "policy"));
}

void
avow_reading_continue (const AvowReading *self, const char *name, GPtrArray *diagnostics, AvowSource *out_source)
{
  *out_source = self->source;
  out_source->name = name;
  out_source->diagnostics = diagnostics;
  out_source->first = diagnostics->len;

  for (guint i = 0; i < self->source.diagnostics->len; i++)
    {
      AvowDiagnostic *diagnostic = avow_diagnostic_copy (g_ptr_array_index (self->source.diagnostics, i));

      g_free (diagnostic->file);
      diagnostic->file = g_strdup (name);
      g_ptr_array_add (diagnostics, diagnostic);
    }
}
