/* avow-page-map.c: what each byte of a database file is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-map.h"

#include <sqlite3.h>
#include <string.h>

#define FILE_HEADER 100

enum
{
  INTERIOR_INDEX = 2,
  INTERIOR_TABLE = 5,
  LEAF_INDEX = 10,
  LEAF_TABLE = 13,
};

struct _PageMap
{
  guint8 *bytes;
  gsize length;
  guint page_size;
  guint8 *classes;   /* of PageMapClass, a byte each */
  GPtrArray *owners; /* of interned char *, a page each */
};

typedef struct
{
  const char *name;
  guint32 root;
  gboolean numbered; /* its first column is the number of the row */
} Tree;

static guint
read_number (const guint8 *bytes, guint count)
{
  guint number = 0;

  for (guint i = 0; i < count; i++)
    number = number << 8 | bytes[i];
  return number;
}

/* Returns how many bytes it takes. */
static guint
read_varint (const guint8 *bytes, guint64 *out_number)
{
  *out_number = 0;
  for (guint i = 0; i < 8; i++)
    {
      *out_number = *out_number << 7 | (bytes[i] & 0x7f);
      if ((bytes[i] & 0x80) == 0)
        return i + 1;
    }
  *out_number = *out_number << 8 | bytes[8];
  return 9;
}

static guint8 *
get_page (PageMap *self, guint32 number)
{
  g_assert_cmpuint (number, >=, 1);
  g_assert_cmpuint ((gsize) number * self->page_size, <=, self->length);
  return self->bytes + (gsize) (number - 1) * self->page_size;
}

static void
mark (PageMap *self, const guint8 *from, gsize length, PageMapClass class)
{
  gsize offset = from - self->bytes;

  g_assert_cmpuint (offset + length, <=, self->length);
  memset (self->classes + offset, class, length);
}

static void
set_owner (PageMap *self, guint32 page, const char *name)
{
  g_assert_null (g_ptr_array_index (self->owners, page - 1));
  g_ptr_array_index (self->owners, page - 1) = (gpointer) g_intern_string (name);
}

static void
map_file_header (PageMap *self)
{
  mark (self, self->bytes + 24, 4, PAGE_MAP_COUNTER); /* of changes to the file */
  mark (self, self->bytes + 40, 4, PAGE_MAP_COUNTER); /* of changes to the schema */
  mark (self, self->bytes + 92, 8, PAGE_MAP_COUNTER); /* the first one once more, and SQLite's version */
}

static void
map_free_pages (PageMap *self)
{
  guint32 trunk = read_number (self->bytes + 32, 4);

  while (trunk != 0)
    {
      guint8 *page = get_page (self, trunk);
      guint count = read_number (page + 4, 4);

      set_owner (self, trunk, "free pages");
      mark (self, page + 8 + count * 4, self->page_size - 8 - count * 4, PAGE_MAP_FREE_LIST);
      for (guint i = 0; i < count; i++)
        {
          guint32 leaf = read_number (page + 8 + i * 4, 4);

          set_owner (self, leaf, "free pages");
          mark (self, get_page (self, leaf), self->page_size, PAGE_MAP_FREE_PAGE);
        }
      trunk = read_number (page, 4);
    }
}

static void
map_overflow (PageMap *self, const Tree *tree, guint32 number, guint64 rest)
{
  while (number != 0)
    {
      guint8 *page = get_page (self, number);
      guint64 here = MIN (rest, self->page_size - 4);

      set_owner (self, number, tree->name);
      mark (self, page + 4 + here, self->page_size - 4 - here, PAGE_MAP_OVERFLOW);
      rest -= here;
      number = read_number (page, 4);
    }
  g_assert_cmpuint (rest, ==, 0);
}

/* How much of @payload bytes a cell has itself. */
static guint64
local_length (PageMap *self, guint8 type, guint64 payload)
{
  guint64 usable = self->page_size;
  guint64 most = type == LEAF_TABLE ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  guint64 least = (usable - 12) * 32 / 255 - 23;
  guint64 fitting = least + (payload - least) % (usable - 4);

  if (payload <= most)
    return payload;
  return fitting <= most ? fitting : least;
}

/* Marks what in a cell may differ; returns its length. */
static gsize
map_cell (PageMap *self, const Tree *tree, guint8 type, guint8 *cell)
{
  guint8 *at = cell + (type == INTERIOR_INDEX || type == INTERIOR_TABLE ? 4 : 0);
  guint64 payload, number, local;

  if (type == INTERIOR_TABLE)
    {
      guint length = read_varint (at, &number);

      mark (self, at, length, PAGE_MAP_BORDER);
      return at + length - cell;
    }
  at += read_varint (at, &payload);
  if (type == LEAF_TABLE)
    {
      guint length = read_varint (at, &number);

      if (!tree->numbered)
        mark (self, at, length, PAGE_MAP_ROW_NUMBER);
      at += length;
      if (tree->numbered)
        mark (self, at + read_varint (at, &number), 1, PAGE_MAP_EMPTY);
    }
  local = local_length (self, type, payload);
  at += local;
  if (local < payload)
    {
      map_overflow (self, tree, read_number (at, 4), payload - local);
      at += 4;
    }
  return MAX (at - cell, 4);
}

