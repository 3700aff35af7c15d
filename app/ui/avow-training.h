/* avow-training.h: what a person has to do, with how far they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "people/avow-programme.h"

G_BEGIN_DECLS

/* A duty, and what My training says about it. */
typedef struct
{
  AvowDuty *duty;
  char *state;     /* translated: where it stands, in words */
  guint minutes;   /* that are left */
  gboolean begun;  /* there is something to continue */
  gboolean ready;  /* it can be worked on now */
} AvowTrainingItem;

typedef struct
{
  char *today;      /* the day that it holds for */
  GPtrArray *todo;  /* of AvowTrainingItem, in the order to do them */
  GPtrArray *done;  /* of AvowTrainingItem: done or declined */
  gboolean unknown; /* nothing is left to do, but the compliance team can't know before it is handed over */
} AvowTraining;

/* An #AvowJob that takes the id of a person (a string) and gives an #AvowTraining. */
gpointer avow_training_load (AvowStore *store, gpointer person, GCancellable *cancellable, GError **error);
void avow_training_free (AvowTraining *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowTraining, avow_training_free)

guint avow_training_count_minutes (const AvowTraining *self);          /* of all that is to do */
const AvowTrainingItem *avow_training_find_next (const AvowTraining *self); /* (nullable) (transfer none) */

/* "3 things to do by 14 December."; (transfer full). */
char *avow_training_get_headline (const AvowTraining *self);

G_END_DECLS
