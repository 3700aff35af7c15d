/* avow-course-load.c: what courses and documents have in common while they are loaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-load.h"

#include "avow-course-check.h"
#include "avow-course-translation.h"

#include <glib/gi18n-lib.h>

AvowTree *
avow_load_check (AvowEdition *edition, const char *language, const char *name, GPtrArray *diagnostics, AvowSource *out_source)
{
  const AvowReading *original = avow_edition_get_reading (edition);
  const AvowReading *reading = language != NULL ? avow_edition_get_translation (edition, language) : original;

  avow_reading_continue (reading, name, diagnostics, out_source);
  if (reading->tree != NULL)
    {
      avow_check_meaning (reading->tree, edition, out_source);
      avow_translation_check_governing (reading->tree, edition, out_source);
    }
  /* what the grammar refuses is not where it belongs in any case */
  if (language != NULL && !avow_reading_is_valid (original))
    avow_source_add (out_source, AVOW_DIAGNOSTIC_MEANING, 0, NULL, g_strdup (_("what this is a translation of has mistakes")),
                     g_strdup (_("mend those first")));
  else if (language != NULL && avow_reading_is_valid (reading))
    avow_translation_check (reading->tree, original->tree, language, out_source);

  return out_source->n_errors == 0 ? reading->tree : NULL;
}

void
avow_load_advise (AvowEdition *edition, const char *language, AvowTree *tree, AvowCourse *course, AvowSource *source)
{
  avow_check_advice (tree, course, source);
  if (language != NULL)
    avow_translation_check_advice (avow_edition_get_translation (edition, language), avow_edition_get_reading (edition), source);
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
