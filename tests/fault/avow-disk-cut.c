/* avow-disk-cut.c: what may be on a disk after the power was cut
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-disk-cut.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512 /* bytes */
#define FEW 4      /* steps in doubt, of which every subset is tried */
#define NEVER G_MAXUINT

/* A file or folder, whatever its name. A tree shares those of another until it changes them. */
typedef struct
{
  GByteArray *bytes; /* NULL: a folder */
  gboolean own;
} Node;

typedef struct
{
  GHashTable *names; /* number of the node + 1, by path */
  GPtrArray *nodes;  /* of Node */
} Tree;

/* What becomes of a step. */
typedef enum
{
  KEPT,
  DROPPED,
  TORN, /* and more: each number tears a write in another way */
} Fate;

/* A step, and when it is out of doubt. */
typedef struct
{
  const DiskStep *step;
  guint node;
  guint settled; /* after how many steps; NEVER */
  guint64 key[2];
} Entry;

struct _DiskCuts
{
  GArray *entries;
  Tree *tree;     /* after the first @done steps, all of them kept */
  guint done;
  Tree *start;
  GArray *doubtful; /* of guint: the steps in doubt after @at steps */
  guint at;
};

static Tree *
tree_new (void)
{
  Tree *self = g_new0 (Tree, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->nodes = g_ptr_array_new ();
  return self;
}

static void
tree_free (Tree *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = g_ptr_array_index (self->nodes, i);

      g_clear_pointer (&node->bytes, g_byte_array_unref);
      g_free (node);
    }
  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->names);
  g_free (self);
}

static guint
add_node (Tree *tree, GByteArray *bytes, gboolean own)
{
  Node *node = g_new0 (Node, 1);

  node->bytes = bytes;
  node->own = own;
  g_ptr_array_add (tree->nodes, node);
  return tree->nodes->len - 1;
}

static Tree *
tree_copy (Tree *tree)
{
  Tree *self = tree_new ();
  GHashTableIter iter;
  gpointer path, number;

  for (guint i = 0; i < tree->nodes->len; i++)
    {
      Node *node = g_ptr_array_index (tree->nodes, i);

      node->own = FALSE;
      add_node (self, node->bytes != NULL ? g_byte_array_ref (node->bytes) : NULL, FALSE);
    }
  g_hash_table_iter_init (&iter, tree->names);
  while (g_hash_table_iter_next (&iter, &path, &number))
    g_hash_table_insert (self->names, g_strdup (path), number);
  return self;
}

static void
set_name (Tree *tree, const char *path, guint node)
{
  g_hash_table_replace (tree->names, g_strdup (path), GUINT_TO_POINTER (node + 1));
}

static guint
find_node (Tree *tree, const char *path)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (tree->names, path));

  return number == 0 ? NEVER : number - 1;
}

static GByteArray *
get_bytes (Tree *tree, guint number)
{
  Node *node = g_ptr_array_index (tree->nodes, number);

  if (!node->own)
    {
      GByteArray *copy = g_byte_array_sized_new (node->bytes->len + 4096);

      g_byte_array_append (copy, node->bytes->data, node->bytes->len);
      g_byte_array_unref (node->bytes);
      node->bytes = copy;
      node->own = TRUE;
    }
  return node->bytes;
}

static void
read_folder (Tree *tree, const char *folder, const char *below)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  set_name (tree, below, add_node (tree, NULL, TRUE));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *relative = *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
      char *bytes;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          read_folder (tree, path, relative);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      set_name (tree, relative, add_node (tree, g_byte_array_new_take ((guint8 *) bytes, length), TRUE));
    }
}

/* Bytes that a file grows by without a write: zeros, or what lay there before. */
static void
resize (GByteArray *bytes, gsize size, gboolean junk)
{
  gsize before = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (size > before)
    memset (bytes->data + before, junk ? 0xa5 : 0, size - before);
}

static guint
get_first_sector (const DiskStep *step)
{
  return (guint) (step->offset / SECTOR);
}

static guint
count_sectors (const DiskStep *step)
{
  gint64 end = step->offset + (gint64) g_bytes_get_size (step->bytes);

  return (guint) ((end + SECTOR - 1) / SECTOR) - get_first_sector (step);
}

/* Whether a sector of a torn write is there. */
static gboolean
has_sector (guint fate, guint sector, guint sectors)
{
  guint half = MAX (1, sectors / 2);

  switch (fate)
    {
    case KEPT:
      return TRUE;
    case TORN:
      return sector < half;
    case TORN + 1:
      return sector >= half;
    default:
      return ((fate * 2654435761u) >> (sector % 29) & 1) != 0;
    }
}

