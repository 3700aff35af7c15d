/* avow-import-private.h: what the readers of the formats share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-import.h"

#include "course/avow-course-reader.h"
#include "course/avow-course.h"

G_BEGIN_DECLS

struct _AvowImport
{
  GPtrArray *pools;       /* of AvowPool */
  GHashTable *by_key;     /* AvowPool by category */
  GPtrArray *pages;       /* of AvowPage */
  GHashTable *ids;        /* set of char*: all that were given */
  GHashTable *pictures;   /* of GBytes by path */
  gsize picture_bytes;
  guint elements;         /* of all that was taken, about; and bytes of them */
  gsize bytes;
  GPtrArray *diagnostics; /* of AvowDiagnostic */
  guint taken;
  guint refused;
  char *title;            /* nullable: as the sources call themselves */
  char *language;         /* nullable */

  /* while a file is read */
  GBytes *text;
  AvowSource source;
  GHashTable *entries;    /* nullable: of GBytes by name: the package */
  GPtrArray *names;       /* of char*: what its entries are called in diagnostics */
  AvowPool *pool;         /* (transfer none) (nullable): where questions go now */
};

/* Begins a file, or an entry of a package, whose places are told from now on; @name has to live as long. */
void avow_import_begin (AvowImport *self, const char *name, GBytes *text);

/* Adds a refusal of @subject (nullable: the file), or what is left out of it. Strings are taken. */
void avow_import_refuse (AvowImport *self, gsize offset, const char *subject, char *message, char *remedy);
void avow_import_note (AvowImport *self, gsize offset, const char *subject, char *message, char *remedy);

/* Goes on in the pool of this category: @key tells it from others. */
void avow_import_enter (AvowImport *self, const char *key, const char *title);

/* The same by a path of Moodle: $course$/top/Privacy/Phishing. */
void avow_import_enter_category (AvowImport *self, const char *path);

/* (transfer full): @format with what the file said in its place, no more of it than is needed to find it. */
char *avow_import_quote (const char *format, const char *text) G_GNUC_FORMAT (1);

/* (transfer full): an id like @wanted that nothing has yet; and remembers it. */
char *avow_import_take_id (AvowImport *self, const char *wanted);

/* (transfer full): words as they may be part of an id; empty where nothing is left of them. */
char *avow_import_slug (const char *words);

/**
 * avow_import_decode:
 * @self: an import
 * @name: the file's, for what is wrong with it
 * @bytes: as they came
 *
 * Returns: (transfer full) (nullable): the same text in UTF-8, without a byte order mark, each line on the same line as before;
 *   %NULL, and refused, where it is no text
 */
GBytes *avow_import_decode (AvowImport *self, const char *name, GBytes *bytes);

/* (transfer full) (nullable): XML within the limits of an import; %NULL where it was refused. */
AvowTree *avow_import_read_xml (AvowImport *self);

/* (transfer full) (nullable): the same of a file that others refer to; whatever is wrong with it, it is not there. */
AvowTree *avow_import_read_aside (GBytes *bytes);

/* (transfer full): a file's name without its folder and ending; an entry's folder, with a slash at its end; and
 * (nullable) what an address in that folder leads to, where that is in the package. */
char *avow_import_get_stem (const char *name);
char *avow_import_get_folder (const char *path);
char *avow_import_resolve (const char *folder /* (nullable) */, const char *address);

/* Each reads what avow_import_begin() began. */
void avow_import_read_gift (AvowImport *self);
void avow_import_read_aiken (AvowImport *self);
void avow_import_read_moodle (AvowImport *self, AvowTree *tree);
void avow_import_read_item (AvowImport *self, AvowTree *tree, const char *base);
void avow_import_read_package (AvowImport *self, const char *name, GBytes *zip);

G_END_DECLS
