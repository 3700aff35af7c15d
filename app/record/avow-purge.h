/* avow-purge.h: destroying what was recorded about a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record-purge.h"
#include "avow-store.h"

G_BEGIN_DECLS

/* RECORDS, section 9. */

/**
 * avow_purge_list:
 * @store: a store
 * @person: id of a person
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type gint64): positions of all records about @person that may be destroyed and are
 *   still there, in every ledger of the store; or %NULL
 */
GArray *avow_purge_list (AvowStore *store, const char *person, GError **error);

/**
 * avow_purge_compose:
 * @store: a store
 * @person: id of the person
 * @actor: id of who decides it
 * @reason: why, in words that name nobody: they stay
 * @positions: (element-type gint64): of the records to destroy
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the record of the purge, to be signed; or %NULL
 */
AvowRecord *avow_purge_compose (AvowStore *store, const char *person, const char *actor, const char *reason, GArray *positions,
                                GError **error);

/**
 * avow_store_purge:
 * @self: a store
 * @record: a signed purge
 * @error: return location for a #GError
 *
 * Appends @record, and removes text, salt, event row and state rows of each record that it names, and what else is kept
 * under its subject's id: reading progress, drafts. Joins a transaction that avow_store_begin() opened. As the outermost
 * one is committed, the purge is first put down in `purged.list`: if the power fails then, or a backup from before is put
 * back, the next opening carries it out before anything can be read. After it, the person's key files and the backups that
 * hold what was destroyed are deleted; where that can't be, the next opening tries again.
 *
 * Returns: whether it is done
 */
gboolean avow_store_purge (AvowStore *self, AvowRecord *record, GError **error);

/**
 * avow_store_describe_leftovers:
 * @self: a store
 *
 * Of each purge that this store knows of, what it could not remove when it last tried: as a purge was done, or as the store
 * was opened. Whoever has the window or the command before them is to be told.
 *
 * Returns: (transfer full) (nullable): which files still hold something of what was destroyed, and what to do; %NULL where
 *   none does
 */
char *avow_store_describe_leftovers (AvowStore *self);

G_END_DECLS
