/* avow-order.c: in which order the leaves of several ledgers stand in a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-order.h"

#include "avow-ledger.h"
#include "avow-record-installation.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* How far a ledger has come. */
typedef struct
{
  guint64 sequence;    /* that its next leaf must have */
  AvowDigest previous; /* leaf hash of its last */
} Tail;

struct _AvowOrder
{
  AvowDigest last_own; /* the store's own ledger as of now */
  AvowDigest own;      /* as of the last row: after a restore another one takes its place */
  GPtrArray *ledgers;  /* of AvowLedger */
  GHashTable *tails;   /* of Tail, by AvowDigest */
  gint64 position;   /* of the last row */
  gboolean foreign;  /* whether that row is of a ledger that was taken in */

  /* the last intake */
  AvowDigest ledger;
  AvowDigest root;
  guint64 left; /* of the leaves that it announced */
  gboolean desk;
  gboolean partial;
};

/* A store begins with a ledger of its own. */
static void
find_first_own (AvowOrder *self)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; self->ledgers != NULL && i < self->ledgers->len; i++)
    {
      const AvowLedger *ledger = g_ptr_array_index (self->ledgers, i);

      if (ledger->number < first)
        self->own = ledger->id;
      first = MIN (first, ledger->number);
    }
}

AvowOrder *
avow_order_new (AvowStore *store)
{
  AvowOrder *self = g_new0 (AvowOrder, 1);

  self->last_own = self->own = store->ledger;
  self->ledgers = avow_store_list_ledgers (store, NULL);
  find_first_own (self);
  self->tails = g_hash_table_new_full (avow_digest_hash, avow_digest_equal, g_free, g_free);
  return self;
}

void
avow_order_free (AvowOrder *self)
{
  g_clear_pointer (&self->ledgers, g_ptr_array_unref);
  g_hash_table_unref (self->tails);
  g_free (self);
}

static Tail *
get_tail (AvowOrder *self, const AvowDigest *ledger)
{
  Tail *tail = g_hash_table_lookup (self->tails, ledger);

  if (tail == NULL)
    {
      tail = g_new0 (Tail, 1);
      g_hash_table_insert (self->tails, g_memdup2 (ledger, sizeof *ledger), tail);
    }
  return tail;
}

void
avow_order_resume (AvowOrder *self, gint64 position, const AvowDigest *own)
{
  self->position = position;
  self->own = *own;
}

void
avow_order_resume_ledger (AvowOrder *self, const AvowDigest *ledger, guint64 size, const AvowDigest *last)
{
  Tail *tail = get_tail (self, ledger);

  tail->sequence = size;
  tail->previous = *last;
}

static void
check_ledger (AvowOrder *self, const AvowLeaf *leaf, AvowOrderFault report, gpointer data)
{
  gboolean own = avow_digest_equal (&leaf->ledger, &self->own);

  if (self->left > 0 && !avow_digest_equal (&leaf->ledger, &self->ledger))
    report (g_strdup_printf (_("%" PRIu64 " records that were taken in before it are missing"), self->left), data);
  else if (self->left == 0 && !own)
    report (g_strdup (_("it belongs to another ledger")), data);
  if (own)
    self->left = 0;
  else if (self->left > 0)
    self->left--;
  self->foreign = !own;
}

static void
check_tail (AvowOrder *self, const AvowRow *row, AvowOrderFault report, gpointer data)
{
  const AvowLeaf *leaf = &row->leaf;
  Tail *tail = get_tail (self, &leaf->ledger);

  if (row->position != self->position + 1)
    report (g_strdup_printf (_("the record before it has position %" PRId64 "; what stood between them was removed"),
                             self->position), data);
  if (leaf->sequence != tail->sequence)
    report (g_strdup_printf (_("it is number %" PRIu64 " of its ledger, where number %" PRIu64 " should be"), leaf->sequence,
                             tail->sequence), data);
  if (!avow_digest_equal (&leaf->previous, &tail->previous))
    report (g_strdup (_("it does not follow from the record before it")), data);
  self->position = row->position;
  tail->sequence = leaf->sequence + 1;
  tail->previous = row->hash;
}