static void
write_bytes (Tree *tree, guint node, const DiskStep *step, guint fate, gboolean junk)
{
  GByteArray *bytes = get_bytes (tree, node);
  const guint8 *data = g_bytes_get_data (step->bytes, NULL);
  guint first = get_first_sector (step), sectors = count_sectors (step);
  gsize begin = (gsize) step->offset, end = begin + g_bytes_get_size (step->bytes);

  for (guint i = 0; i < sectors; i++)
    {
      gsize from = MAX (begin, (gsize) (first + i) * SECTOR);
      gsize to = MIN (end, (gsize) (first + i + 1) * SECTOR);

      if (!has_sector (fate, i, sectors))
        continue;
      if (bytes->len < to)
        resize (bytes, to, junk);
      memcpy (bytes->data + from, data + (from - begin), to - from);
    }
}

static void
take_step (Tree *tree, const Entry *entry, guint fate, gboolean junk)
{
  const DiskStep *step = entry->step;

  if (fate == DROPPED)
    return;
  switch (step->kind)
    {
    case DISK_MAKE:
    case DISK_MAKE_FOLDER:
      set_name (tree, step->path, entry->node);
      break;
    case DISK_WRITE:
      write_bytes (tree, entry->node, step, fate, junk);
      break;
    case DISK_TRUNCATE:
      resize (get_bytes (tree, entry->node), (gsize) step->offset, junk);
      break;
    case DISK_RENAME:
      g_hash_table_remove (tree->names, step->path);
      if (step->to != NULL)
        set_name (tree, step->to, entry->node);
      break;
    case DISK_REMOVE:
      g_hash_table_remove (tree->names, step->path);
      break;
    default:
      break;
    }
}

static gboolean
changes_bytes (const DiskStep *step)
{
  return step->kind == DISK_WRITE || step->kind == DISK_TRUNCATE;
}

static gboolean
is_in (const char *path, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return g_str_equal (g_str_equal (parent, ".") ? "" : parent, folder);
}

/* Whether a sync settles an earlier step. */
static gboolean
settles (const DiskStep *sync, guint synced, const Entry *entry)
{
  if (changes_bytes (entry->step))
    return entry->node == synced;
  return is_in (entry->step->path, sync->path) || (entry->step->to != NULL && is_in (entry->step->to, sync->path));
}

static void
settle (DiskCuts *self, guint index)
{
  const Entry *sync = &g_array_index (self->entries, Entry, index);

  for (guint i = index; i-- > 0; )
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->settled == NEVER && entry->step->kind != DISK_SYNC && settles (sync->step, sync->node, entry))
        entry->settled = index + 1;
    }
}

static void
add_entry (DiskCuts *self, Tree *live, GRand *random, const DiskStep *step)
{
  Entry entry = { .step = step, .settled = NEVER };

  if (step->kind == DISK_MAKE || step->kind == DISK_MAKE_FOLDER)
    {
      GByteArray *bytes = step->kind == DISK_MAKE ? g_byte_array_new () : NULL;

      entry.node = add_node (live, bytes, TRUE);
      /* every tree has every node; what has no name is not there */
      add_node (self->start, bytes != NULL ? g_byte_array_new () : NULL, TRUE);
    }
  else
    entry.node = find_node (live, step->path);
  g_assert_cmpuint (entry.node, !=, NEVER);
  for (guint i = 0; i < 2; i++)
    entry.key[i] = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
  take_step (live, &entry, KEPT, FALSE);
  g_array_append_val (self->entries, entry);
  if (step->kind == DISK_SYNC)
    settle (self, self->entries->len - 1);
}

DiskCuts *
disk_cuts_new (const char *folder, GPtrArray *steps)
{
  DiskCuts *self = g_new0 (DiskCuts, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (steps->len);
  Tree *live;

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->doubtful = g_array_new (FALSE, FALSE, sizeof (guint));
  self->at = NEVER;
  self->start = tree_new ();
  read_folder (self->start, folder, "");
  live = tree_copy (self->start);
  for (guint i = 0; i < steps->len; i++)
    add_entry (self, live, random, g_ptr_array_index (steps, i));
  tree_free (live);
  self->tree = tree_copy (self->start);
  return self;
}

void
disk_cuts_free (DiskCuts *self)
{
  if (self == NULL)
    return;
  tree_free (self->tree);
  tree_free (self->start);
  g_array_unref (self->entries);
  g_array_unref (self->doubtful);
  g_free (self);
}

static void
go_to (DiskCuts *self, guint step)
{
  if (self->at == step)
    return;
  g_array_set_size (self->doubtful, 0);
  for (guint i = 0; i < step; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->step->kind != DISK_SYNC && entry->settled > step)
        g_array_append_val (self->doubtful, i);
    }
  self->at = step;
}

guint
disk_cuts_count (DiskCuts *self, guint step, guint seeded)
{
  guint doubtful;

  go_to (self, step);
  doubtful = self->doubtful->len;
  if (doubtful <= FEW)
    return (1u << doubtful) + 2 * doubtful;
  return 2 + seeded;
}

