/* avow-course-load.h: what courses and documents have in common while they are loaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-node.h"
#include "avow-course.h"
#include "avow-document.h"

G_BEGIN_DECLS

/* Where a text is read as a course or as a document. */
gboolean avow_load_is_document (AvowTree *tree);

/**
 * avow_load_tree:
 * @edition: the files
 * @source: begun on the main file
 *
 * Reads, checks and normalises.
 *
 * Returns: (transfer full) (nullable): the tree, or %NULL where @source has errors
 */
AvowTree *avow_load_tree (AvowEdition *edition, AvowSource *source);

/* Puts what was found into order, and says by @error what is first wrong, if anything is. */
void avow_load_finish (AvowSource *source, GError **error);

/* Parts of a course and of a document. */
void avow_option_free (AvowOption *self);
void avow_question_free (AvowQuestion *self);
void avow_pool_free (AvowPool *self);
void avow_choice_free (AvowChoice *self);
void avow_scene_free (AvowScene *self);
void avow_scenario_free (AvowScenario *self);
void avow_step_free (AvowStep *self);
void avow_module_free (AvowModule *self);
void avow_term_free (AvowTerm *self);
void avow_clause_free (AvowClause *self);

G_END_DECLS
