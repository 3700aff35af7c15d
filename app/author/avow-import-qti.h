/* avow-import-qti.h: what the files that read QTI share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-reduce.h"

G_BEGIN_DECLS

/* What items say that Avow wrote: their identifiers are ids of a course. */
#define AVOW_QTI_TOOL "Avow"

/* Names are those of QTI 2.x; QTI 3.0 writes choiceInteraction as qti-choice-interaction, and its attributes likewise. */
gboolean avow_qti_is (const AvowNode *node, const char *name);
const char *avow_qti_get (const AvowNode *node, const char *attribute); /* (nullable) */
AvowNode *avow_qti_find (AvowNode *node, const char *name);             /* (nullable): its first child of this name */
AvowNode *avow_qti_find_inside (AvowNode *node, const char *name);      /* (nullable): the first below it */

/* The children of a name, in turn. */
AvowNode *avow_qti_next (AvowNode *node /* (nullable) */, const char *name);
#define AVOW_QTI_FOR_EACH(child, parent, name) \
  for (AvowNode *child = avow_qti_next ((parent)->first, name); child != NULL; child = avow_qti_next (child->next, name))

char *avow_qti_get_text (AvowNode *node); /* (transfer full): without space around it */

/* What is declared of the answer to an interaction. */
typedef struct
{
  gboolean single;    /* cardinality */
  GPtrArray *correct; /* of char*, in order */
  GHashTable *mapped; /* of double* by char*: what else counts, and how much */
} AvowQtiResponse;

void avow_qti_response_read (AvowQtiResponse *self, AvowNode *item, AvowNode *interaction);
void avow_qti_response_clear (AvowQtiResponse *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AvowQtiResponse, avow_qti_response_clear)

gboolean avow_qti_response_has (const AvowQtiResponse *self, const char *value);

typedef struct
{
  AvowDraft *draft;
  AvowNode *item;
  AvowNode *body;
  GPtrArray *interactions; /* of AvowNode */
  guint gaps;              /* that were met in the text */
} AvowQtiItem;

/* Each reads one kind of interaction into the draft; the prompt is there already. */
void avow_qti_read_choice (AvowQtiItem *self, AvowNode *interaction);
void avow_qti_read_order (AvowQtiItem *self, AvowNode *interaction);
void avow_qti_read_match (AvowQtiItem *self, AvowNode *interaction);
void avow_qti_read_text_entry (AvowQtiItem *self, AvowNode *interaction);
void avow_qti_read_gap_match (AvowQtiItem *self, AvowNode *interaction);
void avow_qti_read_inline_choices (AvowQtiItem *self);

/* An AvowReduceHook that sees to what is QTI's own in a text. @data: AvowQtiItem */
gboolean avow_qti_see_to (AvowNode *node, GString *text, gpointer data);

/* The same for what is inside of a text with gaps. */
gboolean avow_qti_see_to_gaps (AvowNode *node, GString *text, gpointer data);

void avow_qti_read_feedback (AvowQtiItem *self);

G_END_DECLS
