/* avow-people-private.h: what the files of this room share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-query.h"
#include "record/avow-verify.h"

G_BEGIN_DECLS

typedef gboolean (*AvowWork) (AvowStore *store, gpointer data, GError **error);

/* Begins a transaction, and ends it as @work ended. */
gboolean avow_people_run (AvowStore *store, AvowWork work, gpointer data, GError **error);

/* The number in the first column of the first row; 0 where there is none. */
gboolean avow_people_look_up (AvowQuery *query, gint64 *out_number, GError **error);

/* Whether a query came to its end; its error is handed on where it did not. (transfer full) @query_error */
gboolean avow_people_check_end (GError *query_error, GError **error);

/* What verification asks of this room (avow-people-check.c). */
void avow_people_register_checks (void);

G_END_DECLS
