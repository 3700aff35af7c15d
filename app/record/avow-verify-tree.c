/* avow-verify-tree.c: the tree, made again from the leaves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define LEVELS 8 /* of tiles: 256^8 leaves */

/* A tile that is not full yet; the last one of its level. */
typedef struct
{
  guint64 index;
  GBytes *hashes; /* nullable: there is none */
} Partial;

struct _AvowTreeCheck
{
  AvowVerifier *verifier;
  const AvowLedger *ledger;
  guint64 first; /* number of the first leaf that is appended */
  AvowTree *tree;
  Partial partials[LEVELS];
};

AvowTreeCheck *
avow_tree_check_new (AvowVerifier *verifier, const AvowLedger *ledger, GError **error)
{
  const AvowCheckpoint *trusted = avow_verify_get_trusted (verifier, &ledger->id);
  AvowTreeCheck *self = g_new0 (AvowTreeCheck, 1);

  self->verifier = verifier;
  self->ledger = ledger;
  self->first = trusted != NULL ? trusted->size : 0;
  self->tree = avow_store_open_tree (verifier->store, ledger->number, self->first, error);
  if (self->tree != NULL)
    return self;
  avow_tree_check_free (self);
  return NULL;
}

void
avow_tree_check_get_root (AvowTreeCheck *self, AvowDigest *out_root)
{
  avow_tree_get_root (self->tree, out_root);
}

void
avow_tree_check_append (AvowTreeCheck *self, const AvowDigest *leaf)
{
  avow_tree_append (self->tree, leaf);
}

/* @message is taken. Of a ledger that was taken in it says which. */
static void
find (AvowTreeCheck *self, char *message)
{
  if (!self->ledger->own)
    {
      g_autofree char *id = avow_digest_to_hex (&self->ledger->id);
      char *longer = g_strdup_printf (_("in the ledger %s: %s"), id, message);

      g_free (message);
      message = longer;
    }
  avow_verifier_find (self->verifier, 0, NULL, NULL, message);
}

static gboolean
compare_tile (AvowTreeCheck *self, guint level, guint64 index, GBytes *wanted, GError **error)
{
  AvowStore *store = self->verifier->store;
  gsize length = g_bytes_get_size (wanted);
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GError) local_error = NULL;

  query = avow_store_query (store, "record/store:tile", &local_error, "iii", self->ledger->number, (gint64) level, (gint64) index);
  if (avow_query_next (query, &local_error))
    stored = avow_query_bytes (query, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  /* since then others may have added to it */
  if (stored == NULL || g_bytes_get_size (stored) < length
      || memcmp (g_bytes_get_data (stored, NULL), g_bytes_get_data (wanted, NULL), length) != 0)
    find (self, g_strdup_printf (_("tile %" PRIu64 " of level %u of the tree is not what the records give"), index, level));
  return TRUE;
}

/* Full tiles are compared as they come, each once; those that still grow at the end. */
static gboolean
take_tile (guint level, guint64 index, GBytes *hashes, gpointer data, GError **error)
{
  AvowTreeCheck *self = data;
  Partial *partial = &self->partials[level];

  g_clear_pointer (&partial->hashes, g_bytes_unref);
  if (g_bytes_get_size (hashes) == (gsize) AVOW_TILE_WIDTH * AVOW_DIGEST_LENGTH)
    return compare_tile (self, level, index, hashes, error);
  partial->index = index;
  partial->hashes = g_bytes_ref (hashes);
  return TRUE;
}

gboolean
avow_tree_check_compare (AvowTreeCheck *self, GError **error)
{
  return avow_tree_flush (self->tree, take_tile, self, error);
}

static gboolean
compare_partials (AvowTreeCheck *self, GError **error)
{
  for (guint level = 0; level < LEVELS; level++)
    if (self->partials[level].hashes != NULL
        && !compare_tile (self, level, self->partials[level].index, self->partials[level].hashes, error))
      return FALSE;
  return TRUE;
}

/* Bytes that a tile has in a ledger of @size leaves. */
static guint64
tile_length (guint64 size, gint64 level, gint64 index)
{
  guint64 hashes;

  if (level < 0 || level >= LEVELS || index < 0)
    return 0;
  hashes = size >> (8 * level);
  if (hashes <= (guint64) index * AVOW_TILE_WIDTH)
    return 0;
  return MIN (hashes - (guint64) index * AVOW_TILE_WIDTH, AVOW_TILE_WIDTH) * AVOW_DIGEST_LENGTH;
}

