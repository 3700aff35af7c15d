/* bench-process.h: a program, from its start to its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a program took. */
typedef struct
{
  double wall; /* seconds */
  double busy; /* seconds of all cores together */
  double peak; /* bytes of memory at most; of those that this program has, at least as many */
} BenchCost;

/* Starts a program by name; what it prints goes to @output, or nowhere. */
GPid bench_process_start (const char *const *argv, const char *output /* (nullable) */);

/* Runs a program to its end, which has to be a good one. */
BenchCost bench_process_run (const char *const *argv, const char *output /* (nullable) */);

/* Ends a program that was started, and waits until it is gone. */
void bench_process_stop (GPid pid);

double bench_process_peak_memory (GPid pid); /* bytes it had in memory at most, so far */

G_END_DECLS
