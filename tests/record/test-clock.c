/* test-clock.c: times, dates, and the ends of days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "record/avow-clock.h"

#include <locale.h>

#define HOUR (G_GINT64_CONSTANT (3600) * 1000)

static gint64
parse (const char *iso)
{
  gint64 time = -1;

  g_assert_true (avow_time_parse (iso, &time));
  return time;
}

static gint64
stand_still (gpointer data)
{
  return *(gint64 *) data;
}

static void
test_now (void)
{
  gint64 before = g_get_real_time () / 1000;
  gint64 now = avow_clock_now ();

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time () / 1000);
}

static void
test_replace (void)
{
  gint64 then = 42;

  avow_clock_replace (stand_still, &then);
  g_assert_cmpint (avow_clock_now (), ==, 42);
  then = 43;
  g_assert_cmpint (avow_clock_now (), ==, 43);
  avow_clock_replace (NULL, NULL);
  g_assert_cmpint (avow_clock_now (), >, parse ("2020-01-01T00:00:00.000Z"));
}

static void
test_iso (void)
{
  /* the seconds are those that `date -u -d ... +%s` gives */
  static const struct
  {
    gint64 time;
    const char *iso;
  } cases[] = {
    { 0, "1970-01-01T00:00:00.000Z" },
    { 1, "1970-01-01T00:00:00.001Z" },
    { -1, "1969-12-31T23:59:59.999Z" },
    { -86400000, "1969-12-31T00:00:00.000Z" },
    { 951782400000, "2000-02-29T00:00:00.000Z" },
    { 1795525500123, "2026-11-24T13:05:00.123Z" },
    /* past the 32 bits of seconds */
    { 2147483647999, "2038-01-19T03:14:07.999Z" },
    { 2147483648000, "2038-01-19T03:14:08.000Z" },
    { 4107542399000, "2100-02-28T23:59:59.000Z" },
    { 4107542400000, "2100-03-01T00:00:00.000Z" },
    /* the ends of what has four digits */
    { -62135596800000, "0001-01-01T00:00:00.000Z" },
    { 253402300799999, "9999-12-31T23:59:59.999Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = avow_time_to_iso (cases[i].time);

      g_assert_cmpstr (iso, ==, cases[i].iso);
      g_assert_cmpint (parse (iso), ==, cases[i].time);
    }
}

static void
test_iso_outside (void)
{
  g_autofree char *earliest = avow_time_to_iso (G_MININT64);
  g_autofree char *latest = avow_time_to_iso (G_MAXINT64);
  g_autofree char *date = avow_time_to_date (G_MAXINT64);

  g_assert_cmpstr (earliest, ==, "0001-01-01T00:00:00.000Z");
  g_assert_cmpstr (latest, ==, "9999-12-31T23:59:59.999Z");
  g_assert_cmpstr (date, ==, "9999-12-31");
}

static void
test_iso_refused (void)
{
  static const char *const cases[] = {
    "", "2026", "2026-11-24", "2026-11-24T13:05:00Z", "2026-11-24T13:05:00.12Z", "2026-11-24T13:05:00.1234Z",
    "2026-11-24T13:05:00.123", "2026-11-24T13:05:00.123z", "2026-11-24t13:05:00.123Z", "2026-11-24 13:05:00.123Z",
    "2026-11-24T13:05:00.123+00:00", " 2026-11-24T13:05:00.123Z", "2026-11-24T13:05:00.123Z ", "2026-11-24T13:05:00,123Z",
    "2026-11-24T24:00:00.000Z", "2026-11-24T13:60:00.000Z", "2026-11-24T13:05:60.000Z", "2026-11-31T13:05:00.000Z",
    "2026-13-01T13:05:00.000Z", "2026-00-01T13:05:00.000Z", "2026-01-00T13:05:00.000Z", "2025-02-29T13:05:00.000Z",
    "0000-01-01T00:00:00.000Z", "+026-11-24T13:05:00.123Z", "2026-11- 4T13:05:00.123Z", "-026-11-24T13:05:00.123Z",
    "\xef\xbc\x92" "26-11-24T13:05:00.123Z",
  };
  gint64 time;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      g_assert_false (avow_time_parse (cases[i], &time));
    }
  g_assert_false (avow_time_parse (NULL, &time));
}

