/* avow-translate-insert.h: translations put in the place of a source's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-translate-unit.h"

G_BEGIN_DECLS

/* A copy of a source, comments, indentation and all, in which words are replaced. */
typedef struct _AvowInsertion AvowInsertion;

/**
 * avow_insertion_new:
 * @reading: a text without errors
 * @path: of its file, in diagnostics
 * @language: of the translation
 * @folder: where pictures are looked for
 * @diagnostics: (element-type AvowDiagnostic): where errors are added
 *
 * Returns: (transfer full): a copy in which nothing is translated yet
 */
AvowInsertion *avow_insertion_new (const AvowReading *reading, const char *path, const char *language, const char *folder,
                                   GPtrArray *diagnostics);
void avow_insertion_free (AvowInsertion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowInsertion, avow_insertion_free)

/* Puts a translation, as XML, in place of a unit; it has to have the same elements inside it. */
void avow_insertion_put (AvowInsertion *self, const AvowTranslateUnit *unit, const char *translation);

/* Marks a unit as not translated. */
void avow_insertion_mark (AvowInsertion *self, const AvowTranslateUnit *unit);

/* (transfer full): the XML, with the name of the catalogue in a comment. */
char *avow_insertion_finish (AvowInsertion *self, const char *catalogue);

/* (transfer full) (nullable): the picture with @language in its name, where it stands beside @path in @folder. */
char *avow_insertion_find_picture (const char *folder, const char *path, const char *language);

G_END_DECLS
