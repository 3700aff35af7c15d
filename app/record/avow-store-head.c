/* avow-store-head.c: where the own ledger ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>

static gboolean
fail_damaged (AvowStore *store, const char *what, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
               _("“%s” is damaged: %s. Run “avowctl verify” to see which records are at fault; keep a copy of the file "
                 "as it is, and restore the latest backup."), store->path, what);
  return FALSE;
}

GBytes *
avow_store_read_tile (AvowStore *store, gint64 ledger, guint level, guint64 index, guint needed, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = avow_store_query (store, "record/store:tile", error, "iii", ledger, (gint64) level, (gint64) index);
  if (query == NULL)
    return NULL;
  if (avow_query_next (query, &local_error))
    {
      g_autoptr (GBytes) hashes = avow_query_bytes (query, 0);

      if (hashes != NULL && g_bytes_get_size (hashes) >= (gsize) needed * AVOW_DIGEST_LENGTH)
        return g_steal_pointer (&hashes);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    fail_damaged (store, _("a part of its tree is missing"), error);
  return NULL;
}

typedef struct
{
  AvowStore *store;
  gint64 ledger;
} TileTarget;

static gboolean
write_tile (guint level, guint64 index, GBytes *hashes, gpointer data, GError **error)
{
  const TileTarget *target = data;

  return avow_store_execute (target->store, "record/store:set-tile", error, "iiib", target->ledger, (gint64) level,
                             (gint64) index, hashes);
}

/* A row of integers at most; all zero where there is none. */
static gboolean
read_integer (AvowStore *store, const char *name, gint64 *out_value, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, name, error, "");
  g_autoptr (GError) local_error = NULL;

  *out_value = 0;
  if (query == NULL)
    return FALSE;
  if (avow_query_next (query, &local_error))
    *out_value = avow_query_integer (query, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_last_leaf (AvowStore *store, guint64 *out_size, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:last-leaf", error, "i", store->ledger_number);
  g_autoptr (GError) local_error = NULL;

  *out_size = 0;
  store->head.previous = (AvowDigest) { 0 };
  if (query == NULL)
    return FALSE;
  if (avow_query_next (query, &local_error))
    {
      *out_size = avow_query_integer (query, 0) + 1;
      avow_query_digest (query, 1, &store->head.previous);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The leaves that a transaction has added since the checkpoint; none outside of one. */
static gboolean
append_unsealed (AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  AvowDigest leaf;

  query = avow_store_query (store, "record/store:leaves-from", error, "ii", store->ledger_number, (gint64) store->head.sealed);
  if (query == NULL)
    return FALSE;
  while (avow_query_next (query, &local_error))
    {
      avow_query_digest (query, 0, &leaf);
      avow_tree_append (store->head.tree, &leaf);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_tree (AvowStore *store, AvowCheckpoint *out_checkpoint, GError **error)
{
  g_autofree char *note = avow_store_get_checkpoint (store, out_checkpoint, error);
  guint64 size;

  if (note == NULL || !read_last_leaf (store, &size, error))
    return FALSE;
  if (size < out_checkpoint->size)
    return fail_damaged (store, _("its last records are missing"), error);
  store->head.sealed = out_checkpoint->size;
  store->head.tree = avow_store_open_tree (store, store->ledger_number, store->head.sealed, error);
  if (store->head.tree == NULL || !append_unsealed (store, error))
    return FALSE;
  if (avow_tree_get_size (store->head.tree) != size)
    return fail_damaged (store, _("some of its records are missing"), error);
  return TRUE;
}

static gboolean
read_all (AvowStore *store, AvowCheckpoint *out_checkpoint, GError **error)
{
  avow_store_forget_head (store);
  if (read_tree (store, out_checkpoint, error)
      && read_integer (store, "record/store:data-version", &store->head.data_version, error)
      && read_integer (store, "record/store:last-position", &store->head.position, error))
    return TRUE;
  avow_store_forget_head (store);
  return FALSE;
}

gboolean
avow_store_read_head (AvowStore *store, GError **error)
{
  AvowCheckpoint checkpoint;
  gint64 data_version;

  if (!read_integer (store, "record/store:data-version", &data_version, error))
    return FALSE;
  if (store->head.tree != NULL && store->head.data_version == data_version)
    return TRUE;
  return read_all (store, &checkpoint, error);
}

/* The tree's right edge must give the very root that the checkpoint names. */
static gboolean
compare_root (AvowStore *store, const AvowCheckpoint *checkpoint, GError **error)
{
  AvowDigest root;

  if (avow_tree_get_size (store->head.tree) != checkpoint->size)
    return fail_damaged (store, _("its last records are not sealed"), error);
  avow_tree_get_root (store->head.tree, &root);
  if (!avow_digest_equal (&root, &checkpoint->root))
    return fail_damaged (store, _("its records and its seal do not agree"), error);
  return TRUE;
}

gboolean
avow_store_check_head (AvowStore *store, GError **error)
{
  AvowCheckpoint checkpoint;
  gboolean sound;

  if (!avow_store_begin_reading (store, error))
    return FALSE;
  sound = read_all (store, &checkpoint, error) && compare_root (store, &checkpoint, error);
  avow_store_end_reading (store);
  return sound;
}

gboolean
avow_store_write_tiles (AvowStore *store, gint64 ledger, AvowTree *tree, GError **error)
{
  TileTarget target = { store, ledger };

  return avow_tree_flush (tree, write_tile, &target, error);
}

gboolean
avow_store_write_head (AvowStore *store, GError **error)
{
  AvowCheckpoint checkpoint = { .ledger = store->ledger, .size = avow_tree_get_size (store->head.tree) };
  g_autofree char *note = NULL;

  if (!avow_store_write_tiles (store, store->ledger_number, store->head.tree, error))
    return FALSE;
  avow_tree_get_root (store->head.tree, &checkpoint.root);
  note = avow_checkpoint_sign (&checkpoint, store->seal_key, error);
  if (note == NULL || !avow_store_execute (store, "record/store:set-checkpoint", error, "iids", store->ledger_number,
                                           (gint64) checkpoint.size, &checkpoint.root, note))
    return FALSE;
  store->head.sealed = checkpoint.size;
  return TRUE;
}

void
avow_store_forget_head (AvowStore *store)
{
  g_clear_pointer (&store->head.tree, avow_tree_free);
}

gboolean
avow_store_load_seal (AvowStore *store, GError **error)
{
  g_autofree char *path = avow_store_get_seal_path (store);
  g_autoptr (AvowKey) key = NULL;
  g_autoptr (GBytes) raw = NULL;

  if (store->seal_key != NULL)
    return TRUE;
  key = avow_key_load (path, NULL, error);
  if (key == NULL)
    return FALSE;
  raw = avow_key_get_kind (key) == AVOW_KEY_ED25519 ? avow_key_get_public_raw (key) : NULL;
  if (raw == NULL || !g_bytes_equal (raw, store->seal_public))
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                   _("The key “%s” is not the one that seals this store. Put the store's own key back from a backup."), path);
      return FALSE;
    }
  store->seal_key = g_steal_pointer (&key);
  return TRUE;
}

char *
avow_store_sign_note (AvowStore *self, const char *text, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  if (!avow_store_load_seal (self, error))
    return NULL;
  id = avow_digest_to_hex (&self->ledger);
  name = g_strconcat ("avow/", id, NULL);
  return avow_note_sign (text, name, self->seal_key, error);
}
