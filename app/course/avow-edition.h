/* avow-edition.h: the files of one edition of a course or document, kept whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AvowEdition:
 *
 * An immutable set of files (path and bytes) with their digest. This is what a course folder is read
 * into, what an invitation carries, and what the store keeps as long as a record cites it.
 * The file by the name %AVOW_EDITION_MAIN is the XML; those that bear a language before their ending, such as
 * `course.de.xml`, are translations of it; the others are pictures.
 */
typedef struct _AvowEdition AvowEdition;

#define AVOW_EDITION_MAIN "course.xml"
#define AVOW_EDITION_MAX_BYTES (32 * 1024 * 1024) /* all files of an edition together */
#define AVOW_EDITION_MAX_FILES 1000

#define AVOW_COURSE_ERROR (avow_course_error_quark ())
GQuark avow_course_error_quark (void);

typedef enum
{
  AVOW_COURSE_ERROR_READ,    /* a file can't be read */
  AVOW_COURSE_ERROR_LIMIT,   /* too large, too many, too deep */
  AVOW_COURSE_ERROR_INVALID, /* the diagnostics say what is wrong */
} AvowCourseError;

/**
 * avow_edition_new:
 * @files: (element-type utf8 GBytes): bytes by path, `/` between folders, no `..`
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the edition, or %NULL where limits are passed, a path leads outside,
 *   or the main file is missing or not well-formed
 */
AvowEdition *avow_edition_new (GHashTable *files, GError **error);

/**
 * avow_edition_load:
 * @path: a folder that holds course.xml and its pictures, or one XML file (a declaration, a policy)
 * @error: return location for a #GError
 *
 * Reads the files. Of `NAME.xml` all translations beside it are taken, each `NAME.LANGUAGE.xml`; of a file that is a
 * translation itself, none. Only pictures that the XML names are taken, so that what an editor leaves
 * beside it is not part of the edition. Whether the XML is well-formed, or a picture is missing, is not
 * judged here but by avow_course_new() and avow_document_new(), which say line and column.
 *
 * Returns: (transfer full): the edition, or %NULL where the XML can't be read or limits are passed
 */
AvowEdition *avow_edition_load (const char *path, GError **error);

AvowEdition *avow_edition_ref (AvowEdition *self);
void avow_edition_unref (AvowEdition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowEdition, avow_edition_unref)

/**
 * avow_edition_get_digest:
 * @self: an edition
 *
 * The digest of an edition is SHA-256 over the sorted list of its files, a line each: digest in
 * lower-case hex, two spaces, path, newline (the form of sha256sum). A picture's digest is over its
 * bytes; that of the XML, and of each translation, is over its exclusive C14N after white space and NFC normalisation, so that
 * re-indenting a course makes no new edition. Where the XML is not as the grammar says, so that no
 * record can cite it, its digest is over its bytes.
 *
 * Returns: 64 lower-case hex digits
 */
const char *avow_edition_get_digest (AvowEdition *self);

/**
 * avow_edition_get_file:
 * @self: an edition
 * @path: path of a file in it
 *
 * Returns: (transfer none) (nullable): the bytes, or %NULL where there is no such file
 */
GBytes *avow_edition_get_file (AvowEdition *self, const char *path);

/**
 * avow_edition_get_paths:
 * @self: an edition
 *
 * Returns: (transfer container) (element-type utf8): the sorted paths of all its files
 */
GPtrArray *avow_edition_get_paths (AvowEdition *self);

/**
 * avow_edition_get_translations:
 * @self: an edition
 *
 * Returns: (transfer full) (element-type utf8): the sorted languages of all its translations, whole or not, as BCP 47
 *   writes them
 */
GPtrArray *avow_edition_get_translations (AvowEdition *self);

/**
 * avow_edition_get_languages:
 * @self: an edition
 *
 * Returns: (transfer none) (element-type utf8): in which languages it may be offered: that of the source, then, sorted, those of
 *   the translations that are whole
 */
GPtrArray *avow_edition_get_languages (AvowEdition *self);

/* (transfer none) (nullable): the title in a language that it has a text in. */
const char *avow_edition_get_title (AvowEdition *self, const char *language);

/* (transfer full): the name that the translation into @language has beside the file @source, e.g. `course.de.xml`. */
char *avow_edition_name_translation (const char *source, const char *language);

/* (transfer full) (nullable): the language that the name of a file beside @source bears, if it is a translation of it. */
char *avow_edition_read_language (const char *source, const char *name);

G_END_DECLS
