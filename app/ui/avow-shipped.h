/* avow-shipped.h: courses and documents that came with Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "people/avow-programme.h"

G_BEGIN_DECLS

/* One of them; either @course or @document is set. */
typedef struct
{
  AvowCourse *course;
  AvowDocument *document;
  gboolean adopted; /* this edition is in use */

  /*< private >*/
  gatomicrefcount ref_count;
} AvowShippedItem;

AvowShippedItem *avow_shipped_item_ref (AvowShippedItem *self);
void avow_shipped_item_unref (AvowShippedItem *self);

const char *avow_shipped_item_get_id (const AvowShippedItem *self);
const char *avow_shipped_item_get_title (const AvowShippedItem *self);
AvowEdition *avow_shipped_item_get_edition (const AvowShippedItem *self);
GPtrArray *avow_shipped_item_get_variables (const AvowShippedItem *self); /* of char* */

typedef struct
{
  GPtrArray *items;      /* of AvowShippedItem: courses first, in the order to do them */
  GHashTable *variables; /* the organisation's facts, as far as they are known: utf8, utf8 */
  guint n_people;        /* in the roster */
} AvowShipped;

/* An #AvowJob without data that gives an #AvowShipped. */
gpointer avow_shipped_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);
void avow_shipped_free (AvowShipped *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowShipped, avow_shipped_free)

/* What to adopt, and what is asked of everyone from then on. */
typedef struct
{
  char *actor;
  AvowShippedItem *item;
  GHashTable *variables;
  char *passphrase; /* nullable: a course needs none */
} AvowAdoption;

void avow_adoption_free (AvowAdoption *self);

/* An #AvowJob that takes an #AvowAdoption and gives something that is not %NULL: adopts the edition and asks
 * it of everyone, together with what was adopted before, within AVOW_SHIPPED_DUE_DAYS. */
gpointer avow_shipped_adopt (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

#define AVOW_SHIPPED_DUE_DAYS 30

G_END_DECLS
