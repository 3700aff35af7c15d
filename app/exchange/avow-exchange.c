/* avow-exchange.c: between machines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-exchange.h"

#include "people/avow-roster.h"
#include "record/avow-query.h"

/* The resources' register function: naming it keeps the linker from dropping them. */
GResource *avow_exchange_get_resource (void);

G_DEFINE_QUARK (avow-exchange-error-quark, avow_exchange_error)

void
avow_exchange_register (void)
{
  avow_exchange_get_resource ();
}

/* (transfer full) (nullable): the name of who joined there first, as the seal's certificate says. */
static char *
find_owner (AvowStore *store, const char *certificate)
{
  g_autoptr (AvowCertificate) seal = avow_certificate_new_from_base64 (certificate, NULL);
  g_autoptr (AvowPerson) person = NULL;

  if (seal == NULL)
    return NULL;
  person = avow_roster_find (store, avow_certificate_get_staff_number (seal), NULL);
  return g_strdup (person != NULL ? person->name : avow_certificate_get_staff_number (seal));
}

char *
avow_exchange_describe_ledger (AvowStore *store, const AvowDigest *ledger)
{
  g_autofree char *id = avow_digest_to_hex (ledger);
  g_autoptr (AvowQuery) query = avow_store_query (store, "exchange/exchange:installation", NULL, "s", id);
  g_autofree char *owner = NULL;
  g_autofree char *machine = NULL;

  if (!avow_query_next (query, NULL))
    {
      id[12] = '\0';
      return g_steal_pointer (&id);
    }
  machine = g_strdup (avow_query_text (query, 0));
  owner = find_owner (store, avow_query_text (query, 1));
  return owner != NULL ? g_strdup_printf ("%s (%s)", owner, machine) : g_steal_pointer (&machine);
}
