/* avow-course-load.c: what courses and documents have in common while they are loaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-load.h"

#include "avow-course-check.h"

AvowTree *
avow_load_check (AvowEdition *edition, const char *name, GPtrArray *diagnostics, AvowSource *out_source)
{
  const AvowReading *reading = avow_edition_get_reading (edition);

  avow_reading_continue (reading, name, diagnostics, out_source);
  if (reading->tree != NULL)
    avow_check_meaning (reading->tree, edition, out_source);

  return out_source->n_errors == 0 ? reading->tree : NULL;
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
