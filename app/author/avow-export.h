/* avow-export.h: a pool of questions for other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

#define AVOW_EXPORT_ERROR (avow_export_error_quark ())
GQuark avow_export_error_quark (void);

typedef enum
{
  AVOW_EXPORT_ERROR_EMPTY, /* no question of the pool can be written so */
  AVOW_EXPORT_ERROR_PACK,  /* the package can't be made */
} AvowExportError;

typedef enum
{
  AVOW_EXPORT_MOODLE, /* Moodle XML, pictures within */
  AVOW_EXPORT_QTI3,   /* a package (zip) of QTI 3.0, an item each question */
} AvowExportFormat;

/* Finds a format by its name on the command line: `moodle`, `qti3`. */
gboolean avow_export_format_parse (const char *name, AvowExportFormat *out_format);

/**
 * avow_export_pool:
 * @course: the course
 * @name: what to call its main file in diagnostics
 * @pool: a pool of it
 * @format: what is wanted
 * @time: ms, which a package says of its files
 * @diagnostics: (element-type AvowDiagnostic): what was left out is added: an error is a question, a warning a part of one
 * @error: return location for a #GError
 *
 * Ids go with the questions, so that importing them again gives the same ones. Inboxes and texts to redact have no like
 * elsewhere and are left out, as is what is said only to some.
 *
 * Returns: (transfer full): the file, or %NULL
 */
GBytes *avow_export_pool (AvowCourse *course, const char *name, AvowPool *pool, AvowExportFormat format, gint64 time, GPtrArray *diagnostics, GError **error);

G_END_DECLS
