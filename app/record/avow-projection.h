/* avow-projection.h: tables that can be thrown away and rebuilt from records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-store.h"

G_BEGIN_DECLS

/* Event tables belong to `record`: one row a record, a pure function of its payload (record/events.sql).
 * Each has position (primary key), time, subject, actor, leaf, and a column for every field of its kind
 * but lists.
 *
 * State tables belong to the rooms above. Each is the materialised form of a view over event tables: the
 * view `state_NAME_now` is its one definition. After a record about a subject was appended, the rows of that subject
 * are taken from the view again, where the view itself names the event table of the record's kind (a view over other
 * views would not); a rebuild takes all; verification compares the two. */

typedef struct
{
  const char *name; /* table `state_NAME`, view `state_NAME_now`, same columns, of which one is `subject` */
} AvowStateTable;

typedef struct
{
  const char *room;     /* e.g. `people`; its schema is the resource /avow/sql/ROOM/state.sql: the tables and views, run as a whole */
  int version;          /* raised with every change of meaning: the tables are then rebuilt, as they are if the schema's text differs */
  const AvowStateTable *tables; /* ends with an entry whose name is NULL */
} AvowProjection;

/**
 * avow_projection_register:
 * @projection: static data
 *
 * Called by app/avow-rooms.c, before any store is opened; a second time it changes nothing. A view's columns must come
 * in the order of its table's, may depend on event tables only (not on today), and should answer for one subject by
 * an index.
 */
void avow_projection_register (const AvowProjection *projection);

/* Progress of long work: @done of @total, in records. Returning FALSE cancels. */
typedef gboolean (*AvowProgress) (gint64 done, gint64 total, gpointer data);

/**
 * avow_store_rebuild:
 * @self: a store
 * @progress: (nullable): told how far it is
 * @data: handed to @progress
 * @error: return location for a #GError
 *
 * Throws all projections away and makes them again from the records, in one transaction.
 *
 * Returns: whether it is done
 */
gboolean avow_store_rebuild (AvowStore *self, AvowProgress progress, gpointer data, GError **error);

G_END_DECLS
