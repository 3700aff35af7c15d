/* avow-disk-cut.h: what may be on a disk after the power was cut
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-disk.h"

G_BEGIN_DECLS

/* Of what was written only that is certain to be on the disk which was synced since: bytes with their file, names (of a file that
 * was made, renamed, removed) with their folder. The rest may be there or not, each by itself, and of a write any of its sectors.
 * A file that grew by a write that is not there holds zeros, or what lay on the disk before. */

typedef struct _DiskCuts DiskCuts;

/* @folder: as it is before the steps, for what was there already; @steps: of DiskStep */
DiskCuts *disk_cuts_new (const char *folder, GPtrArray *steps);
void disk_cuts_free (DiskCuts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DiskCuts, disk_cuts_free)

/* After @step steps: in how many ways it may be cut there, of which at most @seeded are drawn by lot. Where four steps at most
 * are in doubt, every subset of them, and each with one of them torn; where more are, all, none, and so many that are drawn. */
guint disk_cuts_count (DiskCuts *self, guint step, guint seeded);

/* (transfer full) of char*: what of @paths (files) may be lost or changed by a cut after @step steps. */
GPtrArray *disk_cuts_find_doubtful (DiskCuts *self, guint step, GPtrArray *paths);

typedef struct
{
  guint64 key[2]; /* the same for the same bytes below the folder asked for */
} DiskImage;

/* The @variant-th way, from 0, as far as @below (a folder in the folder) is concerned. */
DiskImage disk_cuts_get_image (DiskCuts *self, guint step, guint variant, const char *below);

/* Writes it, @below alone, to @target, a folder that is emptied before. */
void disk_cuts_write (DiskCuts *self, guint step, guint variant, const char *below, const char *target);

G_END_DECLS
