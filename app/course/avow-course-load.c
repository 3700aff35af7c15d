/* avow-course-load.c: what courses and documents have in common while they are loaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-load.h"

#include "avow-course-check.h"
#include "avow-course-grammar.h"
#include "avow-course-normalise.h"
#include "avow-course-reader.h"

gboolean
avow_load_is_document (AvowTree *tree)
{
  return tree->root->namespace == AVOW_NODE_FORMAT &&
         (g_str_equal (tree->root->name, "declaration") || g_str_equal (tree->root->name, "policy"));
}

AvowTree *
avow_load_tree (AvowEdition *edition, AvowSource *source)
{
  g_autoptr(AvowTree) tree = avow_reader_read (source);

  if (tree == NULL)
    return NULL;

  avow_grammar_check (tree, source);
  avow_normalise (tree);
  avow_check_meaning (tree, edition, source);

  return source->n_errors == 0 ? g_steal_pointer (&tree) : NULL;
}

void
avow_load_finish (AvowSource *source, GError **error)
{
  avow_source_sort (source);

  for (guint i = source->first; i < source->diagnostics->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (source->diagnostics, i);
      g_autofree char *text = NULL;

      if (diagnostic->severity != AVOW_DIAGNOSTIC_ERROR)
        continue;

      text = avow_diagnostic_to_string (diagnostic);
      g_set_error_literal (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_INVALID, text);
      return;
    }
}
