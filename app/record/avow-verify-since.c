/* avow-verify-since.c: going on from what was found sound before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-proof.h"
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* A ledger's tree as of then is bound by its root, which is in the hands of whoever verifies: the right edge of its tiles
 * either gives that root or is another tree's. What comes after is appended to that edge, and has to give the root that the
 * checkpoint seals. So nobody can have taken records away, put others in their place, or sealed another history, whatever keys they
 * have. What is not read is not looked at: a text, a row or a tile of before may be damaged all the same. */

/* @message is taken. */
static void
find (AvowVerifier *self, const AvowDigest *ledger, char *message)
{
  g_autofree char *id = avow_digest_to_hex (ledger);

  avow_verifier_find (self, 0, NULL, NULL, g_strdup_printf (_("in the ledger %s: %s"), id, message));
  g_free (message);
}

static const AvowLedger *
find_ledger (AvowVerifier *self, const AvowDigest *id)
{
  for (guint i = 0; i < self->ledgers->len; i++)
    {
      const AvowLedger *ledger = g_ptr_array_index (self->ledgers, i);

      if (avow_digest_equal (&ledger->id, id))
        return ledger;
    }
  return NULL;
}

const AvowCheckpoint *
avow_verify_get_trusted (AvowVerifier *self, const AvowDigest *id)
{
  for (guint i = 0; self->since != NULL && i < self->since->ledgers->len; i++)
    {
      const AvowCheckpoint *trusted = g_ptr_array_index (self->since->ledgers, i);

      if (avow_digest_equal (&trusted->ledger, id))
        return trusted;
    }
  return NULL;
}

/* Whether the tree that is here begins with the one that was. */
static gboolean
compare_ledger (AvowVerifier *self, const AvowCheckpoint *trusted, GError **error)
{
  const AvowLedger *ledger = find_ledger (self, &trusted->ledger);
  AvowDigest root;

  if (ledger == NULL)
    find (self, &trusted->ledger, g_strdup (_("it was verified before, and is not here: either it was removed, or this is another store")));
  else if (ledger->checkpoint.size < trusted->size)
    find (self, &trusted->ledger, g_strdup_printf (_("it had %" PRIu64 " records when it was verified, and has %" PRIu64
                                                     " now: it was rolled back"), trusted->size, ledger->checkpoint.size));
  else if (!avow_store_get_root (self->store, ledger, trusted->size, &root, error))
    return FALSE;
  else if (!avow_digest_equal (&root, &trusted->root))
    find (self, &trusted->ledger, g_strdup_printf (_("its first %" PRIu64 " records are not those that were verified before: its history "
                                                     "was rewritten"), trusted->size));
  return TRUE;
}

/* The first record says which root certificate signatures have to lead to. It is proven to be the one that was there. */
static void
check_first (AvowVerifier *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowProof) proof = avow_store_prove (self->store, 1, &error);

  if (proof == NULL)
    avow_verifier_find (self, 1, NULL, NULL, g_strdup (error->message));
  else if (proof->leaf.sequence != 0 || avow_verify_get_trusted (self, &proof->ledger->id) == NULL)
    avow_verifier_find (self, 1, NULL, NULL, g_strdup (_("it is not the record that a ledger begins with")));
}

gboolean
avow_verify_trusted (AvowVerifier *self, GError **error)
{
  for (guint i = 0; i < self->since->ledgers->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (!compare_ledger (self, g_ptr_array_index (self->since->ledgers, i), &local_error)
          && !avow_verifier_absorb (self, g_steal_pointer (&local_error), error))
        return FALSE;
    }
  check_first (self);
  self->verdict->unread = self->since->position;
  return TRUE;
}

/* The last row of a ledger as of then: what comes next follows from it. */
static gboolean
resume_ledger (AvowVerifier *self, AvowOrder *order, const AvowCheckpoint *trusted, const AvowLedger *ledger, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "record/store:rows-of-ledger", error, "iiii", ledger->number,
                                                  (gint64) trusted->size - 1, (gint64) trusted->size, (gint64) 1);
  g_autoptr (AvowRow) row = avow_query_next (query, error) ? avow_row_read (query) : NULL;

  if (row == NULL)
    return *error == NULL;
  avow_order_resume_ledger (order, &trusted->ledger, trusted->size, &row->hash);
  avow_verify_time (self, row);
  return TRUE;
}

gboolean
avow_verify_resume (AvowVerifier *self, AvowOrder *order, GError **error)
{
  const AvowCheckpoint *own = g_ptr_array_index (self->since->ledgers, 0);

  avow_order_resume (order, self->since->position, &own->ledger);
  for (guint i = 0; i < self->since->ledgers->len; i++)
    {
      const AvowCheckpoint *trusted = g_ptr_array_index (self->since->ledgers, i);
      const AvowLedger *ledger = find_ledger (self, &trusted->ledger);
      g_autoptr (GError) local_error = NULL;

      if (ledger != NULL && !resume_ledger (self, order, trusted, ledger, &local_error)
          && !avow_verifier_absorb (self, g_steal_pointer (&local_error), error))
        return FALSE;
    }
  return TRUE;
}
