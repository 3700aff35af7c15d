/* avow-translate.h: courses and documents in other languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-diagnostic.h"
#include "course/avow-edition.h"

G_BEGIN_DECLS

/* Beside `NAME.xml`, catalogues stand in the folder `po`: the template as `NAME.pot`, what translators made of it as
 * `NAME.LANGUAGE.po`. From each of these comes `NAME.LANGUAGE.xml`, beside the source. */
#define AVOW_TRANSLATE_FOLDER "po"

/* What became of a catalogue. */
typedef struct
{
  char *language;
  char *path;       /* where the translation belongs */
  char *text;       /* (nullable): it, as XML; NULL where it has mistakes */
  guint texts;      /* to be translated */
  guint fuzzy;      /* of which there is a translation, but of an older text */
  guint missing;    /* of which there is none */
} AvowTranslation;

void avow_translation_free (AvowTranslation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowTranslation, avow_translation_free)

/* (transfer full) (element-type utf8): the sorted paths of the catalogues that stand beside the source @path. */
GPtrArray *avow_translate_find_catalogues (const char *path);

/**
 * avow_translate_write_template:
 * @edition: a course or document without errors
 * @path: of its source, as references name it
 * @template: the file to write, or `-`
 * @error: return location for a #GError
 *
 * Writes what there is to translate, in the pieces that data/avow-course.its says.
 *
 * Returns: whether it was written
 */
gboolean avow_translate_write_template (AvowEdition *edition, const char *path, const char *template, GError **error);

/**
 * avow_translate_merge:
 * @edition: a course or document without errors
 * @path: of its source
 * @catalogue: path of a .po
 * @diagnostics: (element-type AvowDiagnostic): what is wrong in the translations is added, by the line of the source
 * @error: return location for a #GError
 *
 * Puts translations in place of the source's words. What has none, or one that is marked fuzzy, keeps the source's and is marked
 * so; such a translation is not whole, and nobody is offered it. A picture is the one with the language in its name, where
 * that stands beside the source's. The result is loaded, and held against the source, before it is handed out.
 *
 * Returns: (transfer full): the translation, or %NULL where the catalogue can't be read
 */
AvowTranslation *avow_translate_merge (AvowEdition *edition, const char *path, const char *catalogue, GPtrArray *diagnostics, GError **error);

G_END_DECLS
