/* avow-cycle.h: when a rule asks again, and by when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A cycle is a name computed from the rule, never a counter: two machines that both open it have opened
 * one (RECORDS, section 4).
 *
 * Cycles of a rule are counted from a *start*: the day the person joined, or the day the rule came into
 * force, whichever is later.
 *
 * - `once`: one cycle, called `once`, which begins at the start.
 * - `yearly`: a cycle begins at the start and at each anniversary of it, and is called by the year in which
 *   it begins (`2026`). The anniversary of 29 February is 28 February in a common year. Only the
 *   cycle that today lies in is ever opened, never one that was missed; the first may be opened ahead of its
 *   start, so that a new hire's work is there on the first day.
 * - `anniversary`: as `yearly`, but the start itself begins none: whoever was taught everything when they came is
 *   reminded of it a year later, and then each year. Nothing is opened ahead of an anniversary.
 * - a material edition, adopted after a person met the item with an older one, asks for it in a cycle called
 *   `edition-` and the edition's name, unless the item is being asked for anyway.
 *
 * It is due a number of days after the cycle's begin. Who had not been asked for the item before (they came
 * into the roster, the team or the rule's list later) has that many days from the day they are asked:
 * nobody is late on the first day. */

#define AVOW_CYCLE_ONCE "once"
#define AVOW_CYCLE_YEARLY "yearly"
#define AVOW_CYCLE_ANNIVERSARY "anniversary"

gboolean avow_cycle_is_known (const char *cycle);

/* The later of two dates; the one that is not %NULL where one is. */
const char *avow_date_later (const char *a, const char *b);

/**
 * avow_cycle_compute:
 * @cycle: `once`, `yearly` or `anniversary`
 * @start: the date that cycles are counted from
 * @today: a date
 * @out_begin: (out) (transfer full) (nullable): the date on which the cycle that @today lies in began
 *
 * Returns: (transfer full) (nullable): its name; %NULL before the first anniversary, where nothing is asked earlier
 */
char *avow_cycle_compute (const char *cycle, const char *start, const char *today, char **out_begin);

/* (transfer full): the name of the cycle that a material edition opens. */
char *avow_cycle_for_edition (const char *edition);

G_END_DECLS
