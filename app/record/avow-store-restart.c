/* avow-store-restart.c: a new ledger in a store that was restored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <glib/gstdio.h>

/* The seal of the ledger that the store began with is called so; a later one bears its ledger's id. */
char *
avow_store_get_seal_path (AvowStore *store)
{
  g_autofree char *id = avow_digest_to_hex (&store->ledger);
  g_autofree char *name = g_strconcat (AVOW_STORE_SEAL "-", id, NULL);
  g_autofree char *path = avow_store_get_key_path (store, name);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : avow_store_get_key_path (store, AVOW_STORE_SEAL);
}

static gboolean
save_seal (AvowStore *store, AvowKey *seal_key, GError **error)
{
  g_autofree char *id = avow_digest_to_hex (&store->ledger);
  g_autofree char *name = g_strconcat (AVOW_STORE_SEAL "-", id, NULL);
  g_autofree char *path = avow_store_get_key_path (store, name);

  return avow_key_save (seal_key, path, NULL, AVOW_KEY_SCRYPT_N, error);
}

gboolean
avow_store_begin_ledger (AvowStore *self, AvowKey *seal_key, GError **error)
{
  gsize length;
  gconstpointer raw;

  g_return_val_if_fail (self != NULL && self->depth > 0 && avow_key_get_kind (seal_key) == AVOW_KEY_ED25519, FALSE);

  avow_store_forget_head (self);
  g_clear_pointer (&self->seal_key, avow_key_unref);
  g_clear_pointer (&self->seal_public, g_bytes_unref);
  self->seal_key = avow_key_ref (seal_key);
  self->seal_public = avow_key_get_public_raw (seal_key);
  raw = g_bytes_get_data (self->seal_public, &length);
  avow_digest_compute (raw, length, &self->ledger);
  if (!save_seal (self, seal_key, error) || !avow_store_execute (self, "record/store:freeze-own-ledger", error, "")
      || !avow_store_execute (self, "record/store:add-own-ledger", error, "db", &self->ledger, self->seal_public))
    return FALSE;
  self->ledger_number = sqlite3_last_insert_rowid (self->database);
  self->head.tree = avow_tree_open (0, NULL, NULL, error);
  if (self->head.tree == NULL || !avow_store_write_head (self, error))
    return FALSE;
  avow_store_forget_head (self);
  return avow_store_read_head (self, error);
}

void
avow_store_remove_frozen_seals (AvowStore *self)
{
  g_autofree char *folder = g_build_filename (self->folder, AVOW_STORE_KEYS, NULL);
  g_autofree char *kept = avow_store_get_seal_path (self);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, AVOW_STORE_SEAL) && !g_str_equal (path, kept))
        g_unlink (path);
    }
}
