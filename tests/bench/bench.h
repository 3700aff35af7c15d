/* bench.h: two ways to do a thing, measured side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "bench-window.h"

G_BEGIN_DECLS

/* Does the thing once, and gives what it took: seconds, or bytes. Whatever fails ends the program: a figure of
 * something that did not happen is worse than none. */
typedef double (*BenchRun) (gpointer data);

typedef enum
{
  BENCH_SECONDS,
  BENCH_BYTES,
} BenchUnit;

typedef struct
{
  const char *what;
  BenchUnit unit;
  double aim;     /* the ratio that is aimed at; 0 where there is none */
  guint pairs;
  BenchRun ours;
  BenchRun reference;
  gpointer data;  /* for both */
} BenchPair;

/* What a row has to hand: a screen, and of the sample organisations those that it takes. */
typedef struct
{
  BenchScreen *screen;
  char *folder; /* of everything that is made; removed at the end */
  char *small;  /* folder of a store, of a few people */
  char *large;  /* folder of a store, of a thousand */
  char *huge;   /* folder of a store, of so many that they signed a hundred thousand times */
} BenchWorld;

void bench_print_head (void);
void bench_print_row (const char *what, BenchUnit unit, double ours, double reference, double ratio, double aim);
void bench_print_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Runs each once to warm up, then both in turn; prints the medians, and the median of the ratios of pairs. */
void bench_compare (const BenchPair *pair);

double bench_now (void);  /* seconds */
double bench_busy (void); /* seconds that this program's threads have worked */
double bench_median (GArray *figures); /* of double */

/* Each prints its rows. */
void bench_start (const BenchWorld *world);
void bench_course (const BenchWorld *world);
void bench_page (const BenchWorld *world);
void bench_sign (const BenchWorld *world);
void bench_verify (const BenchWorld *world);
void bench_verify_huge (const BenchWorld *world);
void bench_since (const BenchWorld *world);
void bench_take_in (const BenchWorld *world);
void bench_take_in_huge (const BenchWorld *world);
void bench_report (const BenchWorld *world);

G_END_DECLS
