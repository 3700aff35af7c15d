/* avow-draw.h: which questions are asked, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"
#include "record/avow-record-attempt.h"

G_BEGIN_DECLS

/* A draw has to give the same questions from the same seed for as long as a record cites it, so the
 * generator is our own and never changes: block i, from 0, is SHA-256(seed ‖ label ‖ i as 8 bytes,
 * big-endian), read as eight 32-bit big-endian numbers. A number x below n is x mod n, taken by rejection:
 * numbers from the largest multiple of n within 2^32 upwards are passed over. A shuffle is Fisher-Yates
 * from the end: for i from the last index down to 1, swap i with a number below i + 1.
 *
 * The label keeps draws for different ends apart; it is `assessment` for the questions of an assessment,
 * `check ` and its id for those of a knowledge check, `options ` and the id of the question or gap for the
 * order of its options. */
typedef struct _AvowDraws AvowDraws;

#define AVOW_DRAW_SEED_LENGTH 16

char *avow_draw_seed_new (void); /* (transfer full): 128 random bits in hex */
gboolean avow_draw_seed_is_valid (const char *seed_hex /* (nullable) */); /* 32 lower-case hex digits */

/* (transfer full): @seed_hex has to be valid, @label is UTF-8 and copied. */
AvowDraws *avow_draws_new (const char *seed_hex, const char *label);
void avow_draws_free (AvowDraws *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowDraws, avow_draws_free)
guint32 avow_draws_below (AvowDraws *self, guint32 limit /* over 0 */);
void avow_draws_shuffle (AvowDraws *self, GPtrArray *array);

/**
 * avow_draw_assessment:
 * @assessment: a course's, or a pre-test
 * @seed_hex: the attempt's seed
 * @excluded: (element-type utf8) (nullable): ids kept out of the draw, where the pool has others left
 * @tested_out: (element-type AvowRecordTestedOut) (nullable): modules that are not asked about
 * @out_draws: (out) (transfer container) (element-type AvowDraw) (optional): for each question, what it was
 *   drawn for
 *
 * For each of its draws in turn, but for those of a module that was tested out, the questions of its pool that are not excluded are shuffled,
 * behind them those that are, and as many as are wanted taken from the front; then the whole list is
 * shuffled. No question is asked twice, even where two draws share a pool.
 *
 * Returns: (transfer container) (element-type AvowQuestion): the questions in the order asked
 */
GPtrArray *avow_draw_assessment (const AvowAssessment *assessment, const char *seed_hex, GPtrArray *excluded, GPtrArray *tested_out,
                                 GPtrArray **out_draws);

/* Whether a module is among those that were tested out. */
gboolean avow_draw_is_tested_out (GPtrArray *tested_out /* of AvowRecordTestedOut (nullable) */, const AvowModule *module /* (nullable) */);

/* (transfer container) of AvowQuestion: what a knowledge check asks, in order. */
GPtrArray *avow_draw_check (AvowCheck *check, const char *seed_hex);

/* (transfer container) of AvowOption, as shown; true/false stay as written. What is to be put in order is never shown in the
 * right one: where the shuffle gives that, the first goes to the end. */
GPtrArray *avow_draw_options (AvowQuestion *question, const char *seed_hex);

/* (transfer container) of AvowOption: those of a gap, as shown. */
GPtrArray *avow_draw_part_options (AvowPart *part, const char *seed_hex);

G_END_DECLS
