/* avow-draw.h: which questions are asked, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* A draw has to give the same questions from the same seed for as long as a record cites it, so the
 * generator is our own and never changes: block i is SHA-256(seed ‖ i as 8 bytes, big-endian), read as
 * 32-bit big-endian numbers; a number below n is taken by rejection, a shuffle is Fisher-Yates from the
 * end. */
typedef struct _AvowDraws AvowDraws;

#define AVOW_DRAW_SEED_LENGTH 16

char *avow_draw_seed_new (void); /* (transfer full): 128 random bits in hex */

AvowDraws *avow_draws_new (const char *seed_hex, const char *label /* keeps draws for different ends apart */);
void avow_draws_free (AvowDraws *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowDraws, avow_draws_free)
guint32 avow_draws_below (AvowDraws *self, guint32 limit);
void avow_draws_shuffle (AvowDraws *self, GPtrArray *array);

/**
 * avow_draw_assessment:
 * @course: a course with an assessment
 * @seed_hex: the attempt's seed
 * @excluded: (element-type utf8) (nullable): ids kept out of the draw, where the pool has others left
 *
 * Returns: (transfer container) (element-type AvowQuestion): the questions in the order asked
 */
GPtrArray *avow_draw_assessment (AvowCourse *course, const char *seed_hex, GPtrArray *excluded);

/* (transfer container) of AvowOption, as shown; true/false stay as written. */
GPtrArray *avow_draw_options (AvowQuestion *question, const char *seed_hex);

G_END_DECLS
