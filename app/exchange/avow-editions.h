/* avow-editions.h: the courses and declarations that records cite, on their way from machine to machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-hand-over-file.h"

G_BEGIN_DECLS

GHashTable *avow_editions_new (void); /* (transfer full) (element-type AvowDigest): none yet */

/* Adds the edition that @record cites, if any, to @editions, which is such a table: an #AvowIncomingFunc. */
void avow_editions_note (AvowRecord *record, gpointer editions);

/**
 * avow_editions_take_in:
 * @store: a store
 * @file: what was handed over
 * @cited: (element-type AvowDigest): the editions that the records which were taken in from it cite
 * @error: return location for a #GError
 *
 * Those of the file's editions are kept that @cited names, or that were missing here; whatever else is in it, anybody may have
 * put there. In a transaction.
 *
 * Returns: whether all in the file are what they say, and those are kept
 */
gboolean avow_editions_take_in (AvowStore *store, AvowHandOverFile *file, GHashTable *cited, GError **error);

G_END_DECLS
