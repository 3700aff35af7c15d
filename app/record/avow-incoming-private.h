/* avow-incoming-private.h: a part of a ledger as its files have it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-intake.h"
#include "avow-verify-private.h"

G_BEGIN_DECLS

struct _AvowIncoming
{
  GBytes *seal_public;
  char *note;
  AvowCheckpoint checkpoint; /* what the note says */
  guint64 first;             /* sequence of the first leaf */
  guint64 next;              /* of the next that is added */
  gboolean verified;
  gboolean taken;            /* into a store: from the sequence @from on, in which texts may be missing where @partial */
  gboolean partial;
  guint64 from;
  GPtrArray *filled;         /* of AvowVerifyJob: texts of leaves that were here without (not owned) */
  guint64 discounted;        /* of what was taken, what counts for nothing */
  char *reason;              /* nullable: of the first */
  AvowVerifyChunk *chunk;    /* the leaves, in order; their rows have no position yet */
};

GPtrArray *avow_incoming_get_jobs (AvowIncoming *self); /* of AvowVerifyJob */

G_END_DECLS
