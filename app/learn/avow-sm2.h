/* avow-sm2.h: when to ask again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The algorithm SM-2: P. A. Wozniak, "Application of a computer to improve the results obtained in working with the
 * SuperMemo method", in "Optimization of learning", Poznań 1990, 3.2, steps 2 to 6. Step 7, to repeat on the same day what was
 * answered below four, is left out: whoever is asked one or two questions a week is shown why instead. */

/* The quality of an answer, from 0 to 5, as far as it can be told. */
#define AVOW_SM2_RIGHT_AT_ONCE 5 /* perfect response */
#define AVOW_SM2_RIGHT 4         /* correct response after a hesitation */
#define AVOW_SM2_RIGHT_BARELY 3  /* correct response recalled with serious difficulty */
#define AVOW_SM2_WRONG 1         /* incorrect response; the correct one remembered */

/* The E-factor, in thousandths: that of what is new, and the least one. */
#define AVOW_SM2_FIRST_FACTOR 2500
#define AVOW_SM2_LEAST_FACTOR 1300

#define AVOW_SM2_MAX_DAYS 36500 /* past any working life */

typedef struct
{
  guint repetition; /* how often it was answered in a row since it was learned, or learned anew: n of I(n), from 1 */
  guint interval;   /* I(n), in days */
  guint factor;     /* EF, in thousandths */
} AvowSm2;

/* Something was just learned: EF is 2.5, I(1) is 1. */
void avow_sm2_begin (AvowSm2 *self);

/**
 * avow_sm2_repeat:
 * @self: where something stands
 * @quality: of the answer, from 0 to 5
 *
 * EF' := EF + (0.1 - (5 - q) * (0.08 + (5 - q) * 0.02)), at least 1.3; I(1) := 1, I(2) := 6, I(n) := I(n - 1) * EF, a fraction
 * of a day rounded up. Below 3 it begins with I(1) again, and EF stays as it is. In whole numbers throughout.
 */
void avow_sm2_repeat (AvowSm2 *self, guint quality);

G_END_DECLS