/* What is covered neither by cells nor by free blocks is fragments. */
static void
map_content (PageMap *self, const Tree *tree, guint8 *page, guint8 *header, guint8 *pointers, guint count)
{
  g_autofree gboolean *covered = g_new0 (gboolean, self->page_size);
  guint start = read_number (header + 5, 2);
  guint block = read_number (header + 1, 2);

  if (start == 0)
    start = 65536;
  mark (self, pointers + count * 2, page + start - (pointers + count * 2), PAGE_MAP_UNUSED);
  for (guint i = 0; i < count; i++)
    {
      guint offset = read_number (pointers + i * 2, 2);
      gsize length = map_cell (self, tree, header[0], page + offset);

      for (gsize j = 0; j < length; j++)
        covered[offset + j] = TRUE;
    }
  for (; block != 0; block = read_number (page + block, 2))
    {
      guint length = read_number (page + block + 2, 2);

      mark (self, page + block + 4, length - 4, PAGE_MAP_FREE_BLOCK);
      for (guint j = 0; j < length; j++)
        covered[block + j] = TRUE;
    }
  for (guint i = start; i < self->page_size; i++)
    if (!covered[i])
      mark (self, page + i, 1, PAGE_MAP_FRAGMENT);
}

static void
map_tree_page (PageMap *self, const Tree *tree, guint32 number)
{
  guint8 *page = get_page (self, number);
  guint8 *header = page + (number == 1 ? FILE_HEADER : 0);
  guint8 type = header[0];
  gboolean interior = type == INTERIOR_INDEX || type == INTERIOR_TABLE;
  guint8 *pointers = header + (interior ? 12 : 8);
  guint count = read_number (header + 3, 2);

  g_assert_true (interior || type == LEAF_INDEX || type == LEAF_TABLE);
  set_owner (self, number, tree->name);
  map_content (self, tree, page, header, pointers, count);
  for (guint i = 0; interior && i < count; i++)
    map_tree_page (self, tree, read_number (page + read_number (pointers + i * 2, 2), 4));
  if (interior)
    map_tree_page (self, tree, read_number (header + 8, 4));
}

static void
map_trees (PageMap *self, const char *path)
{
  static const Tree schema = { "sqlite_schema", 1, FALSE };
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  map_tree_page (self, &schema, 1);
  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT name, rootpage, sql LIKE '% INTEGER PRIMARY KEY%' FROM sqlite_schema WHERE rootpage > 0",
                                       -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      Tree tree = { (const char *) sqlite3_column_text (statement, 0), sqlite3_column_int (statement, 1), sqlite3_column_int (statement, 2) };

      map_tree_page (self, &tree, tree.root);
    }
  sqlite3_finalize (statement);
  sqlite3_close (database);
}

PageMap *
page_map_new (const char *path)
{
  PageMap *self = g_new0 (PageMap, 1);
  char *bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &self->length, NULL));
  self->bytes = (guint8 *) bytes;
  self->page_size = read_number (self->bytes + 16, 2);
  g_assert_cmpuint (self->page_size, ==, 4096);
  g_assert_cmpuint (self->length % self->page_size, ==, 0);
  g_assert_cmpuint (self->bytes[20], ==, 0);
  self->classes = g_new0 (guint8, self->length);
  self->owners = g_ptr_array_new ();
  g_ptr_array_set_size (self->owners, self->length / self->page_size);
  map_free_pages (self);
  map_trees (self, path);
  map_file_header (self);
  mark (self, self->bytes + 72, 20, PAGE_MAP_RESERVED);
  for (guint i = 0; i < self->owners->len; i++)
    g_assert_nonnull (g_ptr_array_index (self->owners, i));
  return self;
}

PageMapClass
page_map_get (PageMap *self, gsize offset)
{
  return self->classes[offset];
}

const char *
page_map_get_owner (PageMap *self, gsize offset)
{
  return g_ptr_array_index (self->owners, offset / self->page_size);
}

const char *
page_map_describe (PageMapClass class)
{
  static const char *const names[] = {
    [PAGE_MAP_MEANS] = "bytes that mean something",
    [PAGE_MAP_COUNTER] = "the header's counters of changes, and SQLite's version",
    [PAGE_MAP_RESERVED] = "reserved bytes of the header",
    [PAGE_MAP_FREE_PAGE] = "free pages",
    [PAGE_MAP_FREE_LIST] = "the unused end of a list of free pages",
    [PAGE_MAP_UNUSED] = "the unused space of a b-tree page",
    [PAGE_MAP_FREE_BLOCK] = "free blocks of a b-tree page",
    [PAGE_MAP_FRAGMENT] = "fragments of a b-tree page",
    [PAGE_MAP_OVERFLOW] = "the unused end of an overflow page",
    [PAGE_MAP_BORDER] = "a border between pages that still parts their rows",
    [PAGE_MAP_EMPTY] = "the empty place of a row's number among its columns",
    [PAGE_MAP_ROW_NUMBER] = "the number of a row whose table has none of its own",
  };

  return names[class];
}

void
page_map_free (PageMap *self)
{
  g_free (self->bytes);
  g_free (self->classes);
  g_ptr_array_unref (self->owners);
  g_free (self);
}
