/* avow-adoption.c: what there is to adopt, and adopting it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-adoption.h"

#include "sign/avow-secret.h"

#include <string.h>

gpointer
avow_offer_load (AvowStore *store, gpointer officer, GCancellable *cancellable, GError **error)
{
  g_autoptr (AvowOffer) self = g_new0 (AvowOffer, 1);
  g_autoptr (GPtrArray) people = avow_roster_list (store, NULL, error);

  if (people == NULL)
    return NULL;

  self->n_people = people->len;
  self->items = avow_shipped_list (store, error);
  self->variables = self->items != NULL ? avow_shipped_get_facts (store, self->items, officer, error) : NULL;

  return self->variables != NULL ? g_steal_pointer (&self) : NULL;
}

void
avow_offer_free (AvowOffer *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->variables, g_hash_table_unref);
  g_free (self);
}

void
avow_adoption_free (AvowAdoption *self)
{
  avow_secret_free (self->passphrase);
  g_clear_pointer (&self->variables, g_hash_table_unref);
  g_clear_pointer (&self->item, avow_shipped_item_unref);
  g_free (self->actor);
  g_free (self);
}

gpointer
avow_adoption_run (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const AvowAdoption *adoption = data;
  g_autoptr (AvowIdentity) identity = NULL;

  if (adoption->passphrase != NULL)
    {
      identity = avow_identity_unlock (store, adoption->actor, adoption->passphrase, error);
      if (identity == NULL)
        return NULL;
    }

  return GINT_TO_POINTER (avow_shipped_adopt (store, adoption->actor, adoption->item, adoption->variables, identity, error));
}
