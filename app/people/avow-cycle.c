/* avow-cycle.c: when a rule asks again, and by when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cycle.h"

#include <stdio.h>
#include <string.h>

static void
read_date (const char *date, GDate *out_date)
{
  unsigned year = 1, month = 1, day = 1;

  if (sscanf (date, "%4u-%2u-%2u", &year, &month, &day) != 3 || !g_date_valid_dmy (day, month, year))
    g_critical ("“%s” is no date", date);
  else
    g_date_set_dmy (out_date, day, month, year);
}

static char *
write_date (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), (guint) g_date_get_month (date), g_date_get_day (date));
}

/* Always counted from the start itself, so that 29 February comes back in a leap year. */
static char *
compute_anniversary (const GDate *start, guint years)
{
  GDate date = *start;

  g_date_add_years (&date, years);
  return write_date (&date);
}

gboolean
avow_cycle_is_known (const char *cycle)
{
  static const char *const known[] = { AVOW_CYCLE_ONCE, AVOW_CYCLE_YEARLY, AVOW_CYCLE_ANNIVERSARY, NULL };

  return cycle != NULL && g_strv_contains (known, cycle);
}

const char *
avow_date_later (const char *a, const char *b)
{
  return g_strcmp0 (a, b) >= 0 ? a : b;
}

/* How many anniversaries of @start there have been. */
static guint
count_years (const GDate *start, const GDate *today)
{
  guint years = (guint) (g_date_get_year (today) - g_date_get_year (start));
  g_autofree char *anniversary = compute_anniversary (start, years);
  g_autofree char *now = write_date (today);

  return strcmp (anniversary, now) > 0 ? years - 1 : years;
}

char *
avow_cycle_compute (const char *cycle, const char *start, const char *today, char **out_begin)
{
  gboolean only_anniversaries = g_strcmp0 (cycle, AVOW_CYCLE_ANNIVERSARY) == 0;
  GDate from, now;
  guint years = 0;

  g_return_val_if_fail (out_begin != NULL, NULL);

  *out_begin = NULL;
  if (g_strcmp0 (cycle, AVOW_CYCLE_YEARLY) != 0 && !only_anniversaries)
    {
      *out_begin = g_strdup (start);
      return g_strdup (AVOW_CYCLE_ONCE);
    }

  g_date_clear (&from, 1);
  g_date_clear (&now, 1);
  read_date (start, &from);
  read_date (today, &now);
  g_return_val_if_fail (g_date_valid (&from) && g_date_valid (&now), NULL);

  if (g_date_compare (&now, &from) > 0)
    years = count_years (&from, &now);
  if (only_anniversaries && years == 0)
    return NULL;

  *out_begin = compute_anniversary (&from, years);
  return g_strndup (*out_begin, 4);
}

char *
avow_cycle_for_edition (const char *edition)
{
  return g_strdup_printf ("edition-%s", edition);
}
