/* avow-recall.h: asking again what was once missed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-session.h"

G_BEGIN_DECLS

/* For those who want it: one or two questions a week out of what they answered wrong in assessments and knowledge checks of
 * courses that they have completed, when SM-2 says (avow-sm2.h). What is kept of it lies beside reading progress: it is no
 * evidence, is in no record, is never handed over, and is destroyed with what was recorded about the person.
 *
 * Nothing is asked out of a course that is still to be done, whose final questions it would give away; nor, for the same
 * reason, what belongs to an assessment that keeps its answers to itself; nor what the edition in use asks no more. */
typedef struct
{
  gboolean on;     /* whether the person wants it */
  gboolean missed; /* whether there is anything to ask, now or later */
  gboolean due;    /* whether there is now */
} AvowRecall;

/**
 * avow_recall_read:
 * @store: a store
 * @person: their id
 * @out_recall: where it is told
 * @error: return location for a #GError
 *
 * Returns: whether it could be read
 */
gboolean avow_recall_read (AvowStore *store, const char *person, AvowRecall *out_recall, GError **error);

/* Once it is off, nothing is left of what was planned; on again, it begins from the records. */
gboolean avow_recall_set_on (AvowStore *store, const char *person, gboolean on, GError **error);

/**
 * avow_recall_ask:
 * @store: a store
 * @person: their id
 * @out_question: (out) (transfer none) (nullable): the question that is due; belongs to the session
 * @error: return location for a #GError
 *
 * Asking changes nothing; only the answer counts.
 *
 * Returns: (transfer full): a session apart from the person's course, to answer it in, and in which nothing is saved;
 *   %NULL without @error where none is due
 */
AvowSession *avow_recall_ask (AvowStore *store, const char *person, AvowQuestion **out_question, GError **error);

/**
 * avow_recall_answer:
 * @store: a store
 * @person: their id
 * @item: id of the course
 * @question: id of the question
 * @right: whether the answer was right (avow_grade_is_right())
 * @error: return location for a #GError
 *
 * Plans when to ask again. What is not due any more, because it was answered in another window or switched off meanwhile,
 * counts for nothing.
 *
 * Returns: whether it is done
 */
gboolean avow_recall_answer (AvowStore *store, const char *person, const char *item, const char *question, gboolean right, GError **error);

G_END_DECLS
