/* bench-start.c: from the start of the application to something to read, and the memory that took
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"
#include "bench-process.h"

#define PAIRS 9

typedef struct
{
  const BenchWorld *world;
  GArray *peaks[2]; /* of double: ours, the bare window's */
} Start;

static double
start (Start *self, const char *const *argv, GArray *peaks)
{
  double begin = bench_now (), took, peak;
  GPid pid = bench_process_start (argv, NULL);

  bench_screen_wait_content (self->world->screen);
  took = bench_now () - begin;
  peak = bench_process_peak_memory (pid);
  g_array_append_val (peaks, peak);
  bench_process_stop (pid);
  bench_screen_wait_gone (self->world->screen);
  return took;
}

static double
start_avow (gpointer data)
{
  Start *self = data;
  const char *argv[] = { "avow", "--data", self->world->small, NULL };

  return start (self, argv, self->peaks[0]);
}

static double
start_bare (gpointer data)
{
  Start *self = data;
  const char *argv[] = { "bare-window", NULL };

  return start (self, argv, self->peaks[1]);
}

void
bench_start (const BenchWorld *world)
{
  Start self = { world, { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) } };
  const BenchPair pair = { "start to something to read / a bare window", BENCH_SECONDS, 1.5, PAIRS, start_avow, start_bare, &self };
  double ours, reference;

  bench_compare (&pair);
  ours = bench_median (self.peaks[0]);
  reference = bench_median (self.peaks[1]);
  bench_print_row ("memory then, at its peak / the same", BENCH_BYTES, ours, reference, ours / reference, 0);

  for (guint i = 0; i < G_N_ELEMENTS (self.peaks); i++)
    g_array_unref (self.peaks[i]);
}
