/* avow-course-source.h: the text of a course while it is loaded, and what is found wrong in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-diagnostic.h"

G_BEGIN_DECLS

/* Places are byte offsets into the text as long as nothing is wrong: line and column are counted only for a
 * diagnostic. */
typedef struct
{
  const char *text;
  gsize length;
  const char *name;       /* of the file, in diagnostics */
  GPtrArray *diagnostics; /* of AvowDiagnostic */
  guint n_errors;
  guint n_by_cause[AVOW_DIAGNOSTIC_ADVICE + 1];

  /*< private >*/
  guint first;         /* index of our first diagnostic */
  gboolean full;
  gsize counted;       /* up to where lines have been counted */
  gsize line_start;
  guint line;
  gsize column_offset; /* up to where characters of the line have been counted */
  guint column;
} AvowSource;

void avow_source_init (AvowSource *self, GBytes *text, const char *name, GPtrArray *diagnostics);

/* The line at @offset, from 1. */
guint avow_source_get_line (AvowSource *self, gsize offset);

/* The column in characters, from 1, in the line that was asked for last. A byte order mark is none. */
guint avow_source_get_column (AvowSource *self, gsize offset);

/**
 * avow_source_add:
 * @self: a source
 * @cause: why; advice is a warning, all else an error
 * @offset: where, in bytes
 * @element: (nullable): name of the element at fault
 * @message: (transfer full): what is wrong
 * @remedy: (transfer full): what to do
 *
 * Adds a diagnostic. After a few hundred there is no use in more: one says so, and the rest are dropped.
 */
void avow_source_add (AvowSource *self, AvowDiagnosticCause cause, gsize offset, const char *element,
                      char *message, char *remedy);

/* Whether what is added now is dropped, so that a long search for a remedy can be spared. */
gboolean avow_source_is_full (AvowSource *self);

/* Puts the diagnostics that were added into the order of their places. */
void avow_source_sort (AvowSource *self);

G_END_DECLS
