/* avow-page-life.h: pages over the store of a life, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-life.h"

#include "ui/avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

void life_register_pages (void); /* life_register(), and what templates need */
AvowWorker *life_create_worker (Life *self);                            /* (transfer full) */
AvowContext *life_create_context (Life *self, AvowWorker *worker);      /* (transfer full): of the officer */

/* Waits for the jobs that were given, lets the page hear of them, and ends both. */
void life_close_page (GtkWidget *page /* (transfer full) */, AvowWorker *worker /* (transfer full) */);

G_END_DECLS