/* Those that were verified before are taken for granted. */
static gboolean
count_leaves (AvowTreeCheck *self, guint64 *out_count, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (self->verifier->store, "record/verify:count-leaves", error, "ii", self->ledger->number,
                                                  (gint64) self->first);

  if (query == NULL || !avow_query_next (query, error))
    return FALSE;
  *out_count = self->first + (guint64) avow_query_integer (query, 0);
  return TRUE;
}

/* Takes @query. */
static gboolean
compare_lengths_of (AvowTreeCheck *self, AvowQuery *query, guint64 size, GError **error)
{
  g_autoptr (AvowQuery) tiles = query;
  g_autoptr (GError) local_error = NULL;

  if (tiles == NULL)
    return FALSE;
  while (avow_query_next (tiles, &local_error))
    {
      gint64 level = avow_query_integer (tiles, 0);
      gint64 index = avow_query_integer (tiles, 1);

      if ((guint64) avow_query_integer (tiles, 2) > tile_length (size, level, index))
        find (self, g_strdup_printf (_("tile %" PRId64 " of level %" PRId64 " of the tree holds more than the records give"),
                                     index, level));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What stands in the store beyond the tree. */
static gboolean
compare_lengths (AvowTreeCheck *self, GError **error)
{
  AvowStore *store = self->verifier->store;
  gint64 number = self->ledger->number;
  guint64 size = 0;

  if (!count_leaves (self, &size, error))
    return FALSE;
  if (self->first == 0)
    return compare_lengths_of (self, avow_store_query (store, "record/verify:tile-lengths", error, "i", number), size, error);
  for (gint64 level = 0; level < LEVELS; level++)
    if (!compare_lengths_of (self, avow_store_query (store, "record/verify:tile-lengths-from", error, "iii", number, level,
                                                     (gint64) (self->first >> (8 * level) >> 8)), size, error))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable): what the checkpoint, as it stood when verification began, says otherwise. */
static char *
check_checkpoint (AvowTreeCheck *self)
{
  const AvowCheckpoint *stored = &self->ledger->checkpoint;
  guint64 size = avow_tree_get_size (self->tree);
  g_autoptr (GError) error = NULL;
  AvowCheckpoint said;
  AvowDigest root;
  gboolean valid;

  if (self->ledger->note == NULL)
    return g_strdup (_("the checkpoint, which seals the records, is missing"));
  if (!avow_checkpoint_verify (self->ledger->note, self->ledger->seal_public, &said, &valid, &error))
    return g_strdup_printf (_("the checkpoint, which seals the records, can't be read: %s"), error->message);
  if (!valid)
    return g_strdup (_("the checkpoint is not signed by the key that seals this ledger"));
  if (said.size != stored->size || !avow_digest_equal (&said.root, &stored->root))
    return g_strdup (_("the checkpoint's signed text and its columns in the table differ"));
  if (said.size > size)
    return g_strdup_printf (_("the checkpoint says that the ledger's size is %" PRIu64 ", but it is %" PRIu64
                              ": the last records were removed"), said.size, size);
  if (said.size < size)
    return g_strdup_printf (_("the checkpoint says that the ledger's size is %" PRIu64 ", but it is %" PRIu64
                              ": the last records were added from outside"), said.size, size);
  avow_tree_get_root (self->tree, &root);
  if (!avow_digest_equal (&said.root, &root))
    return g_strdup (_("the records do not give the root that the checkpoint seals"));
  return NULL;
}

gboolean
avow_tree_check_finish (AvowTreeCheck *self, GError **error)
{
  char *fault = check_checkpoint (self);

  if (fault != NULL)
    find (self, fault);
  return avow_tree_check_compare (self, error) && compare_partials (self, error) && compare_lengths (self, error);
}

void
avow_tree_check_free (AvowTreeCheck *self)
{
  g_clear_pointer (&self->tree, avow_tree_free);
  for (guint level = 0; level < LEVELS; level++)
    g_clear_pointer (&self->partials[level].hashes, g_bytes_unref);
  g_free (self);
}
