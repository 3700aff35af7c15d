/* avow-diagnostic.c: what is wrong in a course, where, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-diagnostic.h"

#include <glib/gi18n-lib.h>

AvowDiagnostic *
avow_diagnostic_copy (const AvowDiagnostic *self)
{
  AvowDiagnostic *copy = g_memdup2 (self, sizeof *self);

  copy->file = g_strdup (self->file);
  copy->element = g_strdup (self->element);
  copy->message = g_strdup (self->message);
  copy->remedy = g_strdup (self->remedy);

  return copy;
}

void
avow_diagnostic_free (AvowDiagnostic *self)
{
  if (self == NULL)
    return;

  g_free (self->file);
  g_free (self->element);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self);
}

char *
avow_diagnostic_to_string (const AvowDiagnostic *self)
{
  const char *severity;

  g_return_val_if_fail (self != NULL, NULL);

  severity = self->severity == AVOW_DIAGNOSTIC_ERROR ? _("error") : _("warning");

  return g_strdup_printf ("%s:%u:%u: %s: %s; %s", self->file, self->line, self->column, severity,
                          self->message, self->remedy);
}

gboolean
avow_diagnostics_have_errors (GPtrArray *diagnostics)
{
  g_return_val_if_fail (diagnostics != NULL, FALSE);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == AVOW_DIAGNOSTIC_ERROR)
        return TRUE;
    }

  return FALSE;
}
