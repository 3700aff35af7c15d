/* avow-hand-over-job.h: handing over, on the worker's thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"

G_BEGIN_DECLS

/* To whom, as it is chosen. */
typedef struct
{
  char *actor;
  char *team;         /* nullable: its manager's desk */
  char *staff_number; /* nullable: this person's computer */
  gboolean whole;     /* see #AvowHandOverTo */
  char *path;         /* of the file; NULL where it is only looked what there is to hand over */
} AvowHandOverOrder;

void avow_hand_over_order_free (AvowHandOverOrder *self);

typedef struct
{
  gint64 last;      /* ms since 1970 UTC; 0 where nothing was handed over to them yet */
  gboolean due;     /* they can't know all of it yet: see avow_hand_over_is_due() */
  GPtrArray *teams; /* of char* */
} AvowHandOverPlan;

void avow_hand_over_plan_free (AvowHandOverPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowHandOverPlan, avow_hand_over_plan_free)

/* An #AvowJob each, that takes an #AvowHandOverOrder: the first gives an #AvowHandOverPlan, the second the path. */
gpointer avow_hand_over_plan_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);
gpointer avow_hand_over_order_run (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
