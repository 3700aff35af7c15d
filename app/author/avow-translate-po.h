/* avow-translate-po.h: catalogues of translations, as gettext keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A .po file, read and written by gettext's own library. */
typedef struct _AvowPo AvowPo;

typedef struct
{
  char *text;     /* the translation, UTF-8; never empty */
  gboolean fuzzy; /* made for another text than this one */
} AvowPoEntry;

/* (transfer full): a .po file that can be read, or %NULL with %G_FILE_ERROR_INVAL and its line. */
AvowPo *avow_po_read (const char *path, GError **error);
void avow_po_free (AvowPo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowPo, avow_po_free)

/* The language that its header names, as BCP 47 writes it; (nullable). */
const char *avow_po_get_language (const AvowPo *self);

/* (nullable): what there is for this text. */
const AvowPoEntry *avow_po_find (const AvowPo *self, const char *text);

/* One text of a template. */
typedef struct
{
  const char *text;
  const char *comment; /* for the translator: where it stands, in words */
  guint line;          /* of the source */
} AvowPoText;

/**
 * avow_po_write_template:
 * @path: of the file to write; `-` writes to where programs write
 * @project: the domain, as the header names it
 * @file: of the source, as references name it
 * @texts: (element-type AvowPoText): what is to be translated; one that comes again is the same entry
 * @error: return location for a #GError
 *
 * Returns: whether it was written
 */
gboolean avow_po_write_template (const char *path, const char *project, const char *file, GPtrArray *texts, GError **error);

G_END_DECLS
