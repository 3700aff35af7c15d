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

/* The state rows of each of @subjects (a set of strings), from the views. */
gboolean avow_projections_refresh (AvowStore *store, GHashTable *subjects, GError **error);

G_END_DECLS