/* An own row that announces others. */
static void
begin_intake (AvowOrder *self, AvowRecord *record, AvowOrderFault report, gpointer data)
{
  const AvowRecordIntake *intake = avow_record_get_body (record);
  const Tail *tail;

  if (!g_str_equal (intake->verdict, AVOW_INTAKE_OK))
    return;
  if (!avow_digest_parse (avow_record_get_subject (record), &self->ledger) || avow_digest_equal (&self->ledger, &self->own)
      || intake->first < 0 || intake->size <= intake->first)
    {
      report (g_strdup (_("it announces records that can't be")), data);
      return;
    }
  tail = get_tail (self, &self->ledger);
  if ((guint64) intake->first != tail->sequence)
    report (g_strdup_printf (_("it announces number %" PRId64 " of a ledger, where number %" PRIu64 " should be"), intake->first,
                             tail->sequence), data);
  self->left = (guint64) (intake->size - intake->first);
  self->root = intake->root;
  self->desk = intake->desk;
  self->partial = intake->partial;
}

static GBytes *
find_seal (AvowOrder *self, const AvowDigest *id)
{
  for (guint i = 0; self->ledgers != NULL && i < self->ledgers->len; i++)
    {
      const AvowLedger *ledger = g_ptr_array_index (self->ledgers, i);

      if (avow_digest_equal (&ledger->id, id))
        return ledger->seal_public;
    }
  return NULL;
}

/* Whether the first row of a ledger says that it takes the place of the own one, where that one ends. */
static gboolean
replaces_own (AvowOrder *self, const AvowLeaf *leaf, AvowRecord *record)
{
  const AvowRecordInstallation *installation = record != NULL ? avow_record_get_body (record) : NULL;
  GBytes *seal = find_seal (self, &self->own);
  AvowCheckpoint checkpoint;
  AvowDigest subject;
  gboolean valid;

  if (record == NULL || avow_record_get_kind (record) != &avow_record_kind_installation || installation->previous == NULL)
    return FALSE;
  return leaf->sequence == 0 && seal != NULL && avow_digest_parse (avow_record_get_subject (record), &subject)
         && avow_digest_equal (&subject, &leaf->ledger)
         && avow_checkpoint_verify (installation->previous, seal, &checkpoint, &valid, NULL) && valid
         && avow_digest_equal (&checkpoint.ledger, &self->own) && checkpoint.size == get_tail (self, &self->own)->sequence;
}

void
avow_order_take (AvowOrder *self, const AvowRow *row, AvowRecord *record, AvowOrderFault report, gpointer data)
{
  if (self->left == 0 && !avow_digest_equal (&row->leaf.ledger, &self->own) && replaces_own (self, &row->leaf, record))
    self->own = row->leaf.ledger;
  check_ledger (self, &row->leaf, report, data);
  check_tail (self, row, report, data);
  if (!self->foreign && record != NULL && avow_record_get_kind (record) == &avow_record_kind_intake)
    begin_intake (self, record, report, data);
}

gboolean
avow_order_is_whole (AvowOrder *self)
{
  return self->left == 0 && (self->position == 0 || avow_digest_equal (&self->own, &self->last_own));
}

gboolean
avow_order_is_heard (AvowOrder *self, const AvowRecordKind *kind)
{
  return !self->foreign || self->desk || !kind->of_desk;
}

gboolean
avow_order_is_foreign (AvowOrder *self)
{
  return self->foreign;
}

gboolean
avow_order_may_be_withheld (AvowOrder *self)
{
  return self->foreign && self->partial;
}

gboolean
avow_order_ends_intake (AvowOrder *self, AvowDigest *out_root)
{
  *out_root = self->root;
  return self->foreign && self->left == 0;
}