/* What the lot says of the @index-th step in doubt. */
static guint
draw_lot (DiskCuts *self, guint variant, guint index)
{
  guint doubtful = self->doubtful->len;
  guint64 lot;

  if (doubtful <= FEW && variant < 1u << doubtful)
    return (variant >> index & 1) != 0 ? DROPPED : KEPT;
  if (doubtful <= FEW)
    {
      variant -= 1u << doubtful;
      return variant / 2 == index ? TORN + variant % 2 : KEPT;
    }
  if (variant < 2)
    return variant == 0 ? KEPT : DROPPED;
  lot = ((guint64) self->at << 40) ^ ((guint64) variant << 20) ^ index;
  lot = (lot ^ lot >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  lot = (lot ^ lot >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  lot ^= lot >> 31;
  /* some lose most, some keep most */
  if (lot % 8 == 0)
    return TORN + lot / 8 % 64;
  return lot / 512 % 5 < 1 + variant % 4 ? DROPPED : KEPT;
}

/* What becomes of the @index-th step in doubt: only what is of several sectors can be torn. */
static guint
draw_fate (DiskCuts *self, guint variant, guint index)
{
  guint number = g_array_index (self->doubtful, guint, index);
  const DiskStep *step = g_array_index (self->entries, Entry, number).step;
  guint fate = draw_lot (self, variant, index);

  return fate >= TORN && (step->kind != DISK_WRITE || count_sectors (step) == 1) ? KEPT : fate;
}

static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return length == 0 || (strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0'));
}

static void
add_key (DiskImage *image, const Entry *entry, guint fate)
{
  for (guint i = 0; i < 2; i++)
    image->key[i] ^= entry->key[i] * (2 * (guint64) fate + 1);
}

DiskImage
disk_cuts_get_image (DiskCuts *self, guint step, guint variant, const char *below)
{
  DiskImage image = { { 0, 0 } };
  guint next = 0;

  go_to (self, step);
  for (guint i = 0; i < step; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      guint fate = KEPT;

      if (next < self->doubtful->len && g_array_index (self->doubtful, guint, next) == i)
        fate = draw_fate (self, variant, next++);
      if (entry->step->kind != DISK_SYNC && fate != DROPPED && is_below (entry->step->path, below))
        add_key (&image, entry, fate);
    }
  return image;
}

GPtrArray *
disk_cuts_find_doubtful (DiskCuts *self, guint step, GPtrArray *paths)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  go_to (self, step);
  for (guint i = 0; i < self->doubtful->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, g_array_index (self->doubtful, guint, i));
      const char *path = entry->step->to != NULL ? entry->step->to : entry->step->path;

      /* a folder that may not be there takes what is in it along */
      for (guint j = 0; j < paths->len; j++)
        if (is_below (g_ptr_array_index (paths, j), path))
          g_ptr_array_add (found, g_strdup_printf ("%s of %s, on which %s depends", disk_kind_to_name (entry->step->kind), path,
                                                   (char *) g_ptr_array_index (paths, j)));
    }
  return found;
}

/* The tree before the first step that is in doubt; they come one after another, so that the last one helps. */
static Tree *
build_base (DiskCuts *self, guint step)
{
  guint first = self->doubtful->len > 0 ? g_array_index (self->doubtful, guint, 0) : step;

  if (first < self->done)
    {
      tree_free (self->tree);
      self->tree = tree_copy (self->start);
      self->done = 0;
    }
  for (; self->done < first; self->done++)
    take_step (self->tree, &g_array_index (self->entries, Entry, self->done), KEPT, FALSE);
  return tree_copy (self->tree);
}

static Tree *
build (DiskCuts *self, guint step, guint variant, gboolean junk)
{
  Tree *tree = build_base (self, step);
  guint next = 0;

  for (guint i = self->done; i < step; i++)
    {
      guint fate = KEPT;

      if (next < self->doubtful->len && g_array_index (self->doubtful, guint, next) == i)
        fate = draw_fate (self, variant, next++);
      take_step (tree, &g_array_index (self->entries, Entry, i), fate, junk);
    }
  return tree;
}

static void
write_file (const char *path, GByteArray *bytes)
{
  int file = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (file, >=, 0);
  if (bytes->len > 0)
    g_assert_cmpint (write (file, bytes->data, bytes->len), ==, (gssize) bytes->len);
  g_close (file, NULL);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

void
disk_cuts_write (DiskCuts *self, guint step, guint variant, const char *below, const char *target)
{
  DiskImage image = disk_cuts_get_image (self, step, variant, below);
  Tree *tree = build (self, step, variant, (image.key[0] & 1) != 0);
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (tree->names), compare_paths);

  disk_remove_folder (target);
  for (GList *link = paths; link != NULL; link = link->next)
    {
      g_autofree char *path = NULL;
      g_autofree char *parent = NULL;
      Node *node = g_ptr_array_index (tree->nodes, find_node (tree, link->data));

      if (!is_below (link->data, below))
        continue;
      path = g_build_filename (target, (const char *) link->data + strlen (below), NULL);
      parent = g_path_get_dirname (path);
      /* what lies in a folder that is not there is not there either */
      if (!g_file_test (parent, G_FILE_TEST_IS_DIR))
        continue;
      if (node->bytes == NULL)
        g_mkdir (path, 0700);
      else
        write_file (path, node->bytes);
    }
  tree_free (tree);
}