static void
test_date_valid (void)
{
  static const char *const right[] = { "1970-01-01", "2024-02-29", "2000-02-29", "2038-01-20", "0001-01-01", "9999-12-31" };
  static const char *const wrong[] = {
    "", "2026-1-1", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-10-00", "2026-13-10", "0000-01-01",
    "20260101", "2026/01/01", "01-01-2026", "2026-01-01 ", " 2026-01-01", "2026-01-01T", "-026-01-01", "2026-+1-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (avow_date_is_valid (right[i]));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (avow_date_is_valid (wrong[i]));
  g_assert_false (avow_date_is_valid (NULL));
}

static void
test_date_days (void)
{
  static const struct
  {
    const char *from;
    int days;
    const char *to;
  } cases[] = {
    { "2026-11-24", 0, "2026-11-24" },
    { "2026-11-24", 30, "2026-12-24" },
    { "2026-12-31", 1, "2027-01-01" },
    { "2024-02-28", 1, "2024-02-29" },
    { "2025-02-28", 1, "2025-03-01" },
    { "2026-01-01", -1, "2025-12-31" },
    { "1970-01-01", 24855, "2038-01-19" },
    { "2038-01-19", 365, "2039-01-19" },
    /* days on which clocks are set are days like others */
    { "2026-03-28", 1, "2026-03-29" },
    { "2026-03-29", 1, "2026-03-30" },
    { "2011-12-29", 1, "2011-12-30" },
  };

  g_setenv ("TZ", "Pacific/Apia", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *to = avow_date_add_days (cases[i].from, cases[i].days);

      g_assert_cmpstr (to, ==, cases[i].to);
      g_assert_cmpint (avow_date_days_between (cases[i].from, cases[i].to), ==, cases[i].days);
      g_assert_cmpint (avow_date_days_between (cases[i].to, cases[i].from), ==, -cases[i].days);
    }
}

static void
test_date_days_outside (void)
{
  g_autofree char *latest = avow_date_add_days ("9999-12-30", G_MAXINT);
  g_autofree char *earliest = avow_date_add_days ("0001-01-02", G_MININT);

  g_assert_cmpstr (latest, ==, "9999-12-31");
  g_assert_cmpstr (earliest, ==, "0001-01-01");
}

static void
test_date_local (void)
{
  static const struct
  {
    const char *zone;
    const char *iso;
    const char *date;
  } cases[] = {
    { "UTC", "2026-11-24T23:59:59.999Z", "2026-11-24" },
    { "Europe/Berlin", "2026-11-24T22:59:59.999Z", "2026-11-24" },
    { "Europe/Berlin", "2026-11-24T23:00:00.000Z", "2026-11-25" },
    { "Europe/Berlin", "2026-06-24T21:59:59.999Z", "2026-06-24" },
    { "Europe/Berlin", "2026-06-24T22:00:00.000Z", "2026-06-25" },
    { "America/Los_Angeles", "1970-01-01T00:00:00.000Z", "1969-12-31" },
    { "Asia/Kathmandu", "2026-11-24T18:14:59.999Z", "2026-11-24" },
    { "Asia/Kathmandu", "2026-11-24T18:15:00.000Z", "2026-11-25" },
    { "Pacific/Kiritimati", "2026-11-24T10:00:00.000Z", "2026-11-25" },
    /* past 2038, summer time goes on */
    { "Europe/Berlin", "2050-06-24T22:00:00.000Z", "2050-06-25" },
    { "Europe/Berlin", "2050-12-24T22:00:00.000Z", "2050-12-24" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = NULL;

      g_setenv ("TZ", cases[i].zone, TRUE);
      date = avow_time_to_date (parse (cases[i].iso));
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_date_end (void)
{
  static const struct
  {
    const char *zone;
    const char *date;
    const char *end;
  } cases[] = {
    { "UTC", "1970-01-01", "1970-01-01T23:59:59.999Z" },
    { "UTC", "2038-01-19", "2038-01-19T23:59:59.999Z" },
    { "Europe/Berlin", "1970-01-01", "1970-01-01T22:59:59.999Z" },
    { "Europe/Berlin", "2026-11-24", "2026-11-24T22:59:59.999Z" },
    /* a day of 23 hours, one of 25, and the days before them */
    { "Europe/Berlin", "2026-03-28", "2026-03-28T22:59:59.999Z" },
    { "Europe/Berlin", "2026-03-29", "2026-03-29T21:59:59.999Z" },
    { "Europe/Berlin", "2026-10-24", "2026-10-24T21:59:59.999Z" },
    { "Europe/Berlin", "2026-10-25", "2026-10-25T22:59:59.999Z" },
    { "America/New_York", "2026-03-08", "2026-03-09T03:59:59.999Z" },
    { "America/New_York", "2026-11-01", "2026-11-02T04:59:59.999Z" },
    { "Australia/Lord_Howe", "2026-04-05", "2026-04-05T13:29:59.999Z" },
    /* clocks set at midnight, forward: the next day begins at one */
    { "America/Sao_Paulo", "2018-11-03", "2018-11-04T02:59:59.999Z" },
    /* and back: the day has its last hour twice */
    { "America/Sao_Paulo", "2018-02-17", "2018-02-18T02:59:59.999Z" },
    /* set back a minute after midnight: the day comes again */
    { "America/St_Johns", "2006-10-28", "2006-10-29T03:29:59.999Z" },
    /* a day that was left out ends with the one before */
    { "Pacific/Apia", "2011-12-29", "2011-12-30T09:59:59.999Z" },
    { "Pacific/Apia", "2011-12-30", "2011-12-30T09:59:59.999Z" },
    { "Pacific/Apia", "2011-12-31", "2011-12-31T09:59:59.999Z" },
    { "Pacific/Kiritimati", "2026-11-24", "2026-11-24T09:59:59.999Z" },
    { "Etc/GMT+12", "2026-11-24", "2026-11-25T11:59:59.999Z" },
    /* past 2038 */
    { "Europe/Berlin", "2050-06-24", "2050-06-24T21:59:59.999Z" },
    { "Europe/Berlin", "2050-12-24", "2050-12-24T22:59:59.999Z" },
    { "UTC", "9999-12-31", "9999-12-31T23:59:59.999Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *end = NULL;

      g_setenv ("TZ", cases[i].zone, TRUE);
      end = avow_time_to_iso (avow_date_end (cases[i].date));
      g_test_message ("%s %s", cases[i].zone, cases[i].date);
      g_assert_cmpstr (end, ==, cases[i].end);
    }
}

/* Each day ends where the next begins, on every day of some years. */
static void
test_date_end_every_day (void)
{
  static const char *const zones[] = { "Europe/Berlin", "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Cairo",
                                       "Antarctica/Troll" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *date = g_strdup ("2009-12-31");
      gint64 last_end;

      g_setenv ("TZ", zones[i], TRUE);
      last_end = avow_date_end (date);
      for (guint day = 0; day < 365 * 6; day++)
        {
          g_autofree char *next = avow_date_add_days (date, 1);
          gint64 end = avow_date_end (next);
          g_autofree char *first = avow_time_to_date (last_end + 1);
          g_autofree char *last = avow_time_to_date (end);

          g_test_message ("%s %s", zones[i], next);
          g_assert_cmpstr (first, ==, next);
          g_assert_cmpstr (last, ==, next);
          g_assert_cmpint (end - last_end, >=, 22 * HOUR);
          g_assert_cmpint (end - last_end, <=, 26 * HOUR);
          last_end = end;
          g_free (date);
          date = g_steal_pointer (&next);
        }
    }
}

static void
test_any_locale (void)
{
  g_autofree char *iso = NULL;

  setlocale (LC_ALL, "");
  iso = avow_time_to_iso (1795525500123);
  g_assert_cmpstr (iso, ==, "2026-11-24T13:05:00.123Z");
}

static void
test_words (void)
{
  static const struct
  {
    const char *date;
    const char *today;
    const char *words;
  } cases[] = {
    { "2026-12-14", NULL, "14 December 2026" },
    { "2026-12-04", "2026-01-01", "4 December" },
    { "2026-12-14", "2025-12-31", "14 December 2026" },
    { "2026-02-30", NULL, "2026-02-30" },
    { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = avow_date_to_words (cases[i].date, cases[i].today);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_elapsed (void)
{
  gint64 then = 5, first = avow_clock_elapsed ();

  g_usleep (3000);
  g_assert_cmpint (avow_clock_elapsed (), >=, first + 3);
  avow_clock_replace (stand_still, &then);
  g_assert_cmpint (avow_clock_elapsed (), ==, 5);
  avow_clock_replace (NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/clock{now}", test_now);
  g_test_add_func ("/avow/record/clock{replace}", test_replace);
  g_test_add_func ("/avow/record/clock{words}", test_words);
  g_test_add_func ("/avow/record/clock{elapsed}", test_elapsed);
  g_test_add_func ("/avow/record/clock{iso}", test_iso);
  g_test_add_func ("/avow/record/clock{iso-outside-four-digits}", test_iso_outside);
  g_test_add_func ("/avow/record/clock{iso-refused}", test_iso_refused);
  g_test_add_func ("/avow/record/clock{date-valid}", test_date_valid);
  g_test_add_func ("/avow/record/clock{date-days}", test_date_days);
  g_test_add_func ("/avow/record/clock{date-days-outside-four-digits}", test_date_days_outside);
  g_test_add_func ("/avow/record/clock{date-local}", test_date_local);
  g_test_add_func ("/avow/record/clock{date-end}", test_date_end);
  g_test_add_func ("/avow/record/clock{date-end-every-day}", test_date_end_every_day);
  g_test_add_func ("/avow/record/clock{any-locale}", test_any_locale);

  return g_test_run ();
}
