/* avow-clock.c: the one clock
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-clock.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

#define MS_A_SECOND G_GINT64_CONSTANT (1000)
#define MS_A_MINUTE (60 * MS_A_SECOND)
#define MS_A_DAY (24 * 60 * MS_A_MINUTE)
#define EARLIEST_TIME G_GINT64_CONSTANT (-62135596800000) /* 0001-01-01T00:00:00.000Z */
#define LATEST_TIME G_GINT64_CONSTANT (253402300799999)   /* 9999-12-31T23:59:59.999Z */
#define JULIAN_EPOCH 719163                               /* GDate's number of 1970-01-01 */
#define LAST_JULIAN 3652059                               /* GDate's number of 9999-12-31 */

/* Local time is never farther from UTC than this (POSIX allows 24 hours; nobody uses more than 15). */
#define MAX_OFFSET (26 * 60 * MS_A_MINUTE)

static AvowClockFunc replacement;
static gpointer replacement_data;

static gint64
divide_down (gint64 dividend, gint64 divisor)
{
  gint64 quotient = dividend / divisor;

  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

/* Ms to add to UTC at @time. */
static gint64
get_offset (GTimeZone *zone, gint64 time)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, divide_down (time, MS_A_SECOND));

  return g_time_zone_get_offset (zone, interval) * MS_A_SECOND;
}

/* Years have four digits: what lies outside is moved to the nearest that has. */
static guint32
days_to_julian (gint64 days)
{
  return CLAMP (days + JULIAN_EPOCH, 1, LAST_JULIAN);
}

/* A record may have dozens of times, and each is read and written again whenever it is checked: printf() and scanf()
 * would take longer than all else. */
static void
put_digits (char *text, guint number, guint count)
{
  for (guint i = count; i > 0; i--, number /= 10)
    text[i - 1] = '0' + number % 10;
}

static guint
take_digits (const char *text, guint count)
{
  guint number = 0;

  for (guint i = 0; i < count; i++)
    number = number * 10 + (text[i] - '0');
  return number;
}

static void
put_date (char *text, guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  put_digits (text, g_date_get_year (&date), 4);
  put_digits (text + strlen ("0000-"), g_date_get_month (&date), 2);
  put_digits (text + strlen ("0000-00-"), g_date_get_day (&date), 2);
}

static char *
format_date (guint32 julian)
{
  char *text = g_strdup ("0000-00-00");

  put_date (text, julian);
  return text;
}

/* Whether @text has a digit wherever @pattern has a 0, and is the same elsewhere. */
static gboolean
has_form (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    {
      if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
        return FALSE;
    }
  return *text == '\0';
}

