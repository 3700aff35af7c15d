/* avow-course-delta.h: what has changed between two editions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-edition.h"

G_BEGIN_DECLS

typedef enum
{
  AVOW_CHANGE_NONE, /* it reads as it did; where it stands does not matter */
  AVOW_CHANGE_TEXT,
  AVOW_CHANGE_NEW,
} AvowChange;

/**
 * AvowDelta:
 *
 * Which pages, questions, scenarios, clauses and terms are new or changed. Parts are told apart by their ids, which are the
 * same in each edition, or else by `was`; they are compared by their digests, which are over their exclusive C14N after
 * normalisation, with pictures by the digests of their files. So neither indenting, moving nor renaming a part is a change.
 */
typedef struct _AvowDelta AvowDelta;

/**
 * avow_delta_new:
 * @before: the edition that was known
 * @after: the one that is new
 *
 * Returns: (transfer full) (nullable): what has changed; %NULL where one of them can't be read as the grammar says
 */
AvowDelta *avow_delta_new (AvowEdition *before, AvowEdition *after);
void avow_delta_free (AvowDelta *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowDelta, avow_delta_free)

/* What became of the part of the newer edition with this id; %AVOW_CHANGE_NONE where no part has it. */
AvowChange avow_delta_get_change (AvowDelta *self, const char *id);

/* (transfer none) (element-type utf8): ids of parts of the older edition that are gone, in its order. */
GPtrArray *avow_delta_get_removed (AvowDelta *self);

/* (transfer none) (element-type utf8): ids of parts of the newer edition that are new or changed, in its order. */
GPtrArray *avow_delta_get_changed (AvowDelta *self);

G_END_DECLS
