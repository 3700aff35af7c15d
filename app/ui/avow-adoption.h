/* avow-adoption.h: what there is to adopt, and adopting it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "people/avow-shipped.h"

G_BEGIN_DECLS

/* What the officer's programme page shows. */
typedef struct
{
  GPtrArray *items;      /* of AvowShippedItem: courses first, in the order to do them */
  GHashTable *variables; /* the organisation's facts, as far as they are known: utf8, utf8 */
  guint n_people;        /* in the roster */
} AvowOffer;

/* An #AvowJob that takes the id of an officer (a string) and gives an #AvowOffer. */
gpointer avow_offer_load (AvowStore *store, gpointer officer, GCancellable *cancellable, GError **error);
void avow_offer_free (AvowOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowOffer, avow_offer_free)

/* What to adopt. */
typedef struct
{
  char *actor;
  AvowShippedItem *item;
  GHashTable *variables;
  char *passphrase; /* nullable: a course needs none */
} AvowAdoption;

void avow_adoption_free (AvowAdoption *self);

/* An #AvowJob that takes an #AvowAdoption and gives something that is not %NULL. */
gpointer avow_adoption_run (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
