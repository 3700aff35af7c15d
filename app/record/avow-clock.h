/* avow-clock.h: the one clock
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every time that Avow writes or compares is ms since 1970-01-01T00:00:00Z; every date is ISO 8601
 * (YYYY-MM-DD). Nothing but this file asks the system for the time. */

gint64 avow_clock_now (void);

/* Ms since the machine started, asleep or awake, wherever the clock is set to meanwhile: to tell how long something
 * takes. Where the clock is replaced, that one. */
gint64 avow_clock_elapsed (void);

typedef gint64 (*AvowClockFunc) (gpointer data);

/**
 * avow_clock_replace:
 * @clock: (nullable): another clock, %NULL for the system's
 * @data: handed to it
 *
 * For samples, whose history has to lie in the past, and for whoever must replay one.
 */
void avow_clock_replace (AvowClockFunc clock, gpointer data);

/* Years have four digits, 0001 to 9999: what lies outside becomes the nearest that has. */
char *avow_time_to_iso (gint64 time);                          /* (transfer full): `2026-11-24T13:05:00.000Z` */
gboolean avow_time_parse (const char *iso, gint64 *out_time);  /* exactly the form above */
char *avow_time_to_date (gint64 time);                         /* (transfer full): its day in the local zone */
gboolean avow_date_is_valid (const char *date);                /* (nullable): %NULL is not */
char *avow_date_add_days (const char *date, int days);         /* (transfer full) */
int avow_date_days_between (const char *from, const char *to); /* negative if @to is earlier */

/* (transfer full): a date as people read it: "14 December 2026"; without the year where it is that of the date @today. What
 * is no date stays as it is. */
char *avow_date_to_words (const char *date, const char *today /* (nullable) */);

/**
 * avow_date_end:
 * @date: a date
 *
 * Days in the local zone have 23 to 25 hours where clocks are changed, and one was left out altogether
 * (Samoa, 2011-12-30); a day lasts as long as any clock there still shows it or an earlier one.
 *
 * Returns: its last ms in the local zone
 */
gint64 avow_date_end (const char *date);

G_END_DECLS
