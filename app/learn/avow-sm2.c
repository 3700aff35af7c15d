/* avow-sm2.c: when to ask again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-sm2.h"

#define BEST_QUALITY 5
#define LEAST_PASSING_QUALITY 3
#define FIRST_INTERVAL 1
#define SECOND_INTERVAL 6

static guint
change_factor (guint factor, guint quality)
{
  int miss = BEST_QUALITY - quality;
  int changed = (int) factor + 100 - miss * (80 + miss * 20);

  return MAX (changed, AVOW_SM2_LEAST_FACTOR);
}

static guint
stretch (guint interval, guint factor)
{
  guint64 days = ((guint64) interval * factor + 999) / 1000;

  return MIN (days, AVOW_SM2_MAX_DAYS);
}

void
avow_sm2_begin (AvowSm2 *self)
{
  self->repetition = 1;
  self->interval = FIRST_INTERVAL;
  self->factor = AVOW_SM2_FIRST_FACTOR;
}

void
avow_sm2_repeat (AvowSm2 *self, guint quality)
{
  g_return_if_fail (quality <= BEST_QUALITY);

  if (quality < LEAST_PASSING_QUALITY)
    {
      self->repetition = 1;
      self->interval = FIRST_INTERVAL;
      return;
    }

  self->factor = change_factor (self->factor, quality);
  self->repetition++;
  self->interval = self->repetition == 2 ? SECOND_INTERVAL : stretch (self->interval, self->factor);
}
