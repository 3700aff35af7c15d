/* avow-exchange.c: between machines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-exchange.h"

#include "record/avow-query.h"

/* The resources' register function: naming it keeps the linker from dropping them. */
GResource *avow_exchange_get_resource (void);

G_DEFINE_QUARK (avow-exchange-error-quark, avow_exchange_error)

void
avow_exchange_register (void)
{
  avow_exchange_get_resource ();
}

char *
avow_exchange_describe_ledger (AvowStore *store, const AvowDigest *ledger)
{
  g_autofree char *id = avow_digest_to_hex (ledger);
  g_autoptr (AvowQuery) query = avow_store_query (store, "exchange/exchange:installation", NULL, "s", id);

  if (avow_query_next (query, NULL))
    return g_strdup (avow_query_text (query, 0));
  id[12] = '\0';
  return g_steal_pointer (&id);
}
