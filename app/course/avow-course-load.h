/* avow-course-load.h: what courses and documents have in common while they are loaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-reading.h"
#include "avow-course.h"
#include "avow-document.h"

G_BEGIN_DECLS

/**
 * avow_load_check:
 * @edition: the files
 * @language: (nullable): of a translation; %NULL is the source
 * @name: of the file, in diagnostics
 * @diagnostics: (element-type AvowDiagnostic): what is wrong is added to it
 * @out_source: begun on the main file
 *
 * Goes on from where the edition's XML was read: checks what a grammar can't say.
 *
 * Returns: (transfer none) (nullable): the tree, which belongs to the edition and is not to be changed, or %NULL where
 *   there are errors
 */
AvowTree *avow_load_check (AvowEdition *edition, const char *language, const char *name, GPtrArray *diagnostics, AvowSource *out_source);

/* Warns of what is poor, and of what a translation lacks; @course where it is one. */
void avow_load_advise (AvowEdition *edition, const char *language, AvowTree *tree, AvowCourse *course, AvowSource *source);

/* Puts what was found into order, and says by @error what is first wrong, if anything is. */
void avow_load_finish (AvowSource *source, GError **error);

/* Parts of a course and of a document. */
void avow_option_free (AvowOption *self);
void avow_part_free (AvowPart *self);
void avow_piece_free (AvowPiece *self);
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
