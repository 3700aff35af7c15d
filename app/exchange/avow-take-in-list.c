/* avow-take-in-list.c: what was taken in before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-take-in.h"

#include "record/avow-query.h"
#include "record/avow-record-intake.h"

void
avow_taken_before_free (AvowTakenBefore *self)
{
  g_free (self->name);
  g_free (self);
}

static AvowTakenBefore *
read_row (AvowStore *store, AvowQuery *query)
{
  AvowTakenBefore *self = g_new0 (AvowTakenBefore, 1);
  AvowDigest ledger;

  if (avow_digest_parse (avow_query_text (query, 0), &ledger))
    self->name = avow_exchange_describe_ledger (store, &ledger);
  self->verdict = g_strcmp0 (avow_query_text (query, 1), AVOW_INTAKE_OK) == 0 ? AVOW_INTAKE_VERDICT_OK : AVOW_INTAKE_VERDICT_FORK;
  self->size = (guint64) avow_query_integer (query, 2);
  self->time = avow_query_integer (query, 3);
  self->partial = avow_query_integer (query, 4) != 0;
  return self;
}

GPtrArray *
avow_take_in_list (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_taken_before_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  g_return_val_if_fail (store != NULL, NULL);

  query = avow_store_query (store, "exchange/exchange:last-intakes", &local_error, "");
  while (avow_query_next (query, &local_error))
    g_ptr_array_add (list, read_row (store, query));
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
