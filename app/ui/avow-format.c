/* avow-format.c: dates, times and counts as a person says them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-format.h"

#include "learn/avow-score.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static GDateTime *
get_local_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / 1000);

  return g_date_time_to_local (utc);
}

/* "UTC+1", "UTC−3:30", "UTC" */
static char *
format_zone (GDateTime *time)
{
  int minutes = (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_MINUTE);
  const char *sign = minutes < 0 ? "−" : "+";

  if (minutes == 0)
    return g_strdup ("UTC");
  if (minutes % 60 == 0)
    return g_strdup_printf ("UTC%s%d", sign, abs (minutes) / 60);
  return g_strdup_printf ("UTC%s%d:%02d", sign, abs (minutes) / 60, abs (minutes) % 60);
}

char *
avow_format_today (void)
{
  return avow_time_to_date (avow_clock_now ());
}

char *
avow_format_due (const char *due, const char *today)
{
  g_autofree char *date = avow_date_to_words (due, today);
  int days = avow_date_days_between (today, due);

  if (days == 0)
    /* Translators: due today, followed by the date */
    return g_strdup_printf (_("due today, %s"), date);
  if (days == 1)
    return g_strdup_printf (_("due tomorrow, %s"), date);
  if (days > 0)
    return g_strdup_printf (ngettext ("due in %d day, %s", "due in %d days, %s", days), days, date);
  return g_strdup_printf (ngettext ("%d day late, it was due on %s", "%d days late, it was due on %s", -days), -days, date);
}

char *
avow_format_day (gint64 time)
{
  g_autoptr (GDateTime) local = get_local_time (time);

  return g_date_time_format (local, C_("date", "%-e %B %Y"));
}

char *
avow_format_moment (gint64 time)
{
  g_autoptr (GDateTime) local = get_local_time (time);
  g_autofree char *day = avow_format_day (time);
  g_autofree char *clock = g_date_time_format (local, "%H:%M");
  g_autofree char *zone = format_zone (local);

  /* Translators: a day, a time of day, and the time zone: “24 November 2026 at 14:05 (UTC+1)” */
  return g_strdup_printf (_("%s at %s (%s)"), day, clock, zone);
}

char *
avow_format_clock (gint64 time)
{
  g_autoptr (GDateTime) local = get_local_time (time);
  g_autofree char *clock = g_date_time_format (local, "%H:%M");
  g_autofree char *day = avow_time_to_date (time);
  g_autofree char *today = avow_format_today ();
  g_autofree char *date = NULL;

  if (g_str_equal (day, today))
    return g_steal_pointer (&clock);
  date = avow_date_to_words (day, today);

  /* Translators: a time of day, and the day: “14:05 on 24 November” */
  return g_strdup_printf (_("%s on %s"), clock, date);
}

char *
avow_format_minutes (guint minutes)
{
  return g_strdup_printf (ngettext ("about %u minute", "about %u minutes", minutes), minutes);
}

char *
avow_format_duration (guint seconds)
{
  guint minutes = seconds / 60;

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
  return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
}

char *
avow_format_time_left (gint64 seconds)
{
  guint minutes = (guint) ((seconds + 59) / 60);

  if (seconds <= 60)
    return g_strdup (_("Less than a minute left"));
  return g_strdup_printf (ngettext ("%u minute left", "%u minutes left", minutes), minutes);
}

char *
avow_format_outcome (const AvowDuty *duty)
{
  g_autofree char *day = NULL;
  g_autofree char *score = NULL;

  if (duty->standing != AVOW_STANDING_DONE && duty->standing != AVOW_STANDING_DECLINED)
    return g_strdup (duty->standing == AVOW_STANDING_TODO ? _("Not started") : _("Started"));

  day = avow_format_day (duty->done_time);
  if (duty->standing == AVOW_STANDING_DECLINED)
    return g_strdup_printf (_("Declined on %s"), day);
  if (duty->asked > 0)
    {
      score = avow_score_describe (avow_score_from_record (duty->right, duty->points), duty->asked);
      /* Translators: the score, as in “18.5 of 20”, and the day */
      return g_strdup_printf (_("Passed: %s, on %s"), score, day);
    }
  if (g_str_equal (duty->item_kind, "declaration"))
    return g_strdup_printf (_("Signed on %s"), day);
  if (g_str_equal (duty->item_kind, "policy"))
    return g_strdup_printf (_("Read and acknowledged on %s"), day);
  return g_strdup_printf (_("Finished on %s"), day);
}
