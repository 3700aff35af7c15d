/* avow-query.h: SQL by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-store.h"

G_BEGIN_DECLS

/* SQL stands in resources, `/avow/sql/ROOM/FILE.sql`, each statement below a line `-- name: NAME`.
 * A statement is called `ROOM/FILE:NAME`; it is prepared once a store and used again.
 *
 *     g_autoptr (AvowQuery) query = avow_store_query (store, "people/roster:by-team", error, "st", team, now);
 *     while (avow_query_next (query, &local_error))
 *       puts (avow_query_text (query, 0));
 *
 * From the first row to the end, or to its freeing, a query holds a read lock, which keeps whoever signs waiting: take
 * the rows, then work on them.
 */
typedef struct _AvowQuery AvowQuery;

/**
 * avow_store_query:
 * @self: a store
 * @name: the statement's name
 * @error: return location for a #GError
 * @types: a letter for each parameter, in the order ?1, ?2...: `s` const char * or NULL, `i` gint64, `d` const AvowDigest *, `b` GBytes *
 * @...: the values; copied
 *
 * Returns: (transfer full): the query, before its first row; or %NULL
 */
AvowQuery *avow_store_query (AvowStore *self, const char *name, GError **error, const char *types, ...);

/* Runs a statement that gives no rows. */
gboolean avow_store_execute (AvowStore *self, const char *name, GError **error, const char *types, ...);

/**
 * avow_query_next:
 * @self: (nullable): a query; %NULL gives no row
 * @error: return location for a #GError
 *
 * Returns: whether there is a row; %FALSE without @error set at the end
 */
gboolean avow_query_next (AvowQuery *self, GError **error);

/* Columns from 0, of the row at hand; strings live until the next row. */
const char *avow_query_text (AvowQuery *self, int column); /* (nullable) */
gint64 avow_query_integer (AvowQuery *self, int column);
gboolean avow_query_digest (AvowQuery *self, int column, AvowDigest *out_digest); /* FALSE where it is NULL */
GBytes *avow_query_bytes (AvowQuery *self, int column);    /* (transfer full) (nullable) */
gboolean avow_query_is_null (AvowQuery *self, int column);
int avow_query_columns (AvowQuery *self);
const char *avow_query_column_name (AvowQuery *self, int column);

void avow_query_free (AvowQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowQuery, avow_query_free)

G_END_DECLS
