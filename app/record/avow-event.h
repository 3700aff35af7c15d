/* avow-event.h: a record's row in its kind's event table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-store.h"

G_BEGIN_DECLS

char *avow_event_get_table (const AvowRecordKind *kind); /* (transfer full): its name */

/* The columns are place and people, then the kind's fields, in the order of its table; names and order come
 * from that static table, and from nowhere else. */

gboolean avow_event_add (AvowStore *store, AvowRecord *record, const AvowPlace *place, GError **error);

/**
 * avow_event_compare:
 * @store: a store
 * @record: a record
 * @place: where it stands
 * @out_fault: (out) (transfer full): what the event row says otherwise, translated; %NULL where it is right
 * @error: return location for a #GError
 *
 * Returns: %FALSE only where the row could not be read
 */
gboolean avow_event_compare (AvowStore *store, AvowRecord *record, const AvowPlace *place, char **out_fault, GError **error);

/* No row there is no error. */
gboolean avow_event_remove (AvowStore *store, const AvowRecordKind *kind, gint64 position, GError **error);

/* (transfer full) (nullable): whom the event row at @position is about; NULL where there is none. */
char *avow_event_get_subject (AvowStore *store, const AvowRecordKind *kind, gint64 position);

/* The same, where it matters that nothing was found because it could not be read. */
gboolean avow_event_find_subject (AvowStore *store, const AvowRecordKind *kind, gint64 position, char **out_subject, GError **error);

/* (transfer full) (element-type gint64): positions after @after up to @up_to that have an event row of that kind, but
 * no leaf. */
GArray *avow_event_list_strangers (AvowStore *store, const AvowRecordKind *kind, gint64 after, gint64 up_to, GError **error);

G_END_DECLS
