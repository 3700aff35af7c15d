/* avow-proof.c: what shows that a record stands in its ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-proof.h"

#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

void
avow_proof_free (AvowProof *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->ledger, avow_ledger_free);
  g_clear_pointer (&self->path, g_array_unref);
  g_free (self);
}

typedef struct
{
  AvowStore *store;
  gint64 ledger;
} TileSource;

static GBytes *
read_tile (guint level, guint64 index, guint needed, gpointer data, GError **error)
{
  const TileSource *source = data;

  return avow_store_read_tile (source->store, source->ledger, level, index, needed, error);
}

static gboolean
fail (AvowStore *store, gint64 position, const char *why, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
               _("Record %" PRId64 " in “%s” can't be proven: %s. Run “avowctl verify” to learn more."), position, store->path, why);
  return FALSE;
}

static gboolean
take_row (AvowStore *store, gint64 position, AvowProof *proof, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:rows-after", error, "ii", position - 1, position);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowRow) row = NULL;
  const char *fault = NULL;

  if (query == NULL)
    return FALSE;
  row = avow_query_next (query, &local_error) ? avow_row_read (query) : NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row == NULL)
    return fail (store, position, _("there is none of this number"), error);
  if (row->payload == NULL)
    return fail (store, position, _("its text is no longer there"), error);
  if (!avow_row_is_whole (row, &fault))
    return fail (store, position, fault, error);
  proof->leaf = row->leaf;
  proof->hash = row->hash;
  memcpy (proof->salt, row->salt, AVOW_SALT_LENGTH);
  proof->payload = g_bytes_ref (row->payload);
  return TRUE;
}

static gboolean
take_path (AvowStore *store, gint64 position, AvowProof *proof, GError **error)
{
  const AvowCheckpoint *checkpoint;
  TileSource source = { store, 0 };

  proof->ledger = avow_store_find_ledger (store, &proof->leaf.ledger, error);
  if (proof->ledger == NULL)
    return FALSE;
  checkpoint = &proof->ledger->checkpoint;
  if (proof->ledger->note == NULL || proof->leaf.sequence >= checkpoint->size)
    return fail (store, position, _("no seal covers it"), error);
  source.ledger = proof->ledger->number;
  proof->path = avow_tree_prove_inclusion (proof->leaf.sequence, checkpoint->size, read_tile, &source, error);
  if (proof->path == NULL)
    return FALSE;
  if (!avow_tree_verify_inclusion (&proof->hash, proof->leaf.sequence, checkpoint->size, proof->path, &checkpoint->root))
    return fail (store, position, _("the tree of its ledger is damaged"), error);
  return TRUE;
}

AvowProof *
avow_store_prove (AvowStore *self, gint64 position, GError **error)
{
  g_autoptr (AvowProof) proof = g_new0 (AvowProof, 1);
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);

  /* leaf, tiles and checkpoint of one moment */
  if (!avow_store_begin_reading (self, error))
    return NULL;
  done = take_row (self, position, proof, error) && take_path (self, position, proof, error);
  avow_store_end_reading (self);
  return done ? g_steal_pointer (&proof) : NULL;
}

GBytes *
avow_proof_get_sides (const AvowProof *self)
{
  guint64 node = self->leaf.sequence;
  guint64 last = self->ledger->checkpoint.size - 1;
  GByteArray *sides = g_byte_array_new ();

  for (guint i = 0; i < self->path->len; i++)
    {
      guint8 left = (node & 1) != 0 || node == last;

      g_byte_array_append (sides, &left, 1);
      /* at the right edge, levels at which nothing is joined are passed over */
      while (left && (node & 1) == 0 && node != 0)
        {
          node >>= 1;
          last >>= 1;
        }
      node >>= 1;
      last >>= 1;
    }
  return g_byte_array_free_to_bytes (sides);
}

char *
avow_store_sign_statement (AvowStore *self, const char *about, const char *text, GError **error)
{
  g_autofree char *hex = NULL;
  g_autofree char *name = NULL;
  g_autofree char *whole = NULL;

  g_return_val_if_fail (self != NULL && *about != '\0' && strchr (about, '\n') == NULL, NULL);

  if (!avow_store_load_seal (self, error))
    return NULL;
  hex = avow_digest_to_hex (&self->ledger);
  name = g_strconcat ("avow/", hex, NULL);
  whole = g_strdup_printf ("%s/%s\n%s", name, about, text);
  return avow_note_sign (whole, name, self->seal_key, error);
}
