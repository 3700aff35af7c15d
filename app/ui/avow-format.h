/* avow-format.h: dates, times and counts as a person says them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "people/avow-programme.h"

G_BEGIN_DECLS

char *avow_format_today (void); /* (transfer full): the date, ISO 8601, in the local zone */

/* "in 9 days, 14 December", "today, 24 November", "3 days late, it was due on 21 November"; (transfer full). */
char *avow_format_due (const char *due, const char *today);

/* A moment (ms since 1970 UTC) in the local zone, with the zone named; (transfer full). */
char *avow_format_moment (gint64 time); /* "24 November 2026 at 14:05 (UTC+1)" */
char *avow_format_day (gint64 time);    /* "24 November 2026" */
char *avow_format_clock (gint64 time);  /* "14:05", with the day where it is not today's */

char *avow_format_minutes (guint minutes); /* "about 12 minutes"; (transfer full) */

char *avow_format_duration (guint seconds);      /* "45 minutes", below a minute "30 seconds"; (transfer full) */
char *avow_format_time_left (gint64 seconds);    /* "12 minutes left", begun ones counted; (transfer full) */

/* "Passed: 18 of 20", "Signed on 24 November 2026", "Declined": how something ended; (transfer full). */
char *avow_format_outcome (const AvowDuty *duty);

G_END_DECLS
