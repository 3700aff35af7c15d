/* avow-page-map.h: what each byte of a database file is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* After the SQLite database file format, https://sqlite.org/fileformat.html. */
typedef enum
{
  PAGE_MAP_MEANS,      /* something */
  PAGE_MAP_COUNTER,    /* of changes, and which SQLite wrote last: they tell caches, and no more */
  PAGE_MAP_RESERVED,   /* for what the format may need later */
  PAGE_MAP_FREE_PAGE,
  PAGE_MAP_FREE_LIST,  /* behind the last entry of a page that lists free pages */
  PAGE_MAP_UNUSED,     /* of a b-tree page, between what points at its cells and the cells */
  PAGE_MAP_FREE_BLOCK, /* of a b-tree page, where a cell was */
  PAGE_MAP_FRAGMENT,   /* of a b-tree page, one to three bytes between cells */
  PAGE_MAP_OVERFLOW,   /* behind the end of what did not fit into a cell */
  PAGE_MAP_BORDER,     /* between the rows of two pages: where it still parts them, it is as good as before */
  PAGE_MAP_ROW_NUMBER, /* of a table that has none of its own: any that keeps the order */
  PAGE_MAP_EMPTY,      /* the place of a row's number among its columns, which is left empty and never read */
  PAGE_MAP_LAST
} PageMapClass;

typedef struct _PageMap PageMap;

PageMap *page_map_new (const char *path); /* of a sound file */
PageMapClass page_map_get (PageMap *self, gsize offset);
const char *page_map_describe (PageMapClass class);
const char *page_map_get_owner (PageMap *self, gsize offset); /* (nullable): the table or index whose page it is */
void page_map_free (PageMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageMap, page_map_free)

G_END_DECLS
