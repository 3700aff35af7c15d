/* avow-import.h: questions that were written for other programs, as a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No bank of questions comes near these. */
#define AVOW_IMPORT_MAX_BYTES (64 * 1024 * 1024)     /* of a file, and of what a package unpacks to */
#define AVOW_IMPORT_MAX_ENTRIES 20000                /* of a package */
#define AVOW_IMPORT_MAX_PICTURES (30 * 1024 * 1024)  /* bytes of all pictures together: an edition holds 32 MB */

#define AVOW_IMPORT_ERROR (avow_import_error_quark ())
GQuark avow_import_error_quark (void);

typedef enum
{
  AVOW_IMPORT_ERROR_EMPTY, /* there is nothing to write */
  AVOW_IMPORT_ERROR_LIMIT, /* it is more than a course holds */
  AVOW_IMPORT_ERROR_WRITE, /* the folder can't be written */
} AvowImportError;

typedef enum
{
  AVOW_IMPORT_ANY,    /* whichever it looks like */
  AVOW_IMPORT_MOODLE, /* Moodle XML */
  AVOW_IMPORT_GIFT,
  AVOW_IMPORT_AIKEN,
  AVOW_IMPORT_QTI,    /* QTI 2.x or 3.0: an item, or a package (zip) */
} AvowImportFormat;

/* What a source may not say of a course. */
typedef struct
{
  const char *title;    /* nullable: the source's own, or the first file's name */
  const char *language; /* nullable: the source's own */
  const char *spoken;   /* nullable: the language of a source that says none; English */
  const char *owner;    /* who answers for the text */
  const char *reviewed; /* date */
} AvowImportAbout;

/**
 * AvowImport:
 *
 * Takes any number of files, then writes one course folder of what was taken. Whatever was not taken, in whole or in part,
 * stands in its diagnostics with file, line, reason and remedy: an error is a question or file that was refused, a warning
 * a part that was left out. Ids are derived from names and identifiers in the source, else from the words asked, so that the
 * same source gives the same ids.
 */
typedef struct _AvowImport AvowImport;

AvowImport *avow_import_new (void);
void avow_import_free (AvowImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowImport, avow_import_free)

/* Finds a format by its name on the command line: `moodle`, `gift`, `aiken`, `qti`. */
gboolean avow_import_format_parse (const char *name, AvowImportFormat *out_format);

/**
 * avow_import_take:
 * @self: an import
 * @name: the file's name, for diagnostics and as a title
 * @file: its bytes
 * @format: what it is
 *
 * Reads the file. Nothing outside of it is read, and nothing is written. A file that can't be read at all is one refusal.
 */
void avow_import_take (AvowImport *self, const char *name, GBytes *file, AvowImportFormat format);

/* Refuses a file of which there are no bytes; both strings are taken. */
void avow_import_refuse_file (AvowImport *self, const char *name, char *message, char *remedy);

guint avow_import_count_taken (AvowImport *self);   /* questions, and texts that became pages */
guint avow_import_count_refused (AvowImport *self); /* questions and files */

/* (transfer none) (element-type AvowDiagnostic): what was refused or left out, in the order of the files. */
GPtrArray *avow_import_get_diagnostics (AvowImport *self);

/**
 * avow_import_make:
 * @self: an import
 * @about: what the source does not say
 * @error: return location for a #GError
 *
 * Makes the course of what was taken, and loads it to be sure that it is one.
 *
 * Returns: (transfer full) (element-type utf8 GBytes): the files of its folder by path, or %NULL with
 *   %AVOW_IMPORT_ERROR_EMPTY or %AVOW_IMPORT_ERROR_LIMIT
 */
GHashTable *avow_import_make (AvowImport *self, const AvowImportAbout *about, GError **error);

/**
 * avow_import_write:
 * @files: (element-type utf8 GBytes): files by path
 * @folder: a folder that does not exist, or is empty
 * @error: return location for a #GError
 *
 * Writes the folder, as a whole or not at all: under another name beside it, which is then changed.
 *
 * Returns: whether it stands there; else %AVOW_IMPORT_ERROR_WRITE
 */
gboolean avow_import_write (GHashTable *files, const char *folder, GError **error);

G_END_DECLS
