/* bench.c: two ways to do a thing, measured side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"

#include <glib/gprintf.h>
#include <stdio.h>
#include <time.h>

double
bench_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

double
bench_busy (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static int
compare_figures (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

double
bench_median (GArray *figures)
{
  g_autoptr (GArray) sorted = g_array_copy (figures);
  guint middle = sorted->len / 2;

  g_assert (sorted->len > 0);
  g_array_sort (sorted, compare_figures);
  if (sorted->len % 2 == 1)
    return g_array_index (sorted, double, middle);
  return (g_array_index (sorted, double, middle - 1) + g_array_index (sorted, double, middle)) / 2;
}

static char *
format_figure (BenchUnit unit, double figure)
{
  if (unit == BENCH_BYTES)
    return g_strdup_printf ("%.1f MB", figure / 1e6);
  if (figure >= 1)
    return g_strdup_printf ("%.2f s", figure);
  if (figure >= 1e-3)
    return g_strdup_printf ("%.2f ms", figure * 1e3);
  return g_strdup_printf ("%.0f µs", figure * 1e6);
}

/* printf() counts bytes, and µ and ≤ have more than one. */
static void
print_cell (const char *text, int width)
{
  int padding = ABS (width) - (int) g_utf8_strlen (text, -1);

  g_printf ("%*s%s%*s", width > 0 ? MAX (padding, 0) : 0, "", text, width < 0 ? MAX (padding, 0) : 0, "");
}

static void
print_cells (const char *what, const char *ours, const char *reference, const char *ratio, const char *aim)
{
  print_cell (what, -52);
  print_cell (ours, 11);
  print_cell (reference, 11);
  print_cell (ratio, 8);
  print_cell (aim, 8);
  g_printf ("\n");
  fflush (stdout);
}

void
bench_print_head (void)
{
  print_cells ("what / beside what", "Avow", "reference", "ratio", "aim");
}

void
bench_print_row (const char *what, BenchUnit unit, double ours, double reference, double ratio, double aim)
{
  g_autofree char *our_cell = format_figure (unit, ours);
  g_autofree char *reference_cell = format_figure (unit, reference);
  g_autofree char *ratio_cell = g_strdup_printf ("%.2f", ratio);
  g_autofree char *aim_cell = aim > 0 ? g_strdup_printf ("≤ %.1f", aim) : g_strdup ("");

  print_cells (what, our_cell, reference_cell, ratio_cell, aim_cell);
}

void
bench_print_note (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_printf ("  ");
  g_vprintf (format, arguments);
  g_printf ("\n");
  fflush (stdout);
  va_end (arguments);
}

void
bench_compare (const BenchPair *pair)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  pair->ours (pair->data);
  pair->reference (pair->data);
  for (guint i = 0; i < pair->pairs; i++)
    {
      double our = pair->ours (pair->data);
      double reference = pair->reference (pair->data);
      double ratio = our / reference;

      g_array_append_val (ours, our);
      g_array_append_val (references, reference);
      g_array_append_val (ratios, ratio);
    }
  bench_print_row (pair->what, pair->unit, bench_median (ours), bench_median (references), bench_median (ratios), pair->aim);
}
