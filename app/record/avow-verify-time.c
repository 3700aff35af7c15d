/* avow-verify-time.c: where a clock ran backwards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-verify-private.h"

#define MEMORY "avow-verify-time"

/* Clocks that are put right over the network go back a little now and then. */
#define MIN_SETBACK G_GINT64_CONSTANT (60000) /* ms */

static GHashTable *
get_times (AvowVerifier *self)
{
  GHashTable *times = g_datalist_get_data (&self->verdict->memory, MEMORY);

  if (times == NULL)
    {
      times = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
      g_datalist_set_data_full (&self->verdict->memory, MEMORY, times, (GDestroyNotify) g_hash_table_unref);
    }
  return times;
}

/* Order is the ledger's, and a leaf's time is sealed with it: so a clock that was set back has recorded that itself, and is
 * told of, though no record is at fault. A clock that ran ahead is seen where it came back. */
void
avow_verify_time (AvowVerifier *self, const AvowRow *row)
{
  GHashTable *times = get_times (self);
  gint64 *before = g_hash_table_lookup (times, &row->ledger_number);
  AvowVerdict *verdict = self->verdict;

  if (before == NULL)
    {
      before = g_new (gint64, 1);
      g_hash_table_insert (times, g_memdup2 (&row->ledger_number, sizeof row->ledger_number), before);
    }
  else if (*before - row->leaf.time >= MIN_SETBACK)
    {
      AvowSetback setback = { row->position, *before, row->leaf.time };

      if (verdict->setbacks->len < AVOW_SETBACKS_KEPT)
        g_array_append_val (verdict->setbacks, setback);
      verdict->setback_count++;
    }
  *before = row->leaf.time;
}
