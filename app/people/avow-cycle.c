/* avow-cycle.c: when a rule asks again, and by when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cycle.h"

#include <stdio.h>

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
  return g_strcmp0 (cycle, AVOW_CYCLE_ONCE) == 0 || g_strcmp0 (cycle, AVOW_CYCLE_YEARLY) == 0;
}

const char *
avow_date_later (const char *a, const char *b)
{
  return g_strcmp0 (a, b) >= 0 ? a : b;
}

char *
avow_cycle_compute (const char *cycle, const char *start, const char *today, char **out_begin)
{
  g_autofree char *begin = NULL;
  GDate from, now;
  guint years;

  g_return_val_if_fail (out_begin != NULL, NULL);

  *out_begin = NULL;
  if (g_strcmp0 (cycle, AVOW_CYCLE_YEARLY) != 0 || g_strcmp0 (today, start) <= 0)
    {
      *out_begin = g_strdup (start);
      return g_strcmp0 (cycle, AVOW_CYCLE_YEARLY) == 0 ? g_strndup (start, 4) : g_strdup (AVOW_CYCLE_ONCE);
    }

  g_date_clear (&from, 1);
  g_date_clear (&now, 1);
  read_date (start, &from);
  read_date (today, &now);
  g_return_val_if_fail (g_date_valid (&from) && g_date_valid (&now), NULL);

  years = (guint) (g_date_get_year (&now) - g_date_get_year (&from));
  begin = compute_anniversary (&from, years);
  if (g_strcmp0 (begin, today) > 0)
    {
      g_free (begin);
      begin = compute_anniversary (&from, years - 1);
    }

  *out_begin = g_steal_pointer (&begin);
  return g_strndup (*out_begin, 4);
}

char *
avow_cycle_for_edition (const char *edition)
{
  return g_strdup_printf ("edition-%s", edition);
}
