/* avow-paper-tag.h: what the parts of a PDF are, for a screen reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A structure element (ISO 32000-1, 14.8.4): `Document`, `H1` to `H6`, `P`, `L`, `Table`, `Figure`. They form a tree. */
typedef struct _AvowTag AvowTag;

struct _AvowTag
{
  AvowTag *parent; /* nullable */
  const char *name;
};

/* What Cairo can't say of an element, and is added to the file. */
typedef struct
{
  const char *name; /* of the element */
  char *entries;    /* of its dictionary, in PDF's syntax */
} AvowTagEntries;

AvowTagEntries *avow_tag_entries_new (const char *name, char *entries /* (transfer full) */);
void avow_tag_entries_free (AvowTagEntries *self);
char *avow_tag_describe (const char *alternative); /* (transfer full): entries that say in words what is seen */

/* Tags are written into a PDF that was marked for it; anywhere else these do nothing. */
void avow_tag_mark_surface (cairo_surface_t *surface);
void avow_tag_begin (cairo_t *cr, const char *name, const char *attributes /* (nullable): as Cairo has them */);
void avow_tag_end (cairo_t *cr, const char *name);

/* Ends and begins elements until @to (nullable) is the innermost one; *@open is what it was. */
void avow_tag_move (cairo_t *cr, AvowTag **open, AvowTag *to);

/**
 * avow_tag_finish:
 * @pdf: a file as Cairo wrote it, in version 1.4
 * @language: (nullable): of its text, BCP 47
 * @entries: (element-type AvowTagEntries): what to add to elements, in the order of the text; all elements of the names that
 *   are in it have to be there
 *
 * Adds what Cairo has no words for as an incremental update (ISO 32000-1, 7.5.6): language, title in the window, what pictures
 * show, what header cells are for. A file of another form than Cairo's stays as it is.
 *
 * Returns: (transfer full): the file
 */
GBytes *avow_tag_finish (GBytes *pdf, const char *language, GPtrArray *entries);

G_END_DECLS