/* Of a text that begins in the form of a date: GDate's number; 0 is no day. */
static guint32
take_date (const char *text)
{
  guint year = take_digits (text, 4);
  guint month = take_digits (text + strlen ("0000-"), 2);
  guint day = take_digits (text + strlen ("0000-00-"), 2);
  GDate date;

  if (!g_date_valid_dmy (day, month, year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static guint32
parse_date (const char *text)
{
  return text != NULL && has_form (text, "0000-00-00") ? take_date (text) : 0;
}

gint64
avow_clock_now (void)
{
  return replacement != NULL ? replacement (replacement_data) : g_get_real_time () / 1000;
}

gint64
avow_clock_elapsed (void)
{
  struct timespec elapsed = { 0 };

  if (replacement != NULL)
    return replacement (replacement_data);
  clock_gettime (CLOCK_BOOTTIME, &elapsed);
  return elapsed.tv_sec * MS_A_SECOND + elapsed.tv_nsec / 1000000;
}

void
avow_clock_replace (AvowClockFunc clock, gpointer data)
{
  replacement = clock;
  replacement_data = data;
}

char *
avow_time_to_iso (gint64 time)
{
  gint64 clamped = CLAMP (time, EARLIEST_TIME, LATEST_TIME);
  gint64 days = divide_down (clamped, MS_A_DAY);
  guint rest = clamped - days * MS_A_DAY;
  char *iso = g_strdup ("0000-00-00T00:00:00.000Z");

  put_date (iso, days_to_julian (days));
  put_digits (iso + strlen ("0000-00-00T"), rest / 3600000, 2);
  put_digits (iso + strlen ("0000-00-00T00:"), rest / 60000 % 60, 2);
  put_digits (iso + strlen ("0000-00-00T00:00:"), rest / 1000 % 60, 2);
  put_digits (iso + strlen ("0000-00-00T00:00:00."), rest % 1000, 3);
  return iso;
}

gboolean
avow_time_parse (const char *iso, gint64 *out_time)
{
  guint hour, minute, second, ms;
  guint32 julian;

  if (iso == NULL || !has_form (iso, "0000-00-00T00:00:00.000Z"))
    return FALSE;
  julian = take_date (iso);
  hour = take_digits (iso + strlen ("0000-00-00T"), 2);
  minute = take_digits (iso + strlen ("0000-00-00T00:"), 2);
  second = take_digits (iso + strlen ("0000-00-00T00:00:"), 2);
  ms = take_digits (iso + strlen ("0000-00-00T00:00:00."), 3);
  if (julian == 0 || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *out_time = ((gint64) julian - JULIAN_EPOCH) * MS_A_DAY + ((hour * 60 + minute) * 60 + second) * MS_A_SECOND + ms;
  return TRUE;
}

char *
avow_time_to_date (gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 clamped = CLAMP (time, EARLIEST_TIME, LATEST_TIME);

  return format_date (days_to_julian (divide_down (clamped + get_offset (zone, clamped), MS_A_DAY)));
}

gboolean
avow_date_is_valid (const char *date)
{
  return parse_date (date) != 0;
}

char *
avow_date_add_days (const char *date, int days)
{
  guint32 julian = parse_date (date);

  g_return_val_if_fail (julian != 0, NULL);
  return format_date (days_to_julian ((gint64) julian - JULIAN_EPOCH + days));
}

int
avow_date_days_between (const char *from, const char *to)
{
  guint32 from_julian = parse_date (from);
  guint32 to_julian = parse_date (to);

  g_return_val_if_fail (from_julian != 0 && to_julian != 0, 0);
  return (int) to_julian - (int) from_julian;
}

gint64
avow_date_end (const char *date)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  guint32 julian = parse_date (date);
  gint64 midnight, first, last;

  g_return_val_if_fail (julian != 0, 0);
  midnight = ((gint64) julian - JULIAN_EPOCH + 1) * MS_A_DAY;
  first = midnight - get_offset (zone, midnight - MAX_OFFSET);
  last = midnight - get_offset (zone, midnight + MAX_OFFSET);

  /* where clocks are set near midnight, a local time may come twice or never: the day lasts as long as any clock
   * still shows it, to the minute */
  for (gint64 time = MAX (first, last); time > MIN (first, last); time -= MS_A_MINUTE)
    {
      if (time - 1 + get_offset (zone, time - 1) < midnight)
        return time - 1;
    }
  return MIN (first, last) - 1;
}

char *
avow_date_to_words (const char *date, const char *today)
{
  guint32 julian = parse_date (date);
  g_autoptr (GDateTime) noon = NULL;
  GDate day;

  if (julian == 0)
    return g_strdup (date);

  g_date_clear (&day, 1);
  g_date_set_julian (&day, julian);
  noon = g_date_time_new_utc (g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day), 12, 0, 0);
  if (today != NULL && strncmp (date, today, 4) == 0)
    /* Translators: day and month, as in “14 December” */
    return g_date_time_format (noon, C_("date", "%-e %B"));
  /* Translators: day, month and year, as in “14 December 2026” */
  return g_date_time_format (noon, C_("date", "%-e %B %Y"));
}
