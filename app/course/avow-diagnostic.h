/* avow-diagnostic.h: what is wrong in a course, where, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  AVOW_DIAGNOSTIC_ERROR,   /* the file can't be used */
  AVOW_DIAGNOSTIC_WARNING, /* legal, but poor */
} AvowDiagnosticSeverity;

typedef enum
{
  AVOW_DIAGNOSTIC_SYNTAX,      /* not well-formed, or past a limit: nothing after it can be judged */
  AVOW_DIAGNOSTIC_GRAMMAR,     /* the published grammar refuses it too */
  AVOW_DIAGNOSTIC_UNSUPPORTED, /* the grammar allows it, this version can't show it yet */
  AVOW_DIAGNOSTIC_MEANING,     /* what a grammar can't say: a choice that leads nowhere, and the like */
  AVOW_DIAGNOSTIC_ADVICE,      /* warnings */
} AvowDiagnosticCause;

typedef struct
{
  AvowDiagnosticSeverity severity;
  AvowDiagnosticCause cause;
  char *file;     /* as given */
  guint line;     /* from 1 */
  guint column;   /* from 1, in characters */
  char *element;  /* nullable: name of the element at fault */
  char *message;  /* what is wrong, translated, no full stop */
  char *remedy;   /* what to do, translated, no full stop */
} AvowDiagnostic;

AvowDiagnostic *avow_diagnostic_copy (const AvowDiagnostic *self); /* (transfer full) */
void avow_diagnostic_free (AvowDiagnostic *self);

/**
 * avow_diagnostic_to_string:
 * @self: a diagnostic
 *
 * Returns: (transfer full): `FILE:LINE:COLUMN: error: what is wrong; what to do`, the form that
 *   compilers use and editors jump to
 */
char *avow_diagnostic_to_string (const AvowDiagnostic *self);

/**
 * avow_diagnostics_have_errors:
 * @diagnostics: (element-type AvowDiagnostic): diagnostics
 *
 * Returns: whether any of them is an error
 */
gboolean avow_diagnostics_have_errors (GPtrArray *diagnostics);

G_END_DECLS
