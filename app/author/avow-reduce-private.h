/* avow-reduce-private.h: what the files that reduce text share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-reduce.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean strong;
  gboolean em;
  const char *href; /* nullable; of the node */
} AvowStyle;

typedef struct
{
  GString *text;
  AvowStyle style;
} AvowRun;

typedef struct
{
  AvowDraft *draft;
  AvowReduceHook hook;
  gpointer data;
  GPtrArray *blocks; /* of AvowBlock: where a paragraph goes that ends now */
  GArray *runs;      /* of AvowRun: the paragraph */
  AvowStyle style;
  guint depth;
} AvowReducer;

/* Goes on in the paragraph, or ends it. */
void avow_reducer_add_text (AvowReducer *self, const char *text);
void avow_reducer_end_paragraph (AvowReducer *self);

/* What is in @parent: as it comes, or (transfer full) apart, with nothing of what is around it. */
void avow_reducer_take_children (AvowReducer *self, AvowNode *parent);
GPtrArray *avow_reducer_take_apart (AvowReducer *self, AvowNode *parent);

/* (nullable): an attribute that says something; and all text within an element. */
const char *avow_reducer_get (AvowNode *node, const char *attribute);
void avow_reducer_append_texts (GString *text, AvowNode *node);

GPtrArray *avow_blocks_new (void); /* (transfer full): of AvowBlock */
AvowBlock *avow_block_new (AvowBlockKind kind);

/* Each reduces an element of its kind. */
void avow_reducer_take_list (AvowReducer *self, AvowNode *node);
void avow_reducer_take_table (AvowReducer *self, AvowNode *node);
void avow_reducer_take_figure (AvowReducer *self, AvowNode *node);
void avow_reducer_take_picture (AvowReducer *self, AvowNode *node, const char *address, const char *words);
void avow_reducer_take_object (AvowReducer *self, AvowNode *node);
void avow_reducer_take_lines (AvowReducer *self, AvowNode *node);

G_END_DECLS
