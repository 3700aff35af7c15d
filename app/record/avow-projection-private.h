/* avow-projection-private.h: what the store does with projections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-projection.h"

G_BEGIN_DECLS

const GPtrArray *avow_projections_list (void); /* of const AvowProjection: what the rooms registered */
const char *avow_projection_get_schema (const AvowProjection *self, GError **error);

gboolean avow_projections_install (AvowStore *store, GError **error); /* all tables, empty; in a transaction */
gboolean avow_projections_drop (AvowStore *store, GError **error);
gboolean avow_projections_update (AvowStore *store, GError **error);  /* rebuilds where they are of another version */
gboolean avow_projections_fill (AvowStore *store, GError **error);    /* all state tables, from event tables; they are empty */

/* Kinds of records, as a set. */
typedef guint32 AvowKindSet;
#define AVOW_KIND_SET(kind) ((AvowKindSet) 1 << (kind)->code)

/* The state rows of @subject, from the views that read event tables of @kinds. */
gboolean avow_projections_refresh (AvowStore *store, const char *subject, AvowKindSet kinds, GError **error);

/* Whom a transaction tells of, with the kinds: AvowKindSet by subject. The records have to outlive it. */
GHashTable *avow_subjects_new (void); /* (transfer full) */
void avow_subjects_note (GHashTable *subjects, AvowRecord *record);
gboolean avow_subjects_refresh (GHashTable *subjects, AvowStore *store, GError **error);

G_END_DECLS
