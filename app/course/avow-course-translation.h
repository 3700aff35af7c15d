/* avow-course-translation.h: whether a text says the same in another language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-reading.h"

G_BEGIN_DECLS

/**
 * avow_translation_check:
 * @translation: a normalised tree
 * @original: the source's
 * @language: that the translation's file bears in its name
 * @source: of @translation, where errors are added
 *
 * A translation has the elements of its source in their order, with the same attributes: ids, right answers, draws,
 * targets. Only words differ; within a line, elements may change places, for words do; and a picture may be the
 * one that has the language in its name. Every other difference is an error.
 */
void avow_translation_check (AvowTree *translation, AvowTree *original, const char *language, AvowSource *source);

/* And what is poor in it: it is not whole, or it was made from an older text. */
void avow_translation_check_advice (const AvowReading *translation, const AvowReading *original, AvowSource *source);

/* A document in several languages says which one counts. */
void avow_translation_check_governing (AvowTree *tree, AvowEdition *edition, AvowSource *source);

/**
 * avow_translation_is_whole:
 * @edition: an edition
 * @language: of one of its translations
 *
 * Returns: whether the translation is sound, nothing in it is left in the words of the source, and it is made from the
 *   source as it is in @edition
 */
gboolean avow_translation_is_whole (AvowEdition *edition, const char *language);

/* Whether the value of an attribute is words that are translated; the names of people who answer for it are not. */
gboolean avow_translation_has_words (const AvowNode *node, const AvowNodeAttribute *attribute);

/* (transfer full): the picture that shows the same as @path with words in @language: `desk.svg` and `desk.de.svg`. */
char *avow_translation_name_picture (const char *path, const char *language);

G_END_DECLS
