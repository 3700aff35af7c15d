/* avow-score.c: a score, as people and programs read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-score.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <langinfo.h>

#define HUNDREDTHS 100

gint64
avow_score_from_record (gint64 right, gint64 points)
{
  return points != 0 ? points : right * AVOW_GRADE_WHOLE;
}

static char *
format (gint64 points, const char *radix)
{
  gint64 hundredths = points / (AVOW_GRADE_WHOLE / HUNDREDTHS);
  gint64 whole = hundredths / HUNDREDTHS;
  int rest = (int) (hundredths % HUNDREDTHS);

  if (rest == 0)
    return g_strdup_printf ("%" PRId64, whole);
  if (rest % 10 == 0)
    return g_strdup_printf ("%" PRId64 "%s%d", whole, radix, rest / 10);
  return g_strdup_printf ("%" PRId64 "%s%02d", whole, radix, rest);
}

char *
avow_score_to_text (gint64 points)
{
  return format (points, nl_langinfo (RADIXCHAR));
}

char *
avow_score_to_data (gint64 points)
{
  return format (points, ".");
}

char *
avow_score_describe (gint64 points, gint64 asked)
{
  g_autofree char *score = avow_score_to_text (points);

  /* Translators: a score, e.g. “18 of 20” or “18.5 of 20” */
  return g_strdup_printf (_("%s of %" PRId64), score, asked);
}
