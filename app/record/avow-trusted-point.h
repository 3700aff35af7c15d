/* avow-trusted-point.h: what was found sound, to go on from another time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-checkpoint.h"

G_BEGIN_DECLS

/**
 * AvowTrustedPoint:
 *
 * How far the ledgers of a store had come when all of them were verified: a page that whoever verified it keeps. Only as far
 * as nobody else can write to it is it worth anything, so it is no part of the store, and nothing in it is signed: what the owner of a
 * machine can change or sign shows nothing of what they did.
 */
typedef struct
{
  gint64 position;    /* of the last record */
  GPtrArray *ledgers; /* of AvowCheckpoint; the own one first */
} AvowTrustedPoint;

AvowTrustedPoint *avow_trusted_point_new (gint64 position); /* (transfer full): without ledgers */
void avow_trusted_point_free (AvowTrustedPoint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowTrustedPoint, avow_trusted_point_free)

void avow_trusted_point_add (AvowTrustedPoint *self, const AvowCheckpoint *checkpoint);

char *avow_trusted_point_to_text (const AvowTrustedPoint *self); /* (transfer full): a line a ledger */

/* (transfer full): the point, or %NULL with %AVOW_RECORD_ERROR_MALFORMED where @text is not what the above writes. */
AvowTrustedPoint *avow_trusted_point_parse (const char *text, GError **error);

G_END_DECLS
